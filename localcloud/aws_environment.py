"""The environment in which every AWS SDK, here and in the functions, finds the local endpoint."""

import os
from collections.abc import Mapping

from localcloud.naming import REGION


def aws_environment(aws_url: str) -> Mapping[str, str]:
    """Return what any AWS SDK needs to talk to the local endpoint."""
    return {
        "AWS_ENDPOINT_URL": aws_url,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def settle(aws_url: str, port: int) -> None:
    """Turn this whole process to the local endpoint: nothing in it may reach the real AWS."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ.update(aws_environment(aws_url))
    os.environ["MOTO_PORT"] = str(port)  # where moto's Step Functions find the other services
