"""The body of a request to an HTTP API, as text."""

import base64

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2


def text_of(event: APIGatewayProxyEventV2) -> str | None:
    """Return a request's body; None when it has none.

    API Gateway hands on in base64 what the request does not call text: JSON without a Content-Type,
    for one. Bytes that are no UTF-8 become U+FFFD, which no JSON of ours has: so they are refused
    as any other text that is no JSON.
    """
    body = event.body
    if body is None or not event.is_base64_encoded:
        return body
    return base64.b64decode(body).decode("utf-8", "replace")
