"""YAML files: plain documents, exact numbers, a line for every place and for every mistake."""

from pathlib import Path

import pytest

from office.yaml_file import YamlFile, read_yaml


def read(tmp_path: Path, text: str) -> YamlFile:
    path = tmp_path / "file.yaml"
    path.write_text(text, "utf-8")
    return read_yaml(path, "file.yaml")


def test_numbers_and_dates_stay_as_they_were_written(tmp_path: Path) -> None:
    file = read(tmp_path, 'a: 4.50\nb: 2026-04-01\nc: 07\nd: 12\ne: "12"\nf: no\ng: true\nh:\n')
    assert file.document == {
        "a": "4.50",
        "b": "2026-04-01",
        "c": "07",
        "d": 12,
        "e": "12",
        "f": "no",
        "g": True,
        "h": None,
    }
    assert file.mistakes == []


def test_every_place_knows_its_line(tmp_path: Path) -> None:
    file = read(tmp_path, "# about\na: 1\nb:\n  - x: 1\n    y: 2\n  - z\n")
    assert file.line_of(("a",)) == 2
    assert file.line_of(("b", 0, "y")) == 5
    assert file.line_of(("b", 1)) == 6


def test_a_place_that_is_missing_is_shown_where_it_should_be(tmp_path: Path) -> None:
    file = read(tmp_path, "a: 1\nb:\n  - x: 1\n  - x: 2\n")
    assert file.line_of(("b", 1, "y")) == 4
    assert file.line_of(("c", "d")) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "there twice"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML"),
        ("", 1, "empty"),
        ("# only a remark\n", 1, "empty"),
        ("a: &loop\n  b: *loop\n", 1, "too deeply"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    mistakes = read(tmp_path, text).mistakes
    assert mistakes
    assert str(mistakes[0]).startswith(f"file.yaml:{line}: ")
    assert words in mistakes[0].message


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("name: Caf\xe9".encode("latin-1"))
    [mistake] = read_yaml(path, "file.yaml").mistakes
    assert "UTF-8" in mistake.message


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffa: 1\n").document == {"a": 1}
