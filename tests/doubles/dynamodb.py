"""Two doubles of DynamoDB, and this project's tables in them."""

import secrets
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from hinterland import tables
from localcloud import attended
from localcloud.session import speedy_environment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import (
        AttributeDefinitionTypeDef,
        CreateTableInputTypeDef,
        KeySchemaElementTypeDef,
    )

_READY_WITHIN = 60  # seconds
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class DynamoDouble:
    """A running double, and this project's tables in it."""

    client: "DynamoDBClient"
    suffix: str

    def name(self, table: tables.Table) -> str:
        """Return the name under which one of `hinterland.tables` exists."""
        return f"{table.name}-{self.suffix}"


@contextmanager
def moto(folder: Path) -> Iterator[str]:
    """Run moto's server in a process of its own, which logs to `folder`; yield its address."""
    port = _free_port()
    command = ["-m", "tests.doubles.moto_server", str(port)]
    with _server(command, folder / "moto.log", _ROOT, f"http://127.0.0.1:{port}/moto-api/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def ministack(folder: Path) -> Iterator[str]:
    """Run ministack in a process of its own, which logs to `folder`; yield its address."""
    port = _free_port()
    health = f"http://127.0.0.1:{port}/_ministack/health"
    place = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    with _server(["-m", "ministack"], folder / "ministack.log", folder, health, place):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _server(
    python: list[str], log: Path, folder: Path, url: str, more: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server until the block ends, or this process; `url` answers when it is ready."""
    environment = {**speedy_environment(), **(more or {})}
    with log.open("wb") as output:
        process = attended.start(
            [sys.executable, *python], output, folder=folder, environment=environment
        )
    try:
        _wait_until_ready(url, process, log)
        yield
    finally:
        attended.stop(process)


def with_tables(endpoint: str) -> DynamoDouble:
    """Create this project's tables, with names of their own, in the double at an address."""
    client = boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="ap-south-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    double = DynamoDouble(client, secrets.token_hex(4))
    for table in tables.ALL:
        create_table(double, table)
    return double


def emptied(double: DynamoDouble) -> DynamoDouble:
    """Delete every row of every table: that is quicker than to make the tables anew."""
    for table in tables.ALL:
        keys = [name for name in (table.partition, table.sort) if name]
        pages = double.client.get_paginator("scan").paginate(
            TableName=double.name(table),
            ProjectionExpression=",".join(f"#{name}" for name in keys),
            ExpressionAttributeNames={f"#{name}": name for name in keys},
        )
        for row in [row for page in pages for row in page["Items"]]:
            double.client.delete_item(TableName=double.name(table), Key=row)
    return double


def create_table(double: DynamoDouble, table: tables.Table) -> None:
    """Create one of `hinterland.tables`, empty."""
    indexes = {name for each in table.indexes for name in (each.partition, each.sort)}
    keys = {table.partition, *indexes, *([table.sort] if table.sort else [])}
    attributes: list[AttributeDefinitionTypeDef] = [
        {"AttributeName": name, "AttributeType": "S"} for name in sorted(keys)
    ]
    request: CreateTableInputTypeDef = {
        "TableName": double.name(table),
        "KeySchema": _key_schema(table.partition, table.sort),
        "AttributeDefinitions": attributes,
        "BillingMode": "PAY_PER_REQUEST",
    }
    if table.indexes:
        request["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index.name,
                "KeySchema": _key_schema(index.partition, index.sort),
                "Projection": {"ProjectionType": "KEYS_ONLY" if index.keys_only else "ALL"},
            }
            for index in table.indexes
        ]
    double.client.create_table(**request)


def _key_schema(partition: str, sort: str | None) -> "list[KeySchemaElementTypeDef]":
    schema: list[KeySchemaElementTypeDef] = [{"AttributeName": partition, "KeyType": "HASH"}]
    if sort:
        schema.append({"AttributeName": sort, "KeyType": "RANGE"})
    return schema


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, process: attended.Attended, log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - ours, always http
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"a double of DynamoDB did not start:\n{log.read_text()}")
