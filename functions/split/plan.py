"""Planning: look through the drop once, and list the parts that can be split side by side."""

from datetime import datetime

from functions.split.pages.image_parts import plan_images
from functions.split.planned import Planned
from functions.split.stores import Stores
from functions.split.tables.row_parts import plan_rows
from hinterland import s3_keys
from hinterland.catalogue.work_type import InputKind
from hinterland.errors import RejectedError
from hinterland.jobs.documents import PlanDocument
from hinterland.jobs.job import FileKind, Job, JobState
from hinterland.jobs.status import write_rejection, write_status
from hinterland.s3_keys import DropKey
from hinterland.stage import Stage
from hinterland.work.items import Queue
from hinterland.work.ranking import start_of
from hinterland.workflow import Outcome


def plan_job(stores: Stores, job_id: str, now: datetime) -> Outcome:
    """Write plan.json and parts.json; or, if the content cannot be read, tell the client why.

    The same drop always gives the same parts, so that a repeat changes nothing but, perhaps, the
    ranks of items that are not there yet.
    """
    job = stores.jobs.get(job_id)
    try:
        planned = _planned(stores, job)
    except RejectedError as rejection:
        job = stores.jobs.move(job.id, JobState.REJECTED, now)
        write_rejection(stores.deliveries, job, rejection)
        write_status(stores.deliveries, stores.jobs, job)
        return Outcome.REJECTED
    _write(stores, job, planned)
    job = stores.jobs.plan(job.id, planned.records, planned.sha256, now)
    write_status(stores.deliveries, stores.jobs, job)
    return Outcome.ACCEPTED


def _planned(stores: Stores, job: Job) -> Planned:
    work_type = stores.catalogue.work_type(job.work_type, job.version)
    file_name = DropKey.parse(job.drop.key).file_name
    with stores.drops.open(job.drop.key, job.drop.version_id) as file:
        if work_type.input is InputKind.ROWS:
            return plan_rows(file, work_type, stores.work, s3_keys.rows(job.id))
        return plan_images(file, image_kind(job), file_name, work_type.records_per_item)


def image_kind(job: Job) -> FileKind:
    """Return the file kind of a job that Intake accepted as images."""
    if job.file_kind is None:
        raise ValueError(f"job {job.id} was not accepted")
    return job.file_kind


def _write(stores: Stores, job: Job, planned: Planned) -> None:
    queue = Queue.all_of(job.work_type, Stage.KEY)[0]
    start = start_of(job.created_at, stores.work_items.head(queue))
    plan = PlanDocument(
        columns=planned.columns,
        records=planned.records,
        parts=len(planned.parts),
        items=sum(part["items"] for part in planned.parts),
        ranked_from=start.isoformat(),
        skipped=planned.skipped,
    )
    stores.work.write_json(s3_keys.plan(job.id), plan)
    stores.work.write_json(s3_keys.parts(job.id), planned.parts)
