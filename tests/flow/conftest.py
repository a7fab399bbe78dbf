"""One local cloud for all flow tests, in a process of its own on free ports."""

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import boto3
import pytest

import localcloud
from localcloud import RunningCloud

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_stepfunctions import SFNClient


class Reply(NamedTuple):
    """What the site answered; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.body)


type SignIn = Callable[[str], str]
type Call = Callable[..., Reply]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCloud]:
    """The local cloud with the sample catalogue; `cloud.outputs` are its stack outputs."""
    with localcloud.start(tmp_path_factory.mktemp("cloud")) as running:
        yield running


@pytest.fixture(scope="session")
def aws(cloud: RunningCloud) -> boto3.Session:
    """A session for `aws.client("s3", endpoint_url=cloud.outputs["AwsEndpointUrl"])`."""
    return boto3.Session("local", "local", region_name=cloud.outputs["Region"])


@pytest.fixture(scope="session")
def s3(cloud: RunningCloud, aws: boto3.Session) -> "S3Client":
    return aws.client("s3", endpoint_url=cloud.outputs["AwsEndpointUrl"])


@pytest.fixture(scope="session")
def step_functions(cloud: RunningCloud, aws: boto3.Session) -> "SFNClient":
    return aws.client("stepfunctions", endpoint_url=cloud.outputs["AwsEndpointUrl"])


@pytest.fixture(scope="session")
def sign_in(cloud: RunningCloud, aws: boto3.Session) -> SignIn:
    """Sign an operator in: `sign_in("selvi")` returns the token for the API."""
    cognito = aws.client("cognito-idp", endpoint_url=cloud.outputs["AwsEndpointUrl"])

    def signed_in(operator: str) -> str:
        answer = cognito.initiate_auth(
            ClientId=cloud.outputs["UserPoolClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={
                "USERNAME": operator,
                "PASSWORD": cloud.outputs["Operators"][operator],
            },
        )
        return answer["AuthenticationResult"]["IdToken"]

    return signed_in


@pytest.fixture(scope="session")
def call(cloud: RunningCloud) -> Call:
    """Call the site: `call("GET", "/me", token=…)`, `call("POST", "/leases", body={"count": 1})`."""
    address = urlsplit(cloud.outputs["ApiUrl"]).netloc

    def called(
        method: str,
        path: str,
        *,
        token: str | None = None,
        body: object = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        connection = HTTPConnection(address, timeout=60)
        try:
            connection.request(method, path, content, sent)
            answer = connection.getresponse()
            received = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, received, answer.read())
        finally:
            connection.close()

    return called
