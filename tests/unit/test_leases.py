"""The lease protocol, transition by transition, on a clock that only these tests move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.catalogue.centre import Operator
from hinterland.identifiers import LeaseId
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.items import AcceptedEntry, WorkItem
from hinterland.work.leases import LeaseRefusedError, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
FREE = WorkItem(
    job="20261121-abc",
    id="000001",
    work_type="receipts",
    version=1,
    stage=Stage.KEY,
    records=("000001", "000002"),
    rank=NOON - timedelta(hours=1),
    visible_at=NOON - timedelta(hours=1),
)


def operator(name: str, centre: str = "kollumangudi") -> Operator:
    return Operator(name, name.title(), centre, "ta", frozenset())


def lease(take: str, stage: Stage = Stage.KEY) -> str:
    return str(LeaseId(FREE.job, FREE.id, stage, take))


def entry(name: str, take: str, stage: Stage = Stage.KEY) -> AcceptedEntry:
    return AcceptedEntry(lease(take, stage), "v1", name, "kollumangudi", 2)


def taken_by(name: str, take: str, now: datetime = NOON, item: WorkItem = FREE) -> WorkItem:
    return leases.take(item, lease(take, item.stage), operator(name), now, now + HALF_AN_HOUR)


def refusal_of(error: pytest.ExceptionInfo[LeaseRefusedError]) -> Refusal:
    return error.value.refusal


def test_a_free_item_is_leased_until_the_end_of_the_lease() -> None:
    item = taken_by("selvi", "a")
    assert (item.lease, item.operator, item.leased_at) == (lease("a"), "selvi", NOON)
    assert item.visible_at == NOON + HALF_AN_HOUR


def test_a_leased_item_is_not_taken_before_its_lease_ends() -> None:
    with pytest.raises(LeaseRefusedError) as error:
        taken_by("kumar", "b", NOON + HALF_AN_HOUR - timedelta(seconds=1), taken_by("selvi", "a"))
    assert refusal_of(error) is Refusal.NOT_FREE


def test_an_expired_lease_can_be_taken_by_another() -> None:
    item = taken_by("kumar", "b", NOON + HALF_AN_HOUR, taken_by("selvi", "a"))
    assert item.operator == "kumar"


def test_renewing_moves_the_end_and_never_shortens_it() -> None:
    item = taken_by("selvi", "a")
    later = leases.renew(item, lease("a"), NOON + 2 * HALF_AN_HOUR)
    assert later.visible_at == NOON + 2 * HALF_AN_HOUR
    assert leases.renew(later, lease("a"), NOON).visible_at == later.visible_at


def test_a_lost_lease_cannot_be_renewed_or_given_back() -> None:
    item = taken_by("kumar", "b", NOON + HALF_AN_HOUR, taken_by("selvi", "a"))
    with pytest.raises(LeaseRefusedError) as error:
        leases.renew(item, lease("a"), NOON + 3 * HALF_AN_HOUR)
    assert refusal_of(error) is Refusal.LEASE_LOST
    with pytest.raises(LeaseRefusedError) as error:
        leases.give_back(item, lease("a"), NOON + HALF_AN_HOUR)
    assert refusal_of(error) is Refusal.LEASE_LOST


def test_an_item_given_back_is_free_at_once() -> None:
    item = leases.give_back(taken_by("selvi", "a"), lease("a"), NOON)
    assert item.lease is None
    assert taken_by("kumar", "b", NOON, item).operator == "kumar"


def test_an_accepted_entry_moves_the_item_on_and_frees_it() -> None:
    item = leases.submit(taken_by("selvi", "a"), entry("selvi", "a"), Stage.VERIFY, NOON)
    assert item.stage is Stage.VERIFY
    assert item.lease is None
    assert item.visible_at == NOON
    assert item.accepted == (entry("selvi", "a"),)


def test_a_late_entry_is_accepted_while_nobody_took_the_stage() -> None:
    later = NOON + 10 * HALF_AN_HOUR
    item = leases.submit(taken_by("selvi", "a"), entry("selvi", "a"), Stage.DONE, later)
    assert item.accepted == (entry("selvi", "a"),)


def test_a_late_entry_is_accepted_after_another_gave_the_item_back() -> None:
    late = NOON + HALF_AN_HOUR
    item = leases.give_back(taken_by("kumar", "b", late, taken_by("selvi", "a")), lease("b"), late)
    assert leases.submit(item, entry("selvi", "a"), Stage.DONE, late).stage is Stage.DONE


def test_a_late_entry_is_refused_while_another_holds_the_stage() -> None:
    item = taken_by("kumar", "b", NOON + HALF_AN_HOUR, taken_by("selvi", "a"))
    with pytest.raises(LeaseRefusedError) as error:
        leases.submit(item, entry("selvi", "a"), Stage.DONE, NOON + HALF_AN_HOUR)
    assert refusal_of(error) is Refusal.LEASE_LOST


def test_an_entry_for_a_finished_stage_is_refused() -> None:
    later = NOON + HALF_AN_HOUR
    item = taken_by("kumar", "b", later, taken_by("selvi", "a"))
    item = leases.submit(item, entry("kumar", "b"), Stage.VERIFY, later)
    with pytest.raises(LeaseRefusedError) as error:
        leases.submit(item, entry("selvi", "a"), Stage.DONE, later)
    assert refusal_of(error) is Refusal.STAGE_OVER


def test_nobody_keys_the_same_item_twice() -> None:
    item = leases.submit(taken_by("selvi", "a"), entry("selvi", "a"), Stage.VERIFY, NOON)
    with pytest.raises(LeaseRefusedError) as error:
        taken_by("selvi", "c", NOON, item)
    assert refusal_of(error) is Refusal.WORKED_ON_IT
    with pytest.raises(LeaseRefusedError) as error:
        leases.submit(item, entry("selvi", "c", Stage.VERIFY), Stage.DONE, NOON)
    assert refusal_of(error) is Refusal.WORKED_ON_IT


def test_separate_centres_key_apart_where_the_work_type_says_so() -> None:
    item = leases.submit(taken_by("selvi", "a"), entry("selvi", "a"), Stage.VERIFY, NOON)
    name = lease("d", Stage.VERIFY)
    until = NOON + HALF_AN_HOUR
    with pytest.raises(LeaseRefusedError) as error:
        leases.take(item, name, operator("kumar"), NOON, until, separate_centres=True)
    assert refusal_of(error) is Refusal.SAME_CENTRE
    far = operator("kumar", "kooraikundu")
    assert leases.take(item, name, far, NOON, until, separate_centres=True).operator == "kumar"


def test_the_adjudicator_may_sit_in_either_centre_for_there_may_be_no_third() -> None:
    item = replace(FREE, stage=Stage.ADJUDICATE, accepted=(entry("selvi", "a"),))
    name = lease("d", Stage.ADJUDICATE)
    until = NOON + HALF_AN_HOUR
    taken = leases.take(item, name, operator("kumar"), NOON, until, separate_centres=True)
    assert taken.operator == "kumar"


def test_a_done_item_is_never_leased() -> None:
    done = replace(FREE, stage=Stage.DONE)
    with pytest.raises(LeaseRefusedError) as error:
        taken_by("selvi", "a", NOON, done)
    assert refusal_of(error) is Refusal.STAGE_OVER


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50), st.sampled_from("tgsr"))))
def test_whatever_operators_do_one_holds_the_item_and_nobody_keys_twice(
    steps: list[tuple[int, int, str]],
) -> None:
    item, now, holder = FREE, NOON, None
    for who, minutes, step in steps:
        now += timedelta(minutes=minutes)
        name = f"operator{who}"
        before = item
        own = lease(str(who), item.stage)
        try:
            match step:
                case "t":
                    item = leases.take(item, own, operator(name), now, now + HALF_AN_HOUR)
                    assert not leases.is_live(before, now)
                    holder = name
                case "g":
                    item = leases.give_back(item, own, now)
                case "r":
                    item = leases.renew(item, own, now + HALF_AN_HOUR)
                case "s":
                    following = Stage.VERIFY if item.stage is Stage.KEY else Stage.DONE
                    item = leases.submit(item, entry(name, str(who), item.stage), following, now)
        except LeaseRefusedError:
            continue
        if leases.is_live(item, now):
            assert item.operator == holder
        people = [accepted.operator for accepted in item.accepted]
        assert len(people) == len(set(people)) <= 2


def test_a_lease_that_is_taken_back_leaves_its_item_to_others_at_once() -> None:
    ended = leases.end(taken_by("selvi", "a"), lease("a"), NOON)
    assert taken_by("kumar", "b", NOON, ended).operator == "kumar"


def test_what_comes_under_a_lease_that_was_taken_back_is_accepted_if_nobody_else_took_it() -> None:
    ended = leases.end(taken_by("selvi", "a"), lease("a"), NOON)
    leases.require_open_to(ended, entry("selvi", "a"), NOON)


def test_taking_back_a_lease_that_ended_does_not_lengthen_it() -> None:
    item = taken_by("selvi", "a")
    assert leases.end(item, lease("a"), NOON + 2 * HALF_AN_HOUR) == item


def test_a_withdrawn_item_is_neither_taken_nor_renewed_nor_accepted() -> None:
    withdrawn = leases.withdraw(taken_by("selvi", "a"))
    transitions: list[Callable[[], object]] = [
        lambda: taken_by("kumar", "b", NOON + HALF_AN_HOUR, withdrawn),
        lambda: leases.renew(withdrawn, lease("a"), NOON + 2 * HALF_AN_HOUR),
        lambda: leases.submit(withdrawn, entry("selvi", "a"), Stage.DONE, NOON),
    ]
    for forbidden in transitions:
        with pytest.raises(LeaseRefusedError) as error:
            forbidden()
        assert refusal_of(error) is Refusal.JOB_CANCELLED


def test_a_withdrawn_item_waits_in_no_queue_once_its_lease_is_over() -> None:
    withdrawn = leases.withdraw(taken_by("selvi", "a"))
    assert withdrawn.queue is not None
    assert leases.give_back(withdrawn, lease("a"), NOON).queue is None


def test_what_is_done_is_not_withdrawn() -> None:
    done = replace(FREE, stage=Stage.DONE)
    assert leases.withdraw(done) == done
