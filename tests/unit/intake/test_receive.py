"""Receiving a drop: each kind of mistake gets its answer, each drop its job, and only one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from functions.intake.arrival import Arrival, arrival_of
from functions.intake.failure import report_failure
from functions.intake.receive import receive
from functions.intake.stores import Stores
from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.errors import ConflictError, ThrottledError
from hinterland.jobs.job import FileKind, JobState
from hinterland.workflow import Outcome
from tests.doubles.in_memory import Books, Bucket, JobRows

# The contract begins on 1 December in India, when it is still November in UTC.
BEGINS = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
NOW = BEGINS + timedelta(hours=1)
JPEG = b"\xff\xd8\xff\xe0 and so on"
CSV = b"name,city\na,1\n"


def _work_type(name: str, kind: InputKind) -> WorkType:
    return WorkType(
        name, 4, {"en": name}, kind, 5, (), {"en": ""}, Quality(), 30, frozenset(), Decimal(1)
    )


def _client() -> Client:
    rates = {"receipts": Decimal("4.50"), "addresses": Decimal(2)}
    contract = Contract(date(2026, 12, 1), "INR", rates, Tax("998599", Decimal(18)))
    return Client("meridian", "Meridian", "27AAPFU0939F1ZV", "27", ("Mumbai",), (contract,))


@dataclass
class Bench:
    """Intake with in-memory stores."""

    drops: Bucket = field(default_factory=lambda: Bucket("drops", last_modified=BEGINS))
    deliveries: Bucket = field(default_factory=lambda: Bucket("deliveries"))
    jobs: JobRows = field(default_factory=JobRows)
    books: Books = field(
        default_factory=lambda: Books(
            {"meridian": _client()},
            {
                "receipts": _work_type("receipts", InputKind.IMAGES),
                "addresses": _work_type("addresses", InputKind.ROWS),
                "letters": _work_type("letters", InputKind.IMAGES),
            },
        )
    )

    @property
    def intake(self) -> Stores:
        return Stores(self.drops, self.deliveries, self.books, self.jobs)

    def arrive(self, key: str, body: bytes = JPEG) -> Arrival:
        self.drops.put(key, body, version_id="v1")
        return arrival_of(event(key), self.drops)

    def receive(self, arrival: Arrival, execution: str = "run-1", now: datetime = NOW) -> Outcome:
        return receive(self.intake, arrival, execution, now)

    def written(self, client: str, job: str, file: str) -> dict[str, Any]:
        document: dict[str, Any] = self.deliveries.read_json(f"{client}/{job}/{file}")
        return document


def event(key: str) -> dict[str, Any]:
    named = {"key": key, "size": 9, "version-id": "v1", "etag": "e"}
    return {"time": "2026-11-30T18:30:00Z", "detail": {"bucket": {"name": "d"}, "object": named}}


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    "key",
    [
        "meridian/receipts/june.jpg",
        "meridian/receipts/june/a b+c %41.zip",
        "meridian/receipts/ரசீது é e\u0301.jpg",
        "meridian/receipts/" + "x" * 1006,
        "meridian/receipts/folder/",
    ],
)
def test_a_drop_is_accepted_under_any_legal_name(bench: Bench, key: str) -> None:
    arrival = bench.arrive(key)
    assert bench.receive(arrival) is Outcome.ACCEPTED
    job = bench.jobs.get(arrival.job)
    assert (job.state, job.drop.key, job.file_kind) == (JobState.RECEIVED, key, FileKind.JPEG)
    assert (job.client, job.work_type, job.version) == ("meridian", "receipts", 4)
    status = bench.written("meridian", arrival.job, "status.json")
    assert (status["state"], status["drop"]) == ("received", key)


def test_names_that_look_the_same_are_jobs_of_their_own(bench: Bench) -> None:
    composed = bench.arrive("meridian/receipts/\u00e9.jpg")
    decomposed = bench.arrive("meridian/receipts/e\u0301.jpg", JPEG + b" of another page")
    assert composed.job != decomposed.job
    assert bench.receive(composed) is bench.receive(decomposed) is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("key", "body", "code", "says"),
    [
        ("june.jpg", JPEG, "wrong_place", "{client}/{work_type}/{file name}"),
        ("meridian/june.jpg", JPEG, "wrong_place", "meridian/june.jpg"),
        ("meridian//june.jpg", JPEG, "wrong_place", "meridian//june.jpg"),
        ("acme/receipts/june.jpg", JPEG, "unknown_client", "acme"),
        ("meridian/reciepts/june.jpg", JPEG, "unknown_work_type", "reciepts"),
        ("meridian/letters/june.jpg", JPEG, "no_rate", "2026-12-01"),
        ("meridian/receipts/june.jpg", b"", "empty", "empty"),
        ("meridian/receipts/june.jpg", CSV, "wrong_kind", "this file is text"),
        ("meridian/addresses/june.csv", JPEG, "wrong_kind", "a JPEG picture"),
        ("meridian/addresses/june.csv", b"\x1f\x8b\x08", "wrong_kind", "a gzip archive"),
    ],
)
def test_a_drop_that_cannot_be_worked_on_is_answered_with_what_to_do(
    bench: Bench, key: str, body: bytes, code: str, says: str
) -> None:
    arrival = bench.arrive(key, body)
    assert bench.receive(arrival) is Outcome.REJECTED
    client = bench.jobs.get(arrival.job).client
    rejected = bench.written(client, arrival.job, "rejected.json")
    assert (rejected["job"], rejected["drop"], rejected["code"]) == (arrival.job, key, code)
    assert says in rejected["reason"]
    assert bench.written(client, arrival.job, "status.json")["state"] == "rejected"


@pytest.mark.parametrize("key", ["/receipts/a.jpg", "../a/b.jpg", "x" * 700 + "/a/b", "a b/c/d"])
def test_without_a_usable_client_the_answer_lies_in_unknown(bench: Bench, key: str) -> None:
    arrival = bench.arrive(key)
    assert bench.receive(arrival) is Outcome.REJECTED
    assert bench.written("unknown", arrival.job, "rejected.json")["drop"] == key


def test_the_contract_in_force_is_that_of_the_day_in_india(bench: Bench) -> None:
    early = BEGINS - timedelta(seconds=1)
    assert bench.receive(bench.arrive("meridian/receipts/a.jpg"), now=early) is Outcome.REJECTED
    assert bench.receive(bench.arrive("meridian/receipts/b.jpg"), now=BEGINS) is Outcome.ACCEPTED


def test_a_folder_made_in_the_console_is_no_drop(bench: Bench) -> None:
    for key in ("meridian/", "meridian/receipts/", "meridian/receipts/june/"):
        assert bench.receive(bench.arrive(key, b"")) is Outcome.SEEN
    assert bench.jobs.rows == {}
    assert bench.deliveries.bodies == {}


@pytest.mark.parametrize("key", ["meridian/receipts/a.jpg", "acme/receipts/a.jpg"])
def test_a_second_event_of_the_same_drop_changes_nothing(bench: Bench, key: str) -> None:
    arrival = bench.arrive(key)
    bench.receive(arrival)
    rows, files = dict(bench.jobs.rows), dict(bench.deliveries.bodies)
    bench.books.clients.clear()
    later = NOW + timedelta(hours=1)
    assert bench.receive(arrival, execution="run-2", now=later) is Outcome.SEEN
    assert (bench.jobs.rows, bench.deliveries.bodies) == (rows, files)


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("meridian/receipts/a.jpg", Outcome.ACCEPTED),
        ("acme/receipts/a.jpg", Outcome.REJECTED),
    ],
)
@pytest.mark.parametrize("writes", [0, 1])
def test_a_retry_after_a_crash_anywhere_ends_right(
    bench: Bench, key: str, outcome: Outcome, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = bench.arrive(key)
    with monkeypatch.context() as broken:
        broken.setattr(Bucket, "write", _fails_after(writes))
        with suppress(ThrottledError):
            bench.receive(arrival)
    undisturbed = Bench()
    undisturbed.receive(undisturbed.arrive(key))
    assert bench.receive(arrival, now=NOW + timedelta(seconds=5)) is outcome
    assert bench.jobs.rows == undisturbed.jobs.rows
    assert bench.deliveries.bodies == undisturbed.deliveries.bodies


def _fails_after(writes: int) -> Callable[[Bucket, str, bytes, str], None]:
    whole, done = Bucket.write, [0]

    def write(bucket: Bucket, key: str, body: bytes, content_type: str) -> None:
        if done[0] == writes:
            raise ThrottledError("slow down")
        done[0] += 1
        whole(bucket, key, body, content_type)

    return write


def test_a_verdict_that_the_catalogue_turned_round_between_attempts_is_seen_to(
    bench: Bench,
) -> None:
    arrival = bench.arrive("meridian/receipts/a.jpg")
    client = bench.books.clients.pop("meridian")
    assert bench.receive(arrival) is Outcome.REJECTED
    bench.books.clients["meridian"] = client
    with pytest.raises(ConflictError):
        bench.receive(arrival)


def test_a_failed_job_says_so_to_its_client_and_no_more(bench: Bench) -> None:
    arrival = bench.arrive("meridian/receipts/a.jpg")
    bench.receive(arrival)
    state_input = {"job": arrival.job, "error": {"Error": "KeyError", "Cause": "Traceback …"}}
    for _ in range(2):
        report_failure(bench.intake, state_input, "run-1", NOW)
        status = bench.written("meridian", arrival.job, "status.json")
        assert (status["state"], status["error"]["job"]) == ("failed", arrival.job)
        assert "Traceback" not in str(status)
        assert bench.jobs.get(arrival.job).state is JobState.FAILED


@pytest.mark.parametrize("bucket_has_it", ["yes", "no"])
def test_a_drop_that_intake_itself_failed_on_is_still_answered(
    bench: Bench, bucket_has_it: str
) -> None:
    key = "meridian/receipts/a.jpg"
    arrival = bench.arrive(key)
    if bucket_has_it == "no":
        bench.drops.versions.clear()
    raw_event = event(key) | {"error": {"Error": "ThrottledError", "Cause": ""}}
    job = report_failure(bench.intake, raw_event, "run-1", NOW)
    assert job.id == arrival.job
    assert bench.written("meridian", arrival.job, "status.json")["state"] == "failed"


def test_the_failure_of_a_second_execution_does_not_disturb_the_first(bench: Bench) -> None:
    arrival = bench.arrive("meridian/receipts/a.jpg")
    bench.receive(arrival)
    report_failure(bench.intake, event(arrival.drop.key), "run-2", NOW)
    assert bench.jobs.get(arrival.job).state is JobState.RECEIVED
    assert bench.written("meridian", arrival.job, "status.json")["state"] == "received"


def test_a_delivered_job_is_not_called_failed_by_a_step_that_was_carried_out_twice(
    bench: Bench,
) -> None:
    arrival = bench.arrive("meridian/receipts/a.jpg")
    bench.receive(arrival)
    bench.jobs.move(arrival.job, JobState.DELIVERED, NOW)
    report_failure(bench.intake, {"job": arrival.job}, "run-1", NOW)
    assert bench.jobs.get(arrival.job).state is JobState.DELIVERED
    assert bench.written("meridian", arrival.job, "status.json")["state"] == "delivered"


def test_a_drop_at_the_root_is_answered_where_what_has_no_client_is(bench: Bench) -> None:
    arrival = bench.arrive("june.jpg")
    bench.receive(arrival)
    assert bench.written("unknown", arrival.job, "rejected.json")["code"] == "wrong_place"


@pytest.mark.parametrize(
    "name",
    ["june.zip.filepart", "june.zip.part", "June.TMP", "june.zip~", ".june.zip.Xy12Ab",
     "~$june.xlsx", "june.zip.crdownload", "Thumbs.db", ".DS_Store"],
)  # fmt: skip
def test_a_file_that_is_not_all_there_yet_is_no_drop(bench: Bench, name: str) -> None:
    assert bench.receive(bench.arrive(f"meridian/receipts/{name}")) is Outcome.SEEN
    assert not bench.jobs.rows
    assert not bench.deliveries.log


def test_the_same_content_once_more_is_held_and_its_client_told_how_to_insist(bench: Bench) -> None:
    bench.receive(bench.arrive("meridian/receipts/june.jpg"))
    again = bench.arrive("meridian/receipts/copy of june.jpg")
    assert bench.receive(again, "run-2") is Outcome.REJECTED
    told = bench.written("meridian", again.job, "rejected.json")
    assert told["code"] == "possible_duplicate"
    assert "'meridian/receipts/june.jpg' on 2026-12-01" in told["reason"]
    assert "june-again.csv" in told["reason"]


@pytest.mark.parametrize("name", ["june-again.jpg", "June-AGAIN.jpg", "june-again"])
def test_a_client_insists_by_the_name(bench: Bench, name: str) -> None:
    bench.receive(bench.arrive("meridian/receipts/june.jpg"))
    assert bench.receive(bench.arrive(f"meridian/receipts/{name}"), "run-2") is Outcome.ACCEPTED


def test_other_content_is_no_duplicate(bench: Bench) -> None:
    bench.receive(bench.arrive("meridian/addresses/june.csv", CSV))
    other = bench.arrive("meridian/addresses/july.csv", CSV + b"b,2\n")
    assert bench.receive(other, "run-2") is Outcome.ACCEPTED


def test_a_repeat_of_an_arrival_is_no_duplicate_of_itself(bench: Bench) -> None:
    arrival = bench.arrive("meridian/receipts/june.jpg")
    assert bench.receive(arrival) is bench.receive(arrival) is Outcome.ACCEPTED


def test_what_came_to_nothing_may_be_sent_once_more(bench: Bench) -> None:
    first = bench.arrive("meridian/receipts/june.jpg")
    bench.receive(first)
    bench.jobs.move(first.job, JobState.REJECTED, NOW)
    again = bench.arrive("meridian/receipts/june-2.jpg")
    assert bench.receive(again, "run-2") is Outcome.ACCEPTED
    third = bench.arrive("meridian/receipts/june-3.jpg")
    assert bench.receive(third, "run-3") is Outcome.REJECTED


def test_after_the_days_of_the_contract_the_same_content_is_new(bench: Bench) -> None:
    bench.receive(bench.arrive("meridian/receipts/june.jpg"))
    later = NOW + timedelta(days=31)
    again = bench.arrive("meridian/receipts/copy.jpg")
    assert bench.receive(again, "run-2", later) is Outcome.ACCEPTED


def test_a_contract_may_take_the_same_content_any_time(bench: Bench) -> None:
    (contract,) = _client().contracts
    free = replace(_client(), contracts=(replace(contract, duplicate_days=0),))
    bench.books.clients["meridian"] = free
    for number in range(2):
        arrival = bench.arrive(f"meridian/receipts/june-{number}.jpg")
        assert bench.receive(arrival, f"run-{number}") is Outcome.ACCEPTED


def test_what_was_accepted_stays_so_when_its_client_is_gone_and_intake_comes_late(
    bench: Bench,
) -> None:
    arrival = bench.arrive("meridian/receipts/june.jpg")
    assert bench.receive(arrival) is Outcome.ACCEPTED
    bench.jobs.move(arrival.job, JobState.SPLITTING, NOW)
    bench.books.clients.clear()
    bench.books.kinds_of_work.clear()
    assert bench.receive(arrival) is Outcome.ACCEPTED
    assert bench.jobs.get(arrival.job).state is JobState.SPLITTING
    assert bench.written("meridian", arrival.job, "status.json")["state"] == "splitting"
