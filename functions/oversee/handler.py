"""The routes of heads and office: who calls, what for, and which use case answers."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.oversee import cancel, centre, job_list, quality, queues
from functions.oversee.reassign import reassign
from functions.oversee.retry import retry
from functions.oversee.stores import Stores
from hinterland import settings, workflow
from hinterland.api import overseeing as api
from hinterland.api.call import Call
from hinterland.api.requests import short_text
from hinterland.api.route import Nothing
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.http_edge import HttpEdge
from hinterland.aws.jobs.executions import StepFunctionsExecutions
from hinterland.aws.jobs.job_board import DynamoJobBoard
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.clock import system_clock, timestamp


@cache
def stores() -> Stores:
    """Return the stores behind the routes, as this function's environment names them."""
    env = settings.Settings(os.environ)
    work_items = DynamoWorkItems(env[settings.WORK_ITEMS_TABLE])
    return Stores(
        catalogue=DynamoCatalogue(env[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobBoard(env[settings.JOBS_TABLE]),
        work_items=work_items,
        queues=work_items,
        pay=DynamoPay(env[settings.PAY_TABLE]),
        track_records=DynamoTrackRecords(env[settings.OPERATORS_TABLE]),
        outboxes=DynamoOutboxes(env[settings.OPERATORS_TABLE]),
        deliveries=S3Objects(client("s3"), env[settings.DELIVERY_BUCKET]),
        executions=StepFunctionsExecutions(env[settings.WORKFLOW_ARN]),
    )


edge = HttpEdge(lambda: stores().catalogue)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request; or go on withdrawing cancelled jobs, every minute."""
    if event.get(workflow.ACTION) == workflow.Action.WITHDRAW:
        return {"jobs": cancel.withdraw_cancelled(stores(), system_clock())}
    return edge.resolve(event, context)


@edge.answers(api.CENTRE)
def get_centre(call: Call) -> api.Centre:
    """Show a head their centre."""
    return centre.centre_document(stores(), call.person.as_head(), system_clock())


@edge.answers(api.OFFICE)
def get_office(_: Call) -> api.Office:
    """Show the office everything that may need a hand."""
    now = system_clock()
    return {
        "as_of": timestamp(now),
        "jobs": job_list.job_list(stores(), now),
        "backlog": queues.backlog_list(stores(), now),
        "near_expiry": queues.near_expiry_list(stores(), now),
        "quality": quality.quality_list(stores()),
        "objections": quality.objection_list(stores(), now),
    }


@edge.answers(api.RETRY)
def post_retry(call: Call) -> Nothing:
    """Have a failed job done again."""
    _note("retry", call["job"])
    retry(stores(), call["job"], system_clock())
    return {}


@edge.answers(api.CANCEL)
def post_cancel(call: Call) -> Nothing:
    """Give up a job."""
    _note("cancel", call["job"])
    reason = short_text(call.body, "reason", api.LONGEST_REASON)
    cancel.cancel(stores(), call["job"], reason, system_clock())
    return {}


@edge.answers(api.REASSIGN)
def post_reassign(call: Call) -> Nothing:
    """Take back a lease."""
    _note("reassign", call["lease"])
    reassign(stores(), call["lease"], system_clock())
    return {}


def _note(action: str, about: str) -> None:
    logger.info("the office acts", action=action, about=about)
    metrics.add_metric(f"Office{action.title()}", MetricUnit.Count, 1)
