"""Reading what came from outside: refused with a reason when it makes no sense."""

import json
from typing import Any

from functions.assign.taking import TakeRequest
from hinterland.catalogue import Operator
from hinterland.errors import HinterlandError, NotFoundError
from hinterland.ports import Catalogue

MOST_LEASES = 20
LONGEST_KEY = 200
# Seconds until it is worth asking again when there was no work.
RETRY_AFTER = 20


class BadRequestError(HinterlandError):
    """The request is not one that the API describes."""

    code = "bad_request"


class UnknownOperatorError(HinterlandError):
    """The caller signed in but is no operator in the catalogue."""

    code = "unknown_operator"


def take_request(key: str, body: str | None) -> TakeRequest:
    """Read the body of `POST /leases`: `{"count": 1..20, "work_types": [...]}`, both optional."""
    document = _object(body)
    count = document.get("count", 1)
    work_types = document.get("work_types") or []
    if type(count) is not int or not 1 <= count <= MOST_LEASES:
        raise BadRequestError(f"count must be a whole number from 1 to {MOST_LEASES}")
    if not isinstance(work_types, list) or not all(isinstance(each, str) for each in work_types):
        raise BadRequestError("work_types must be a list of names")
    if len(key) > LONGEST_KEY:
        raise BadRequestError(f"Idempotency-Key must not be longer than {LONGEST_KEY} characters")
    return TakeRequest(key, count, tuple(work_types))


def version_number(text: str) -> int:
    """Read the version in a work type's path."""
    if not text.isdecimal():
        raise NotFoundError(f"no such version: {text[:20]}")
    return int(text)


def known_operator(catalogue: Catalogue, username: str) -> Operator:
    """Return the operator of a signed-in user; raise `UnknownOperatorError`."""
    try:
        return catalogue.operator(username)
    except NotFoundError as error:
        raise UnknownOperatorError("You are signed in, but no centre lists you.") from error


def _object(body: str | None) -> dict[str, Any]:
    try:
        document = json.loads(body or "{}")
    except ValueError as error:
        raise BadRequestError("the body is not JSON") from error
    if not isinstance(document, dict):
        raise BadRequestError("the body must be a JSON object")
    return document
