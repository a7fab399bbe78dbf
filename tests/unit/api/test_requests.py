"""Bodies and names from outside: whatever they hold, they are read or refused with a reason."""

import pytest

from hinterland.api.requests import (
    MOST_BODY_BYTES,
    BadRequestError,
    TooLargeError,
    idempotency_key,
    json_object,
    path_parameter,
    short_text,
    whole_number,
)
from hinterland.errors import NotFoundError


@pytest.mark.parametrize("body", [None, "", " \n", "{}"])
def test_no_body_is_an_empty_one(body: str | None) -> None:
    assert json_object(body) == {}


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert json_object('{"note": "\\ud83d\\ude00"}') == {"note": "\U0001f600"}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"count": ' + "9" * 5000 + "}",
        '{"note": "\\ud83d"}',
        '{"\\ude00": 1}',
        '{"count": NaN}',
        '{"count": -Infinity}',
        "[]",
        '"text"',
        "null",
        "{",
        "\ufeff{}",
        "\x00",
    ],
)
def test_what_is_no_json_object_is_refused(body: str) -> None:
    with pytest.raises(BadRequestError):
        json_object(body)


def test_a_huge_body_is_refused_unread() -> None:
    assert json_object('{"a": "' + "a" * (MOST_BODY_BYTES - 20) + '"}')
    with pytest.raises(TooLargeError):
        json_object("[" * (MOST_BODY_BYTES + 1))


def test_a_short_text_says_something() -> None:
    assert short_text({"note": " It says 12. "}, "note", 500) == "It says 12."
    assert short_text({"note": "அ" * 500}, "note", 500) == "அ" * 500


@pytest.mark.parametrize("given", [None, "", " \t", 5, ["x"], "x" * 501])
def test_a_text_that_says_nothing_or_too_much_is_refused(given: object) -> None:
    with pytest.raises(BadRequestError, match="note must be a text of 1 to 500 characters"):
        short_text({"note": given}, "note", 500)


@pytest.mark.parametrize("given", [None, True, 1.5, "1", 0, 4])
def test_a_whole_number_lies_within_its_bounds(given: object) -> None:
    assert whole_number({"n": 3}, "n", 1, 3) == whole_number({"n": 3.0}, "n", 1, 3) == 3
    with pytest.raises(BadRequestError):
        whole_number({"n": given}, "n", 1, 3)


def test_a_name_is_no_longer_than_any_of_ours() -> None:
    assert path_parameter("a" * 200) == "a" * 200
    with pytest.raises(NotFoundError):
        path_parameter("a" * 201)
    assert idempotency_key("k" * 200) == "k" * 200
    with pytest.raises(BadRequestError):
        idempotency_key("k" * 201)
