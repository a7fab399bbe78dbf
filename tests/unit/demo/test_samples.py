"""The sample files that ship, and what the demo makes of them."""

import csv
import io
import json
import zipfile
from pathlib import Path
from random import Random

from examples.demo import drops
from examples.samples.make import make_addresses
from examples.samples.receipt_texts import SHOPS, write_receipt

RECEIPTS = drops.SAMPLES / "receipts"


def test_every_sample_receipt_has_its_truth_and_one_cannot_be_read() -> None:
    truth = json.loads((RECEIPTS / "truth.json").read_text())
    assert {image.stem for image in RECEIPTS.glob("*.jpg")} == set(truth)
    assert list(truth.values()).count(None) == 1


def test_a_receipt_adds_up() -> None:
    receipt = write_receipt(SHOPS[0], 1, Random(1))
    exact = receipt.taxable + 2 * receipt.half_tax
    assert abs(receipt.total - exact) <= 1 / 2


def test_the_zip_holds_every_receipt_once() -> None:
    with zipfile.ZipFile(io.BytesIO(drops.zip_images(RECEIPTS))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist())) == 12


def test_the_addresses_ship_as_they_are_made(tmp_path: Path) -> None:
    make_addresses(tmp_path)
    for name in ("addresses.csv", "addresses-truth.json"):
        assert (tmp_path / name).read_bytes() == (drops.SAMPLES / name).read_bytes()


def test_every_address_has_its_truth() -> None:
    drop = drops.addresses("today", "addresses")
    rows = list(csv.DictReader(io.StringIO(drop.body.decode(), newline="")))
    assert len(rows) == 40
    assert all(drop.answers.values(row["id"]) for row in rows)
    assert drop.key == "meridian/addresses/addresses-today.csv"
