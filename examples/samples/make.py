"""Makes the sample files again: `python -m examples.samples.make`. The same every time."""

import csv
import json
from pathlib import Path
from random import Random

from examples.samples.addresses import IN_TAMIL, IN_TAMIL_WRITTEN, invent, write_by_hand
from examples.samples.known_answers import write_known_answers
from examples.samples.receipt_texts import SHOPS, write_receipt
from examples.samples.scan import draw

HERE = Path(__file__).parent
SEED = 2026
RECEIPTS = 12
FADED = 9  # this one cannot be read; its truth is null
ADDRESSES = 40
TAMIL = 17  # this one is in Tamil


def make_receipts(folder: Path) -> None:
    """Draw the receipts and write down what they say."""
    folder.mkdir(exist_ok=True)
    truth: dict[str, dict[str, str] | None] = {}
    for number in range(1, RECEIPTS + 1):
        random = Random(f"{SEED}/{number}")
        receipt = write_receipt(SHOPS[number % len(SHOPS)], 1000 + 37 * number, random)
        is_faded = number == FADED
        image = draw(receipt, random, faded=is_faded)
        image.save(folder / f"{number:03d}.jpg", quality=48, optimize=True)
        truth[f"{number:03d}"] = None if is_faded else receipt.truth()
    _write_json(folder / "truth.json", truth)


def make_addresses(folder: Path) -> None:
    """Write a CSV of addresses (CRLF, quoted newlines) and the same in fields."""
    random = Random(SEED)
    truth: dict[str, dict[str, str]] = {}
    with (folder / "addresses.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "address"))
        for number in range(1, ADDRESSES + 1):
            address = IN_TAMIL if number == TAMIL else invent(random)
            is_tamil = address is IN_TAMIL
            raw = IN_TAMIL_WRITTEN if is_tamil else write_by_hand(address, random)
            rows.writerow((f"A{number:03d}", raw))
            truth[f"A{number:03d}"] = address.truth()
    _write_json(folder / "addresses-truth.json", truth)


def _write_json(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_receipts(HERE / "receipts")
    make_addresses(HERE)
    write_known_answers(HERE.parent / "catalogue" / "known-answers", SEED)
