"""Known answers in the catalogue folder: every mistake is said with file and line."""

import shutil
from pathlib import Path

import pytest

from office.check import CatalogueFolder, check_folder

EXAMPLE = Path(__file__).parents[3] / "examples" / "catalogue"
RECEIPT = Path(__file__).parents[3] / "examples/samples/receipts/001.jpg"
ADDRESSES = """\
set: street-names
use: training
work_type: addresses
skill: addresses
title: {en: Street names}
pass: "0.9"
pay_per_record: "0.60"
records:
  - show: {address: "12 Car Street, Peralam 609405"}
    values: {street: 12 Car Street, city: Peralam, pin: 609405, state: Tamil Nadu}
    why: {street: {en: The door number belongs to it.}}
  - show: {address: "#### ###"}
    flag: illegible
    why: {flag: {en: It cannot be read.}}
"""
RECEIPTS = """\
set: shops
use: gold
work_type: receipts
records:
  - image: one.jpg
    values: {company: KAVERI MEDICALS, date: 01/10/2026, total: "490.00"}
"""


def check(tmp_path: Path, text: str, *pictures: tuple[str, bytes]) -> CatalogueFolder:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "catalogue"))
    (folder / "known-answers/new.yaml").write_text(text, "utf-8")
    for name, body in pictures:
        (folder / "known-answers" / name).write_bytes(body)
    return check_folder(folder)


def test_sound_sets_are_read(tmp_path: Path) -> None:
    folder = check(tmp_path, ADDRESSES)
    assert folder.mistakes == []
    entity = folder.known_answers[-1].entity
    assert entity.training is not None
    assert (entity.training.paid_attempts, entity.training.records_per_attempt) == (3, 2)
    assert [record.values.get("pin") for record in entity.records] == ["609405", None]


def test_a_picture_is_looked_for_beside_its_set(tmp_path: Path) -> None:
    folder = check(tmp_path, RECEIPTS, ("one.jpg", RECEIPT.read_bytes()))
    assert folder.mistakes == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("work_type: addresses", "work_type: adresses", 3, "no work type 'adresses'"),
        ("set: street-names", "set: addresses-gold", 1, "set 'addresses-gold' is there already"),
        ("pin: 609405", "pin: 60940", 10, "pin: A PIN code has six digits"),
        ("city: Peralam, ", "", 10, "city: This field must be filled in"),
        ("state: Tamil", "town: x, state: Tamil", 10, "no field 'town'"),
        ("why: {street", "why: {road", 11, "no field 'road'"),
        ('pass: "0.9"', 'pass: "1.1"', 6, "more than 0 and at most 1"),
        ("skill: addresses", "", 1, "skill is missing"),
        ("flag: illegible", "flag: torn", 13, "must be one of illegible"),
        ("flag: illegible", "flag: illegible\n    values: {pin: 1}", 14, "beside a flag"),
        ('- show: {address: "#', '- image: x.jpg\n    shown: {address: "#', 12, "needs `show`"),
        ("#### ###", "12 Car Street, Peralam 609405", 12, "twice"),
        ("records:\n", "records_per_attempt: 5\nrecords:\n", 8, "from 1 to 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_set_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in ADDRESSES
    mistakes = check(tmp_path, ADDRESSES.replace(old, new, 1)).mistakes
    told = [(each.line, each.message) for each in mistakes if each.file.endswith("new.yaml")]
    assert any(at == line and words in message for at, message in told), told


@pytest.mark.parametrize(
    ("pictures", "words"),
    [
        ((), "there is no file"),
        ((("one.jpg", b"%PDF-1.7"),), "is a PDF document, but must be a JPEG or PNG picture"),
        ((("one.jpg", b"\xff\xd8\xff" + bytes(3_000_000)),), "pictures may have 2,097,152"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(
    tmp_path: Path, pictures: tuple[tuple[str, bytes], ...], words: str
) -> None:
    [mistake] = check(tmp_path, RECEIPTS, *pictures).mistakes
    assert mistake.line == 5
    assert words in mistake.message


def test_a_value_that_is_printed_so_passes_like_an_operators(tmp_path: Path) -> None:
    odd = RECEIPTS.replace("01/10/2026", "24 MAR 2018")
    body = RECEIPT.read_bytes()
    assert check(tmp_path, odd + "    as_printed: [date]\n", ("one.jpg", body)).mistakes == []


def test_gold_that_nobody_wrote_is_warned_of(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "catalogue"))
    receipts = folder / "work-types/receipts.yaml"
    receipts.write_text(
        receipts.read_text("utf-8").replace("keyings: 1", 'keyings: 1, gold: "0.02"'), "utf-8"
    )
    [warning] = check_folder(folder).warnings
    assert "no gold set" in warning.message


def test_what_gold_cannot_use_is_warned_of(tmp_path: Path) -> None:
    gold = ADDRESSES.replace("use: training", "use: gold")
    folder = check(tmp_path, gold)
    assert folder.mistakes == []
    told = " ".join(each.message for each in folder.warnings)
    for word in ("skill", "pass", "flag", "why"):
        assert f"{word} " in told
