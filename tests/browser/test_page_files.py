"""What can be told of the page by reading its files."""

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from infra.packaging.page import ASSETS, built_page

WEB = Path(__file__).parents[2] / "web"
TEXTS = ("first", "page", "account", "overseeing")
LANGUAGES = sorted(file.parent.name for file in (WEB / "texts").glob("*/index.js"))
# Gzipped; test_weight.py measures what crosses the link, headers and answers included.
FIRST_VISIT = 45_000
FOR_THE_FORM = 18_000  # a key can be pressed then
SMALLEST = 500  # a file costs some 400 bytes of headers, and a wait


def test_a_first_visit_is_light() -> None:
    page = built_page()
    kept = _kept(page, "FILES")
    assert {Path(file).suffix for file in kept} >= {".js", ".css"}
    files = [page / (file if file != "./" else "index.html") for file in kept]
    assert _weight(files) < FIRST_VISIT


def test_the_sign_in_form_does_not_wait_for_the_rest() -> None:
    page = built_page()
    html = (page / "index.html").read_text()
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert any("main-" in name for name in named)
    assert _weight([page / "index.html", *(page / name for name in named)]) < FOR_THE_FORM


def test_no_file_of_a_first_visit_only_hands_on_another() -> None:
    page = built_page()
    scripts = [page / name for name in _kept(page, "FILES") if name.endswith(".js")]
    assert all(script.stat().st_size > SMALLEST for script in scripts)


def test_every_file_that_is_imported_is_there() -> None:
    assets = built_page() / ASSETS
    for script in assets.glob("*.js"):
        for name in re.findall(r'(?:from|import\(?)"\./([\w-]+\.js)"', script.read_text()):
            assert (assets / name).is_file(), script.name


def test_the_service_worker_knows_every_file_of_the_page() -> None:
    page = built_page()
    files = {path.relative_to(page).as_posix() for path in page.rglob("*") if path.is_file()}
    first, later = _kept(page, "FILES"), _kept(page, "LATER")
    assert first | later == files - {"index.html", "sw.js"} | {"./"}
    assert not first & later
    text = "".join((page / name).read_text() for name in later)
    for language in LANGUAGES:
        assert _texts("page", language)["get_work"] in text


def test_files_are_named_by_what_is_in_them() -> None:
    assert all(
        re.search(r"-[\w]{8}\.\w+$", file.name) for file in (built_page() / ASSETS).iterdir()
    )


def test_a_language_is_a_folder_and_a_line() -> None:
    listed = re.findall(
        r'^import "./(\w+)/index.js";$', (WEB / "texts" / "languages.js").read_text(), re.MULTILINE
    )
    assert sorted(listed) == LANGUAGES
    assert {"en", "ta", "hi"} <= set(LANGUAGES)


@pytest.mark.parametrize("part", TEXTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language(part: str, language: str) -> None:
    assert _texts(part, language).keys() == _texts(part, "en").keys() != set()


@pytest.mark.parametrize("part", TEXTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_same_places_to_fill_in(part: str, language: str) -> None:
    english = _texts(part, "en")
    for key, text in _texts(part, language).items():
        assert _places(text) == _places(english[key]), key


def test_nothing_is_inline() -> None:
    page = (built_page() / "index.html").read_text()
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", page)


def _weight(files: Iterable[Path]) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def _kept(page: Path, name: str) -> set[str]:
    """Return a list of precache.js, which is part of the service worker."""
    worker = (page / "sw.js").read_text()
    lists = [set(json.loads(found)) for found in re.findall(r'\["[^\]]*"\]', worker)]
    (found,) = (
        names
        for names in lists
        if all(file.startswith(("./", f"{ASSETS}/")) for file in names)
        if ("./" in names) == (name == "FILES")
    )
    return found


def _texts(part: str, language: str) -> dict[str, str]:
    source = (WEB / "texts" / language / f"{part}.js").read_text()
    return dict(re.findall(r'^  (\w+): "(.*)",$', source, re.MULTILINE))


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))
