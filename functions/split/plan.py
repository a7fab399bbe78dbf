"""Planning: look through the drop once, and list the parts that can be split side by side."""

from datetime import datetime

from functions.split.image_parts import plan_images
from functions.split.planned import Planned
from functions.split.row_parts import plan_rows
from functions.split.stores import Workshop
from hinterland import s3_keys
from hinterland.errors import RejectedError
from hinterland.jobs.documents import PlanDocument
from hinterland.jobs.job import FileKind, Job, JobState
from hinterland.jobs.status import write_rejection, write_status
from hinterland.s3_keys import DropKey
from hinterland.stage import Stage
from hinterland.work.items import Queue
from hinterland.work.ranking import start_of
from hinterland.workflow import Outcome


def plan_job(shop: Workshop, job_id: str, now: datetime) -> Outcome:
    """Write plan.json and parts.json; or, if the content cannot be read, tell the client why.

    The same drop always gives the same parts, so that a repeat changes nothing but, perhaps, the
    ranks of items that are not there yet.
    """
    job = shop.jobs.get(job_id)
    try:
        planned = _planned(shop, job)
    except RejectedError as rejection:
        job = shop.jobs.move(job.job, JobState.REJECTED, now)
        write_rejection(shop.deliveries, job, rejection)
        write_status(shop.deliveries, shop.jobs, job)
        return Outcome.REJECTED
    _write(shop, job, planned)
    job = shop.jobs.plan(job.job, planned.records, planned.sha256, now)
    write_status(shop.deliveries, shop.jobs, job)
    return Outcome.ACCEPTED


def _planned(shop: Workshop, job: Job) -> Planned:
    in_item = shop.catalogue.work_type(job.work_type, job.version).records_per_item
    with shop.drops.open(job.drop.key, job.drop.version_id) as file:
        if job.file_kind is FileKind.CSV:
            return plan_rows(file, in_item)
        return plan_images(file, image_kind(job), DropKey.parse(job.drop.key).file_name, in_item)


def image_kind(job: Job) -> FileKind:
    """Return the file kind of a job that Intake accepted as images."""
    if job.file_kind is None:
        raise ValueError(f"job {job.job} was not accepted")
    return job.file_kind


def _write(shop: Workshop, job: Job, planned: Planned) -> None:
    queue = Queue.all_of(job.work_type, Stage.KEY)[0]
    start = start_of(job.created_at, shop.work_items.head(queue))
    plan = PlanDocument(
        columns=planned.columns,
        records=planned.records,
        parts=len(planned.parts),
        items=sum(part["items"] for part in planned.parts),
        ranked_from=start.isoformat(),
    )
    shop.work.write_json(s3_keys.plan(job.job), plan)
    shop.work.write_json(s3_keys.parts(job.job), planned.parts)
