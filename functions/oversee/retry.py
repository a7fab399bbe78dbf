"""Having a failed job done again, from its beginning.

Every step may be carried out twice, so what operators keyed is neither lost nor asked for again.
The job's row names the execution that shall take it up, before that execution is started: of those
that are started twice or late, only one goes on with the job.
"""

from collections.abc import Mapping
from datetime import datetime

from functions.oversee.stores import Stores
from hinterland import workflow
from hinterland.clock import timestamp
from hinterland.errors import NotPossibleError
from hinterland.jobs.job import Job, JobState

_UNDER_WAY = frozenset(
    {JobState.RECEIVED, JobState.SPLITTING, JobState.OPEN, JobState.MERGING},
)


def retry(stores: Stores, job_id: str, now: datetime) -> None:
    """Start a failed job again; raise `NotPossibleError` for one that did not fail.

    Raises `ConflictError` if somebody else changes the job at this moment.
    """
    job = stores.jobs.get(job_id)
    if job.state in _UNDER_WAY and job.attempt > 1:
        return  # it goes on already
    if job.state is not JobState.FAILED:
        raise NotPossibleError("not_failed", f"The job is {job.state.value}, it has not failed.")
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
