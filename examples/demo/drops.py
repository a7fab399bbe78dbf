"""The client's side, going in: which files are dropped, and the truth about each."""

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from examples.demo.answers import AnswerBook
from examples.demo.cloud import Cloud

SAMPLES = Path(__file__).parents[1] / "samples"
REAL_RECEIPTS = Path(__file__).parents[3] / "shared" / "real" / "receipts"  # beside the project
CLIENT = "meridian"


@dataclass(frozen=True, slots=True)
class Drop:
    """One file that the client puts into the drop bucket."""

    client: str
    work_type: str
    file_name: str
    body: bytes
    answers: AnswerBook

    @property
    def key(self) -> str:
        """Return where the file goes: the place says whose it is and what to do with it."""
        return f"{self.client}/{self.work_type}/{self.file_name}"


def receipts(stamp: str, random: Random) -> Drop:
    """Zip real receipts if they are at hand, else our samples."""
    folder = REAL_RECEIPTS if REAL_RECEIPTS.is_dir() else SAMPLES / "receipts"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    # So that queries.csv has something to show, one receipt counts as illegible in any case.
    smudged = frozenset() if None in truth.values() else {random.choice(sorted(truth))}
    answers = AnswerBook(truth, frozenset(smudged))
    return Drop(CLIENT, "receipts", f"receipts-{stamp}.zip", zip_images(folder), answers)


def addresses(stamp: str, work_type: str) -> Drop:
    """Take the sample addresses, for a work type that divides them: keyed once, or twice."""
    truth = json.loads((SAMPLES / "addresses-truth.json").read_text(encoding="utf-8"))
    body = (SAMPLES / "addresses.csv").read_bytes()
    return Drop(CLIENT, work_type, f"addresses-{stamp}.csv", body, AnswerBook(truth))


def zip_images(folder: Path) -> bytes:
    """Return a ZIP of a folder's JPEGs, stored: they don't shrink further."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for image in sorted(folder.glob("*.jpg")):
            archive.write(image, image.name)
    return buffer.getvalue()


def put(cloud: Cloud, drop: Drop) -> None:
    """Drop a file: the one thing a client does to have it worked on."""
    cloud.s3.put_object(Bucket=cloud.drop_bucket, Key=drop.key, Body=drop.body)
