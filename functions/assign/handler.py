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
    account_responses,
    answered_leases,
    corrections,
    expired_leases,
    lease_renew,
    lease_take,
    me,
    problems,
    requests,
    responses,
    submit,
    training,
    training_documents,
    upload_event,
)
from functions.assign.skills import with_earned_skills
from functions.assign.stores import Stores
from hinterland import settings, workflow
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import counted, logger, metrics, tracer
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.request_body import text_of
from hinterland.aws.training.attempts import DynamoTrainings
from hinterland.aws.training.gold import DynamoGold
from hinterland.aws.training.known_answers import StoredKnownAnswers
from hinterland.aws.troubles import LoggedTroubles
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.aws.work.lease_requests import DynamoLeaseRequests
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.people import Person, person_of
from hinterland.clock import system_clock
from hinterland.errors import HinterlandError

app = APIGatewayHttpResolver()


@cache
def stores() -> Stores:
    """Return the stores behind the API, as this function's environment names them."""
    env = settings.Settings(os.environ)
    work = S3Objects(client("s3"), env[settings.WORK_BUCKET])
    return Stores(
        catalogue=DynamoCatalogue(env[settings.CATALOGUE_TABLE]),
        jobs=DynamoJobs(env[settings.JOBS_TABLE]),
        work_items=DynamoWorkItems(
            env[settings.WORK_ITEMS_TABLE],
            env[settings.JOBS_TABLE],
            env[settings.PAY_TABLE],
            env[settings.OPERATORS_TABLE],
        ),
        takes=DynamoLeaseRequests(env[settings.TAKES_TABLE]),
        pay=DynamoPay(env[settings.PAY_TABLE]),
        track_records=DynamoTrackRecords(env[settings.OPERATORS_TABLE]),
        outboxes=DynamoOutboxes(env[settings.OPERATORS_TABLE]),
        known_answers=StoredKnownAnswers(env[settings.CATALOGUE_TABLE], work),
        trainings=DynamoTrainings(env[settings.OPERATORS_TABLE], env[settings.PAY_TABLE]),
        gold=DynamoGold(env[settings.OPERATORS_TABLE]),
        work=work,
        workflow=StepFunctionsWorkflow(),
        dice=SystemRandom(),
        troubles=LoggedTroubles(),
    )


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request of the operator API; or see to what nobody asks for.

    Every minute that is the leases that ended; and, as S3 tells of it, an upload.
    """
    if event.get(workflow.ACTION) == workflow.Action.RECOVER:
        with counted("RecoveryFailed"):
            return _recover()
    if event.get("source") == "aws.s3":
        with counted("UploadEventsFailed"):
            return _hear_of(event["detail"]["object"]["key"])
    with counted("AssignErrors"):
        return app.resolve(event, context)


@app.get("/openapi.json", compress=True)
def get_openapi() -> Response[str]:
    """Publish the API's description."""
    return Response(200, "application/json", Path(__file__).with_name("openapi.json").read_text())


@app.get("/me")
def get_me() -> dict[str, Any]:
    """Say who the caller is and what they earned."""
    return me.person_document(stores(), person(), system_clock())


@app.put("/me/outbox")
def put_outbox() -> dict[str, Any]:
    """Note how many finished items wait in the caller's browser."""
    operator = caller().id
    stores().outboxes.note(operator, me.outbox_in(text_of(app.current_event), system_clock()))
    return {}


@app.post("/leases", compress=True)
def post_leases() -> dict[str, Any]:
    """Take leases."""
    request = requests.take_request(request_key(), text_of(app.current_event))
    now = system_clock()
    operator = with_earned_skills(stores(), caller())
    items = lease_take.take_leases(stores(), operator, request, now)
    metrics.add_metric("LeasesTaken", MetricUnit.Count, len(items))
    logger.info("leases taken", leases=[item.lease for item in items])
    leases = answered_leases.lease_documents(stores(), items, now)
    return {"leases": leases} if leases else {"leases": [], "retry_after": requests.RETRY_AFTER}


@app.get("/leases", compress=True)
def get_leases() -> dict[str, Any]:
    """List the leases that the caller holds."""
    now = system_clock()
    items = lease_renew.held(stores(), caller(), now)
    return {"leases": answered_leases.lease_documents(stores(), items, now)}


@app.post("/leases/<lease>/renew", compress=True)
def post_renew(lease: str) -> dict[str, Any]:
    """Give a lease its full length again, with fresh links."""
    now = system_clock()
    hours = requests.lease_hours(text_of(app.current_event))
    item = lease_renew.renew(stores(), caller(), lease, now, hours)
    return responses.lease_document(stores(), item, now)


@app.post("/leases/<lease>/submit")
def post_submit(lease: str) -> dict[str, Any]:
    """Take in the entry that was uploaded under a lease."""
    receipt = submit.submit(stores(), caller(), lease, system_clock())
    metrics.add_metric(f"Entries{receipt.outcome.title()}", MetricUnit.Count, 1)
    logger.info("entry taken in", lease=lease, outcome=receipt.outcome, stage=receipt.next_stage)
    return responses.receipt_document(receipt)


@app.post("/leases/<lease>/return")
def post_return(lease: str) -> dict[str, Any]:
    """Take back a lease unworked."""
    lease_renew.give_back(stores(), caller(), lease, system_clock())
    return {"lease": lease}


@app.get("/pay/<month>", compress=True)
def get_pay(month: str) -> dict[str, Any]:
    """List what the caller earned in a month."""
    return account_responses.pay_document(stores(), caller(), requests.month_start(month))


@app.get("/corrections")
def get_corrections() -> dict[str, Any]:
    """List the items in which the caller's own keying was found wrong."""
    found = corrections.list_corrections(stores(), caller())
    return {"corrections": [account_responses.correction_document(each) for each in found]}


@app.get("/corrections/<correction>", compress=True)
def get_correction(correction: str) -> dict[str, Any]:
    """Show what was wrong in one of them."""
    found, records = corrections.look_into(stores(), caller(), correction)
    return account_responses.corrected_document(stores().work, found, records)


@app.post("/corrections/<correction>/objection")
def post_objection(correction: str) -> dict[str, Any]:
    """Take the caller's word against a correction; the office reads it."""
    note = requests.objection_note(text_of(app.current_event))
    found = corrections.object_to(stores(), caller(), correction, note, system_clock())
    logger.info("objection", correction=correction)
    return {"objected_at": account_responses.correction_document(found)["objected_at"]}


@app.get("/work-types/<work_type>/<version>", compress=True)
def get_work_type(work_type: str, version: str) -> dict[str, Any]:
    """Describe a work type's form."""
    found = stores().catalogue.work_type(work_type, requests.version_number(version))
    return responses.work_type_document(found)


@app.get("/training", compress=True)
def get_training() -> dict[str, Any]:
    """List the training that the caller may do, and how far they are with it."""
    sets = training.open_sets(stores(), with_earned_skills(stores(), caller()))
    return {"sets": [training_documents.set_document(stores(), each) for each in sets]}


@app.post("/training/<name>/attempts", compress=True)
def post_attempt(name: str) -> dict[str, Any]:
    """Begin an attempt at a training set."""
    attempt = training.begin(stores(), caller(), name, request_key(), system_clock())
    return training_documents.attempt_document(stores(), attempt)


@app.post("/training/<name>/attempts/<attempt>")
def post_attempt_handed_in(name: str, attempt: str) -> dict[str, Any]:
    """Grade an attempt, and pay it."""
    records = requests.json_object(text_of(app.current_event)).get("records")
    graded = training.hand_in(stores(), caller(), name, attempt, records, system_clock())
    logger.info("training attempt", training=name, number=graded.number, passed=graded.passed)
    return training_documents.grade_document(stores(), graded)


def _recover() -> dict[str, Any]:
    recovery = asdict(expired_leases.recover(stores(), system_clock()))
    if any(recovery.values()):
        logger.info("ended leases looked after", **recovery)
    return recovery


def _hear_of(key: str) -> dict[str, Any]:
    outcome = upload_event.hear_of(stores(), key, system_clock())
    if outcome != upload_event.NOTHING_TO_DO:
        logger.info("upload of a lease that is over", lease=Path(key).stem, outcome=outcome)
    return {"outcome": outcome}


def person() -> Person:
    """Return the person whom the JWT names."""
    claims = app.current_event.request_context.authorizer.jwt_claim or {}
    return person_of(stores().catalogue, claims)


def request_key() -> str:
    """Return the request's Idempotency-Key; without one, every request is another."""
    return app.current_event.headers.get("idempotency-key") or str(uuid4())


def caller() -> Operator:
    """Return the person whom the JWT names as an operator; raise `WrongRoleError`."""
    return person().as_operator()


def refuse(error: HinterlandError) -> Response[str]:
    """Answer an error that was foreseen."""
    problem = problems.of(stores(), error)
    logger.info("refused", code=problem.code, status=problem.status)
    return Response(problem.status, "application/json", problem.body())


app.exception_handler(HinterlandError)(refuse)
