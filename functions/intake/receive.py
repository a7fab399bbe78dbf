"""A drop arrived: begin its job, or tell the client why not; once, however often we are told.

The job row comes first, the documents after it: whoever made the row owns the job, a repeat of
that execution writes the same documents again, and any other execution changes nothing.
"""

import re
from datetime import datetime

from functions.intake.acceptance import Acceptance, examine
from functions.intake.arrival import Arrival
from functions.intake.duplicate import require_new
from functions.intake.stores import Stores
from hinterland.clock import india_date
from hinterland.errors import ConflictError, NotFoundError, RejectedError
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.port import Jobs
from hinterland.jobs.status import write_rejection, write_status
from hinterland.workflow import Outcome

# Where what we have to say about a drop goes when its place does not say whose it is.
NO_CLIENT = "unknown"
_CLIENT_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def receive(stores: Stores, arrival: Arrival, execution: str, now: datetime) -> Outcome:
    """Begin the job of a drop for this workflow execution, and say how that came out."""
    stored = _stored(stores.jobs, arrival.job)
    if arrival.is_no_drop or (stored and stored.execution != execution):
        return Outcome.SEEN
    if stored and stored.file_kind:
        # Accepted before: it goes on, whatever the office has taken out of the catalogue since.
        return _go_on(stores, stored, execution, stored, now)
    try:
        today = india_date(now)
        accepted = examine(arrival.drop, stores.catalogue, stores.drops, today)
        require_new(stores.jobs, arrival, accepted.contract, now)
    except RejectedError as rejection:
        return _reject(stores, arrival, execution, rejection, now)
    return _accept(stores, arrival, execution, accepted, now)


def new_job(
    arrival: Arrival,
    execution: str,
    state: JobState,
    now: datetime,
    accepted: Acceptance | None = None,
) -> Job:
    """Return the job of an arrival; without `accepted`, what it is goes by its place alone."""
    client, _, rest = arrival.drop.key.partition("/")
    return Job(
        id=arrival.job,
        client=client if rest and _CLIENT_FOLDER.fullmatch(client) else NO_CLIENT,
        work_type=accepted.work_type.id if accepted else rest.partition("/")[0],
        version=accepted.work_type.version if accepted else 0,
        drop=arrival.drop,
        file_kind=accepted.file_kind if accepted else None,
        execution=execution,
        state=state,
        created_at=now,
        updated_at=now,
        client_version=accepted.client.version if accepted else None,
    )


def _stored(jobs: Jobs, job: str) -> Job | None:
    try:
        return jobs.get(job)
    except NotFoundError:
        return None


def _accept(
    stores: Stores, arrival: Arrival, execution: str, accepted: Acceptance, now: datetime
) -> Outcome:
    new = new_job(arrival, execution, JobState.RECEIVED, now, accepted)
    return _go_on(stores, stores.jobs.begin(new), execution, new, now)


def _go_on(stores: Stores, job: Job, execution: str, new: Job, now: datetime) -> Outcome:
    """Go on with a job as it is stored; `new` says what work it is, should that not be known."""
    if job.execution == execution and job.state is JobState.FAILED:
        # If the office has it retried; at the version that it began with, if it ever did.
        job = stores.jobs.take_up(job if job.file_kind else new, now)
    if job.execution != execution or job.state is JobState.CANCELLING:
        return Outcome.SEEN
    if job.file_kind is None:
        # Between two attempts the office changed the catalogue, and the row says rejected. Its
        # client may have read that already, so a person must decide; it is not simply turned round.
        raise ConflictError(f"job {job.id} was rejected before and would be accepted now")
    write_status(stores.deliveries, stores.jobs, job)
    return Outcome.ACCEPTED


def _reject(
    stores: Stores, arrival: Arrival, execution: str, rejection: RejectedError, now: datetime
) -> Outcome:
    job = stores.jobs.begin(new_job(arrival, execution, JobState.REJECTED, now))
    if job.execution != execution or job.state is JobState.CANCELLING:
        return Outcome.SEEN
    if job.state is not JobState.REJECTED:
        job = stores.jobs.move(job.id, JobState.REJECTED, now)
    write_rejection(stores.deliveries, job, rejection)
    write_status(stores.deliveries, stores.jobs, job)
    return Outcome.REJECTED
