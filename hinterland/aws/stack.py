"""What a deployed stack says of itself."""

from hinterland.aws.clients import client
from hinterland.aws.errors import translated


def stack_outputs(stack: str) -> dict[str, str]:
    """Return a stack's outputs by name; raise `NotFoundError` if there is no such stack."""
    with translated(f"stack {stack}"):
        found = client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
