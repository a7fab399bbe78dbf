"""boto3 clients, one of each per process, so that connections live from call to call."""

import os
from functools import cache
from typing import Any, Literal

import boto3
from botocore.config import Config

_PATIENCE = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "max_attempts": 4},
    max_pool_connections=32,
)


def _s3() -> Config:
    # A double on the laptop has one address for all buckets; AWS wants the bucket in the host
    # name, and the region too, so that a presigned link needs no redirect.
    style: Literal["path", "virtual"] = "path" if os.environ.get("AWS_ENDPOINT_URL") else "virtual"
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": style, "us_east_1_regional_endpoint": "regional"},
    )


@cache
def client(service: Literal["s3", "stepfunctions"]) -> Any:  # noqa: ANN401 - made at run time
    """Return the process's client of an AWS service."""
    config = _PATIENCE.merge(_s3()) if service == "s3" else _PATIENCE
    return boto3.client(service, config=config)
