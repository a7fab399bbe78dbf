"""Requests that make no sense are refused with a reason."""

import pytest

from functions.assign.requests import BadRequestError, lease_hours, take_request


@pytest.mark.parametrize(
    "body", ['{"hours": 0}', '{"hours": 9}', '{"hours": 1.5}', '{"hours": true}', '{"hours": "2"}']
)
def test_a_lease_lasts_a_whole_number_of_hours_up_to_eight(body: str) -> None:
    with pytest.raises(BadRequestError, match="from 1 to 8"):
        lease_hours(body)
    with pytest.raises(BadRequestError, match="from 1 to 8"):
        take_request("key", body)


@pytest.mark.parametrize("body", [None, "", "{}", '{"hours": null}'])
def test_hours_may_be_left_out(body: str | None) -> None:
    assert lease_hours(body) is None
    assert take_request("key", body).hours is None


def test_hours_are_read() -> None:
    assert lease_hours('{"hours": 8}') == take_request("key", '{"hours": 8}').hours
