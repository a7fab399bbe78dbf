"""Requests for leases that make no sense are refused with a reason."""

from typing import Any

import pytest

from functions.assign.requests import lease_hours, wanted_leases
from hinterland.api.requests import BadRequestError


@pytest.mark.parametrize("hours", [0, 9, 1.5, True, "2"])
def test_a_lease_lasts_a_whole_number_of_hours_up_to_eight(hours: object) -> None:
    with pytest.raises(BadRequestError, match="from 1 to 8"):
        lease_hours({"hours": hours})
    with pytest.raises(BadRequestError, match="from 1 to 8"):
        wanted_leases("key", {"hours": hours})


@pytest.mark.parametrize("body", [{}, {"hours": None}])
def test_hours_may_be_left_out(body: dict[str, Any]) -> None:
    assert lease_hours(body) is None
    assert wanted_leases("key", body).hours is None


def test_hours_are_read() -> None:
    assert lease_hours({"hours": 8}) == wanted_leases("key", {"hours": 8}).hours


@pytest.mark.parametrize("count", [0, 21, 1.5, "1", None, True])
def test_up_to_twenty_leases_may_be_asked_for(count: object) -> None:
    with pytest.raises(BadRequestError, match="count must be a whole number from 1 to 20"):
        wanted_leases("key", {"count": count})


@pytest.mark.parametrize("work_types", [0, "", "addresses", {}, ["addresses", 1]])
def test_work_types_are_a_list_of_names(work_types: object) -> None:
    with pytest.raises(BadRequestError, match="list of names"):
        wanted_leases("key", {"work_types": work_types})


@pytest.mark.parametrize("body", [{}, {"work_types": None}, {"work_types": []}])
def test_one_lease_of_any_work_type_is_what_is_asked_for_by_nothing(body: dict[str, Any]) -> None:
    wanted = wanted_leases("key", body)
    assert (wanted.count, wanted.work_types) == (1, ())
