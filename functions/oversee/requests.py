"""Reading what came from outside: refused with a reason when it makes no sense."""

import json

from hinterland.errors import HinterlandError

LONGEST_REASON = 500


class BadRequestError(HinterlandError):
    """The request is not one that the API describes."""

    code = "bad_request"


def reason_in(body: str | None) -> str:
    """Read the body of a cancellation: `{"reason"}`, which the client gets to read."""
    try:
        document = json.loads(body or "{}")
    except ValueError as error:
        raise BadRequestError("the body is not JSON") from error
    reason = document.get("reason") if isinstance(document, dict) else None
    if not isinstance(reason, str) or not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise BadRequestError(f"reason must be a text of 1 to {LONGEST_REASON} characters")
    return reason.strip()
