"""Giving up a job: its client is told, and its items leave the queues; nothing keyed is lost.

The job's row is changed first, and that decides. All after it may be repeated, and what is not done
yet is done by the next run, every minute (`withdraw_cancelled`), so nobody waits for a huge job.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from functions.oversee.stores import Stores
from hinterland import s3_keys
from hinterland.errors import ConflictError, NotPossibleError, RejectedError
from hinterland.jobs.job import Failure, Job, JobState
from hinterland.jobs.status import write_rejection, write_status
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.items import WorkItem

CANCELLED = "cancelled"
# Longer than a call of Split may run: after this, a job that failed in it gets no more items.
SPLIT_IS_OVER = timedelta(minutes=20)
# Items that are looked at before the row notes how far it has come.
SLICE = 500
# In one run of the clock, of one job; a minute later there is another run.
SLICES = 20
_JOBS = 20
_AT_ONCE = 8
# Around all names of items.
_FIRST, _LAST = "0", "~"


def why_not_cancelled(
    job: Job, now: datetime, is_invoiced: Callable[[], bool]
) -> NotPossibleError | None:
    """Return why a job cannot be cancelled now; None if it can.

    `is_invoiced` is asked only of a job that failed with all of it keyed.
    """
    if job.state not in {JobState.OPEN, JobState.FAILED}:
        return NotPossibleError("not_open", f"The job is {job.state.value}.")
    if job.is_worked and job.state is JobState.OPEN:
        return NotPossibleError("all_keyed", "All of the job is keyed, and it is being finished.")
    if job.is_worked and is_invoiced():
        return NotPossibleError("invoiced", "Its invoice is written: only its delivery is left.")
    if job.items is None and now - job.updated_at < SPLIT_IS_OVER:
        return NotPossibleError("still_splitting", "The job may still be being split.")
    return None


def is_invoiced(stores: Stores, job: Job) -> bool:
    """Say whether a job's invoice lies in its client's folder already."""
    key = job.delivery(s3_keys.INVOICE_JSON)
    return next(stores.deliveries.keys(key), None) == key


def cancel(stores: Stores, job_id: str, reason: str, now: datetime) -> None:
    """Cancel an open or failed job; raise `NotPossibleError`.

    Repeated, it keeps its first reason. Raises `ConflictError` if the job changes at this moment.
    """
    job = stores.jobs.get(job_id)
    if not _is_cancelled(job):
        if why_not := why_not_cancelled(job, now, partial(is_invoiced, stores, job)):
            raise why_not
        job = stores.jobs.cancel(job, Failure(CANCELLED, reason), now)
    stores.executions.stop(job.execution, CANCELLED)
    told = job.failure.message if job.failure else reason
    write_rejection(stores.deliveries, job, RejectedError(CANCELLED, told))
    write_status(stores.deliveries, stores.jobs, job)
    if job.state is JobState.CANCELLING:
        _withdraw_slice(stores, job, now)


def withdraw_cancelled(stores: Stores, now: datetime) -> int:
    """Go on with the withdrawal of every job being cancelled; return how many jobs there were."""
    found = [
        job
        for job in stores.jobs.in_state(JobState.CANCELLING, _JOBS)
        if job.state is JobState.CANCELLING
    ]
    for job in found:
        try:
            _withdraw_job(stores, job, now)
        except Exception as error:  # noqa: BLE001 - one job must not keep us from the others
            stores.troubles.note("job", job.id, error)
    return len(found)


def _withdraw_job(stores: Stores, job: Job, now: datetime) -> None:
    # Whoever cancelled it may not have lived to do this.
    stores.executions.stop(job.execution, CANCELLED)
    for _ in range(SLICES):
        job = _withdraw_slice(stores, job, now)
        if job.state is not JobState.CANCELLING:
            return


def _is_cancelled(job: Job) -> bool:
    return job.state.is_given_up and job.failure is not None and job.failure.code == CANCELLED


def _withdraw_slice(stores: Stores, job: Job, now: datetime) -> Job:
    """Withdraw the next items of a job and note how far that came; return the job."""
    rest = stores.work_items.of_job(job.id, job.withdrawn_to or _FIRST, _LAST)
    items = list(islice(rest, SLICE))
    with ThreadPoolExecutor(_AT_ONCE) as writers:
        list(writers.map(lambda item: _withdraw(stores, item), items))
    last = items[-1].id if items else _FIRST
    try:
        return stores.jobs.withdraw(job, last, now, is_over=len(items) < SLICE)
    except ConflictError:  # somebody else is at it, too
        return stores.jobs.get(job.id)


def _withdraw(stores: Stores, item: WorkItem) -> None:
    while item.stage is not Stage.DONE and not item.is_withdrawn:
        try:
            item = stores.work_items.change(leases.withdraw(item))
        except ConflictError:
            # Taken or submitted at this very moment: look again.
            item = stores.work_items.get(item.job, item.id)
