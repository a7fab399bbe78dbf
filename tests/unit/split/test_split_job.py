"""Plan, part and open as the workflow calls them, once and again."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from functions.split.open_work import JobOverdueError, open_job
from functions.split.part import MiscountedPartError, split_part
from functions.split.plan import plan_job
from functions.split.stores import Stores
from hinterland import s3_keys
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.errors import ThrottledError
from hinterland.identifiers import record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.workflow import Outcome
from tests.doubles.in_memory import Books, Bucket, ItemRows, JobRows, Waits

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
STATUS = "meridian/j/status.json"
REJECTED = "meridian/j/rejected.json"
TOO_WIDE = (
    "Row 3, on line 4, has 3 cells, but there are 2 columns. Put a cell that has the separator ',' "
    "in it in quotes, and leave no others."
)


def _work_type(name: str, kind: InputKind) -> WorkType:
    return WorkType(
        name, 3, {"en": name}, kind, 2, (), {"en": ""}, Quality(), 30, frozenset(), Decimal(1)
    )


@dataclass
class Bench:
    """Split's stores in memory, with one received job in them."""

    drops: Bucket = field(default_factory=lambda: Bucket("drops"))
    work: Bucket = field(default_factory=lambda: Bucket("work"))
    deliveries: Bucket = field(default_factory=lambda: Bucket("deliveries"))
    jobs: JobRows = field(default_factory=JobRows)
    items: ItemRows = field(default_factory=ItemRows)
    waits: Waits = field(default_factory=Waits)

    @property
    def stores(self) -> Stores:
        books = Books(
            kinds_of_work={
                "addresses": _work_type("addresses", InputKind.ROWS),
                "receipts": _work_type("receipts", InputKind.IMAGES),
            }
        )
        return Stores(
            self.drops, self.work, self.deliveries, books, self.jobs, self.items, self.waits
        )

    def receive(self, work_type: str, file: str, kind: FileKind, body: bytes) -> None:
        key = f"meridian/{work_type}/{file}"
        self.drops.put(key, body, version_id="v1")
        drop = Drop(key, "v1", len(body))
        job = Job("j", "meridian", work_type, 3, drop, kind, "run", JobState.RECEIVED, NOON, NOON)
        self.jobs.rows["j"] = job

    def plan(self) -> list[Any]:
        assert plan_job(self.stores, "j", LATER) is Outcome.ACCEPTED
        parts: list[Any] = self.work.read_json("j/parts.json")
        return parts

    def split(self) -> None:
        for part in self.plan():
            split_part(self.stores, "j", part)

    def status(self) -> dict[str, Any]:
        document: dict[str, Any] = self.deliveries.read_json(STATUS)
        return document

    def kept(self) -> tuple[dict[str, bytes], dict[Any, Any]]:
        return dict(self.work.bodies), dict(self.items.rows)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def _photo() -> bytes:
    body = io.BytesIO()
    Image.effect_noise((60, 40), 90).save(body, "JPEG")
    return body.getvalue()


def _archive(*members: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for number, member in enumerate(members, start=1):
            archive.writestr(f"{number}.jpg", member)
    return body.getvalue()


def rows(bench: Bench, body: bytes = b"name,city\na,1\nb,2\nc,3,x\nd,4\ne,5\n") -> None:
    bench.receive("addresses", "june.csv", FileKind.CSV, body)


def images(bench: Bench) -> None:
    bench.receive(
        "receipts", "a b/june.zip", FileKind.ZIP, _archive(_photo(), _photo(), _photo()[:-200])
    )


def test_a_plan_counts_the_records_and_shows_the_client_that_splitting_began(
    bench: Bench,
) -> None:
    rows(bench)
    parts = bench.plan()
    assert bench.work.read_json("j/plan.json") == {
        "columns": ["name", "city"],
        "records": 5,
        "parts": 1,
        "items": 3,
        "ranked_from": NOON.isoformat(),
        "skipped": [],
        "header": "line 1",
    }
    assert (parts[0]["records"], parts[0]["items"]) == (5, 3)
    assert (bench.status()["state"], bench.status()["records"]) == ("splitting", 5)
    assert len(bench.jobs.get("j").drop_sha256) == 64


@pytest.mark.parametrize("state", [JobState.OPEN, JobState.MERGING, JobState.DELIVERED])
def test_a_plan_repeated_late_does_not_put_the_job_back(bench: Bench, state: JobState) -> None:
    rows(bench)
    bench.plan()
    bench.jobs.move("j", state, LATER)
    bench.plan()
    assert bench.jobs.get("j").state is state


def test_a_drop_that_cannot_be_read_is_rejected(bench: Bench) -> None:
    rows(bench, b"name,city\n")
    for _ in range(2):
        assert plan_job(bench.stores, "j", LATER) is Outcome.REJECTED
        assert bench.deliveries.read_json(REJECTED)["code"] == "no_records"
        assert bench.status()["state"] == "rejected"
        assert bench.jobs.get("j").state is JobState.REJECTED
    assert bench.work.bodies == {}


def test_rows_become_work_items_of_the_size_that_the_work_type_says(bench: Bench) -> None:
    rows(bench)
    bench.split()
    assert bench.work.read_json("j/items/000001/input.json") == {
        "work_item": "000001",
        "stage": "key",
        "records": [
            {"record": "000001", "show": {"name": "a", "city": "1"}},
            {"record": "000002", "show": {"name": "b", "city": "2"}},
        ],
    }
    items = list(bench.items.rows.values())
    assert [item.records for item in items] == [("000001", "000002"), ("000004",), ("000005",)]
    assert {(item.stage, item.version, item.visible_at) for item in items} == {(Stage.KEY, 3, NOON)}
    assert [item.rank for item in items] == sorted(item.rank for item in items)
    assert items[0].rank == NOON


def test_images_are_stored_with_their_kind_before_the_rows_that_lead_to_them(
    bench: Bench,
) -> None:
    images(bench)
    bench.split()
    assert bench.work.types["j/images/000001"] == "image/jpeg"
    assert "j/images/000003" not in bench.work.bodies
    assert bench.work.read_json("j/items/000001/input.json")["records"][1] == {
        "record": "000002",
        "show": {"file": "2.jpg", "page": 1},
    }
    assert list(bench.items.rows) == [("j", "000001")]


def test_a_heavy_photo_is_stored_twice_and_its_row_says_so(bench: Bench) -> None:
    heavy = io.BytesIO()
    Image.effect_noise((1600, 2000), 90).save(heavy, "JPEG", quality=95)
    bench.receive(
        "receipts", "june.zip", FileKind.ZIP, _archive(_photo(), heavy.getvalue(), _photo())
    )
    bench.split()
    assert bench.work.bodies["j/originals/000002"] == heavy.getvalue()
    assert bench.work.types["j/images/000002"] == "image/webp"
    assert len(bench.work.bodies["j/images/000002"]) < len(heavy.getvalue())
    assert not {"j/originals/000001", "j/originals/000003"} & set(bench.work.bodies)
    assert [item.lightened for item in bench.items.rows.values()] == [("000002",), ()]


def test_a_photo_on_its_own_is_shown_by_the_name_of_the_drop(bench: Bench) -> None:
    bench.receive("receipts", "june/a b+c.jpg", FileKind.JPEG, _photo())
    bench.split()
    (record,) = bench.work.read_json("j/items/000001/input.json")["records"]
    assert record["show"] == {"file": "june/a b+c.jpg", "page": 1}


def test_a_part_reports_what_it_came_to(bench: Bench) -> None:
    rows(bench)
    bench.split()
    assert bench.work.read_json("j/parts/000001.json") == {
        "part": 1,
        "items": 3,
        "records": 4,
        "rejected": [{"record": "000003", "reason": TOO_WIDE}],
    }
    assert bench.work.log[-1] == "j/parts/000001.json"


@pytest.mark.parametrize("receive", [rows, images])
def test_a_part_split_twice_is_split_once(bench: Bench, receive: Callable[[Bench], None]) -> None:
    receive(bench)
    bench.split()
    (at_work, *_) = bench.items.rows
    bench.items.rows[at_work] = replace(bench.items.rows[at_work], operator="selvi")
    once = bench.kept()
    bench.split()
    assert bench.kept() == once


def test_a_part_that_broke_off_leaves_no_report_and_can_be_split_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(bench)
    (part,) = bench.plan()
    with monkeypatch.context() as broken:
        broken.setattr(ItemRows, "add", _throttled)
        with pytest.raises(ThrottledError):
            split_part(bench.stores, "j", part)
    assert "j/parts/000001.json" not in bench.work.bodies
    split_part(bench.stores, "j", part)
    assert len(bench.items.rows) == 3


def _throttled(*_: object) -> None:
    raise ThrottledError("slow down")


def test_a_part_that_does_not_come_to_its_plan_fails_rather_than_lose_a_record(
    bench: Bench,
) -> None:
    rows(bench)
    (part,) = bench.plan()
    with pytest.raises(MiscountedPartError, match="6 records planned, 4 split out, 1 rejected"):
        split_part(bench.stores, "j", part | {"records": 6})
    assert bench.items.rows == {}


def test_opening_adds_up_the_parts_and_names_the_rejected_records(bench: Bench) -> None:
    rows(bench)
    bench.split()
    open_job(bench.stores, "j", "token-1", LATER)
    job = bench.jobs.get("j")
    assert (job.items, job.rejected, job.token) == (3, 1, "token-1")
    assert bench.status()["state"] == "open"
    rejected = bench.deliveries.read_json(REJECTED)
    assert rejected["code"] == "partly_rejected"
    assert rejected["details"] == [f"Record 000003: {TOO_WIDE}"]
    assert bench.waits.ended == []


def reject_all(bench: Bench, *reasons: str) -> None:
    """Have the only part of a drop come to nothing but rejected records."""
    rows(bench)
    bench.split()
    rejected = [{"record": record_id(n), "reason": why} for n, why in enumerate(reasons, 1)]
    report = {"part": 1, "items": 0, "records": 0, "rejected": rejected}
    bench.work.write_json(s3_keys.part_report("j", 1), report)


@pytest.mark.parametrize(
    ("reasons", "cause"),
    [
        (["Page 1 is torn.", "Page 2 is torn."], "All for the same cause: Page 1 is torn."),
        (["'a.jpg' is torn.", "'b.jpg' is torn.", "Page 3 is wet."], "Most (2) for the same cause"),
        (["Page 1 is torn."], "could be worked on. Page 1 is torn."),
    ],
)
def test_a_drop_of_which_every_record_is_rejected_is_rejected_with_the_common_cause(
    bench: Bench, reasons: list[str], cause: str
) -> None:
    reject_all(bench, *reasons)
    open_job(bench.stores, "j", "token-1", LATER)
    assert bench.jobs.get("j").state is JobState.REJECTED
    assert bench.status()["state"] == "rejected"
    rejected = bench.deliveries.read_json(REJECTED)
    assert rejected["code"] == "all_rejected"
    assert cause in rejected["reason"]
    assert (bench.waits.ended, bench.waits.outcomes) == (["token-1"], [Outcome.REJECTED])


def test_a_wait_that_looks_again_at_a_rejected_drop_ends_too(bench: Bench) -> None:
    reject_all(bench, "Page 1 is torn.")
    open_job(bench.stores, "j", "token-1", LATER)
    open_job(bench.stores, "j", "token-2", LATER)
    assert bench.waits.outcomes == [Outcome.REJECTED, Outcome.REJECTED]


def test_a_whole_drop_leaves_no_rejection(bench: Bench) -> None:
    rows(bench, b"a,b\n1,2\n")
    bench.split()
    open_job(bench.stores, "j", "token-1", LATER)
    assert REJECTED not in bench.deliveries.bodies


def test_very_many_rejected_records_are_counted_rather_than_named(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.split.open_work.NAMED", 2)
    rows(bench, b"a,b\n1,2\n" + b"3,4,5\n" * 5)
    bench.split()
    open_job(bench.stores, "j", "token-1", LATER)
    details = bench.deliveries.read_json(REJECTED)["details"]
    assert len(details) == 3
    assert details[-1] == "And 3 more."


def test_looking_again_takes_the_fresh_token_and_reads_no_report(bench: Bench) -> None:
    rows(bench)
    bench.split()
    open_job(bench.stores, "j", "token-1", LATER)
    bench.work.versions.clear()
    open_job(bench.stores, "j", "token-2", LATER)
    assert bench.jobs.get("j").token == "token-2"
    assert bench.waits.ended == []


def test_a_job_that_is_worked_already_ends_the_wait_at_once(bench: Bench) -> None:
    rows(bench)
    bench.split()
    bench.jobs.rows["j"] = replace(bench.jobs.rows["j"], items_done=3, done=4)
    open_job(bench.stores, "j", "token-1", LATER)
    assert bench.waits.ended == ["token-1"]
    assert bench.status()["done"] == 4


def test_an_opening_that_comes_late_changes_nothing(bench: Bench) -> None:
    rows(bench)
    bench.split()
    bench.jobs.move("j", JobState.MERGING, LATER)
    before = bench.jobs.get("j")
    open_job(bench.stores, "j", "token-1", LATER)
    assert bench.jobs.get("j") == before
    assert bench.waits.ended == ["token-1"]


def test_a_failed_job_opens_once_it_is_retried(bench: Bench) -> None:
    rows(bench)
    bench.split()
    bench.jobs.move("j", JobState.FAILED, LATER)
    open_job(bench.stores, "j", "token-1", LATER)
    assert bench.jobs.get("j").state is JobState.FAILED
    bench.jobs.move("j", JobState.RECEIVED, LATER)
    open_job(bench.stores, "j", "token-2", LATER)
    assert bench.status()["state"] == "open"
    assert bench.waits.ended == []


def test_a_job_nobody_finishes_fails_after_ninety_days_but_not_if_it_is_done(
    bench: Bench,
) -> None:
    rows(bench)
    bench.split()
    overdue = NOON + timedelta(days=90, seconds=1)
    open_job(bench.stores, "j", "token-1", NOON + timedelta(days=90))
    with pytest.raises(JobOverdueError, match="0 of 3"):
        open_job(bench.stores, "j", "token-2", overdue)
    bench.jobs.rows["j"] = replace(bench.jobs.rows["j"], items_done=3)
    open_job(bench.stores, "j", "token-3", overdue)
    assert bench.waits.ended == ["token-3"]
