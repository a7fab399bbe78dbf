"""Intake on Lambda: `receive` a drop, or `fail` its job."""

import os
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.intake.arrival import arrival_of
from functions.intake.failure import report_failure
from functions.intake.receive import receive
from functions.intake.stores import Stores
from hinterland import settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.clock import system_clock
from hinterland.workflow import Action


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handle(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answer `{"job", "outcome"}` for a drop, `{"job"}` for a failure."""
    if event[workflow.ACTION] == Action.FAIL:
        return _fail(event)
    stores = _stores()
    arrival = arrival_of(event[workflow.EVENT], stores.drops)
    outcome = receive(stores, arrival, event[workflow.EXECUTION], system_clock())
    logger.info("drop received", job=arrival.job, outcome=outcome.value)
    metrics.add_metric(f"Drop{outcome.value.capitalize()}", MetricUnit.Count, 1)
    return {workflow.JOB: arrival.job, workflow.OUTCOME: outcome.value}


def _fail(event: dict[str, Any]) -> dict[str, Any]:
    state_input = event[workflow.INPUT]
    cause = state_input.get(workflow.ERROR)
    # Before anything that might fail in its turn: the office reads the cause here and only here.
    logger.error("workflow failed", job=state_input.get(workflow.JOB), error=cause)
    metrics.add_metric("JobFailed", MetricUnit.Count, 1)
    job = report_failure(_stores(), state_input, event[workflow.EXECUTION], system_clock())
    logger.info("client told", job=job.id, state=job.state.value)
    return {workflow.JOB: job.id}


def _stores() -> Stores:
    names = settings.Settings(os.environ)
    s3 = client("s3")
    return Stores(
        drops=S3Objects(s3, names[settings.DROP_BUCKET]),
        deliveries=S3Objects(s3, names[settings.DELIVERY_BUCKET]),
        catalogue=DynamoCatalogue(names[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobs(names[settings.JOBS_TABLE]),
    )
