"""Counting the AWS calls that a piece of work makes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """Yield a counter of operations, which grows while the block runs."""
    calls: Counter[str] = Counter()
    straight: Any = BaseClient.__dict__["_make_api_call"]

    def call(client: Any, operation: str, request: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - botocore's
        calls[_named(operation, request)] += 1
        answer: dict[str, Any] = straight(client, operation, request)
        return answer

    with patch.object(BaseClient, "_make_api_call", call):
        yield calls


def _named(operation: str, request: dict[str, Any]) -> str:
    if "IndexName" in request:
        return f"{operation} of an index"
    return operation
