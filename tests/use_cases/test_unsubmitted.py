"""S3 tells of an upload: what no page will submit any more counts all the same."""

from dataclasses import replace
from decimal import Decimal

import pytest

from functions.assign.lease_renew import give_back
from functions.assign.submit import submit
from functions.assign.upload_event import hear_of
from hinterland import s3_keys
from hinterland.errors import NotFoundError
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    NOON,
    SELVI,
    Village,
    put_work,
)


@pytest.fixture
def village(village: Village) -> Village:
    village.catalogue.people = {"selvi": SELVI, "kumar": KUMAR}
    village.catalogue.kind = replace(village.catalogue.kind, pay_per_kept_record=Decimal("0.55"))
    put_work(village, 1)
    return village


def hear(village: Village, item: WorkItem) -> str:
    key = s3_keys.entry(item.job, item.id, str(item.lease))
    return hear_of(village.stores, key, NOON + HALF_AN_HOUR)


def note_of(village: Village, item: WorkItem) -> dict[str, str]:
    note: dict[str, str] = village.stores.work.read_json(
        s3_keys.kept(JOB, item.id, str(item.lease))
    )
    return note


def test_an_upload_whose_lease_stands_is_left_to_its_page(village: Village) -> None:
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    assert hear(village, item) == "nothing to do"
    assert village.read(item) == item


def test_one_that_comes_after_its_item_was_freed_is_accepted(village: Village) -> None:
    (item,) = village.take(SELVI)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    village.upload(SELVI, item, "A", "B")
    assert [hear(village, item) for _ in range(2)] == ["accepted", "nothing to do"]
    assert village.read(item).stage is Stage.DONE
    assert village.earned(SELVI) == Decimal("2.20")


@pytest.mark.every_store
def test_one_that_comes_after_all_is_delivered_is_noted_and_paid_once(village: Village) -> None:
    (item,) = village.take(SELVI)
    village.key(KUMAR, "A", "B", now=NOON + HALF_AN_HOUR)
    village.upload(SELVI, item, "A", "B")
    assert [hear(village, item) for _ in range(2)] == ["kept", "nothing to do"]
    assert note_of(village, item)["earned"] == "1.10"
    late = submit(village.stores, SELVI, str(item.lease), NOON + 2 * HALF_AN_HOUR)
    assert (late.outcome, late.earned) == ("kept", Decimal("1.10"))
    assert village.earned(SELVI) == Decimal("1.10")


def test_one_with_mistakes_waits_for_its_operator(village: Village) -> None:
    (item,) = village.take(SELVI)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    village.upload(SELVI, item, "A", "")
    assert hear(village, item) == "refused"
    with pytest.raises(NotFoundError):
        note_of(village, item)
    village.upload(SELVI, item, "A", "B")
    assert hear(village, item) == "accepted"


def test_one_of_somebody_whom_nobody_ever_knew_changes_nothing(village: Village) -> None:
    (item,) = village.take(SELVI)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    before = village.read(item)
    village.upload(SELVI, item, "A", "B")
    village.catalogue.people = {}
    assert hear(village, item) == "unknown"
    assert village.read(item) == before


def test_one_of_somebody_who_has_left_is_used_and_paid(village: Village) -> None:
    (item,) = village.take(SELVI)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    village.upload(SELVI, item, "A", "B")
    village.catalogue.people, village.catalogue.former = {}, {"selvi": SELVI}
    assert hear(village, item) == "accepted"
    assert village.earned(SELVI) == Decimal("2.20")
