"""A connection that fails is passing trouble, whichever library tells of it."""

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from pynamodb.exceptions import PutError

from hinterland.aws.errors import translated
from hinterland.errors import ThrottledError

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
