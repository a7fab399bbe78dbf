"""What can be told of the pages of heads and office by reading their files."""

import re
from pathlib import Path

from hinterland.fields.field import FieldKind
from hinterland.jobs.job import JobState

WEB = Path(__file__).parents[2] / "web"


def test_every_state_and_kind_of_field_has_a_name() -> None:
    texts = _texts()
    assert {f"job_{state}" for state in JobState} <= texts.keys()
    assert {f"kind_{kind}" for kind in FieldKind} <= texts.keys()


def test_every_text_that_is_said_is_there() -> None:
    said = {
        key
        for module in (WEB / "overseeing").glob("*.js")
        for key in re.findall(r'say\("(\w+)"', module.read_text())
    }
    assert said <= _texts().keys()


def _texts() -> dict[str, str]:
    source = (WEB / "texts" / "en" / "overseeing.js").read_text()
    return dict(re.findall(r'^  (\w+): "(.*)",$', source, re.MULTILINE))
