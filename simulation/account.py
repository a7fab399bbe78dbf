"""An AWS account in this process: moto behind botocore, with our tables, buckets and settings."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final
from unittest.mock import patch

import boto3
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.moto_api._internal import mock_random

from functions.account import handler as own_affairs
from functions.assign import handler as assign
from functions.intake import handler as intake
from functions.invoice import handler as invoice
from functions.merge import handler as merge
from functions.merge import part as merge_part
from functions.oversee import lost_executions
from functions.split import cutting, open_work
from functions.split import handler as split
from functions.split import part as split_part
from hinterland import settings, tables
from hinterland.aws.clients import client
from hinterland.aws.observability import logger, metrics
from simulation.faults import Faults
from simulation.one_by_one import OneByOne

REGION: Final = "ap-south-1"
DROPS, WORK, DELIVERIES = "sim-drops", "sim-work", "sim-deliveries"
_ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "simulated",
    "AWS_SECRET_ACCESS_KEY": "simulated",
    "POWERTOOLS_METRICS_DISABLED": "true",
    "POWERTOOLS_METRICS_NAMESPACE": "simulation",
    settings.DROP_BUCKET: DROPS,
    settings.WORK_BUCKET: WORK,
    settings.DELIVERY_BUCKET: DELIVERIES,
    **{table.setting: table.name for table in tables.ALL},
}
_WRITES = frozenset({"PutItem", "UpdateItem", "TransactWriteItems"})
_HANDLERS = (own_affairs, assign, intake, invoice, merge, split)
# So that a drop of a few rows has several parts.
_ITEMS_IN_PART = 2


@dataclass(frozen=True, slots=True)
class Wires:
    """What the account is connected to."""

    clock: Callable[[], datetime]
    began: datetime  # when the run did, by that clock
    faults: Faults
    # Whether a task token was waited for; told with its output.
    task_done: Callable[[str, dict[str, Any]], bool]
    changed: Callable[[], None]  # called after each write to a table


@contextmanager
def account(dice: Random, wires: Wires) -> Iterator[None]:
    """Open an account with nothing in it, and have all handlers work in it by the given clock."""
    mock_random.seed(dice.random())
    logger.setLevel("CRITICAL")
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, _ENVIRONMENT))
        os.environ.pop("AWS_ENDPOINT_URL", None)
        stack.enter_context(mock_aws())
        stack.enter_context(patch.object(metrics, "add_metric", _count_nothing))
        for handler in _HANDLERS:
            stack.enter_context(patch.object(handler, "system_clock", wires.clock))
        stack.enter_context(patch.object(assign, "SystemRandom", lambda: dice))
        for module in (split_part, open_work, merge_part, lost_executions):
            stack.enter_context(patch.object(module, "ThreadPoolExecutor", OneByOne))
        stack.enter_context(patch.object(cutting, "ITEMS_IN_PART", _ITEMS_IN_PART))
        _furnish()
        start_afresh()
        stack.enter_context(patch.object(BaseClient, "_make_api_call", _wired(wires)))
        yield


def _count_nothing(*_: object, **__: object) -> None:
    """Take the place of a metric: there is nobody to see it."""


def start_afresh() -> None:
    """Have the functions forget what they remember from call to call, as new processes do."""
    assign.stores.cache_clear()
    own_affairs.stores.cache_clear()
    invoice._invoicing.cache_clear()  # noqa: SLF001 - there is no other way to a cold start


def read_json(bucket: str, key: str) -> Any:  # noqa: ANN401 - whatever is there
    """Return a JSON document as anybody with the right to would read it."""
    return json.loads(client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())


def _wired(wires: Wires) -> Callable[..., dict[str, Any]]:
    straight: Any = BaseClient.__dict__["_make_api_call"]

    def call(client: Any, operation: str, request: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - botocore's
        def send() -> dict[str, Any]:
            if operation == "SendTaskSuccess":
                return _task_success(wires, request)
            # A copy, because botocore changes what it sends and a call may be carried out twice.
            sent = _rewound(request)
            answer: dict[str, Any] = straight(client, operation, sent)
            if "LastModified" in answer:
                # moto's own clock would make every day's jobs, and so its leases, other ones.
                answer["LastModified"] = wires.began
            if operation in _WRITES:
                wires.changed()
            return answer

        service: str = client.meta.service_model.service_id
        return wires.faults.carry(service, operation, request, send)

    return call


def _rewound(request: dict[str, Any]) -> dict[str, Any]:
    body = request.get("Body")
    if body is not None and hasattr(body, "seek"):
        body.seek(0)
    return dict(request)


def _task_success(wires: Wires, request: dict[str, Any]) -> dict[str, Any]:
    if not wires.task_done(request["taskToken"], json.loads(request["output"])):
        answer: Any = {"Error": {"Code": "TaskTimedOut", "Message": "simulated"}}
        raise ClientError(answer, "SendTaskSuccess")
    return {}


def _furnish() -> None:
    s3 = boto3.client("s3")
    for bucket in (DROPS, WORK, DELIVERIES):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    for bucket in (DROPS, WORK):
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    dynamodb = boto3.client("dynamodb")
    for table in tables.ALL:
        dynamodb.create_table(**_description(table))


def _description(table: tables.Table) -> Any:  # noqa: ANN401 - what create_table takes
    indexed = {name for index in table.indexes for name in (index.partition, index.sort)}
    names = {table.partition, *indexed, *([table.sort] if table.sort else [])}
    description: dict[str, object] = {
        "TableName": table.name,
        "KeySchema": _keys(table.partition, table.sort),
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in sorted(names)
        ],
        "BillingMode": "PAY_PER_REQUEST",
    }
    indexes = [
        {
            "IndexName": index.name,
            "KeySchema": _keys(index.partition, index.sort),
            "Projection": {"ProjectionType": "ALL"},
        }
        for index in table.indexes
    ]
    return {**description, "GlobalSecondaryIndexes": indexes} if indexes else description


def _keys(partition: str, sort: str | None) -> list[dict[str, str]]:
    keys = [{"AttributeName": partition, "KeyType": "HASH"}]
    return keys if sort is None else [*keys, {"AttributeName": sort, "KeyType": "RANGE"}]
