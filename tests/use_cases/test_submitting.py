"""Entries that are submitted: accepted, refused, settled or kept, in each double."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from functions.assign.lease_renew import LeaseLostError, give_back, renew
from functions.assign.submit import NoUploadError
from hinterland import s3_keys
from hinterland.errors import NotFoundError
from hinterland.pay.pay_line import Purpose
from hinterland.stage import Stage
from hinterland.work.entries import EntryRefusedError
from hinterland.work.items import WorkItem
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    MEENA,
    NOON,
    SELVI,
    TWICE,
    Village,
    put_work,
)


@pytest.mark.every_store
def test_an_accepted_entry_is_paid_once_and_finishes_the_job(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    receipt = village.submit(SELVI, item)
    assert (receipt.outcome, receipt.next_stage, receipt.earned) == (
        "accepted", Stage.DONE, Decimal("2.20"),
    )  # fmt: skip
    assert village.bell.ended == ["the token"]
    assert village.submit(SELVI, item) == receipt
    assert village.earned(SELVI) == Decimal("2.20")
    job = village.stores.jobs.get(JOB)
    assert (job.items_done, job.done, job.queried) == (1, 2, 0)


def test_a_later_upload_under_the_same_lease_changes_nothing(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    village.submit(SELVI, item)
    village.upload(SELVI, item, "tampered", "tampered")
    accepted = village.read(item).accepted[0]
    key = s3_keys.entry(item.job, item.id, accepted.lease)
    assert b"tampered" not in village.stores.work.read(key, accepted.version_id)


def test_a_submit_without_an_upload_says_so_and_changes_nothing(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    with pytest.raises(NoUploadError):
        village.submit(SELVI, item)
    assert village.read(item) == item


def test_so_does_one_for_a_lease_that_is_over(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    before = village.read(item)
    with pytest.raises(NoUploadError):
        village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    with pytest.raises(NotFoundError):
        village.submit(MEENA, item, NOON + HALF_AN_HOUR)
    assert village.read(item) == before


def test_an_entry_with_mistakes_is_refused_and_can_be_sent_again(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "")
    with pytest.raises(EntryRefusedError) as error:
        village.submit(SELVI, item)
    assert [each.record for each in error.value.mistakes] == ["000002"]
    village.upload(SELVI, item, "A", "B")
    assert village.submit(SELVI, item).outcome == "accepted"


def test_a_late_entry_is_accepted_when_nobody_took_the_item(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    assert village.submit(SELVI, item, NOON + 4 * HALF_AN_HOUR).outcome == "accepted"


def test_a_late_entry_is_kept_with_its_reason_when_another_holds_the_item(
    village: Village,
) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    (again,) = village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    village.upload(SELVI, item, "A", "B")
    receipt = village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    assert (receipt.outcome, receipt.reason) == ("kept", "lease_lost")
    kept = village.stores.work.read_json(s3_keys.kept(JOB, item.id, str(item.lease)))
    assert (kept["reason"], kept["earned"]) == ("lease_lost", "0.00")
    after = village.read(item)
    assert (after.lease, after.visible_at) == (again.lease, again.visible_at)


def test_a_late_entry_is_known_also_after_its_request_was_repeated(village: Village) -> None:
    put_work(village, 2)
    held_first = {item.id: item for item in village.take(SELVI, 2, key="k")}
    (passed_on,) = village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    assert village.take(SELVI, 2, key="k", now=NOON + HALF_AN_HOUR) == []
    late = held_first[passed_on.id]
    village.upload(SELVI, late, "A", "B")
    assert village.submit(SELVI, late, NOON + HALF_AN_HOUR).outcome == "kept"


def come_too_late(village: Village, *names: str, rate: str = "0.55") -> WorkItem:
    """Have Selvi upload under a lease that Kumar holds now, and return it."""
    village.catalogue.kind = replace(village.catalogue.kind, pay_per_kept_record=Decimal(rate))
    put_work(village, 1)
    (item,) = village.take(SELVI)
    assert village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    village.upload(SELVI, item, *names)
    return item


def test_a_sound_entry_that_is_kept_is_paid_once_and_says_so(village: Village) -> None:
    item = come_too_late(village, "A", "B")
    for minutes in (30, 40, 24 * 60):
        receipt = village.submit(SELVI, item, NOON + timedelta(minutes=minutes))
        assert (receipt.outcome, receipt.earned) == ("kept", Decimal("1.10"))
    week = (NOON.date(), NOON.date() + timedelta(7))
    (line,) = village.account.pay.between(SELVI.id, *week)
    assert (line.amount, line.records, line.purpose) == (Decimal("1.10"), 2, Purpose.KEPT)
    assert (line.lease, line.work_type) == (item.lease, item.work_type)
    note = village.stores.work.read_json(s3_keys.kept(JOB, item.id, str(item.lease)))
    assert (note["earned"], note["kept_at"]) == ("1.10", "2026-11-21T12:30:00.000Z")


def test_an_entry_that_is_kept_but_not_sound_earns_nothing(village: Village) -> None:
    item = come_too_late(village, "A", "")
    receipt = village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    assert (receipt.outcome, receipt.earned) == ("kept", Decimal(0))
    assert village.earned(SELVI) == 0


def test_nobody_is_paid_twice_for_coming_too_late_with_one_item(village: Village) -> None:
    first = come_too_late(village, "A", "B")
    assert village.submit(SELVI, first, NOON + HALF_AN_HOUR).earned
    (second,) = village.take(SELVI, now=NOON + 2 * HALF_AN_HOUR)
    assert village.take(KUMAR, now=NOON + 3 * HALF_AN_HOUR)
    village.upload(SELVI, second, "A", "B")
    assert village.submit(SELVI, second, NOON + 3 * HALF_AN_HOUR).earned == 0
    assert village.earned(SELVI) == Decimal("1.10")


def test_a_lease_whose_entry_was_kept_is_not_taken_up_again(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI, key="morning")
    (again,) = village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    village.upload(SELVI, item, "A", "B")
    village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    give_back(village.stores, KUMAR, str(again.lease), NOON + HALF_AN_HOUR)
    assert village.take(SELVI, key="morning", now=NOON + HALF_AN_HOUR) == []
    with pytest.raises(LeaseLostError):
        renew(village.stores, SELVI, str(item.lease), NOON + HALF_AN_HOUR)
    assert village.submit(SELVI, item, NOON + HALF_AN_HOUR).outcome == "kept"


def test_a_kept_entry_is_noted_though_the_function_died_before_it_could(village: Village) -> None:
    item = come_too_late(village, "A", "B")
    village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    place = s3_keys.kept(JOB, item.id, str(item.lease))
    before = village.stores.work.read_json(place)
    village.bucket.delete(place)
    village.submit(SELVI, item, NOON + 2 * HALF_AN_HOUR)
    assert village.stores.work.read_json(place) == before


def test_two_who_agree_finish_an_item_between_them(village: Village) -> None:
    village.catalogue.kind = TWICE
    put_work(village, 1)
    assert village.key(SELVI, "A", "B").next_stage is Stage.VERIFY
    assert village.take(SELVI, key="second") == []
    assert village.key(KUMAR, "A", "B").next_stage is Stage.DONE


@pytest.mark.every_store
def test_a_third_person_settles_what_two_dispute_and_sees_only_that(village: Village) -> None:
    village.catalogue.kind = TWICE
    put_work(village, 1)
    village.key(SELVI, "A", "B")
    assert village.key(KUMAR, "A", "C").next_stage is Stage.ADJUDICATE
    for who in (SELVI, KUMAR):
        assert village.take(who, key="third") == []
    (item,) = village.take(MEENA)
    seen = village.stores.work.read_json(s3_keys.adjudication_input(JOB, item.id))
    assert [each["record"] for each in seen["records"]] == ["000002"]
    assert seen["records"][0]["candidates"] == {"name": ["B", "C"]}
    assert "selvi" not in json.dumps(seen)
    records = [{"record": "000002", "values": {"name": "B"}}]
    village.put_entry(MEENA, item, {"lease": item.lease, "records": records})
    receipt = village.submit(MEENA, item)
    assert (receipt.next_stage, receipt.earned) == (Stage.DONE, Decimal("1.10"))
