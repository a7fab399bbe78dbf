"""A connection that fails is passing trouble, whichever library tells of it."""

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from pynamodb.exceptions import (
    CancellationReason,
    PutError,
    TransactWriteError,
    VerboseClientError,
)

from hinterland.aws.errors import translated
from hinterland.errors import ConflictError, ThrottledError

WHERE = "https://dynamodb.example"
BROKEN = [
    ConnectionClosedError(endpoint_url=WHERE),
    ConnectTimeoutError(endpoint_url=WHERE),
    EndpointConnectionError(endpoint_url=WHERE),
    ReadTimeoutError(endpoint_url=WHERE),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("library", ["boto3", "pynamodb"])
def test_a_connection_that_fails_may_be_tried_again(broken: Exception, library: str) -> None:
    raised = broken if library == "boto3" else PutError("Failed to put item", broken)
    with pytest.raises(ThrottledError), translated("row"):
        raise raised


def refused(code: str, *reasons: str | None) -> ClientError:
    """Return what pynamodb makes of a refusal; `reasons` are a transaction's, row by row."""
    return VerboseClientError(
        {"Error": {"Code": code, "Message": "not for machines"}},
        "any",
        cancellation_reasons=[CancellationReason(each) if each else None for each in reasons],
    )


def test_two_transactions_that_met_on_a_row_are_a_conflict() -> None:
    cancelled = refused("TransactionCanceledException", None, None, "TransactionConflict")
    with pytest.raises(ConflictError), translated("row"):
        raise TransactWriteError("Failed to write", cancelled)


def test_a_write_that_met_a_transaction_is_a_conflict() -> None:
    with pytest.raises(ConflictError), translated("row"):
        raise PutError("Failed to put item", refused("TransactionConflictException"))
