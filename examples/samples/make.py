"""Makes the sample files again: `python -m examples.samples.make`. The same every time."""

import json
from pathlib import Path
from random import Random

from examples.samples.receipt_texts import SHOPS, write_receipt
from examples.samples.scan import draw

HERE = Path(__file__).parent
SEED = 2026
RECEIPTS = 12
FADED = 9  # this one cannot be read; its truth is null


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


def _write_json(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_receipts(HERE / "receipts")
