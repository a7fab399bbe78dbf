"""What each resource is called on the laptop: its name, its `Ref` and its attributes.

Names are made from logical ids rather than at random, so that they are the same on every start.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from localcloud.ports import HOST

STACK = "Hinterland"
REGION = "ap-south-1"
ACCOUNT = "123456789012"
LONGEST = 63  # characters, of a bucket's name: the shortest limit of all


@dataclass(frozen=True, slots=True)
class Physical:
    """A resource as it exists: what `Ref` and `Fn::GetAtt` give."""

    name: str
    ref: str
    attributes: Mapping[str, str]
    name_property: str | None = None  # which property of the resource says its name


@dataclass(frozen=True, slots=True)
class Place:
    """Where the local cloud is reached."""

    aws_port: int
    site_port: int  # of page and API

    @property
    def aws_url(self) -> str:
        """Return the AWS endpoint."""
        return f"http://{HOST}:{self.aws_port}"

    @property
    def site_host(self) -> str:
        """Return host and port of the site."""
        return f"{HOST}:{self.site_port}"

    @property
    def site_url(self) -> str:
        """Return the address of page and API."""
        return f"http://{self.site_host}"

    @property
    def pseudo(self) -> Mapping[str, str]:
        """Return the pseudo parameters of CloudFormation."""
        return {
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": REGION,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": STACK,
            "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{STACK}/local",
            "BootstrapVersion": "/cdk-bootstrap/hnb659fds/version",
        }

    def as_reachable(self, text: str) -> str:
        """Return a joined text with the site's address as it is here: without TLS."""
        return text.replace(f"https://{self.site_host}", self.site_url)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How resources of one type are named. The texts are formats; see `physical`."""

    service: str
    path: str = "{name}"  # the last part of the ARN
    property: str | None = None  # which property holds the name, if the template gives one
    ref: str = "{name}"
    attributes: Mapping[str, str] = field(default_factory=dict)


_OTHER = _Kind("local")
_KINDS: Mapping[str, _Kind] = {
    "AWS::S3::Bucket": _Kind(
        "s3",
        property="BucketName",
        attributes={
            "DomainName": "{name}.s3.amazonaws.com",
            "RegionalDomainName": "{name}.s3.{region}.amazonaws.com",
        },
    ),
    "AWS::DynamoDB::Table": _Kind("dynamodb", "table/{name}", "TableName"),
    "AWS::Lambda::Function": _Kind("lambda", "function:{name}", "FunctionName"),
    "AWS::IAM::Role": _Kind("iam", "role/{name}", "RoleName"),
    "AWS::SQS::Queue": _Kind(
        "sqs",
        property="QueueName",
        ref="{aws_url}/{account}/{name}",
        attributes={"QueueName": "{name}", "QueueUrl": "{aws_url}/{account}/{name}"},
    ),
    "AWS::Logs::LogGroup": _Kind("logs", "log-group:{name}:*", "LogGroupName"),
    "AWS::Events::Rule": _Kind("events", "rule/{name}", "Name"),
    "AWS::StepFunctions::StateMachine": _Kind(
        "states", "stateMachine:{name}", "StateMachineName", "{arn}", {"Name": "{name}"}
    ),
    "AWS::KMS::Key": _Kind("kms", "key/{name}"),
    "AWS::ApiGatewayV2::Api": _Kind("apigateway", attributes={"ApiEndpoint": "{site_url}"}),
    "AWS::CloudFront::Distribution": _Kind(
        "cloudfront", "distribution/{name}", attributes={"DomainName": "{site_host}"}
    ),
}
# The ARNs of these services leave out the account, the region, or both.
_WITHOUT_ACCOUNT = {"s3"}
_WITHOUT_REGION = {"s3", "iam", "cloudfront"}


def physical(
    logical_id: str, resource_type: str, own_name: Callable[[str], str | None], place: Place
) -> Physical:
    """Name a resource. `own_name` returns a property of it that holds a name, or None."""
    kind = _KINDS.get(resource_type, _OTHER)
    given = own_name(kind.property) if kind.property else None
    words = {
        "name": given or default_name(logical_id),
        "region": REGION,
        "account": ACCOUNT,
        "aws_url": place.aws_url,
        "site_url": place.site_url,
        "site_host": place.site_host,
    }
    words["arn"] = _arn(kind, words["name"])
    attributes = {name: text.format_map(words) for name, text in kind.attributes.items()}
    return Physical(
        words["name"],
        kind.ref.format_map(words),
        {"Arn": words["arn"], **attributes},
        kind.property,
    )


def default_name(logical_id: str) -> str:
    """Name a resource after its place in the CDK app, without the hash that CDK puts behind it."""
    path = re.sub(r"[0-9A-F]{8}$", "", logical_id) or logical_id
    return f"{STACK}-{path}".lower()[:LONGEST]


def _arn(kind: _Kind, name: str) -> str:
    region = "" if kind.service in _WITHOUT_REGION else REGION
    account = "" if kind.service in _WITHOUT_ACCOUNT else ACCOUNT
    return f"arn:aws:{kind.service}:{region}:{account}:{kind.path.format(name=name)}"
