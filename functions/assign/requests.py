"""Reading what a request for leases asks for."""

from collections.abc import Mapping
from typing import Any

from functions.assign.lease_take import WantedLeases
from hinterland.api.leases import MOST_HOURS, MOST_LEASES
from hinterland.api.requests import BadRequestError, whole_number


def wanted_leases(key: str, body: Mapping[str, Any]) -> WantedLeases:
    """Read the body of `POST /leases`: `{"count", "work_types", "hours"}`, all optional."""
    count = whole_number({"count": 1, **body}, "count", 1, MOST_LEASES)
    work_types = body.get("work_types")
    if work_types is None:
        work_types = []
    if not isinstance(work_types, list) or not all(isinstance(each, str) for each in work_types):
        raise BadRequestError("work_types must be a list of names")
    return WantedLeases(key, count, tuple(work_types), lease_hours(body))


def lease_hours(body: Mapping[str, Any]) -> int | None:
    """Read `{"hours": 1..8}`, which may be left out, from a body that takes or renews leases."""
    if body.get("hours") is None:
        return None
    return whole_number(body, "hours", 1, MOST_HOURS)
