"""The same bytes twice, by the same client for the same work: held, and the client asked."""

from datetime import datetime, timedelta

from functions.intake.arrival import AGAIN, Arrival
from hinterland.catalogue.client import Contract
from hinterland.clock import india_date
from hinterland.errors import NotFoundError, RejectedError
from hinterland.identifiers import digest
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.port import Jobs
from hinterland.s3_keys import DropKey

# Nothing came of these, so that to send the file once more is what its client should do.
_CAME_TO_NOTHING = {JobState.REJECTED, JobState.CANCELLING, JobState.FAILED}


def require_new(jobs: Jobs, arrival: Arrival, contract: Contract, now: datetime) -> None:
    """Raise `RejectedError` if a file of the same content was dropped not long ago.

    How long the contract says. A client insists by the file's name.
    """
    if not contract.duplicate_days or arrival.is_meant_again or not arrival.content:
        return
    place = DropKey.parse(arrival.drop.key)
    content = digest(
        place.client, place.work_type, arrival.content, str(arrival.drop.size), length=32
    )
    since = now - timedelta(days=contract.duplicate_days)
    passed_over = ""
    while (first := jobs.claim_content(content, arrival.job, now, since, passed_over)) not in {
        arrival.job,
        passed_over,
    }:
        earlier = _find(jobs, first)
        if earlier is not None and earlier.state not in _CAME_TO_NOTHING:
            raise _duplicate_of(earlier)
        passed_over = first


def _find(jobs: Jobs, job: str) -> Job | None:
    try:
        return jobs.get(job)
    except NotFoundError:
        return None


def _duplicate_of(earlier: Job) -> RejectedError:
    return RejectedError(
        "possible_duplicate",
        f"The same content came before, as {earlier.drop.key!r} on "
        f"{india_date(earlier.created_at)} (job {earlier.id}), and is not worked on or billed "
        f"twice. If it is to be keyed once more, drop it under a name that ends in {AGAIN!r}, "
        f"for example june{AGAIN}.csv.",
    )
