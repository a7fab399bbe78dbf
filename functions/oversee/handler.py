"""The routes of heads and office: who calls, what for, and which use case answers."""

import json
import os
from functools import cache
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.oversee import (
    cancel,
    centre,
    held,
    job_list,
    lost_executions,
    quality,
    queues,
    requests,
    set_aside,
)
from functions.oversee.problems import status_of
from functions.oversee.reassign import reassign
from functions.oversee.retry import retry
from functions.oversee.stores import Stores
from hinterland import settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.executions import StepFunctionsExecutions
from hinterland.aws.jobs.job_board import DynamoJobBoard
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import counted, logger, metrics, tracer
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.request_body import text_of
from hinterland.aws.troubles import LoggedTroubles
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.catalogue.people import Person, person_of
from hinterland.clock import system_clock, timestamp
from hinterland.errors import HinterlandError

app = APIGatewayHttpResolver()


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


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request; or, every minute, look after cancelled jobs and lost executions."""
    match event.get(workflow.ACTION):
        case workflow.Action.WITHDRAW:
            with counted("WithdrawFailed"):
                return {"jobs": cancel.withdraw_cancelled(stores(), system_clock())}
        case workflow.Action.COMPARE:
            with counted("CompareFailed"):
                return _compare()
        case _:
            pass
    return app.resolve(event, context)


@app.get("/centre")
def get_centre() -> dict[str, Any]:
    """Show a head their centre."""
    return centre.centre_document(stores(), caller().as_head(), system_clock())


@app.get("/office")
def get_office() -> dict[str, Any]:
    """Show the office everything that may need a hand."""
    caller().as_office()
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


@app.post("/office/jobs/<job>/retry")
def post_retry(job: str) -> dict[str, Any]:
    """Have a failed job done again."""
    caller().as_office()
    _note("retry", job)
    retry(stores(), job, system_clock())
    return {}


@app.post("/office/jobs/<job>/cancel")
def post_cancel(job: str) -> dict[str, Any]:
    """Give up a job."""
    caller().as_office()
    _note("cancel", job)
    cancel.cancel(stores(), job, requests.reason_in(text_of(app.current_event)), system_clock())
    return {}


@app.post("/office/leases/<lease>/reassign")
def post_reassign(lease: str) -> dict[str, Any]:
    """Take back a lease."""
    caller().as_office()
    _note("reassign", lease)
    reassign(stores(), lease, system_clock())
    return {}


@app.post("/office/items/<job>/<item>/<choice>")
def post_choice(job: str, item: str, choice: str) -> dict[str, Any]:
    """Say what becomes of an item that was set aside."""
    caller().as_office()
    chosen = set_aside.choice_in(choice)
    _note(chosen, f"{job}/{item}")
    set_aside.decide(stores(), job, item, chosen, system_clock())
    return {}


def _compare() -> dict[str, Any]:
    lost = lost_executions.fail_lost(stores(), system_clock())
    if lost:
        logger.error("executions ended without a word", jobs=lost)
        metrics.add_metric("ExecutionsLost", MetricUnit.Count, lost)
    return {"jobs": lost}


def caller() -> Person:
    """Return the person whom the JWT names."""
    return person_of(
        stores().catalogue, app.current_event.request_context.authorizer.jwt_claim or {}
    )


def _note(action: str, about: str) -> None:
    logger.info("the office acts", action=action, about=about)
    metrics.add_metric(f"Office{action.title()}", MetricUnit.Count, 1)


def refuse(error: HinterlandError) -> Response[str]:
    """Answer an error that was foreseen."""
    status = status_of(error)
    logger.info("refused", code=error.code, status=status.value)
    body = json.dumps({"code": error.code, "message": str(error)})
    return Response(status.value, "application/json", body)


app.exception_handler(HinterlandError)(refuse)
