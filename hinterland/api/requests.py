"""Reading what came from outside: refused with a reason when it makes no sense."""

import json
from collections.abc import Mapping
from typing import Any, Never

from hinterland.errors import HinterlandError, NotFoundError

MOST_BODY_BYTES = 2 * 1024 * 1024
LONGEST_KEY = 200  # of an Idempotency-Key
LONGEST_PARAMETER = 200  # of a path: no name of ours is longer


class BadRequestError(HinterlandError):
    """The request is not one that the API describes."""

    code = "bad_request"


class TooLargeError(HinterlandError):
    """The request's body is larger than any that makes sense."""

    code = "too_large"


def json_object(body: str | None) -> dict[str, Any]:
    """Read a body that is to be a JSON object, whatever it holds; no body is an empty one.

    Every text in the result can be written down: JSON may spell half a character.
    """
    if body is None or not body.strip():
        return {}
    if len(body.encode("utf-8", "replace")) > MOST_BODY_BYTES:
        raise TooLargeError(f"the body must not be longer than {MOST_BODY_BYTES} bytes")
    try:
        document = json.loads(body, parse_constant=_refuse)
        json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # too deep, or a number without end
        raise BadRequestError("the body is not JSON") from error
    if not isinstance(document, dict):
        raise BadRequestError("the body must be a JSON object")
    return document


def whole_number(document: Mapping[str, Any], name: str, least: int, most: int) -> int:
    """Read a member that must be a whole number within bounds; JSON may write it `2.0`."""
    value = document.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int or not least <= value <= most:  # True is none
        raise BadRequestError(f"{name} must be a whole number from {least} to {most}")
    return value


def short_text(document: Mapping[str, Any], name: str, longest: int) -> str:
    """Read a member that must say something in at most so many characters."""
    value = document.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise BadRequestError(f"{name} must be a text of 1 to {longest} characters")
    return value.strip()


def idempotency_key(given: str) -> str:
    """Read the header of that name."""
    if len(given) > LONGEST_KEY:
        raise BadRequestError(f"Idempotency-Key must not be longer than {LONGEST_KEY} characters")
    return given


def path_parameter(given: str) -> str:
    """Read the name of something in a path; raise `NotFoundError` if nothing could be so called."""
    if len(given) > LONGEST_PARAMETER:
        raise NotFoundError(f"there is nothing with a name of {len(given)} characters")
    return given


def _refuse(constant: str) -> Never:
    raise ValueError(f"{constant} is not JSON")
