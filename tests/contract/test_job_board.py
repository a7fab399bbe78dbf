"""The job rows as the office steers them: what it changes must still be as it was read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hinterland.errors import ConflictError
from hinterland.jobs.job import Drop, Failure, FileKind, Job, JobState
from tests.doubles.stores import AllJobs, Doubles

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
DROP = Drop("meridian/receipts/a.zip", "v1", 10)
OPEN = Job("j", "meridian", "receipts", 3, DROP, FileKind.ZIP, "run-1", JobState.OPEN, NOON, NOON)
BROKEN = Failure("ReconciliationError", "3 went in, 2 came out")


@pytest.fixture
def jobs(doubles: Doubles) -> AllJobs:
    doubles.jobs.begin(OPEN)
    return doubles.jobs


def test_jobs_in_a_state_come_with_the_last_first(jobs: AllJobs) -> None:
    for number in (1, 2, 3):
        jobs.begin(replace(OPEN, id=f"j{number}", updated_at=NOON + timedelta(minutes=number)))
    jobs.move("j2", JobState.MERGING, LATER)
    assert [job.id for job in jobs.in_state(JobState.OPEN, 9)] == ["j3", "j1", "j"]
    assert [job.id for job in jobs.in_state(JobState.OPEN, 2)] == ["j3", "j1"]
    assert [job.id for job in jobs.in_state(JobState.MERGING, 9)] == ["j2"]


def test_a_failed_job_is_given_to_one_execution_and_taken_up_by_that_one(jobs: AllJobs) -> None:
    failed = jobs.fail("j", BROKEN, NOON)
    assert (failed.state, failed.failure) == (JobState.FAILED, BROKEN)
    assert jobs.take_up(replace(failed, execution="run-2"), LATER) == failed
    waiting = jobs.retry(failed, "run-2", LATER)
    assert (waiting.execution, waiting.attempt, waiting.failure) == ("run-2", 2, None)
    with pytest.raises(ConflictError):
        jobs.retry(failed, "run-3", LATER)
    assert jobs.take_up(replace(waiting, execution="run-1"), LATER) == waiting
    begun = jobs.take_up(replace(waiting, version=4), LATER)
    assert (begun.state, begun.version, begun.file_kind) == (JobState.RECEIVED, 4, FileKind.ZIP)
    assert jobs.take_up(waiting, LATER) == begun == jobs.get("j")


def test_a_job_that_waits_for_another_attempt_may_fail_again(jobs: AllJobs) -> None:
    jobs.retry(jobs.fail("j", BROKEN, NOON), "run-2", NOON)
    again = jobs.fail("j", replace(BROKEN, message="x" * 900), LATER)
    assert again.failure == replace(BROKEN, message="x" * 500)
    assert again.updated_at == LATER


def test_a_job_over_which_another_step_came_is_not_cancelled(jobs: AllJobs) -> None:
    read = jobs.get("j")
    jobs.move("j", JobState.MERGING, LATER)
    with pytest.raises(ConflictError):
        jobs.cancel(read, BROKEN, LATER)
    with pytest.raises(ConflictError):
        jobs.cancel(replace(read, id="unknown"), BROKEN, LATER)


def test_a_withdrawal_goes_on_from_where_it_was_read(jobs: AllJobs) -> None:
    cancelling = jobs.cancel(jobs.get("j"), BROKEN, LATER)
    assert (cancelling.state, cancelling.failure) == (JobState.CANCELLING, BROKEN)
    first = jobs.withdraw(cancelling, "000003", LATER, is_over=False)
    assert (first.state, first.withdrawn_to) == (JobState.CANCELLING, "000003")
    with pytest.raises(ConflictError):
        jobs.withdraw(cancelling, "000002", LATER, is_over=False)
    last = jobs.withdraw(first, "000009", LATER, is_over=True)
    assert last.state is JobState.REJECTED
    with pytest.raises(ConflictError):
        jobs.withdraw(last, "000009", LATER, is_over=True)
