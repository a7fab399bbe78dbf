"""Jobs whose execution is not running any more, though their rows say that they are under way.

Whatever ends an execution without a word (stopped in the console, killed at its last breath, a
failure that could not be reported), its job is failed within two minutes: the office sees why, and
can have it retried.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from functions.oversee.stores import Stores
from hinterland.errors import ConflictError
from hinterland.jobs.execution import ExecutionEnd
from hinterland.jobs.job import Failure, Job, JobState
from hinterland.jobs.status import write_status

UNDER_WAY = (JobState.RECEIVED, JobState.SPLITTING, JobState.OPEN, JobState.MERGING)
# A retry names its execution on the row before it starts it.
STARTS_WITHIN = timedelta(minutes=1)
_LOOKED_AT = 1000  # of each state
_AT_ONCE = 8


def fail_lost(stores: Stores, now: datetime) -> int:
    """Fail every job that was left by its execution; return how many there were."""
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        return sum(readers.map(lambda job: _look_at(stores, job, now), _watched(stores, now)))


def fail_if_lost(stores: Stores, job: Job, now: datetime) -> Job:
    """Fail a job if its execution ended, and return it as it is then."""
    end = stores.executions.end_of(job.execution)
    if end is None:
        return job
    try:
        lost = stores.jobs.lose(job, _failure(job, end), now)
    except ConflictError:  # it went on while we looked
        return stores.jobs.get(job.id)
    write_status(stores.deliveries, stores.jobs, lost)
    return lost


def _look_at(stores: Stores, job: Job, now: datetime) -> bool:
    try:
        return fail_if_lost(stores, job, now) != job
    except Exception as error:  # noqa: BLE001 - one job must not keep us from the others
        stores.troubles.note("job", job.id, error)
        return False


def _watched(stores: Stores, now: datetime) -> Iterator[Job]:
    """Yield the jobs whose execution should be running."""
    for state in UNDER_WAY:
        for job in stores.jobs.in_state(state, _LOOKED_AT):
            if job.state in UNDER_WAY:
                yield job
    for job in stores.jobs.in_state(JobState.FAILED, _LOOKED_AT):
        # A retry whose start was lost, or which ended before it had taken up the job.
        is_waiting = job.state is JobState.FAILED and job.failure is None
        if is_waiting and now - job.updated_at > STARTS_WITHIN:
            yield job


def _failure(job: Job, end: ExecutionEnd) -> Failure:
    what = f"Its workflow ended ({end.status}) while it was {job.state.value}, and did not say so."
    return Failure(end.error or f"Execution.{end.status}", f"{what} {end.cause}".strip())
