"""The two documents that tell a client how a drop is faring; written by more than one function.

A step may be carried out twice, the second time late and while others go on. So status.json is
never written from what a step remembers: the row is read after the document that is about to be
replaced, and the document is replaced only if nobody else did so meanwhile. So what is
written last was also read last; a row only goes forward, and therefore status.json does, too.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hinterland import s3_keys
from hinterland.errors import ConflictError, NotFoundError, RejectedError
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.port import ReadsJobs
from hinterland.objects import Objects


def write_status(deliveries: Objects, jobs: ReadsJobs, job: Job) -> None:
    """Write the job's status.json as its row stands by now."""
    _write_status(deliveries, job, lambda: jobs.get(job.id))


def write_delivered(deliveries: Objects, job: Job) -> None:
    """Write the status.json of a job whose row will say delivered, as `job` does, in a moment."""
    _write_status(deliveries, job, lambda: job)


def write_progress(deliveries: Objects, job: Job, now: datetime) -> bool:
    """Write the status.json of an open job if more is done than it says; return whether it was.

    It counts nothing that may not be told twice: a later look, or a change of state, corrects it.
    """
    key = job.delivery(s3_keys.STATUS)
    try:
        document, tag = deliveries.read_tagged(key)
    except NotFoundError:
        return False
    is_open = document["state"] == job.state.value == JobState.OPEN.value
    if not is_open or (document["done"], document["queried"]) == (job.done, job.queried):
        return False
    try:
        deliveries.replace_json(key, replace(job, updated_at=now).status(), tag)
    except ConflictError:  # a step wrote it at this moment, and knows better
        return False
    return True


def _write_status(deliveries: Objects, job: Job, as_it_stands: Callable[[], Job]) -> None:
    key = job.delivery(s3_keys.STATUS)
    while True:
        written, etag = _as_written(deliveries, key)
        stands = as_it_stands()
        if written == JobState.DELIVERED.value and stands.state is not JobState.FAILED:
            return  # done.json names this very document, or is about to
        try:
            deliveries.replace_json(key, stands.status(), etag)
        except ConflictError:  # somebody else wrote it at this moment: look again
            continue
        return


def _as_written(deliveries: Objects, key: str) -> tuple[str | None, str | None]:
    """Return the state that a status.json tells and the document's tag, if there is one."""
    try:
        document, tag = deliveries.read_tagged(key)
    except NotFoundError:
        return None, None
    return document["state"], tag


def write_rejection(deliveries: Objects, job: Job, rejection: RejectedError) -> None:
    """Write rejected.json: what is wrong with the drop, or with some of its records."""
    document = {
        "job": job.id,
        "drop": job.drop.key,
        "code": rejection.code,
        "reason": rejection.reason,
        "details": list(rejection.details),
    }
    deliveries.write_json(job.delivery(s3_keys.REJECTED), document)
