"""The Lambda function of the step Invoice: {"job"} -> {"job"}."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.invoice.issue import Stores
from hinterland import settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.invoices import DynamoInvoices
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.clock import system_clock


@cache
def _invoicing() -> Stores:
    setting = settings.Settings(os.environ)
    return Stores(
        jobs=DynamoJobs(setting[settings.JOBS_TABLE]),
        catalogue=DynamoCatalogue(setting[settings.CATALOGUE_TABLE]),
        invoices=DynamoInvoices(setting[settings.INVOICES_TABLE]),
        delivery=S3Objects(client("s3"), setting[settings.DELIVERY_BUCKET]),
    )


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - Lambda passes it
    """Issue the job's invoice and complete its delivery."""
    job: str = event[workflow.JOB]
    logger.append_keys(job=job)
    _invoicing().complete(job, system_clock())
    metrics.add_metric("JobsDelivered", MetricUnit.Count, 1)
    return {workflow.JOB: job}
