"""Leases that are held, renewed, given back and lost, and what is taken in when they end."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from functions.assign.expired_leases import Recovery, recover
from functions.assign.lease_renew import LeaseLostError, give_back, held, renew
from functions.assign.lease_take import WantedLeases, take_leases
from functions.assign.submit import submit
from hinterland import s3_keys
from hinterland.errors import NotFoundError, ThrottledError
from hinterland.objects import ObjectHead, Objects
from hinterland.stage import Stage
from office.outage import extend_leases
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    MEENA,
    NOON,
    SELVI,
    Village,
    put_work,
)


def test_another_operators_lease_is_not_found(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    for action in (submit, renew, give_back):
        with pytest.raises(NotFoundError):
            action(village.stores, KUMAR, str(item.lease), NOON)
    assert village.read(item) == item


@pytest.mark.parametrize(("hours", "lasts"), [(None, 30), (1, 60), (8, 480)])
def test_a_lease_lasts_as_many_hours_as_are_asked_for(
    village: Village, hours: int | None, lasts: int
) -> None:
    put_work(village, 1)
    request = WantedLeases("home", 1, hours=hours)
    (item,) = take_leases(village.stores, SELVI, request, NOON)
    assert item.visible_at == NOON + timedelta(minutes=lasts)
    again = take_leases(village.stores, SELVI, WantedLeases("home", 1, hours=2), NOON)
    assert again == [item]
    renewed = renew(village.stores, SELVI, str(item.lease), NOON + timedelta(minutes=5), hours)
    assert renewed.visible_at == NOON + timedelta(minutes=lasts + 5)


@pytest.mark.parametrize(("due_minutes", "lasts"), [(180, 180), (20, 30)])
def test_no_lease_is_made_longer_than_the_work_may_take(
    village: Village, due_minutes: int, lasts: int
) -> None:
    put_work(village, 1)
    due = timedelta(minutes=due_minutes)
    village.catalogue.kind = replace(village.catalogue.kind, due=due)
    (item,) = take_leases(village.stores, SELVI, WantedLeases("home", 1, hours=8), NOON)
    assert item.visible_at == NOON + timedelta(minutes=lasts)


def test_a_batch_that_comes_back_late_is_renewed_and_handed_in(village: Village) -> None:
    put_work(village, 1)
    (item,) = take_leases(village.stores, SELVI, WantedLeases("home", 1, hours=2), NOON)
    evening = NOON + timedelta(hours=5)
    renewed = renew(village.stores, SELVI, str(item.lease), evening)
    assert (renewed.lease, renewed.visible_at) == (item.lease, evening + HALF_AN_HOUR)
    recover(village.stores, evening + 2 * HALF_AN_HOUR)
    freed = renew(village.stores, SELVI, str(item.lease), evening + 3 * HALF_AN_HOUR)
    assert freed.lease == item.lease
    village.upload(SELVI, freed, "A", "B")
    receipt = village.submit(SELVI, freed, evening + 3 * HALF_AN_HOUR)
    assert receipt.outcome == "accepted"


def test_a_renewed_lease_lasts_its_full_length_from_now(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    later = NOON + timedelta(minutes=29)
    assert renew(village.stores, SELVI, str(item.lease), later).visible_at == later + HALF_AN_HOUR
    assert village.take(KUMAR, now=NOON + HALF_AN_HOUR) == []


def test_a_lost_lease_is_said_to_be_lost_to_its_former_holder_only(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    with pytest.raises(LeaseLostError):
        renew(village.stores, SELVI, str(item.lease), NOON + HALF_AN_HOUR)
    with pytest.raises(NotFoundError):
        renew(village.stores, MEENA, str(item.lease), NOON + HALF_AN_HOUR)


def test_an_item_given_back_goes_to_the_next(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    give_back(village.stores, SELVI, str(item.lease), NOON)
    assert village.take(KUMAR)[0].operator == "kumar"


@pytest.mark.every_store
def test_an_upload_whose_submit_never_came_is_accepted_once_its_lease_has_ended(
    village: Village,
) -> None:
    put_work(village, 2)
    first, second = village.take(SELVI, 2)
    village.upload(SELVI, first, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    assert recover(village.stores, NOON + HALF_AN_HOUR - timedelta(seconds=1)) == Recovery()
    late = NOON + HALF_AN_HOUR
    assert recover(village.stores, late) == Recovery(accepted=1, freed=1)
    assert recover(village.stores, late) == Recovery()
    assert village.read(first).stage is Stage.DONE
    assert village.read(second).lease is None
    assert village.earned(SELVI) == Decimal("2.20")


def test_an_abandoned_upload_with_mistakes_is_kept_with_the_reason(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "")
    village.catalogue.people = {"selvi": SELVI}
    assert recover(village.stores, NOON + HALF_AN_HOUR) == Recovery(kept=1)
    kept = village.stores.work.read_json(s3_keys.kept(JOB, item.id, str(item.lease)))
    assert kept["reason"] == "checks_failed"
    assert len(village.take(KUMAR, now=NOON + HALF_AN_HOUR)) == 1


def test_an_ended_lease_is_renewed_while_its_item_is_free(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.catalogue.people = {"selvi": SELVI}
    late = NOON + 3 * HALF_AN_HOUR
    recover(village.stores, late)
    renewed = renew(village.stores, SELVI, str(item.lease), late)
    assert (renewed.lease, renewed.visible_at) == (item.lease, late + HALF_AN_HOUR)
    with pytest.raises(NotFoundError):
        renew(village.stores, KUMAR, str(item.lease), late)


def test_in_an_outage_a_centre_keeps_what_it_holds_and_nothing_adds_up(village: Village) -> None:
    put_work(village, 2)
    (item,) = village.take(SELVI)
    village.take(KUMAR)
    work_items, four_hours = village.stores.work_items, timedelta(hours=4)
    extended = extend_leases(work_items, ["selvi", "meena"], four_hours, NOON)
    assert extended == [item.lease]
    assert extend_leases(work_items, ["selvi", "meena"], four_hours, NOON) == []
    assert village.read(item).visible_at == NOON + four_hours
    assert held(village.stores, KUMAR, NOON + HALF_AN_HOUR) == []


def test_an_ended_lease_that_cannot_be_looked_at_now_does_not_hold_up_the_others(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 2)
    first, second = village.take(SELVI, 2)
    for item in (first, second):
        village.upload(SELVI, item, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    head = village.bucket.head

    def busy(_: Objects, key: str, version_id: str | None = None) -> ObjectHead:
        if str(first.lease) in key:
            raise ThrottledError(key)
        return head(key, version_id)

    late = NOON + HALF_AN_HOUR
    with monkeypatch.context() as patch:
        patch.setattr(type(village.bucket), "head", busy)
        assert recover(village.stores, late) == Recovery(accepted=1)
    assert recover(village.stores, late) == Recovery(accepted=1)
