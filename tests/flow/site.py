"""Page and API of a local cloud, as a browser or a script reaches them."""

import gzip
import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import boto3

from tests.api_contract import require_described

if TYPE_CHECKING:
    from localcloud import RunningCloud


class Reply(NamedTuple):
    """What the site answered; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.content)
        return document

    @property
    def content(self) -> bytes:
        """Return the body as it was before it was compressed for the way."""
        zipped = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if zipped else self.body


class Site:
    """The site of a local cloud and the way to sign in to it."""

    def __init__(self, cloud: "RunningCloud") -> None:
        self._outputs = cloud.outputs
        self._address = urlsplit(cloud.outputs["ApiUrl"]).netloc
        session = boto3.Session("local", "local", region_name=cloud.outputs["Region"])
        self._cognito = session.client("cognito-idp", endpoint_url=cloud.outputs["AwsEndpointUrl"])

    def sign_in(self, user: str) -> str:
        """Return the token that the API takes, of an operator or of one of the staff."""
        passwords = {**self._outputs["Operators"], **self._outputs["Staff"]}
        answer = self._cognito.initiate_auth(
            ClientId=self._outputs["UserPoolClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": user, "PASSWORD": passwords[user]},
        )
        return answer["AuthenticationResult"]["IdToken"]

    def call(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        body: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request: `site.call("POST", "/leases", token=token, body={"count": 1})`.

        Every answer of the API is held to its description.
        """
        sent = {**({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        if body is not None:
            content = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        connection = HTTPConnection(self._address, timeout=60)
        try:
            connection.request(method, path, content, sent)
            answer = connection.getresponse()
            received = {name.lower(): value for name, value in answer.getheaders()}
            reply = Reply(answer.status, received, answer.read())
        finally:
            connection.close()
        require_described(method, path, reply.status, reply.content)
        return reply
