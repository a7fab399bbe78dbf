"""Two doubles of DynamoDB, and this project's tables in them."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

from hinterland import tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import (
        AttributeDefinitionTypeDef,
        CreateTableInputTypeDef,
        KeySchemaElementTypeDef,
    )

_READY_WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class DynamoDouble:
    """A running double, and empty tables of this test's own in it."""

    client: "DynamoDBClient"
    suffix: str

    def name(self, table: tables.Table) -> str:
        """Return the name under which one of `hinterland.tables` exists for this test."""
        return f"{table.name}-{self.suffix}"


@contextmanager
def moto() -> Iterator[str]:
    """Run moto's server in this process, one request at a time; yield its address.

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


@contextmanager
def ministack(folder: Path) -> Iterator[str]:
    """Run ministack in a process of its own, which logs to `folder`; yield its address."""
    port, log = _free_port(), folder / "ministack.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"],
            env={**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)},
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/_ministack/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


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


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - ours, always http
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"ministack did not start:\n{log.read_text()}")
