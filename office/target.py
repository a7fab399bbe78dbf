"""Where the catalogue goes: to the local cloud if it runs, else to AWS."""

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hinterland.aws.stack import stack_outputs
from hinterland.errors import MissingSettingError

STACK = "Hinterland"
LOCAL_OUTPUTS = Path(".local/outputs.json")


@dataclass(frozen=True, slots=True)
class Target:
    """A running stack, by what this command needs of its outputs."""

    name: str
    catalogue_table: str
    user_pool_id: str
    work_items_table: str
    work_bucket: str


def find_target(outputs_file: Path | None) -> Target:
    """Read the outputs from a file, or of the local cloud if it runs, or of the stack on AWS.

    The local cloud's outputs name an endpoint: all AWS clients of this process then go there.
    Raises `MissingSettingError` or `NotFoundError`.
    """
    if outputs_file is not None:
        return _from_file(outputs_file)
    if LOCAL_OUTPUTS.is_file() and _answers(_endpoint(_read(LOCAL_OUTPUTS))):
        return _from_file(LOCAL_OUTPUTS)
    return _target(f"the stack {STACK} on AWS", stack_outputs(STACK))


def _from_file(file: Path) -> Target:
    outputs = _read(file)
    if endpoint := _endpoint(outputs):
        _point_to(endpoint, outputs.get("Region") or "ap-south-1")
    return _target(str(file), outputs)


def _read(file: Path) -> dict[str, str]:
    try:
        document = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise MissingSettingError(f"{file} cannot be read as stack outputs: {error}") from error
    # `cdk deploy --outputs-file` groups the outputs by stack.
    outputs = document.get(STACK, document)
    return {name: value for name, value in outputs.items() if isinstance(value, str)}


def _target(name: str, outputs: dict[str, str]) -> Target:
    needed = ("CatalogueTableName", "UserPoolId", "WorkItemsTableName", "WorkBucketName")
    for output in needed:
        if output not in outputs:
            raise MissingSettingError(f"{name} has no output {output}")
    return Target(name, *(outputs[output] for output in needed))


def _endpoint(outputs: dict[str, str]) -> str:
    return outputs.get("AwsEndpointUrl", "")


def _answers(endpoint: str) -> bool:
    address = urlsplit(endpoint)
    if not address.hostname or not address.port:
        return False
    try:
        socket.create_connection((address.hostname, address.port), timeout=1).close()
    except OSError:
        return False
    return True


def _point_to(endpoint: str, region: str) -> None:
    os.environ["AWS_ENDPOINT_URL"] = endpoint
    os.environ["AWS_DEFAULT_REGION"] = region
    # The local cloud takes any credentials; real ones must not be sent to it.
    for credential in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        os.environ[credential] = "local"
    os.environ.pop("AWS_SESSION_TOKEN", None)
    os.environ.pop("AWS_PROFILE", None)
