"""Leases that are taken, asked for again and raced for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from functions.assign import expired_leases, find_work, lease_take
from functions.assign.lease_renew import held
from functions.assign.stores import Stores
from hinterland.identifiers import LeaseId, item_id, record_id
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.items import AcceptedEntry, WorkItem
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    NOON,
    SELVI,
    TWICE,
    Village,
    put_work,
)


def test_the_same_request_gets_the_same_leases(village: Village) -> None:
    put_work(village, 6)
    first = village.take(SELVI, 3, key="k")
    assert len(first) == 3
    again = village.take(SELVI, 3, key="k", now=NOON + timedelta(minutes=1))
    assert {item.lease for item in again} == {item.lease for item in first}
    other = village.take(KUMAR, 6, key="k")
    assert {item.id for item in first}.isdisjoint(item.id for item in other)
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
        patch.setattr(type(village.stores.work_items), "change", die)
        with pytest.raises(KeyboardInterrupt):
            village.take(SELVI, 2, key="k")
    assert len(village.take(SELVI, 2, key="k")) == 2
    assert len(held(village.stores, SELVI, NOON)) == 2


type Search = Callable[..., list[WorkItem]]


def look_for_work(monkeypatch: pytest.MonkeyPatch, *then: Callable[[WorkItem], object]) -> None:
    """After each look for work something happens, which is told the first item found."""
    real: Search = find_work.find_work
    coming = list(then)

    def find(*given: object) -> list[WorkItem]:
        found = real(*given)
        if coming:
            event = coming.pop(0)
            with monkeypatch.context() as patch:
                patch.setattr(lease_take, "find_work", real)
                event(found[0])
        return found

    monkeypatch.setattr(lease_take, "find_work", find)


def take_away(village: Village, item: WorkItem) -> None:
    lease = str(LeaseId(item.job, item.id, item.stage, "kumars"))
    until = NOON + HALF_AN_HOUR
    taken = leases.take(item, lease, KUMAR, NOON, until, separate_centres=False)
    village.stores.work_items.change(taken)


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
    assert len(answer) == 3
    assert {item.lease for item in repeated} == answer
    assert {item.lease for item in village.take(SELVI, 3, key="k")} == answer
    assert {item.lease for item in held(village.stores, SELVI, NOON)} == answer


def test_a_repeat_while_an_ended_lease_is_seen_to_gets_the_same_leases(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 1)
    assert village.take(KUMAR)
    repeated: list[WorkItem] = []

    def take_in(stores: Stores, item: WorkItem, now: datetime) -> str:
        monkeypatch.undo()
        repeated.extend(village.take(SELVI, key="k", now=NOON + HALF_AN_HOUR))
        return expired_leases.take_in(stores, item, now)

    monkeypatch.setattr(lease_take, "take_in", take_in)
    answer = village.take(SELVI, key="k", now=NOON + HALF_AN_HOUR)
    assert [item.lease for item in answer] == [item.lease for item in repeated]
    assert len(answer) == 1


@pytest.mark.every_store
def test_a_request_whose_work_went_to_others_takes_what_else_there_is(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work(village, 6)
    look_for_work(monkeypatch, lambda first: take_away(village, first))
    answer = {item.lease for item in village.take(SELVI, 3, key="k")}
    assert len(answer) == 3
    assert {item.lease for item in village.take(SELVI, 3, key="k")} == answer


@pytest.mark.every_store
def test_operators_who_come_at_once_never_hold_the_same_item(village: Village) -> None:
    put_work(village, 12)
    people = [replace(SELVI, id=f"o{number}") for number in range(6)]
    with ThreadPoolExecutor(6) as crowd:
        taken = list(crowd.map(lambda who: village.take(who, 2), people))
    leased = [item.id for items in taken for item in items]
    assert len(leased) == len(set(leased))
    assert leased


def test_work_needs_its_skills(village: Village) -> None:
    put_work(village, 1)
    assert village.take(replace(SELVI, skills=frozenset({"tamil"}))) == []


def test_no_work_is_an_empty_list(village: Village) -> None:
    assert village.take(SELVI) == []
    assert village.take(SELVI) == []


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


def test_an_operators_own_items_at_the_head_of_a_queue_do_not_hide_the_rest(
    village: Village,
) -> None:
    village.catalogue.kind = TWICE
    keyers = [SELVI] * 40 + [KUMAR]
    village.stores.work_items.add(
        WorkItem(
            JOB, item_id(number), "addresses", 1, Stage.VERIFY, (record_id(number),),
            NOON - timedelta(minutes=len(keyers) - number), NOON,
            accepted=(AcceptedEntry(f"{JOB}.{number}.key.x", "v", who.id, who.centre, 1),),
        )
        for number, who in enumerate(keyers, start=1)
    )  # fmt: skip
    assert [item.id for item in village.take(SELVI)] == [item_id(len(keyers))]


def test_whoever_comes_next_does_not_get_an_item_whose_upload_is_there(village: Village) -> None:
    put_work(village, 1)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    village.catalogue.people = {"selvi": SELVI}
    assert village.take(KUMAR, now=NOON + HALF_AN_HOUR) == []
    assert village.read(item).accepted[0].operator == "selvi"
