"""Every part is split: say so, and leave a token with the job that ends the workflow's wait.

The workflow comes by again with a fresh token from time to time, for as long as the operators
work; so every run must be cheap, and right whatever happened since the last.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from functions.split.stores import Stores
from hinterland import s3_keys
from hinterland.errors import HinterlandError, RejectedError
from hinterland.jobs.documents import PartReport, PlanDocument, RejectedRecord
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.status import write_rejection, write_status

# After this long nobody is working on it, and somebody in the office has to look.
OVERDUE_AFTER = timedelta(days=90)
_REPORTS_AT_ONCE = 16
# So many rejected records are named in rejected.json; the rest are counted.
NAMED = 1000


class JobOverdueError(HinterlandError):
    """A job that the operators have not finished in `OVERDUE_AFTER`."""

    code = "overdue"


@dataclass(frozen=True, slots=True)
class _Totals:
    items: int
    rejected: int


def open_job(stores: Stores, job_id: str, token: str, now: datetime) -> None:
    """Open a job and wait, or end the wait at once if all is done; raise `JobOverdueError`."""
    job = stores.jobs.get(job_id)
    totals = _known(job) or _summed(stores, job)
    job = stores.jobs.open(job.id, totals.items, totals.rejected, token, now)
    if job.state is JobState.FAILED:  # until the office has it retried; the workflow looks again
        return
    if job.state is not JobState.OPEN:  # the work is over, and the state is for others to change
        stores.workflow.work_done(token)
        return
    write_status(stores.deliveries, stores.jobs, job)
    if job.is_worked:
        stores.workflow.work_done(token)
    elif now - job.created_at > OVERDUE_AFTER:
        raise JobOverdueError(
            f"job {job.id} is open since {job.created_at:%Y-%m-%d}: "
            f"{job.items_done} of {job.items} work items are done"
        )


def _known(job: Job) -> _Totals | None:
    return None if job.items is None else _Totals(job.items, job.rejected)


def _summed(stores: Stores, job: Job) -> _Totals:
    """Add up the reports of all parts; write rejected.json if any record was rejected."""
    reports = _reports(stores, job)
    rejected = [record for report in reports for record in report["rejected"]]
    if rejected:
        write_rejection(stores.deliveries, job, _partly_rejected(job, rejected))
    return _Totals(sum(report["items"] for report in reports), len(rejected))


def _reports(stores: Stores, job: Job) -> list[PartReport]:
    plan = cast("PlanDocument", stores.work.read_json(s3_keys.plan(job.id)))
    keys = [s3_keys.part_report(job.id, part) for part in range(1, plan["parts"] + 1)]
    with ThreadPoolExecutor(_REPORTS_AT_ONCE) as pool:
        return [cast("PartReport", report) for report in pool.map(stores.work.read_json, keys)]


def _partly_rejected(job: Job, rejected: list[RejectedRecord]) -> RejectedError:
    details = [f"Record {record['record']}: {record['reason']}" for record in rejected[:NAMED]]
    if len(rejected) > NAMED:
        details.append(f"And {len(rejected) - NAMED:,} more.")
    return RejectedError(
        "partly_rejected",
        f"{len(rejected):,} of {job.records:,} records could not be worked on; the others are. "
        "Correct these and drop them in a file of their own.",
        tuple(details),
    )
