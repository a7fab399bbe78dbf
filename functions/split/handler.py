"""Stands in until the handler is written."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer nothing."""
    raise RuntimeError(f"not written yet: {sorted(event)} {context}")
