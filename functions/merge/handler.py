"""Merge's Lambda: one part of a job, or the whole of it."""

import os
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.merge.finish import finish
from functions.merge.part import merge_part
from functions.merge.stores import Stores
from hinterland import settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.clock import system_clock


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Merge one part (`{"action": "part", "job", "part"}`), or finish (`{"action", "job"}`)."""
    job = event[workflow.JOB]
    logger.append_keys(job=job)
    if event[workflow.ACTION] == workflow.Action.PART:
        aside = merge_part(_merging(), job, event[workflow.PART], system_clock())
        if aside:
            logger.error("records set aside", count=aside)
            metrics.add_metric("RecordsSetAside", MetricUnit.Count, aside)
        return {}
    finish(_merging(), job, system_clock())
    metrics.add_metric("JobsMerged", MetricUnit.Count, 1)
    return {workflow.JOB: job}


def _merging() -> Stores:
    env = settings.Settings(os.environ)
    return Stores(
        catalogue=DynamoCatalogue(env[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobs(env[settings.JOBS_TABLE]),
        work_items=DynamoWorkItems(env[settings.WORK_ITEMS_TABLE]),
        work=S3Objects(client("s3"), env[settings.WORK_BUCKET]),
        deliveries=S3Objects(client("s3"), env[settings.DELIVERY_BUCKET]),
    )
