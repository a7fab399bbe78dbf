"""What can be told of the page by reading its files."""

import gzip
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"
MODULES = sorted(WEB.glob("*.js"))
LIMIT = 40_000  # bytes over the wire at a first visit, in English


def test_a_first_visit_is_light() -> None:
    files = [*MODULES, *(WEB / name for name in ("index.html", "style.css", "icon.svg"))]
    files.append(WEB / "texts" / "en.js")
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < LIMIT


@pytest.mark.parametrize("language", ["ta", "hi"])
def test_every_text_is_there_in_every_language(language: str) -> None:
    assert _texts(language).keys() == _texts("en").keys()


@pytest.mark.parametrize("language", ["ta", "hi"])
def test_every_translation_has_the_same_places_to_fill_in(language: str) -> None:
    english = _texts("en")
    for key, text in _texts(language).items():
        assert _places(text) == _places(english[key]), key


def test_every_module_is_fetched_at_once() -> None:
    preloaded = re.findall(r'modulepreload" href="([^"]+)"', (WEB / "index.html").read_text())
    needed = {module.name for module in MODULES} - {"main.js"} | {"texts/en.js"}
    assert set(preloaded) == needed


def test_nothing_is_inline() -> None:
    page = (WEB / "index.html").read_text()
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", page)


def _texts(language: str) -> dict[str, str]:
    source = (WEB / "texts" / f"{language}.js").read_text()
    return dict(re.findall(r'^  (\w+): "(.*)",$', source, re.MULTILINE))


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))
