"""What may be asked for by month, and what an objection may say."""

import json
from datetime import date

import pytest

from functions.assign.requests import BadRequestError, month_start, objection_note
from hinterland.errors import NotFoundError


def test_a_month_is_named_by_year_and_number() -> None:
    assert month_start("2026-02") == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-1", "2026-00", "2026-11-01", "٢٠٢٦-11"])
def test_what_is_no_month_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        month_start(text)


def test_an_objection_is_a_short_text() -> None:
    assert objection_note(json.dumps({"note": " It says 12. "})) == "It says 12."
    assert objection_note(json.dumps({"note": "அ" * 500})) == "அ" * 500


@pytest.mark.parametrize("body", [None, "{}", '{"note": ""}', '{"note": 5}', "[]", '{"note": " "}'])
def test_an_objection_that_says_nothing_is_refused(body: str | None) -> None:
    with pytest.raises(BadRequestError):
        objection_note(body)


def test_a_long_objection_is_refused() -> None:
    with pytest.raises(BadRequestError):
        objection_note(json.dumps({"note": "x" * 501}))
