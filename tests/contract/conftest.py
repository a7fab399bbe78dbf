"""Two doubles of DynamoDB that every store must agree with: moto, and the stricter ministack."""

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

from hinterland import tables
from hinterland.aws import clients, rows

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeDefinitionTypeDef, KeySchemaElementTypeDef

_READY_WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class DynamoDouble:
    """A running double, and empty tables of this test's own in it."""

    client: "DynamoDBClient"
    suffix: str

    def name(self, table: tables.Table) -> str:
        """Return the name under which one of `hinterland.tables` exists for this test."""
        return f"{table.name}-{self.suffix}"


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    """Run moto's server in this process, one request at a time.

    With a thread for each request, as its own server has, a transaction of moto 5.2 that fails
    puts whole tables back as they were when it began, and so undoes what others wrote meanwhile.
    """
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=False, request_handler=MotoRequestHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def ministack_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run ministack in a process of its own."""
    port = _free_port()
    log = tmp_path_factory.mktemp("ministack") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"],
            env={**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)},
            cwd=log.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/_ministack/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(params=["moto", "ministack"])
def dynamodb(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DynamoDouble]:
    """Give a test its own tables in each double, and point all stores there."""
    endpoint: str = request.getfixturevalue(f"{request.param}_endpoint")
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    _forget_connections()
    double = DynamoDouble(boto3.client("dynamodb"), secrets.token_hex(4))
    for table in tables.ALL:
        _create(double, table)
    yield double
    _forget_connections()


def _forget_connections() -> None:
    for remembered in (rows.bound, rows.connection, clients.client):
        remembered.cache_clear()


def _create(double: DynamoDouble, table: tables.Table) -> None:
    indexes = [
        {
            "IndexName": index.name,
            "KeySchema": _key_schema(index.partition, index.sort),
            "Projection": {"ProjectionType": "ALL"},
        }
        for index in table.indexes
    ]
    names = {table.partition, table.sort} - {None}
    for index in table.indexes:
        names |= {index.partition, index.sort}
    attributes: list[AttributeDefinitionTypeDef] = [
        {"AttributeName": name, "AttributeType": "S"} for name in sorted(filter(None, names))
    ]
    double.client.create_table(
        TableName=double.name(table),
        KeySchema=_key_schema(table.partition, table.sort),
        AttributeDefinitions=attributes,
        BillingMode="PAY_PER_REQUEST",
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),  # type: ignore[arg-type]
    )


def _key_schema(partition: str, sort: str | None) -> "list[KeySchemaElementTypeDef]":
    schema: list[KeySchemaElementTypeDef] = [{"AttributeName": partition, "KeyType": "HASH"}]
    if sort:
        schema.append({"AttributeName": sort, "KeyType": "RANGE"})
    return schema


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"ministack did not start:\n{log.read_text()}")
