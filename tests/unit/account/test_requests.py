"""What may be asked for by month and version, and what a page may say of its outbox."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.account.me import outbox_in
from functions.account.requests import month_start, version_number
from hinterland.api.requests import BadRequestError
from hinterland.errors import NotFoundError
from hinterland.operators.outboxes import Outbox

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_month_is_named_by_year_and_number() -> None:
    assert month_start("2026-02") == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-1", "2026-00", "2026-11-01", "٢٠٢٦-11"])
def test_what_is_no_month_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        month_start(text)


@pytest.mark.parametrize("text", ["", "0", "-1", "1.0", "two", "٢", "9" * 5000])
def test_what_is_no_version_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        version_number(text)


def test_an_outbox_says_how_much_waits_and_since_when() -> None:
    said = {"waiting": 2, "oldest": "2026-11-22T11:00:00Z"}
    assert outbox_in(said, NOON) == Outbox(2, NOON.replace(hour=11), NOON)
    assert outbox_in({"waiting": 0}, NOON) == Outbox(0, None, NOON)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"waiting": -1},
        {"waiting": 10**6},
        {"waiting": "2"},
        {"waiting": 1, "oldest": "yesterday"},
        {"waiting": 1, "oldest": 20261122},
        {"waiting": 1, "oldest": "9999-12-31T23:59:59-23:59"},
    ],
)
def test_an_outbox_that_makes_no_sense_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError):
        outbox_in(said, NOON)
