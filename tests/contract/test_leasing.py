"""The operator protocol over each double, on a clock that only these tests move."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import boto3
import pytest

from functions.assign import recovering, searching, taking
from functions.assign.desk import Desk
from functions.assign.holding import LeaseLostError, give_back, held, renew
from functions.assign.recovering import Recovery, recover
from functions.assign.submitting import NoUploadError, submit
from functions.assign.taking import TakeRequest, take_leases
from hinterland import leases, places
from hinterland.aws.clients import client
from hinterland.aws.objects import S3Objects
from hinterland.aws.work_items import DynamoWorkItems
from hinterland.catalogue import Quality
from hinterland.entries import EntryRefusedError
from hinterland.errors import NotFoundError, ThrottledError
from hinterland.identifiers import LeaseId, item_id, record_id
from hinterland.ports import ObjectFacts, Purpose
from hinterland.work_items import AcceptedEntry, Stage, WorkItem
from office.outage import extend_leases
from tests.contract.dynamodb_doubles import DynamoDouble
from tests.contract.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    MEENA,
    NOON,
    ONCE,
    SELVI,
    Village,
    make_village,
    put_work,
)


@pytest.fixture
def village(dynamodb: DynamoDouble) -> Village:
    return make_village(dynamodb)


def test_the_same_request_gets_the_same_leases(village: Village) -> None:
    put_work(village, 6)
    first = village.take(SELVI, 3, key="k")
    assert len(first) == 3
    again = village.take(SELVI, 3, key="k", now=NOON + timedelta(minutes=1))
    assert {item.lease for item in again} == {item.lease for item in first}
    other = village.take(KUMAR, 6, key="k")
    assert {item.item for item in first}.isdisjoint(item.item for item in other)
    assert len(other) == 3


def test_a_repeat_gets_its_leases_also_when_nothing_else_waits(village: Village) -> None:
    put_work(village, 2)
    first = village.take(SELVI, 2, key="k")
    assert {item.lease for item in village.take(SELVI, 2, key="k")} == {x.lease for x in first}


def test_a_request_that_died_before_its_leases_were_taken_gets_them_on_repeat(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 4)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(DynamoWorkItems, "change", die)
        with pytest.raises(KeyboardInterrupt):
            village.take(SELVI, 2, key="k")
    assert len(village.take(SELVI, 2, key="k")) == 2
    assert len(held(village.desk, SELVI, NOON)) == 2


type Search = Callable[..., list[WorkItem]]


def look_for_work(monkeypatch: pytest.MonkeyPatch, *then: Callable[[WorkItem], object]) -> None:
    """After each look for work something happens, which is told the first item found."""
    real: Search = searching.find_work
    coming = list(then)

    def find_work(*given: object) -> list[WorkItem]:
        found = real(*given)
        if coming:
            event = coming.pop(0)
            with monkeypatch.context() as patch:
                patch.setattr(taking, "find_work", real)
                event(found[0])
        return found

    monkeypatch.setattr(taking, "find_work", find_work)


def take_away(village: Village, item: WorkItem) -> None:
    lease = str(LeaseId(item.job, item.item, item.stage, "kumars"))
    until = NOON + HALF_AN_HOUR
    taken = leases.take(item, lease, KUMAR, NOON, until, separate_centres=False)
    village.desk.work_items.change(taken)


def test_a_repeat_that_overtakes_its_request_gets_the_same_leases(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 6)
    repeated: list[WorkItem] = []
    look_for_work(
        monkeypatch,
        lambda first: take_away(village, first),
        lambda _: repeated.extend(village.take(SELVI, 3, key="k")),
    )
    answer = {item.lease for item in village.take(SELVI, 3, key="k")}
    assert len(answer) == 2
    assert {item.lease for item in repeated} == answer
    assert {item.lease for item in village.take(SELVI, 3, key="k")} == answer
    assert {item.lease for item in held(village.desk, SELVI, NOON)} == answer


def test_a_repeat_while_an_ended_lease_is_seen_to_gets_the_same_leases(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 1)
    assert village.take(KUMAR)
    repeated: list[WorkItem] = []

    def take_in(desk: Desk, item: WorkItem, now: datetime) -> str:
        monkeypatch.undo()
        repeated.extend(village.take(SELVI, key="k", now=NOON + HALF_AN_HOUR))
        return recovering.take_in(desk, item, now)

    monkeypatch.setattr(taking, "take_in", take_in)
    answer = village.take(SELVI, key="k", now=NOON + HALF_AN_HOUR)
    assert [item.lease for item in answer] == [item.lease for item in repeated]
    assert len(answer) == 1


def test_a_request_whose_work_went_to_others_takes_what_else_there_is(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 6)
    look_for_work(monkeypatch, lambda first: take_away(village, first))
    answer = {item.lease for item in village.take(SELVI, 3, key="k")}
    assert len(answer) == 3
    assert {item.lease for item in village.take(SELVI, 3, key="k")} == answer


def test_operators_who_come_at_once_never_hold_the_same_item(village: Village) -> None:
    put_work(village, 12)
    people = [replace(SELVI, operator=f"o{number}") for number in range(6)]
    with ThreadPoolExecutor(6) as crowd:
        taken = list(crowd.map(lambda who: village.take(who, 2), people))
    leased = [item.item for items in taken for item in items]
    assert len(leased) == len(set(leased))
    assert leased


def test_work_needs_its_skills(village: Village) -> None:
    put_work(village, 1)
    assert village.take(replace(SELVI, skills=frozenset({"tamil"}))) == []


def test_no_work_is_an_empty_list(village: Village) -> None:
    assert village.take(SELVI) == []
    assert village.take(SELVI) == []


def test_an_accepted_entry_is_paid_once_and_finishes_the_job(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    receipt = village.submit(SELVI, item)
    assert (receipt.outcome, receipt.next_stage, receipt.earned) == (
        "accepted", Stage.DONE, Decimal("2.20"),
    )  # fmt: skip
    assert village.bell.rung == ["the token"]
    assert village.submit(SELVI, item) == receipt
    assert village.earned(SELVI) == Decimal("2.20")
    job = village.desk.jobs.get(JOB)
    assert (job.items_done, job.done, job.queried) == (1, 2, 0)


def test_a_later_upload_under_the_same_lease_changes_nothing(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    village.submit(SELVI, item)
    village.upload(SELVI, item, "tampered", "tampered")
    accepted = village.read(item).accepted[0]
    key = places.entry(item.job, item.item, accepted.lease)
    assert b"tampered" not in village.desk.work.read(key, accepted.version_id)


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
    kept = village.desk.work.read_json(places.kept(JOB, item.item, str(item.lease)))
    assert (kept["reason"], kept["earned"]) == ("lease_lost", "0.00")
    after = village.read(item)
    assert (after.lease, after.visible_at) == (again.lease, again.visible_at)


def test_a_late_entry_is_known_also_after_its_request_was_repeated(village: Village) -> None:
    put_work(village, 2)
    held_first = {item.item: item for item in village.take(SELVI, 2, key="k")}
    (passed_on,) = village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    assert len(village.take(SELVI, 2, key="k", now=NOON + HALF_AN_HOUR)) == 1
    late = held_first[passed_on.item]
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
    (line,) = village.desk.pay.between(SELVI.operator, *week)
    assert (line.amount, line.records, line.purpose) == (Decimal("1.10"), 2, Purpose.KEPT)
    assert (line.lease, line.work_type) == (item.lease, item.work_type)
    note = village.desk.work.read_json(places.kept(JOB, item.item, str(item.lease)))
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
    give_back(village.desk, KUMAR, str(again.lease), NOON + HALF_AN_HOUR)
    assert village.take(SELVI, key="morning", now=NOON + HALF_AN_HOUR) == []
    with pytest.raises(LeaseLostError):
        renew(village.desk, SELVI, str(item.lease), NOON + HALF_AN_HOUR)
    assert village.submit(SELVI, item, NOON + HALF_AN_HOUR).outcome == "kept"


def test_a_kept_entry_is_noted_though_the_function_died_before_it_could(village: Village) -> None:
    item = come_too_late(village, "A", "B")
    village.submit(SELVI, item, NOON + HALF_AN_HOUR)
    place = places.kept(JOB, item.item, str(item.lease))
    before = village.desk.work.read_json(place)
    client("s3").delete_object(Bucket=village.desk.work.name, Key=place)
    village.submit(SELVI, item, NOON + 2 * HALF_AN_HOUR)
    assert village.desk.work.read_json(place) == before


def test_another_operators_lease_is_not_found(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    for action in (submit, renew, give_back):
        with pytest.raises(NotFoundError):
            action(village.desk, KUMAR, str(item.lease), NOON)
    assert village.read(item) == item


def test_work_goes_to_those_who_read_one_of_its_languages(village: Village) -> None:
    put_work(village, 1)
    village.catalogue.kind = replace(village.catalogue.kind, languages=frozenset({"hi", "mr"}))
    assert village.take(SELVI) == []
    assert village.take(replace(KUMAR, reads=frozenset({"en", "hi"})))


def test_where_nothing_is_said_an_operator_reads_the_language_of_the_page_and_english(
    village: Village,
) -> None:
    put_work(village, 2)
    for language in ("ta", "en"):
        kind = replace(village.catalogue.kind, languages=frozenset({language}))
        village.catalogue.kind = kind
        assert village.take(SELVI)


@pytest.mark.parametrize(("hours", "lasts"), [(None, 30), (1, 60), (8, 480)])
def test_a_lease_lasts_as_many_hours_as_are_asked_for(
    village: Village, hours: int | None, lasts: int
) -> None:
    put_work(village, 1)
    request = TakeRequest("home", 1, hours=hours)
    (item,) = take_leases(village.desk, SELVI, request, NOON)
    assert item.visible_at == NOON + timedelta(minutes=lasts)
    again = take_leases(village.desk, SELVI, TakeRequest("home", 1, hours=2), NOON)
    assert again == [item]
    renewed = renew(village.desk, SELVI, str(item.lease), NOON + timedelta(minutes=5), hours)
    assert renewed.visible_at == NOON + timedelta(minutes=lasts + 5)


@pytest.mark.parametrize(("due_minutes", "lasts"), [(180, 180), (20, 30)])
def test_no_lease_is_made_longer_than_the_work_may_take(
    village: Village, due_minutes: int, lasts: int
) -> None:
    put_work(village, 1)
    due = timedelta(minutes=due_minutes)
    village.catalogue.kind = replace(village.catalogue.kind, due=due)
    (item,) = take_leases(village.desk, SELVI, TakeRequest("home", 1, hours=8), NOON)
    assert item.visible_at == NOON + timedelta(minutes=lasts)


def test_a_batch_that_comes_back_late_is_renewed_and_handed_in(village: Village) -> None:
    put_work(village, 1)
    (item,) = take_leases(village.desk, SELVI, TakeRequest("home", 1, hours=2), NOON)
    evening = NOON + timedelta(hours=5)
    renewed = renew(village.desk, SELVI, str(item.lease), evening)
    assert (renewed.lease, renewed.visible_at) == (item.lease, evening + HALF_AN_HOUR)
    recover(village.desk, evening + 2 * HALF_AN_HOUR)
    freed = renew(village.desk, SELVI, str(item.lease), evening + 3 * HALF_AN_HOUR)
    assert freed.lease == item.lease
    village.upload(SELVI, freed, "A", "B")
    receipt = village.submit(SELVI, freed, evening + 3 * HALF_AN_HOUR)
    assert receipt.outcome == "accepted"


def test_a_renewed_lease_lasts_its_full_length_from_now(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    later = NOON + timedelta(minutes=29)
    assert renew(village.desk, SELVI, str(item.lease), later).visible_at == later + HALF_AN_HOUR
    assert village.take(KUMAR, now=NOON + HALF_AN_HOUR) == []


def test_a_lost_lease_is_said_to_be_lost_to_its_former_holder_only(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.take(KUMAR, now=NOON + HALF_AN_HOUR)
    with pytest.raises(LeaseLostError):
        renew(village.desk, SELVI, str(item.lease), NOON + HALF_AN_HOUR)
    with pytest.raises(NotFoundError):
        renew(village.desk, MEENA, str(item.lease), NOON + HALF_AN_HOUR)


def test_an_item_given_back_goes_to_the_next(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    give_back(village.desk, SELVI, str(item.lease), NOON)
    give_back(village.desk, SELVI, str(item.lease), NOON)
    assert village.take(KUMAR)[0].operator == "kumar"


def twice(village: Village) -> None:
    village.catalogue.kind = replace(ONCE, quality=Quality(2))


def test_two_who_agree_finish_an_item_between_them(village: Village) -> None:
    twice(village)
    put_work(village, 1)
    assert village.key(SELVI, "A", "B").next_stage is Stage.VERIFY
    assert village.take(SELVI, key="second") == []
    assert village.key(KUMAR, "A", "B").next_stage is Stage.DONE


def test_a_third_person_settles_what_two_dispute_and_sees_only_that(village: Village) -> None:
    twice(village)
    put_work(village, 1)
    village.key(SELVI, "A", "B")
    assert village.key(KUMAR, "A", "C").next_stage is Stage.ADJUDICATE
    for who in (SELVI, KUMAR):
        assert village.take(who, key="third") == []
    (item,) = village.take(MEENA)
    seen = village.desk.work.read_json(places.adjudication_input(JOB, item.item))
    assert [each["record"] for each in seen["records"]] == ["000002"]
    assert seen["records"][0]["candidates"] == {"name": ["B", "C"]}
    assert "selvi" not in json.dumps(seen)
    boto3.client("s3").put_object(
        Bucket=village.desk.work.name,
        Key=places.entry(JOB, item.item, str(item.lease)),
        Body=json.dumps(
            {"lease": item.lease, "records": [{"record": "000002", "values": {"name": "B"}}]}
        ).encode(),
        Metadata={"operator": "meena"},
    )
    receipt = village.submit(MEENA, item)
    assert (receipt.next_stage, receipt.earned) == (Stage.DONE, Decimal("1.10"))


def test_an_operators_own_items_at_the_head_of_a_queue_do_not_hide_the_rest(
    village: Village,
) -> None:
    twice(village)
    keyers = [SELVI] * 40 + [KUMAR]
    village.desk.work_items.add(
        WorkItem(
            JOB, item_id(number), "addresses", 1, Stage.VERIFY, (record_id(number),),
            NOON - timedelta(minutes=len(keyers) - number), NOON,
            accepted=(AcceptedEntry(f"{JOB}.{number}.key.x", "v", who.operator, who.centre, 1),),
        )
        for number, who in enumerate(keyers, start=1)
    )  # fmt: skip
    assert [item.item for item in village.take(SELVI)] == [item_id(len(keyers))]


def test_an_upload_whose_submit_never_came_is_accepted_once_its_lease_has_ended(
    village: Village,
) -> None:
    put_work(village, 2)
    first, second = village.take(SELVI, 2)
    village.upload(SELVI, first, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    assert recover(village.desk, NOON + HALF_AN_HOUR - timedelta(seconds=1)) == Recovery()
    late = NOON + HALF_AN_HOUR
    assert recover(village.desk, late) == Recovery(accepted=1, freed=1)
    assert recover(village.desk, late) == Recovery()
    assert village.read(first).stage is Stage.DONE
    assert village.read(second).lease is None
    assert village.earned(SELVI) == Decimal("2.20")


def test_an_abandoned_upload_with_mistakes_is_kept_with_the_reason(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "")
    village.catalogue.people = {"selvi": SELVI}
    assert recover(village.desk, NOON + HALF_AN_HOUR) == Recovery(kept=1)
    kept = village.desk.work.read_json(places.kept(JOB, item.item, str(item.lease)))
    assert kept["reason"] == "checks_failed"
    assert len(village.take(KUMAR, now=NOON + HALF_AN_HOUR)) == 1


def test_an_ended_lease_is_renewed_while_its_item_is_free(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.catalogue.people = {"selvi": SELVI}
    late = NOON + 3 * HALF_AN_HOUR
    recover(village.desk, late)
    renewed = renew(village.desk, SELVI, str(item.lease), late)
    assert (renewed.lease, renewed.visible_at) == (item.lease, late + HALF_AN_HOUR)
    with pytest.raises(NotFoundError):
        renew(village.desk, KUMAR, str(item.lease), late)


def test_in_an_outage_a_centre_keeps_what_it_holds_and_nothing_adds_up(village: Village) -> None:
    put_work(village, 2)
    (item,) = village.take(SELVI)
    village.take(KUMAR)
    work_items, four_hours = village.desk.work_items, timedelta(hours=4)
    extended = extend_leases(work_items, ["selvi", "meena"], four_hours, NOON)
    assert extended == [item.lease]
    assert extend_leases(work_items, ["selvi", "meena"], four_hours, NOON) == []
    assert village.read(item).visible_at == NOON + four_hours
    assert held(village.desk, KUMAR, NOON + HALF_AN_HOUR) == []


def test_whoever_comes_next_does_not_get_an_item_whose_upload_is_there(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    assert village.take(KUMAR, now=NOON + HALF_AN_HOUR) == []
    assert village.read(item).accepted[0].operator == "selvi"


def test_an_ended_lease_that_cannot_be_looked_at_now_does_not_hold_up_the_others(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 2)
    first, second = village.take(SELVI, 2)
    for item in (first, second):
        village.upload(SELVI, item, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    facts = S3Objects.facts

    def busy(self: S3Objects, key: str, version_id: str | None = None) -> ObjectFacts:
        if str(first.lease) in key:
            raise ThrottledError(key)
        return facts(self, key, version_id)

    late = NOON + HALF_AN_HOUR
    with monkeypatch.context() as patch:
        patch.setattr(S3Objects, "facts", busy)
        assert recover(village.desk, late) == Recovery(accepted=1)
    assert recover(village.desk, late) == Recovery(accepted=1)
