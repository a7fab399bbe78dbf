"""Heads and office at the API: who may do what, and the buttons that help, on whole jobs."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from examples.demo.api import OperatorApi
from hinterland.api.leases import Lease
from localcloud import RunningCloud
from tests.flow.client import ClientOfCloud, Delivery
from tests.flow.site import Reply, Site
from tests.flow.waiting import until

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

OPERATOR, HEAD, OFFICE = "anitha", "revathi", "kavitha"
NOBODYS = "20261121-abcdefghijkl"
LEASE = f"{NOBODYS}.000001.key.abcdefghijklmnopqrst"
OF_HEADS = [("GET", "/centre")]
OF_THE_OFFICE = [
    ("GET", "/office"),
    ("POST", f"/office/jobs/{NOBODYS}/retry"),
    ("POST", f"/office/jobs/{NOBODYS}/cancel"),
    ("POST", f"/office/leases/{LEASE}/reassign"),
]
OF_OPERATORS = [
    ("PUT", "/me/outbox"),
    ("POST", "/leases"),
    ("GET", "/leases"),
    ("POST", f"/leases/{LEASE}/renew"),
    ("POST", f"/leases/{LEASE}/submit"),
    ("POST", f"/leases/{LEASE}/return"),
]
VALUES = {
    "street": "12 Car Street",
    "locality": "Mela Veedhi",
    "city": "Tiruvarur",
    "pin": "610001",
    "state": "Tamil Nadu",
}


class Overseers:
    """Calls of the site by anybody, signed in once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._tokens: dict[str, str] = {}

    def call(self, user: str, method: str, path: str, body: object = None) -> Reply:
        if user not in self._tokens:
            self._tokens[user] = self._site.sign_in(user)
        return self._site.call(method, path, token=self._tokens[user], body=body)

    def job(self, name: str) -> dict[str, Any]:
        """Return a job as the office sees it."""
        jobs = self.call(OFFICE, "GET", "/office").json["jobs"]
        found: dict[str, Any] = next((job for job in jobs if job["job"] == name), {})
        return found


@pytest.fixture(scope="session")
def by(site: Site) -> Overseers:
    return Overseers(site)


@pytest.fixture
def client(cloud: RunningCloud, s3: "S3Client") -> ClientOfCloud:
    return ClientOfCloud(cloud, s3)


@pytest.fixture
def operator(cloud: RunningCloud, site: Site) -> OperatorApi:
    return OperatorApi(cloud.outputs["ApiUrl"], site.sign_in(OPERATOR))


@pytest.mark.parametrize(
    ("user", "method", "path"),
    [
        *((user, *route) for user in (OPERATOR, OFFICE) for route in OF_HEADS),
        *((user, *route) for user in (OPERATOR, HEAD) for route in OF_THE_OFFICE),
        *((user, *route) for user in (HEAD, OFFICE) for route in OF_OPERATORS),
    ],
)
def test_a_route_of_another_role_is_refused(
    by: Overseers, user: str, method: str, path: str
) -> None:
    reply = by.call(user, method, path, {"waiting": 0, "oldest": None, "reason": "x"})
    assert (reply.status, reply.json["code"]) == (403, "wrong_role")


@pytest.mark.parametrize(
    ("user", "route", "status"),
    [
        (HEAD, OF_HEADS[0], 200),
        (OFFICE, OF_THE_OFFICE[0], 200),
        *((OFFICE, route, 404) for route in OF_THE_OFFICE[1:]),
        (OPERATOR, OF_OPERATORS[0], 200),
        *((OPERATOR, route, 404) for route in OF_OPERATORS[3:]),
    ],
)
def test_a_route_of_the_own_role_answers(
    by: Overseers, user: str, route: tuple[str, str], status: int
) -> None:
    reply = by.call(user, *route, {"waiting": 0, "oldest": None, "reason": "x"})
    assert reply.status == status


@pytest.mark.parametrize("path", ["/centre", "/office"])
def test_who_is_not_signed_in_sees_nothing(site: Site, path: str) -> None:
    assert site.call("GET", path).status == 401


def test_everybody_learns_who_they_are(by: Overseers) -> None:
    of = {user: by.call(user, "GET", "/me").json for user in (OPERATOR, HEAD, OFFICE)}
    assert [of[user]["roles"] for user in of] == [["operator"], ["head"], ["office"]]
    assert [of[user]["centre_name"] for user in of] == ["Kollumangudi", "Kollumangudi", None]
    assert "earnings" in of[OPERATOR]
    assert "earnings" not in of[HEAD]


def test_a_head_sees_what_waits_in_the_browsers_of_their_own_people(by: Overseers) -> None:
    oldest = "2026-11-22T04:00:00.000Z"
    by.call(OPERATOR, "PUT", "/me/outbox", {"waiting": 2, "oldest": oldest})
    centre = by.call(HEAD, "GET", "/centre").json
    people = {person["operator"]: person for person in centre["people"]}
    assert people.keys() >= {"selvi", "murugan", OPERATOR}
    assert "karthik" not in people  # of the other centre
    assert people[OPERATOR]["outbox"]["waiting"] == 2
    assert people[OPERATOR]["outbox"]["oldest"] == oldest


@pytest.mark.parametrize(
    "body", [{}, {"waiting": -1}, {"waiting": "2"}, {"waiting": 1, "oldest": "yesterday"}]
)
def test_an_outbox_that_makes_no_sense_is_refused(by: Overseers, body: object) -> None:
    assert by.call(OPERATOR, "PUT", "/me/outbox", body).json["code"] == "bad_request"


def test_a_failed_job_is_retried_to_its_delivery(
    cloud: RunningCloud,
    s3: "S3Client",
    client: ClientOfCloud,
    operator: OperatorApi,
    by: Overseers,
) -> None:
    drop = _drop(client)
    job = _job(client.delivery(drop, "open"))
    lease = _lease_of(operator, job)
    _upload(operator, lease)
    # What Merge reads is gone; splitting again, as a retry does, brings it back.
    s3.delete_object(Bucket=cloud.outputs["WorkBucketName"], Key=f"{job}/items/000001/input.json")
    operator.submit(lease["lease"])
    client.delivery(drop, "failed")
    failed = by.job(job)
    assert failed["actions"] == ["retry", "cancel"]  # its invoice is not there yet
    assert failed["failure"]["code"] == "NotFoundError"
    for _ in range(2):
        assert by.call(OFFICE, "POST", f"/office/jobs/{job}/retry").status == 200
    delivery = client.delivery(drop, "delivered")
    assert [row["city"] for row in delivery.rows("result.csv")] == ["Tiruvarur"]
    assert by.call(OFFICE, "POST", f"/office/jobs/{job}/retry").json["code"] == "not_failed"


def test_a_cancelled_job_is_rejected_and_what_was_being_keyed_is_kept(
    client: ClientOfCloud, operator: OperatorApi, by: Overseers
) -> None:
    drop = _drop(client)
    job = _job(client.delivery(drop, "open"))
    assert by.job(job)["actions"] == ["cancel"]
    lease = _lease_of(operator, job)
    reason = "The client sent a corrected file."
    for _ in range(2):
        path = f"/office/jobs/{job}/cancel"
        assert by.call(OFFICE, "POST", path, {"reason": reason}).status == 200
    delivery = client.delivery(drop, "rejected")
    told = delivery.document("rejected.json")
    assert (told["code"], told["reason"]) == ("cancelled", reason)
    _upload(operator, lease)
    assert operator.submit(lease["lease"])["outcome"] == "kept"
    assert by.job(job)["state"] == "rejected"
    assert by.job(job)["actions"] == []
    assert not delivery.has("invoice.json")


def test_a_cancellation_needs_a_reason(by: Overseers) -> None:
    reply = by.call(OFFICE, "POST", f"/office/jobs/{NOBODYS}/cancel", {"reason": " "})
    assert reply.json["code"] == "bad_request"


def test_work_that_is_taken_back_goes_to_somebody_else(
    cloud: RunningCloud, site: Site, client: ClientOfCloud, operator: OperatorApi, by: Overseers
) -> None:
    drop = _drop(client)
    job = _job(client.delivery(drop, "open"))
    lease = _lease_of(operator, job)["lease"]
    for _ in range(2):
        assert by.call(OFFICE, "POST", f"/office/leases/{lease}/reassign").status == 200
    other = OperatorApi(cloud.outputs["ApiUrl"], site.sign_in("murugan"))
    assert _lease_of(other, job)["lease"] != lease
    # No other test is to find the work.
    by.call(OFFICE, "POST", f"/office/jobs/{job}/cancel", {"reason": "It was for a test."})
    client.delivery(drop, "rejected")


def _drop(client: ClientOfCloud) -> str:
    body = "id,address\n1,12 Car Street Tiruvarur 610001\n"
    return client.drop("addresses", f"{uuid4().hex}-again.csv", body.encode())


def _job(delivery: Delivery) -> str:
    return str(delivery.document("status.json")["job"])


def _lease_of(operator: OperatorApi, job: str) -> Lease:
    """Take leases until there is one of this job; give the others back."""

    def look() -> Lease | None:
        taken, _ = operator.take(20, str(uuid4()))
        for other in (each for each in taken if each["job"] != job):
            operator.give_back(other["lease"])
        return next((each for each in taken if each["job"] == job), None)

    return until(look)


def _upload(operator: OperatorApi, lease: Lease) -> None:
    records = operator.read_input(lease)["records"]
    operator.upload(
        lease,
        [{"record": each["record"], "values": VALUES, "flag": None, "ms": 10} for each in records],
    )
