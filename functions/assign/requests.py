"""Reading what came from outside: refused with a reason when it makes no sense."""

import json
import re
from datetime import date
from typing import Any

from functions.assign.lease_take import WantedLeases
from hinterland.errors import HinterlandError, NotFoundError

MOST_LEASES = 20
MOST_HOURS = 8  # of a lease
LONGEST_KEY = 200
LONGEST_NOTE = 500
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
# Seconds until it is worth asking again when there was no work.
RETRY_AFTER = 20


class BadRequestError(HinterlandError):
    """The request is not one that the API describes."""

    code = "bad_request"


def take_request(key: str, body: str | None) -> WantedLeases:
    """Read the body of `POST /leases`: `{"count", "work_types", "hours"}`, all optional."""
    document = json_object(body)
    count = document.get("count", 1)
    work_types = document.get("work_types") or []
    if type(count) is not int or not 1 <= count <= MOST_LEASES:
        raise BadRequestError(f"count must be a whole number from 1 to {MOST_LEASES}")
    if not isinstance(work_types, list) or not all(isinstance(each, str) for each in work_types):
        raise BadRequestError("work_types must be a list of names")
    if len(key) > LONGEST_KEY:
        raise BadRequestError(f"Idempotency-Key must not be longer than {LONGEST_KEY} characters")
    return WantedLeases(key, count, tuple(work_types), lease_hours(body))


def lease_hours(body: str | None) -> int | None:
    """Read `{"hours": 1..8}`, which may be left out, from a body that takes or renews leases."""
    hours = json_object(body).get("hours")
    if hours is None:
        return None
    if type(hours) is not int or not 1 <= hours <= MOST_HOURS:
        raise BadRequestError(f"hours must be a whole number from 1 to {MOST_HOURS}")
    return hours


def month_start(text: str) -> date:
    """Read the month in a path, such as `2026-11`, as its first day."""
    if _MONTH.fullmatch(text) is None:
        raise NotFoundError(f"no such month: {text[:20]}")
    return date.fromisoformat(f"{text}-01")


def objection_note(body: str | None) -> str:
    """Read the body of an objection: `{"note": text}`."""
    note = json_object(body).get("note")
    if not isinstance(note, str) or not note.strip():
        raise BadRequestError("note must say what the objection is")
    if len(note) > LONGEST_NOTE:
        raise BadRequestError(f"note must not be longer than {LONGEST_NOTE} characters")
    return note.strip()


def version_number(text: str) -> int:
    """Read the version in a work type's path."""
    if not text.isdecimal():
        raise NotFoundError(f"no such version: {text[:20]}")
    return int(text)


def json_object(body: str | None) -> dict[str, Any]:
    """Read a body that is to be a JSON object; no body is an empty one."""
    try:
        document = json.loads(body or "{}")
    except ValueError as error:
        raise BadRequestError("the body is not JSON") from error
    if not isinstance(document, dict):
        raise BadRequestError("the body must be a JSON object")
    return document
