"""What a request's body says, however API Gateway hands it on."""

import base64
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from hinterland.aws.request_body import text_of

SAID = '{"count": 2}'


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ({"body": SAID, "isBase64Encoded": False}, SAID),
        # As it comes when the request names no type, or one that is no text.
        ({"body": base64.b64encode(SAID.encode()).decode(), "isBase64Encoded": True}, SAID),
        ({"isBase64Encoded": False}, None),
        ({"body": base64.b64encode(b"\xff\xfe").decode(), "isBase64Encoded": True}, "\ufffd\ufffd"),
    ],
)
def test_a_body_is_read_as_text(event: dict[str, Any], text: str | None) -> None:
    assert text_of(APIGatewayProxyEventV2(event)) == text
