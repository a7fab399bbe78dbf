"""What can be told of the pages of heads and office by reading their files."""

import re
from pathlib import Path

import pytest

from hinterland.fields.field import FieldKind
from hinterland.jobs.job import JobState

WEB = Path(__file__).parents[2] / "web"


@pytest.mark.parametrize("language", ["ta", "hi"])
def test_every_text_is_there_in_every_language_with_its_places(language: str) -> None:
    english, other = _texts("en"), _texts(language)
    assert other.keys() == english.keys()
    for key, text in other.items():
        assert set(_places(text)) == set(_places(english[key])), key


def test_every_state_and_kind_of_field_has_a_name() -> None:
    texts = _texts("en")
    assert {f"job_{state}" for state in JobState} <= texts.keys()
    assert {f"kind_{kind}" for kind in FieldKind} <= texts.keys()


def test_every_text_that_is_said_is_there() -> None:
    said = {
        key
        for module in (WEB / "overseeing").glob("*.js")
        for key in re.findall(r'say\("(\w+)"', module.read_text())
    }
    assert said <= _texts("en").keys()


def _texts(language: str) -> dict[str, str]:
    source = (WEB / "texts" / language / "overseeing.js").read_text()
    return dict(re.findall(r'^  (\w+): "(.*)",$', source, re.MULTILINE))


def _places(text: str) -> list[str]:
    return re.findall(r"\{\w+\}", text)
