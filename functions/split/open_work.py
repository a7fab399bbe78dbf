"""Every part is split: say so, and leave a token with the job that ends the workflow's wait.

The workflow comes by again with a fresh token from time to time, for as long as the operators
work; so every run must be cheap, and right whatever happened since the last.
"""

import re
from collections import Counter
from collections.abc import Sequence
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
from hinterland.workflow import Outcome

# After this long nobody is working on it, and somebody in the office has to look.
OVERDUE_AFTER = timedelta(days=90)
_REPORTS_AT_ONCE = 16
# So many rejected records are named in rejected.json; the rest are counted.
NAMED = 1000
# Numbers and quoted names in a reason: where it applies, not what it is.
_PLACE = re.compile(r"\d[\d,.]*|'[^']*'|\"[^\"]*\"")


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
    if job.state is JobState.REJECTED:
        stores.workflow.work_done(token, Outcome.REJECTED)
        return
    totals = _known(job) or _summed(stores, job, now)
    if totals.items == 0:
        stores.workflow.work_done(token, Outcome.REJECTED)
        return
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


def _summed(stores: Stores, job: Job, now: datetime) -> _Totals:
    """Add up the reports of all parts; tell the client of rejected records, if there are any.

    A job of which every record is rejected is rejected itself.
    """
    reports = _reports(stores, job)
    totals = _Totals(
        sum(report["items"] for report in reports),
        sum(len(report["rejected"]) for report in reports),
    )
    rejected = [record for report in reports for record in report["rejected"]]
    if totals.items == 0:
        job = stores.jobs.move(job.id, JobState.REJECTED, now)
    if rejected:
        write_rejection(stores.deliveries, job, _rejection(job, rejected, totals))
    if totals.items == 0:
        write_status(stores.deliveries, stores.jobs, job)
    return totals


def _reports(stores: Stores, job: Job) -> list[PartReport]:
    plan = cast("PlanDocument", stores.work.read_json(s3_keys.plan(job.id)))
    keys = [s3_keys.part_report(job.id, part) for part in range(1, plan["parts"] + 1)]
    with ThreadPoolExecutor(_REPORTS_AT_ONCE) as pool:
        return [cast("PartReport", report) for report in pool.map(stores.work.read_json, keys)]


def _rejection(job: Job, rejected: list[RejectedRecord], totals: _Totals) -> RejectedError:
    details = [f"Record {record['record']}: {record['reason']}" for record in rejected[:NAMED]]
    if len(rejected) > NAMED:
        details.append(f"And {len(rejected) - NAMED:,} more.")
    if totals.items == 0:
        cause = common_cause([record["reason"] for record in rejected])
        return RejectedError(
            "all_rejected",
            f"None of the {job.records:,} records could be worked on. {cause} "
            "Nothing is billed. Please correct the file and drop it again.",
            tuple(details),
        )
    return RejectedError(
        "partly_rejected",
        f"{len(rejected):,} of {job.records:,} records could not be worked on; the others are. "
        "Correct these and drop them in a file of their own.",
        tuple(details),
    )


def common_cause(reasons: Sequence[str]) -> str:
    """Return in one sentence why most records were rejected; what differs is only their place."""
    kinds = Counter(_PLACE.sub("#", reason) for reason in reasons)
    kind, count = kinds.most_common(1)[0]
    example = next(reason for reason in reasons if _PLACE.sub("#", reason) == kind)
    if count == len(reasons):
        return f"All for the same cause: {example}" if count > 1 else example
    return f"Most ({count:,}) for the same cause: {example}"
