"""The operator protocol, as any client of it would speak it.

    leases, wait = api.take(count, request_id)                   POST /leases
    work = api.read_input(lease)                                 GET  input_url (S3)
    image = api.read_image(lease, record)                        GET  images[record] (S3)
    …somebody keys…
    api.upload(lease, entries)                                   POST upload.url (S3, a form)
    api.submit(lease)                                            POST /leases/{lease}/submit

Every call may be repeated with no harm, and is, when the line or the server fails.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Literal, NotRequired, TypedDict, cast

import urllib3

TIMEOUT = urllib3.Timeout(connect=5, read=30)  # seconds
RETRY = urllib3.Retry(
    total=4,
    backoff_factor=0.2,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=None,  # POST too: the protocol makes that safe
    raise_on_status=False,
)

type Flag = Literal["illegible", "wrong_document", "blank"]


class Upload(TypedDict):
    """A presigned POST: the fields go into the form before the file."""

    url: str
    fields: dict[str, str]


class Lease(TypedDict):
    """The right to work on one stage of one work item until `expires_at`."""

    lease: str
    job: str
    work_item: str
    work_type: str
    version: int
    stage: Literal["key", "verify", "adjudicate"]
    issued_at: str
    expires_at: str
    input_url: str
    images: dict[str, str]  # record → link; empty for rows
    originals: dict[str, str]  # the same pages as the client sent them
    upload: Upload


class InputRecord(TypedDict):
    """A record to key. `candidates` only when adjudicating: the fields in dispute."""

    record: str
    show: dict[str, str | int]
    candidates: NotRequired[dict[str, list[str]]]


class WorkInput(TypedDict):
    """What `input_url` gives."""

    work_item: str
    stage: str
    records: list[InputRecord]


class RecordEntry(TypedDict):
    """What was keyed for one record, or why it could not be; `ms` is the time it took.

    `as_printed` names the fields whose value fails a check although the source shows it so.
    """

    record: str
    values: dict[str, str]
    flag: Flag | None
    ms: int
    as_printed: NotRequired[list[str]]


class Detail(TypedDict):
    """What is wrong with an entry, and where. `code` names the check that a value failed."""

    record: str
    field: str
    code: str
    message: str


class SubmitAnswer(TypedDict):
    """`kept`: the entry is stored but not used, since the lease was lost; it earns nothing."""

    outcome: Literal["accepted", "kept"]
    next_stage: str | None
    earned: str  # rupees


class Field(TypedDict):
    """One thing to key; `format` of a date, `places` of a decimal."""

    name: str
    kind: str
    format: NotRequired[str | None]
    places: NotRequired[int | None]


class Form(TypedDict):
    """What a page needs to draw the form of a work type."""

    work_type: str
    version: int
    fields: list[Field]


class Earnings(TypedDict):
    """Rupees."""

    today: str
    month: str


class Me(TypedDict):
    """The operator who is signed in."""

    operator: str
    centre: str
    skills: list[str]
    earnings: Earnings


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

    def me(self) -> Me:
        """Tell who is signed in, and what they have earned."""
        return cast(Me, self._call("GET", "/me"))

    def form(self, work_type: str, version: int) -> Form:
        """Tell what to key for a work type."""
        return cast(Form, self._call("GET", f"/work-types/{work_type}/{version}"))

    def take(self, count: int, request_id: str) -> tuple[list[Lease], float]:
        """Take up to `count` leases; also return how many seconds to wait if there are none.

        `request_id` is of the caller's making. Asked again with the same one, after an answer
        that got lost, the server returns the same leases and not more of them.
        """
        headers = {"Idempotency-Key": request_id}
        answer = self._call("POST", "/leases", {"count": count}, headers)
        return cast(list[Lease], answer["leases"]), float(str(answer.get("retry_after") or 0))

    def held(self) -> list[Lease]:
        """Return the leases now held, so that a restarted page carries on."""
        return cast(list[Lease], self._call("GET", "/leases")["leases"])

    def renew(self, lease: str) -> Lease:
        """Move a lease's end, with fresh links."""
        return cast(Lease, self._call("POST", f"/leases/{lease}/renew"))

    def give_back(self, lease: str) -> None:
        """Return a lease unworked, for somebody else to take."""
        self._call("POST", f"/leases/{lease}/return")

    def read_input(self, lease: Lease) -> WorkInput:
        """Fetch the records to key."""
        return cast(WorkInput, json.loads(self._fetch(lease["input_url"])))

    def read_image(self, lease: Lease, record: str) -> bytes:
        """Fetch the page image of a record."""
        return self._fetch(lease["images"][record])

    def upload(self, lease: Lease, entries: list[RecordEntry]) -> None:
        """Store what was keyed: a form POST, its fields as given, the file last."""
        entry = {"lease": lease["lease"], "records": entries}
        body = json.dumps(entry, ensure_ascii=False).encode()
        form: dict[str, str | tuple[str, bytes, str]] = {**lease["upload"]["fields"]}
        form["file"] = ("entry.json", body, "application/json")
        response = self._http.request("POST", lease["upload"]["url"], fields=form)
        _require_success(response)

    def submit(self, lease: str) -> SubmitAnswer:
        """Say that the upload is there. Repeating it changes nothing and answers the same.

        Raises `ApiError` of code `checks_failed` when values have to be looked at again: mend them,
        or confirm them `as_printed`, and upload and submit once more.
        """
        return cast(SubmitAnswer, self._call("POST", f"/leases/{lease}/submit"))

    def _call(
        self,
        method: str,
        path: str,
        document: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> dict[str, object]:
        sent = {"Authorization": f"Bearer {self._token}", **(headers or {})}
        body = None
        if document is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(document).encode()
        response = self._http.request(method, self._url + path, body=body, headers=sent)
        _require_success(response)
        return cast(dict[str, object], json.loads(response.data or b"{}"))

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
