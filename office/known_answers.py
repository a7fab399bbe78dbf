"""Storing sets of known answers: answers and pictures in the work bucket, the rest in a row.

Nothing of an answer is in the row. It names the object with the answers by their digest, so that
other answers make another row, and with it a new version of the set.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from hinterland import s3_keys
from hinterland.identifiers import digest
from hinterland.money import rupees
from hinterland.objects import Objects
from hinterland.training.known_answers import KnownRecord, Picture, Training, to_document
from hinterland.training.known_answers_reading import WrittenSet
from office.check_known_answers import folder_of
from office.checked import Checked
from office.known_pictures import content_type

type Document = Mapping[str, object]
type KnownAnswersFile = Checked[WrittenSet]

_SALT_BYTES = 16


def row_document(file: KnownAnswersFile, before: Document | None) -> Document:
    """Return what the catalogue keeps of a set; `before` is what it keeps now.

    The salt stays from version to version: a lease that was taken under the last one is still
    known to carry gold.
    """
    written = file.entity
    return {
        "set": written.name,
        "work_type": written.work_type,
        "records": len(written.records),
        "document": _place(file),
        "salt": before["salt"] if before else secrets.token_hex(_SALT_BYTES),
        "training": _training(written.training) if written.training else None,
    }


def store_answers(file: KnownAnswersFile, work: Objects) -> None:
    """Store a set's pictures and answers. Each has a key of its own content: twice is as once."""
    for written in file.entity.records:
        if written.image is not None:
            picture = _picture(file, written.image)
            work.write(picture.key, _body(file, written.image), picture.content_type)
    work.write(_place(file), _answers(file), "application/json")


def _place(file: KnownAnswersFile) -> str:
    return s3_keys.known_answers(file.entity.name, hashlib.sha256(_answers(file)).hexdigest())


def _answers(file: KnownAnswersFile) -> bytes:
    return json.dumps(to_document(_records(file)), ensure_ascii=False).encode()


def _records(file: KnownAnswersFile) -> list[KnownRecord]:
    records = []
    for written in file.entity.records:
        picture = None if written.image is None else _picture(file, written.image)
        shown = picture.key if picture else json.dumps(written.show, sort_keys=True)
        records.append(
            KnownRecord(
                name=digest(shown),
                show=written.show,
                picture=picture,
                values=written.values,
                flag=written.flag,
                why=written.why,
            )
        )
    return records


def _picture(file: KnownAnswersFile, image: str) -> Picture:
    body = _body(file, image)
    key = s3_keys.known_picture(file.entity.name, hashlib.sha256(body).hexdigest())
    return Picture(Path(image).name, key, content_type(body))


def _body(file: KnownAnswersFile, image: str) -> bytes:
    return (folder_of(file) / image).read_bytes()


def _training(training: Training) -> Document:
    return {
        "skill": training.skill,
        "title": dict(training.title),
        "pass": str(training.pass_share),
        "pay_per_record": rupees(training.pay_per_record),
        "paid_attempts": training.paid_attempts,
        "records_per_attempt": training.records_per_attempt,
    }
