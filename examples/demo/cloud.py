"""The cloud that the demo runs on, by its stack outputs: one of its own, or one that runs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class Cloud:
    """A deployed stack. `endpoint` is None on AWS itself."""

    drop_bucket: str
    delivery_bucket: str
    api_url: str
    client_id: str  # of the user pool's application
    region: str | None
    endpoint: str | None
    operators: Mapping[str, str]  # user name → password

    @classmethod
    def from_outputs(cls, outputs: Mapping[str, object]) -> Self:
        """Read stack outputs, as `.local/outputs.json` has them."""
        return cls(
            drop_bucket=str(outputs["DropBucketName"]),
            delivery_bucket=str(outputs["DeliveryBucketName"]),
            api_url=str(outputs["ApiUrl"]),
            client_id=str(outputs["UserPoolClientId"]),
            region=cast(str | None, outputs.get("Region")),
            endpoint=cast(str | None, outputs.get("AwsEndpointUrl")),
            operators=cast(dict[str, str], outputs["Operators"]),
        )

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read an outputs file of a cloud that runs."""
        return cls.from_outputs(json.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def s3(self) -> "S3Client":
        """The client's S3: any S3 client would do."""
        config = Config(s3={"addressing_style": "path"}) if self.endpoint else Config()
        return self._session.client("s3", endpoint_url=self.endpoint, config=config)

    def sign_in(self, operator: str) -> str:
        """Return the token that the API takes as bearer."""
        answer = self._cognito.initiate_auth(
            ClientId=self.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": operator, "PASSWORD": self.operators[operator]},
        )
        return answer["AuthenticationResult"]["AccessToken"]

    @cached_property
    def _cognito(self) -> "CognitoIdentityProviderClient":
        return self._session.client("cognito-idp", endpoint_url=self.endpoint)

    @cached_property
    def _session(self) -> boto3.Session:
        if self.endpoint is None:
            return boto3.Session(region_name=self.region)
        return boto3.Session("local", "local", region_name=self.region)  # any key will do
