"""Every store is tested against two doubles of DynamoDB: moto, and the stricter ministack."""

import secrets
from collections.abc import Iterator

import boto3
import pytest

from hinterland import tables
from hinterland.aws import clients, rows
from tests.contract.dynamodb_doubles import DynamoDouble, create_table, ministack, moto
from tests.contract.village import Village, make_village


@pytest.fixture(scope="session")
def moto_endpoint() -> Iterator[str]:
    with moto() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def ministack_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ministack(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield endpoint


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
        create_table(double, table)
    yield double
    _forget_connections()


def _forget_connections() -> None:
    for remembered in (rows.bound, rows.connection, clients.client):
        remembered.cache_clear()


@pytest.fixture
def village(dynamodb: DynamoDouble) -> Village:
    return make_village(dynamodb)
