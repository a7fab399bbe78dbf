"""What a deployed stack says of itself."""

from botocore.exceptions import ClientError, NoCredentialsError, NoRegionError

from hinterland.aws.clients import client
from hinterland.errors import MissingSettingError, NotFoundError


def stack_outputs(stack: str) -> dict[str, str]:
    """Return a stack's outputs by name.

    Raises `NotFoundError` if the account has no such stack, and `MissingSettingError` if this
    machine does not say which account and region to look in.
    """
    try:
        found = client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except (NoCredentialsError, NoRegionError) as error:
        raise MissingSettingError(
            f"neither a local cloud nor an AWS account to look for stack {stack} in: {error}"
        ) from error
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "ValidationError":
            raise
        raise NotFoundError(f"no stack {stack} in this AWS account and region") from error
    return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
