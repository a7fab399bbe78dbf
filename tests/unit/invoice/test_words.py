"""The total in words, in lakh and crore."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.invoice.words import in_words

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {"thousand": 10**3, "lakh": 10**5, "crore": 10**7}


def read_number(words: str) -> int:
    """Read English number words back, by the rules of a school book."""
    total = part = 0
    for word in words.lower().split():
        if word == "hundred":
            part *= 100
        elif word in _SCALES:
            total, part = total + part * _SCALES[word], 0
        elif word != "and":
            part += _UNITS.get(word, 0) or _TENS.get(word, 0)
            assert word in _UNITS or word in _TENS, word
    return total + part


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.00", "Rupees Zero Only"),
        ("1.00", "Rupees One Only"),
        ("0.05", "Rupees Zero and Paise Five Only"),
        (
            "3286.89",
            "Rupees Three Thousand Two Hundred and Eighty Six and Paise Eighty Nine Only",
        ),
        ("100000.00", "Rupees One Lakh Only"),
        ("12500000.50", "Rupees One Crore Twenty Five Lakh and Paise Fifty Only"),
    ],
)
def test_an_amount_reads_as_on_an_indian_invoice(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@given(st.integers(0, 10**11 - 1))
def test_the_words_say_the_same_as_the_figures(paise: int) -> None:
    words = in_words(Decimal(paise) / 100).removeprefix("Rupees ").removesuffix(" Only")
    rupees_words, _, paise_words = words.partition(" and Paise ")
    assert read_number(rupees_words) == paise // 100
    assert read_number(paise_words) == paise % 100
