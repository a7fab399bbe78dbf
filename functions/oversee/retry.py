"""Having a failed job done again, from its beginning.

Every step may be carried out twice, so what operators keyed is neither lost nor asked for again.
The job's row names the execution that shall take it up, before that execution is started: of those
that are started twice or late, only one goes on with the job.
"""

from collections.abc import Mapping
from datetime import datetime

from functions.oversee.lost_executions import UNDER_WAY, fail_if_lost
from functions.oversee.stores import Stores
from hinterland import workflow
from hinterland.clock import timestamp
from hinterland.errors import NotPossibleError
from hinterland.jobs.job import Job, JobState

_GOES_ON = "The job is under way, and goes on by itself."
_WHY_NOT = {
    **dict.fromkeys(UNDER_WAY, _GOES_ON),
    JobState.DELIVERED: "The job is delivered.",
    JobState.REJECTED: "The drop was rejected; its client can drop another.",
    JobState.CANCELLING: "The job is being cancelled; its client can drop the file again.",
}


def retry(stores: Stores, job_id: str, now: datetime) -> None:
    """Start a failed job again; raise `NotPossibleError` for one that did not fail.

    Raises `ConflictError` if somebody else changes the job at this moment.
    """
    job = stores.jobs.get(job_id)
    if job.state in UNDER_WAY:
        # Its workflow may have ended without a word: then there is something to retry.
        job = fail_if_lost(stores, job, now)
    if job.state in UNDER_WAY and job.attempt > 1:
        return  # it goes on already
    if job.state is not JobState.FAILED:
        raise NotPossibleError("not_failed", _WHY_NOT[job.state])
    again = stores.jobs.retry(job, f"{job.id}-attempt-{job.attempt + 1}", now)
    stores.executions.start(again.execution, _drop_event(again))


def _drop_event(job: Job) -> Mapping[str, object]:
    """Return what EventBridge says of the drop, as far as Intake reads it, and the job's name."""
    named = {"key": job.drop.key, "size": job.drop.size}
    if job.drop.version_id != "null":
        named["version-id"] = job.drop.version_id
    return {
        "detail-type": "Object Created",
        "source": "hinterland.office",
        "time": timestamp(job.created_at),
        "detail": {"object": named},
        workflow.JOB: job.id,
    }
