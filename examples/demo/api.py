"""The operator protocol, as any client of it would speak it.

    leases, wait = api.take(count, request_id)                   POST /leases
    work = api.read_input(lease)                                 GET  input_url (S3)
    image = api.read_image(lease, record)                        GET  images[record] (S3)
    …somebody keys…
    api.upload(lease, entries)                                   POST upload.url (S3, a form)
    api.submit(lease)                                            POST /leases/{lease}/submit

Every call may be repeated with no harm, and is, when the line or the server fails. Routes and
documents are those of `hinterland.api`.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import cast

import urllib3

from hinterland.api import leases, people, work_types
from hinterland.api.errors import Detail
from hinterland.api.leases import Entry, Input, KeyedRecord, Lease, Leases, Receipt
from hinterland.api.people import Operator
from hinterland.api.route import Route
from hinterland.api.work_types import WorkType

TIMEOUT = urllib3.Timeout(connect=5, read=30)  # seconds
RETRY = urllib3.Retry(
    total=4,
    backoff_factor=0.2,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=None,  # POST too: the protocol makes that safe
    raise_on_status=False,
)


class ApiError(Exception):
    """The API, or S3 behind one of its links, said no; `code` is stable and for machines."""

    def __init__(
        self, status: int, code: str, message: str, details: Sequence[Detail] = ()
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.details = tuple(details)  # which records and fields need another look


class OperatorApi:
    """One signed-in operator's connection."""

    def __init__(self, url: str, token: str, http: urllib3.PoolManager | None = None) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._http = http or urllib3.PoolManager(timeout=TIMEOUT, retries=RETRY)

    def me(self) -> Operator:
        """Tell who is signed in, and what they have earned."""
        return self._call(people.ME)

    def form(self, work_type: str, version: int) -> WorkType:
        """Tell what to key for a work type."""
        return self._call(work_types.WORK_TYPE, work_type=work_type, version=version)

    def take(self, count: int, request_id: str) -> tuple[list[Lease], float]:
        """Take up to `count` leases; also return how many seconds to wait if there are none.

        `request_id` is of the caller's making. Asked again with the same one, after an answer
        that got lost, the server returns the same leases and not more of them.
        """
        answer: Leases = self._call(leases.TAKE, {"count": count}, request_id)
        return answer["leases"], float(answer.get("retry_after", 0))

    def held(self) -> list[Lease]:
        """Return the leases now held, so that a restarted page carries on."""
        return self._call(leases.HELD)["leases"]

    def renew(self, lease: str) -> Lease:
        """Move a lease's end, with fresh links."""
        return self._call(leases.RENEW, lease=lease)

    def give_back(self, lease: str) -> None:
        """Return a lease unworked, for somebody else to take."""
        self._call(leases.RETURN, lease=lease)

    def read_input(self, lease: Lease) -> Input:
        """Fetch the records to key."""
        return cast(Input, json.loads(self._fetch(lease["input_url"])))

    def read_image(self, lease: Lease, record: str) -> bytes:
        """Fetch the page image of a record."""
        return self._fetch(lease["images"][record])

    def upload(self, lease: Lease, entries: list[KeyedRecord]) -> None:
        """Store what was keyed: a form POST, its fields as given, the file last."""
        entry: Entry = {"lease": lease["lease"], "records": entries}
        body = json.dumps(entry, ensure_ascii=False).encode()
        form: dict[str, str | tuple[str, bytes, str]] = {**lease["upload"]["fields"]}
        form["file"] = ("entry.json", body, "application/json")
        response = self._http.request("POST", lease["upload"]["url"], fields=form)
        _require_success(response)

    def submit(self, lease: str) -> Receipt:
        """Say that the upload is there. Repeating it changes nothing and answers the same.

        Raises `ApiError` of code `checks_failed` when values have to be looked at again: mend them,
        or confirm them `as_printed`, and upload and submit once more.
        """
        return self._call(leases.SUBMIT, lease=lease)

    def _call[Answer](
        self,
        route: Route[Answer],
        document: object = None,
        key: str = "",
        **parameters: str | int,
    ) -> Answer:
        sent = {"Authorization": f"Bearer {self._token}"}
        if key:
            sent["Idempotency-Key"] = key
        body = None
        if document is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(document).encode()
        url = self._url + route.at(**parameters)
        response = self._http.request(route.method, url, body=body, headers=sent)
        _require_success(response)
        return cast(Answer, json.loads(response.data or b"{}"))

    def _fetch(self, link: str) -> bytes:
        """Get a presigned link: it carries its own permission, so no token is sent."""
        response = self._http.request("GET", link)
        _require_success(response)
        return response.data


def _require_success(response: urllib3.BaseHTTPResponse) -> None:
    if response.status < HTTPStatus.MULTIPLE_CHOICES:
        return
    details: list[Detail] = []
    try:
        answer = json.loads(response.data)
        code, message = str(answer["code"]), str(answer["message"])
        details = answer.get("details", [])
    except (ValueError, KeyError, TypeError):  # S3 answers in XML, gateways as they like
        code, message = "http_error", response.data[:300].decode(errors="replace")
    if details:
        message += f" {details}"
    raise ApiError(response.status, code, message, details)
