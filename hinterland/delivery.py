"""The two documents that tell a client how a drop is faring; written by more than one function."""

from collections.abc import Mapping

from hinterland import places
from hinterland.errors import RejectedError
from hinterland.jobs import Job
from hinterland.ports import Objects


def write_status(deliveries: Objects, job: Job, error: Mapping[str, str] | None = None) -> None:
    """Write the job's status.json as the row stands; with `error`, what a client may know of it."""
    document = job.status()
    if error is not None:
        document["error"] = dict(error)
    deliveries.write_json(job.delivery(places.STATUS), document)


def write_rejection(deliveries: Objects, job: Job, rejection: RejectedError) -> None:
    """Write rejected.json: what is wrong with the drop, or with some of its records."""
    document = {
        "job": job.job,
        "drop": job.drop.key,
        "code": rejection.code,
        "reason": rejection.reason,
        "details": list(rejection.details),
    }
    deliveries.write_json(job.delivery(places.REJECTED), document)
