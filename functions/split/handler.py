"""Split on Lambda: `plan` the parts of a drop, split one `part`, `open` the job to operators."""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.split.open_work import open_job
from functions.split.part import split_part
from functions.split.plan import plan_job
from functions.split.stores import Stores
from hinterland import s3_keys, settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, tracer
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.clock import system_clock
from hinterland.workflow import Action, Outcome


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def handle(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answer `{"job", "outcome", "parts"}` to plan, and nothing to the others."""
    stores, job = _stores(), event[workflow.JOB]
    logger.append_keys(job=job)
    match Action(event[workflow.ACTION]):
        case Action.PLAN:
            return _answer(stores, job, plan_job(stores, job, system_clock()))
        case Action.PART:
            split_part(stores, job, event[workflow.PART])
        case Action.OPEN:
            open_job(stores, job, event[workflow.TOKEN], system_clock())
        case action:
            raise ValueError(f"Split does not know the action {action}")
    return {}


def _answer(stores: Stores, job: str, outcome: Outcome) -> dict[str, Any]:
    answer: dict[str, Any] = {workflow.JOB: job, workflow.OUTCOME: outcome.value}
    if outcome is Outcome.ACCEPTED:
        parts = {workflow.BUCKET: stores.work.name, workflow.KEY: s3_keys.parts(job)}
        answer[workflow.PARTS] = parts
    return answer


def _stores() -> Stores:
    names = settings.Settings(os.environ)
    s3 = client("s3")
    return Stores(
        drops=S3Objects(s3, names[settings.DROP_BUCKET]),
        work=S3Objects(s3, names[settings.WORK_BUCKET]),
        deliveries=S3Objects(s3, names[settings.DELIVERY_BUCKET]),
        catalogue=DynamoCatalogue(names[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobs(names[settings.JOBS_TABLE]),
        work_items=DynamoWorkItems(names[settings.WORK_ITEMS_TABLE]),
        workflow=StepFunctionsWorkflow(),
    )
