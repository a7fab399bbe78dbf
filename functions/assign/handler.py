"""The operator API's routes: who calls, what for, and which use case answers."""

import os
from dataclasses import asdict
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import uuid4

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.assign import (
    holding,
    presenting,
    problems,
    recovering,
    requests,
    submitting,
    taking,
)
from functions.assign.desk import Desk
from hinterland import settings, workflow
from hinterland.aws.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.aws.pay import DynamoPay
from hinterland.aws.takes import DynamoTakes
from hinterland.aws.work_items import DynamoWorkItems
from hinterland.aws.workflow import StepFunctionsWorkflow
from hinterland.catalogue import Operator
from hinterland.clock import system_clock
from hinterland.errors import HinterlandError

app = APIGatewayHttpResolver()


@cache
def desk() -> Desk:
    """Return the stores behind the API, as this function's environment names them."""
    env = settings.Settings(os.environ)
    return Desk(
        catalogue=DynamoCatalogue(env[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobs(env[settings.JOBS_TABLE]),
        work_items=DynamoWorkItems(
            env[settings.WORK_ITEMS_TABLE], env[settings.JOBS_TABLE], env[settings.PAY_TABLE]
        ),
        takes=DynamoTakes(env[settings.TAKES_TABLE]),
        pay=DynamoPay(env[settings.PAY_TABLE]),
        work=S3Objects(client("s3"), env[settings.WORK_BUCKET]),
        workflow=StepFunctionsWorkflow(),
        dice=SystemRandom(),
    )


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request of the operator API; or look after ended leases, every minute."""
    if event.get(workflow.ACTION) == workflow.Action.RECOVER:
        return _recover()
    return app.resolve(event, context)


@app.get("/openapi.json")
def get_openapi() -> Response[str]:
    """Publish the API's description."""
    return Response(200, "application/json", Path(__file__).with_name("openapi.json").read_text())


@app.get("/me")
def get_me() -> dict[str, Any]:
    """Say who the caller is and what they earned."""
    return presenting.operator_document(desk(), caller(), system_clock())


@app.post("/leases")
def post_leases() -> dict[str, Any]:
    """Take leases."""
    key = app.current_event.headers.get("idempotency-key") or str(uuid4())
    request = requests.take_request(key, app.current_event.body)
    now = system_clock()
    items = taking.take_leases(desk(), caller(), request, now)
    metrics.add_metric("LeasesTaken", MetricUnit.Count, len(items))
    logger.info("leases taken", leases=[item.lease for item in items])
    leases = [presenting.lease_document(desk(), item, now) for item in items]
    return {"leases": leases} if leases else {"leases": [], "retry_after": requests.RETRY_AFTER}


@app.get("/leases")
def get_leases() -> dict[str, Any]:
    """List the leases that the caller holds."""
    now = system_clock()
    items = holding.held(desk(), caller(), now)
    return {"leases": [presenting.lease_document(desk(), item, now) for item in items]}


@app.post("/leases/<lease>/renew")
def post_renew(lease: str) -> dict[str, Any]:
    """Give a lease its full length again, with fresh links."""
    now = system_clock()
    item = holding.renew(desk(), caller(), lease, now)
    return presenting.lease_document(desk(), item, now)


@app.post("/leases/<lease>/submit")
def post_submit(lease: str) -> dict[str, Any]:
    """Take in the entry that was uploaded under a lease."""
    receipt = submitting.submit(desk(), caller(), lease, system_clock())
    metrics.add_metric(f"Entries{receipt.outcome.title()}", MetricUnit.Count, 1)
    logger.info("entry taken in", lease=lease, outcome=receipt.outcome, stage=receipt.next_stage)
    return presenting.receipt_document(receipt)


@app.post("/leases/<lease>/return")
def post_return(lease: str) -> dict[str, Any]:
    """Take back a lease unworked."""
    holding.give_back(desk(), caller(), lease, system_clock())
    return {"lease": lease}


@app.get("/work-types/<work_type>/<version>")
def get_work_type(work_type: str, version: str) -> dict[str, Any]:
    """Describe a work type's form."""
    found = desk().catalogue.work_type(work_type, requests.version_number(version))
    return presenting.work_type_document(found)


def _recover() -> dict[str, Any]:
    recovery = asdict(recovering.recover(desk(), system_clock()))
    if any(recovery.values()):
        logger.info("ended leases looked after", **recovery)
    return recovery


def caller() -> Operator:
    """Return the operator whom the JWT names: `username` in an access token, or an id token's."""
    claims = app.current_event.request_context.authorizer.jwt_claim or {}
    username = claims.get("username") or claims.get("cognito:username") or ""
    return requests.known_operator(desk().catalogue, username)


def refuse(error: HinterlandError) -> Response[str]:
    """Answer an error that was foreseen."""
    problem = problems.of(desk(), error)
    logger.info("refused", code=problem.code, status=problem.status)
    return Response(problem.status, "application/json", problem.body())


app.exception_handler(HinterlandError)(refuse)
