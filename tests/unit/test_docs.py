"""What the prose names is there: links, paths, modules, the drawn floors, quoted code."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hinterland import s3_keys
from hinterland.api.routes import ROUTES

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "benchmarks",
    "bin",
    "docs",
    "examples",
    "functions",
    "hinterland",
    "infra",
    "localcloud",
    "office",
    "simulation",
    "tests",
    "web",
)
_A_FOLDER = "|".join(FOLDERS)
_LINK = re.compile(r'\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"')
# A path from the project's root, unless it is a pattern (`web/*`) or stands within another path.
_PATH = re.compile(rf"(?<![\w/.{{-])((?:{_A_FOLDER})/[\w./-]*[\w/])(?![\w/.-]*[{{*…])")
_PLACEHOLDER = re.compile(r".*/[xy]")  # `functions/x`: any function
_MODULE = re.compile(rf"(?:`|python -m )((?:{_A_FOLDER})(?:\.(?!yaml)\w+)+)")
_SEE = re.compile(r"[Ss]ee `(\w+)[`.]")
_DEFINED = re.compile(r"\b(?:def|class|function|const) (\w+)")
_SECTION = re.compile(r"\bdesign (\d\.\d)")
_CATALOGUE_READING = "hinterland/catalogue/reading/"
_KEYS = re.compile(r"(?:expect_keys\(|known = \()([^)]*)\)")
_FILE = re.compile(r"\w+\.(?:csv|json|jsonl|pdf|xlsx)")
_GOOD = re.compile(r"^# good \(([\w/.]+)\).*\n((?:.+\n)+)", re.MULTILINE)


def _files(*endings: str) -> list[Path]:
    top = [path for path in ROOT.iterdir() if path.suffix in endings]
    below = [
        path
        for folder in FOLDERS
        for ending in endings
        for path in (ROOT / folder).rglob(f"*{ending}")
        if "node_modules" not in path.parts
    ]
    return sorted(top + below)


PROSE = [str(path.relative_to(ROOT)) for path in _files(".md")]
CODE = [str(path.relative_to(ROOT)) for path in _files(".py", ".js")]


@cache
def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def _names() -> frozenset[str]:
    """Return how modules, and what is defined in them, are called."""
    paths = [Path(name) for name in CODE]
    modules = {path.stem if path.stem != "__init__" else path.parent.name for path in paths}
    return frozenset(modules.union(*(_DEFINED.findall(_read(name)) for name in CODE)))


def _is_module(name: str) -> bool:
    """Say whether a dotted name is a module, a package, or something that a module defines."""
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    module, _, attribute = name.rpartition(".")
    file = (ROOT / module.replace(".", "/")).with_suffix(".py")
    return file.is_file() and re.search(rf"\b{attribute}\b", file.read_text()) is not None


def _missing_links(name: str) -> Iterator[str]:
    for match in _LINK.finditer(_read(name)):
        target = (match[1] or match[2]).partition("#")[0]
        if target and ":" not in target and not (ROOT / name).parent.joinpath(target).exists():
            yield target


def _missing_paths(text: str) -> Iterator[str]:
    for match in _PATH.finditer(text):
        path = match[1]
        if not (ROOT / path).exists() and not _PLACEHOLDER.fullmatch(path):
            yield path


@pytest.mark.parametrize("name", PROSE)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    assert list(_missing_links(name)) == []


@pytest.mark.parametrize("name", PROSE)
def test_every_path_and_module_that_prose_names_is_there(name: str) -> None:
    text = _read(name)
    modules = [each for each in _MODULE.findall(text) if not _is_module(each)]
    assert [*_missing_paths(text), *modules] == []


def test_whatever_code_points_to_is_there() -> None:
    sections = set(re.findall(r"^### (\d\.\d)", _read("docs/design.md"), re.MULTILINE))
    stale = {
        name: found
        for name in CODE
        if name != "tests/unit/test_docs.py" and (found := list(_stale_in(_read(name), sections)))
    }
    assert stale == {}


def _stale_in(text: str, sections: set[str]) -> Iterator[str]:
    """Yield what a module's comments and docstrings send their reader to in vain."""
    yield from (path for path in _missing_paths(text) if path.startswith("docs/"))
    yield from (name for name in _MODULE.findall(text) if not _is_module(name))
    yield from (f"design {each}" for each in _SECTION.findall(text) if each not in sections)
    for name in _SEE.findall(text):
        if name not in _names():
            yield f"see `{name}`"


def test_the_drawn_floors_are_those_that_the_linter_holds() -> None:
    contracts = tomllib.loads(_read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [floors] = [each["layers"] for each in contracts if each.get("containers") == ["hinterland"]]
    [drawn] = re.findall(r"```floors\n(.*?)```", _read("docs/design.md"), re.DOTALL)
    rooms = [re.sub(r"^ (AWS|doors|subjects|ground) ", "", row) for row in drawn.splitlines()]
    assert [re.split(r" {3,}", each.strip())[0] for each in rooms] == floors


def test_code_that_is_held_up_as_good_is_quoted_as_it_stands() -> None:
    quoted = _GOOD.findall(_read("CONTRIBUTING.md"))
    assert quoted
    for name, snippet in quoted:
        code = {line.strip() for line in _read(name).splitlines()}
        lines = {line.strip().removesuffix(" ...") for line in snippet.splitlines()}
        assert lines - {"```"} <= code, name


def test_the_design_names_every_route_delivery_file_and_key_of_the_catalogue() -> None:
    design = _read("docs/design.md")
    reading = "".join(_read(name) for name in CODE if name.startswith(_CATALOGUE_READING))
    keys = {key for call in _KEYS.findall(reading) for key in re.findall(r'"(\w+)"', call)}
    routes = {route.key for route in ROUTES}
    files = {name for name in vars(s3_keys).values() if _FILE.fullmatch(str(name))}
    told = {name.replace(".pdf", ".json`, `.pdf") for name in files}
    assert routes
    assert keys
    assert told
    assert {each for each in (*routes, *told) if f"`{each}" not in design} == set()
    assert {key for key in keys if not re.search(rf"\b{key}\b", design)} == set()


def test_every_decision_file_is_in_the_index() -> None:
    index = _read("docs/decisions/README.md")
    files = {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")} - {"README.md"}
    assert {name for name in files if f"({name})" not in index} == set()
