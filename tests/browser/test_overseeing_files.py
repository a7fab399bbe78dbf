"""What can be told of the pages of heads and office by reading their files."""

import re
from pathlib import Path

from hinterland.fields.field import FieldKind
from hinterland.jobs.job import JobState

WEB = Path(__file__).parents[2] / "web"


def test_every_state_has_a_name() -> None:
    assert {f"job_{state}" for state in JobState} <= _texts().keys()


def test_a_name_of_a_kind_of_field_is_one_of_a_kind_that_there_is() -> None:
    named = {key for key in _texts() if key.startswith("kind_")}
    assert named <= {f"kind_{kind}" for kind in FieldKind}


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
