"""The routes of leases: who calls, what for, and which use case answers."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.assign import (
    answered_leases,
    expired_leases,
    lease_renew,
    lease_take,
    requests,
    responses,
    submit,
    upload_event,
)
from functions.assign.stores import Stores
from hinterland import settings, workflow
from hinterland.api import leases as api
from hinterland.api.call import Call
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.http_edge import HttpEdge
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.observability import counted, logger, metrics, tracer
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.training.attempts import DynamoTrainings
from hinterland.aws.training.gold import DynamoGold
from hinterland.aws.training.known_answers import StoredKnownAnswers
from hinterland.aws.troubles import LoggedTroubles
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.aws.work.lease_requests import DynamoLeaseRequests
from hinterland.clock import system_clock
from hinterland.errors import HinterlandError
from hinterland.training.skills import with_earned_skills

# Seconds until it is worth asking again when there was no work.
RETRY_AFTER = 20


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
        track_records=DynamoTrackRecords(env[settings.OPERATORS_TABLE]),
        known_answers=StoredKnownAnswers(env[settings.CATALOGUE_TABLE], work),
        trainings=DynamoTrainings(env[settings.OPERATORS_TABLE], env[settings.PAY_TABLE]),
        gold=DynamoGold(env[settings.OPERATORS_TABLE]),
        work=work,
        workflow=StepFunctionsWorkflow(),
        dice=SystemRandom(),
        troubles=LoggedTroubles(),
    )


def upload_after(error: HinterlandError) -> Mapping[str, Any]:
    """Return the form for what was keyed under a lost lease: it is still handed in, and kept."""
    if not isinstance(error, lease_renew.LeaseLostError):
        return {}
    form = responses.upload_form(stores(), error.item, error.lease, error.operator)
    return {"upload": form}


edge = HttpEdge(lambda: stores().catalogue, upload_after)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
@metrics.log_metrics
def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one HTTP request, or do what no request asks for.

    Every minute that is to look after leases that ended; and when S3 tells of an upload, to see
    whether it is still to be submitted.
    """
    if event.get(workflow.ACTION) == workflow.Action.RECOVER:
        with counted("RecoveryFailed"):
            return _recover()
    if event.get("source") == "aws.s3":
        with counted("UploadEventsFailed"):
            return _hear_of(event["detail"]["object"]["key"])
    with counted("AssignErrors"):
        return edge.resolve(event, context)


@edge.answers(api.TAKE)
def post_leases(call: Call) -> api.Leases:
    """Take leases."""
    request = requests.wanted_leases(call.key, call.body)
    now = system_clock()
    operator = with_earned_skills(stores().known_answers, stores().trainings, call.operator)
    items = lease_take.take_leases(stores(), operator, request, now)
    metrics.add_metric("LeasesTaken", MetricUnit.Count, len(items))
    logger.info("leases taken", leases=[item.lease for item in items])
    leases = answered_leases.lease_documents(stores(), items, now)
    return {"leases": leases} if leases else {"leases": [], "retry_after": RETRY_AFTER}


@edge.answers(api.HELD)
def get_leases(call: Call) -> api.Leases:
    """List the leases that the caller holds."""
    now = system_clock()
    items = lease_renew.held(stores(), call.operator, now)
    return {"leases": answered_leases.lease_documents(stores(), items, now)}


@edge.answers(api.RENEW)
def post_renew(call: Call) -> api.Lease:
    """Give a lease its full length again, with fresh links."""
    now = system_clock()
    hours = requests.lease_hours(call.body)
    item = lease_renew.renew(stores(), call.operator, call["lease"], now, hours)
    return responses.lease_document(stores(), item, now)


@edge.answers(api.SUBMIT)
def post_submit(call: Call) -> api.Receipt:
    """Take in the entry that was uploaded under a lease."""
    lease = call["lease"]
    receipt = submit.submit(stores(), call.operator, lease, system_clock())
    metrics.add_metric(f"Entries{receipt.outcome.title()}", MetricUnit.Count, 1)
    logger.info("entry taken in", lease=lease, outcome=receipt.outcome, stage=receipt.next_stage)
    return responses.receipt_document(receipt)


@edge.answers(api.RETURN)
def post_return(call: Call) -> api.Returned:
    """Take back a lease unworked."""
    lease_renew.give_back(stores(), call.operator, call["lease"], system_clock())
    return {"lease": call["lease"]}


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
