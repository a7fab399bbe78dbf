"""The jobs as the office sees them: with progress, promised time, and what can be done about it."""

from datetime import datetime
from functools import partial
from typing import Literal

from functions.oversee.cancel import is_invoiced, why_not_cancelled
from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.clock import timestamp
from hinterland.errors import NotFoundError
from hinterland.jobs.job import Job, JobState

# How many jobs of a state are listed: of those under way all, unless there are very many; of those
# that are over, the last.
LISTED = {
    JobState.FAILED: 100,
    JobState.OPEN: 200,
    JobState.MERGING: 50,
    JobState.SPLITTING: 50,
    JobState.RECEIVED: 50,
    JobState.CANCELLING: 50,
    JobState.DELIVERED: 20,
    JobState.REJECTED: 20,
}


def job_list(stores: Stores, now: datetime) -> list[api.OfficeJob]:
    """Return the jobs: those that failed first, those that are over last."""
    jobs = {
        job.id: job
        for state, at_most in LISTED.items()
        for job in stores.jobs.in_state(state, at_most)
    }
    # By what they are now: one that moved on while we looked is there once, in its new place.
    in_order = sorted(jobs.values(), key=lambda job: list(LISTED).index(job.state))
    return [_job(stores, job, now) for job in in_order]


def _job(stores: Stores, job: Job, now: datetime) -> api.OfficeJob:
    failure = job.failure
    return {
        "job": job.id,
        "client": job.client,
        "drop": job.drop.key,
        "work_type": job.work_type,
        "state": job.state,
        "records": job.records,
        "done": job.done,
        "queried": job.queried,
        "received_at": timestamp(job.created_at),
        "due_at": _due_at(stores, job),
        "failure": {"code": failure.code, "message": failure.message} if failure else None,
        "actions": _actions(stores, job, now),
    }


def _due_at(stores: Stores, job: Job) -> str | None:
    """Return when the work was promised; None if it never came to be known what work it is."""
    try:
        return timestamp(
            job.created_at + stores.catalogue.work_type(job.work_type, job.version).due
        )
    except NotFoundError:
        return None


def _actions(stores: Stores, job: Job, now: datetime) -> list[Literal["retry", "cancel"]]:
    helps: dict[Literal["retry", "cancel"], bool] = {
        "retry": job.state is JobState.FAILED,
        "cancel": why_not_cancelled(job, now, partial(is_invoiced, stores, job)) is None,
    }
    return [action for action, does in helps.items() if does]
