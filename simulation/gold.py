"""Known records in the simulated office's work: what they are, and which lease showed which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hinterland import s3_keys, tables
from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.clients import client
from hinterland.aws.objects import S3Objects
from hinterland.training.known_answers import KnownRecord, to_document
from simulation.account import WORK
from simulation.rows import rows_of

SHARE = "0.4"
_SALT = "as good as any"
# By the name of the known record: what is shown, and is right.
_KNOWN = {f"known{n}": {"keyed_name": f"Gold {n}", "keyed_amount": str(n)} for n in range(6)}


def furnish_gold(rows: CatalogueRows, work_type: str) -> None:
    """Store a set of known records for a work type."""
    records = [
        KnownRecord(
            name,
            {"no": "9", "name": values["keyed_name"], "amount": values["keyed_amount"]},
            None,
            values,
        )
        for name, values in _KNOWN.items()
    ]
    key = s3_keys.known_answers(work_type, "answers")
    S3Objects(client("s3"), WORK).write_json(key, to_document(records))
    row = {
        "set": work_type, "work_type": work_type, "records": len(records),
        "document": key, "salt": _SALT, "training": None,
    }  # fmt: skip
    rows.store(Kind.KNOWN_ANSWERS, StoredDocument(work_type, 1, row))


@dataclass(frozen=True, slots=True)
class Shown:
    """The known record that a lease showed, under an id of its own."""

    record: str
    right: Mapping[str, str]


def shown_gold() -> dict[str, Shown]:
    """Return by lease what was noted to be shown."""
    facts = ((row, row["fact"].partition("#")) for row in rows_of(tables.OPERATORS.name))
    return {
        row["lease"]: Shown(row["record"], _KNOWN[known])
        for row, (kind, _, known) in facts
        if kind == "gold"
    }


def without(records: Iterable[dict[str, Any]], shown: Shown | None) -> list[dict[str, Any]]:
    """Return the records of an entry that are the item's own."""
    return [each for each in records if shown is None or each["record"] != shown.record]
