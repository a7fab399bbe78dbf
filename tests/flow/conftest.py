"""One local cloud for all flow tests, in a process of its own on free ports."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest

import localcloud
from localcloud import RunningCloud
from tests.flow.site import Site

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_stepfunctions import SFNClient


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCloud]:
    """The local cloud with the sample catalogue; `cloud.outputs` are its stack outputs."""
    with localcloud.start(tmp_path_factory.mktemp("cloud")) as running:
        yield running


@pytest.fixture(scope="session")
def site(cloud: RunningCloud) -> Site:
    """Page and API: `site.call("GET", "/me", token=site.sign_in("selvi"))`."""
    return Site(cloud)


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
