"""The routes of an operator's own affairs: who calls, what for, and which use case answers."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.account import (
    corrections,
    me,
    requests,
    responses,
    training,
    training_responses,
    work_types,
)
from functions.account.stores import Stores
from hinterland import settings
from hinterland.api import corrections as corrections_api
from hinterland.api import description as description_api
from hinterland.api import pay as pay_api
from hinterland.api import people as people_api
from hinterland.api import training as training_api
from hinterland.api import work_types as work_types_api
from hinterland.api.call import Call
from hinterland.api.requests import short_text
from hinterland.api.route import Nothing
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.http_edge import HttpEdge
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import logger, metrics, tracer
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.training.attempts import DynamoTrainings
from hinterland.aws.training.known_answers import StoredKnownAnswers
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.clock import system_clock


@cache
def stores() -> Stores:
    """Return the stores behind the routes, as this function's environment names them."""
    env = settings.Settings(os.environ)
    work = S3Objects(client("s3"), env[settings.WORK_BUCKET])
    return Stores(
        catalogue=DynamoCatalogue(env[settings.CATALOGUE_TABLE]),
        work_items=DynamoWorkItems(env[settings.WORK_ITEMS_TABLE]),
        pay=DynamoPay(env[settings.PAY_TABLE]),
        track_records=DynamoTrackRecords(env[settings.OPERATORS_TABLE]),
        outboxes=DynamoOutboxes(env[settings.OPERATORS_TABLE]),
        known_answers=StoredKnownAnswers(env[settings.CATALOGUE_TABLE], work),
        trainings=DynamoTrainings(env[settings.OPERATORS_TABLE], env[settings.PAY_TABLE]),
        work=work,
    )


edge = HttpEdge(lambda: stores().catalogue)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request."""
    return edge.resolve(event, context)


@edge.answers(description_api.OPENAPI)
def get_openapi(_: Call) -> description_api.OpenApi:
    """Publish the API's description, which the packaging puts beside this file."""
    document: description_api.OpenApi = json.loads(
        Path(__file__).with_name("openapi.json").read_bytes()
    )
    return document


@edge.answers(people_api.ME)
def get_me(call: Call) -> people_api.Operator:
    """Say who the caller is and what they earned."""
    return me.person_document(stores(), call.person, system_clock())


@edge.answers(people_api.OUTBOX)
def put_outbox(call: Call) -> Nothing:
    """Note how many finished items wait in the caller's browser."""
    stores().outboxes.note(call.operator.id, me.outbox_in(call.body, system_clock()))
    return {}


@edge.answers(pay_api.PAY)
def get_pay(call: Call) -> pay_api.PayMonth:
    """List what the caller earned in a month."""
    return responses.pay_document(stores(), call.operator, requests.month_start(call["month"]))


@edge.answers(corrections_api.LIST)
def get_corrections(call: Call) -> corrections_api.Corrections:
    """List the items in which the caller's own keying was found wrong."""
    found = corrections.list_corrections(stores(), call.operator)
    return {"corrections": [responses.correction_document(each) for each in found]}


@edge.answers(corrections_api.SHOW)
def get_correction(call: Call) -> corrections_api.CorrectionInFull:
    """Show what was wrong in one of them."""
    found, records = corrections.look_into(stores(), call.operator, call["correction"])
    return responses.corrected_document(stores().work, found, records)


@edge.answers(corrections_api.OBJECT)
def post_objection(call: Call) -> corrections_api.Objected:
    """Take the caller's word against a correction; the office reads it."""
    note = short_text(call.body, "note", corrections_api.LONGEST_NOTE)
    name = call["correction"]
    found = corrections.object_to(stores(), call.operator, name, note, system_clock())
    logger.info("objection", correction=name)
    return responses.objected_document(found)


@edge.answers(work_types_api.WORK_TYPE)
def get_work_type(call: Call) -> work_types_api.WorkType:
    """Describe a work type's form."""
    version = requests.version_number(call["version"])
    return work_types.work_type_document(stores().catalogue.work_type(call["work_type"], version))


@edge.answers(training_api.SETS)
def get_training(call: Call) -> training_api.TrainingSets:
    """List the training that the caller may do, and how far they are with it."""
    sets = training.open_sets(stores(), me.skilled(stores(), call.operator))
    return {"sets": [training_responses.set_document(stores(), each) for each in sets]}


@edge.answers(training_api.BEGIN)
def post_attempt(call: Call) -> training_api.Attempt:
    """Begin an attempt at a training set."""
    attempt = training.begin(stores(), call.operator, call["set"], call.key, system_clock())
    return training_responses.attempt_document(stores(), attempt)


@edge.answers(training_api.HAND_IN)
def post_attempt_handed_in(call: Call) -> training_api.Grade:
    """Grade an attempt, and pay it."""
    records = call.body.get("records")
    graded = training.hand_in(
        stores(), call.operator, call["set"], call["attempt"], records, system_clock()
    )
    logger.info(
        "training attempt", training=call["set"], number=graded.number, passed=graded.passed
    )
    return training_responses.grade_document(stores(), graded)
