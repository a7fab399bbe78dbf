"""The routes of heads and office: who calls, what for, and which use case answers."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.oversee import (
    cancel,
    centre,
    held,
    job_list,
    lost_executions,
    progress,
    quality,
    queues,
    set_aside,
)
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
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import counted, logger, metrics, tracer
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.troubles import LoggedTroubles
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.clock import system_clock, timestamp


@cache
def stores() -> Stores:
    """Return the stores behind the routes, as this function's environment names them."""
    env = settings.Settings(os.environ)
    work_items = DynamoWorkItems(env[settings.WORK_ITEMS_TABLE], env[settings.JOBS_TABLE])
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
        workflow=StepFunctionsWorkflow(),
        troubles=LoggedTroubles(),
    )


edge = HttpEdge(lambda: stores().catalogue)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request; or look after jobs, every minute."""
    match event.get(workflow.ACTION):
        case workflow.Action.WITHDRAW:
            with counted("WithdrawFailed"):
                return {"jobs": cancel.withdraw_cancelled(stores(), system_clock())}
        case workflow.Action.COMPARE:
            with counted("CompareFailed"):
                compared = _compare()
            with counted("ProgressFailed"):
                return {**compared, "told": progress.tell_progress(stores(), system_clock())}
        case _:
            pass
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
        "held": held.held_list(stores(), now),
        "set_aside": set_aside.set_aside_list(stores()),
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


@edge.answers(api.DECIDE)
def post_choice(call: Call) -> Nothing:
    """Say what becomes of an item that was set aside."""
    chosen = set_aside.choice_in(call["choice"])
    _note(chosen, f"{call['job']}/{call['item']}")
    set_aside.decide(stores(), call["job"], call["item"], chosen, system_clock())
    return {}


@edge.answers(api.REASSIGN)
def post_reassign(call: Call) -> Nothing:
    """Take back a lease."""
    _note("reassign", call["lease"])
    reassign(stores(), call["lease"], system_clock())
    return {}


def _compare() -> dict[str, Any]:
    lost = lost_executions.fail_lost(stores(), system_clock())
    if lost:
        logger.error("executions ended without a word", jobs=lost)
        metrics.add_metric("ExecutionsLost", MetricUnit.Count, lost)
    return {"jobs": lost}


def _note(action: str, about: str) -> None:
    logger.info("the office acts", action=action, about=about)
    metrics.add_metric(f"Office{action.title()}", MetricUnit.Count, 1)
