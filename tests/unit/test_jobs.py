"""Which state of a job may follow which."""

import pytest

from hinterland.jobs.job import JobState, may_follow, states_before

RECEIVED, SPLITTING, OPEN, MERGING, DELIVERED, REJECTED, FAILED, CANCELLING = JobState
WAY = (RECEIVED, SPLITTING, OPEN, MERGING, DELIVERED)


def test_a_job_goes_forward_and_never_back() -> None:
    for at, before in enumerate(WAY):
        assert all(may_follow(after, before) for after in WAY[at + 1 :])
        assert not any(may_follow(after, before) for after in WAY[:at])


@pytest.mark.parametrize("state", [SPLITTING, OPEN, MERGING])
def test_a_step_may_say_again_what_it_said(state: JobState) -> None:
    assert may_follow(state, state)


@pytest.mark.parametrize("over", [DELIVERED, REJECTED])
def test_what_is_over_stays_so(over: JobState) -> None:
    assert not any(may_follow(after, over) for after in JobState)


def test_a_failed_job_goes_on_when_it_is_retried() -> None:
    assert {after for after in JobState if may_follow(after, FAILED)} == {
        RECEIVED,
        DELIVERED,
        REJECTED,
        CANCELLING,
    }


def test_a_job_may_be_rejected_or_cancelled_until_it_is_merged() -> None:
    assert set(states_before(REJECTED)) == {RECEIVED, SPLITTING, OPEN, FAILED, CANCELLING}
    assert set(states_before(CANCELLING)) == {OPEN, FAILED}


def test_what_is_being_cancelled_ends_rejected() -> None:
    assert [after for after in JobState if may_follow(after, CANCELLING)] == [REJECTED]


def test_any_job_under_way_may_fail() -> None:
    assert set(states_before(FAILED)) == {RECEIVED, SPLITTING, OPEN, MERGING}
