"""How jobs share the operators."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hinterland.work.ranking import rank_of, start_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ranks(start: datetime, due: timedelta, items: int) -> list[datetime]:
    return [rank_of(start, due, number, items) for number in range(1, items + 1)]


def test_a_small_urgent_job_goes_between_the_items_of_a_huge_one() -> None:
    huge = ranks(NOON, 48 * HOUR, 10_000)
    urgent = ranks(start_of(NOON + HOUR, huge[200]), 2 * HOUR, 10)
    line = sorted(huge[200:] + urgent)
    places = [line.index(rank) for rank in urgent]
    assert places[0] <= 2
    assert places[-1] < 600


def test_a_new_job_waits_for_no_more_than_its_share_of_what_is_overdue() -> None:
    overdue = ranks(NOON - 100 * HOUR, 48 * HOUR, 10_000)
    late = ranks(start_of(NOON, overdue[0]), 2 * HOUR, 10)
    assert sorted(overdue + late).index(late[-1]) < 600


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 96), st.integers(1, 96))
def test_two_jobs_that_began_together_are_served_in_proportion_to_their_pace(
    one: int, other: int, due_of_one: int, due_of_other: int
) -> None:
    mine = ranks(NOON, due_of_one * HOUR, one)
    theirs = ranks(NOON, due_of_other * HOUR, other)
    line = sorted([(rank, "mine") for rank in mine] + [(rank, "theirs") for rank in theirs])
    pace = (one / due_of_one) / (other / due_of_other)
    served = {"mine": 0, "theirs": 0}
    for rank, whose in line:
        served[whose] += 1
        if rank < NOON + min(due_of_one, due_of_other) * HOUR:
            assert served["mine"] <= pace * served["theirs"] + pace + 2


@given(st.integers(1, 10_000), st.integers(1, 1000))
def test_ranks_never_go_back_and_stay_within_the_time_due(items: int, hours: int) -> None:
    number = items // 2 + 1
    rank = rank_of(NOON, hours * HOUR, number, items)
    assert NOON <= rank < NOON + hours * HOUR
    assert rank <= rank_of(NOON, hours * HOUR, min(number + 1, items), items)
