"""The catalogue's rows: one for every version of every entity, and one for the version in force.

    entity                  version      number  document
    work_type#receipts      000001       1       {...}     written once, never changed
    work_type#receipts      000002       2       {...}
    current#work_type       receipts     2       {...}     moves on together with a new version
    retired#work_type       cheques      4       {...}     in the place of the one above

So the current entities of a kind are one partition, as are the retired: listing them needs no scan.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound, connection


class Kind(StrEnum):
    """What the catalogue holds."""

    OFFICE = "office"  # one only, named "office"
    CLIENT = "client"
    WORK_TYPE = "work_type"
    CENTRE = "centre"
    # As in the centre's or the office's document, and found by the user name alone.
    OPERATOR = "operator"
    HEAD = "head"
    STAFF = "staff"
    KNOWN_ANSWERS = "known_answers"  # a set, but for the answers: those are in the work bucket


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it was applied; `number` counts an entity's versions from 1."""

    name: str
    number: int
    document: Mapping[str, object]


class CatalogueRow(Model):
    """An entity at one version as DynamoDB holds it."""

    entity = UnicodeAttribute(hash_key=True)
    version = UnicodeAttribute(range_key=True)
    number = NumberAttribute()
    document = UnicodeAttribute()  # JSON, as the office wrote it: a later release reads it anew


class CatalogueRows:
    """Reads and writes stored documents; knows nothing of what is in them."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(CatalogueRow, table_name)

    def current(self, kind: Kind, name: str) -> StoredDocument:
        """Return the version in force; raise `NotFoundError`."""
        return self._get(f"{kind} {name}", _current(kind), name, name)

    def version(self, kind: Kind, name: str, number: int) -> StoredDocument:
        """Return one version of an entity; raise `NotFoundError`."""
        what = f"{kind} {name} at version {number}"
        return self._get(what, _history(kind, name), _version(number), name)

    def all_current(self, kind: Kind) -> list[StoredDocument]:
        """Return the versions in force of every entity of a kind, by name."""
        with translated(f"catalogue of {kind}"):
            rows = list(self._row.query(_current(kind), consistent_read=True))
        return [_stored(row, row.version) for row in rows]

    def store(self, kind: Kind, document: StoredDocument) -> None:
        """Make a new version the one in force.

        Raises `ConflictError` if somebody else stored that version first.
        """
        number = document.number
        made = {"number": number, "document": _json(document.document)}
        # Nothing in force: this is the first version, or the entity comes back from retirement.
        follows = self._row.entity.does_not_exist() | (self._row.number == number - 1)
        with translated(f"{kind} {document.name}"), TransactWrite(connection=connection()) as write:
            history = self._row(_history(kind, document.name), _version(number), **made)
            write.save(history, condition=self._row.entity.does_not_exist())
            write.save(self._row(_current(kind), document.name, **made), condition=follows)
            write.delete(self._row(_retired(kind), document.name))

    def retire(self, kind: Kind, name: str) -> None:
        """Take an entity out of force. Its versions stay, and count on if it comes back."""
        last = self.current(kind, name)
        made = {"number": last.number, "document": _json(last.document)}
        with translated(f"{kind} {name}"), TransactWrite(connection=connection()) as write:
            write.delete(self._row(_current(kind), name))
            write.save(self._row(_retired(kind), name, **made))

    def all_retired(self, kind: Kind) -> list[StoredDocument]:
        """Return the last versions of every entity of a kind that is out of force, by name."""
        with translated(f"catalogue of {kind}"):
            rows = list(self._row.query(_retired(kind), consistent_read=True))
        return [_stored(row, row.version) for row in rows]

    def latest(self, kind: Kind, name: str) -> StoredDocument:
        """Return the last version of an entity, in force or not; raise `NotFoundError`."""
        return self.version(kind, name, self.latest_number(kind, name))

    def latest_number(self, kind: Kind, name: str) -> int:
        """Return how many versions an entity has had, in force or not."""
        with translated(f"{kind} {name}"):
            newest = self._row.query(
                _history(kind, name), scan_index_forward=False, limit=1, consistent_read=True
            )
            return next((int(row.number) for row in newest), 0)

    def _get(self, what: str, entity: str, version: str, name: str) -> StoredDocument:
        with translated(what):
            return _stored(self._row.get(entity, version, consistent_read=True), name)


def _current(kind: Kind) -> str:
    return f"current#{kind}"


def _retired(kind: Kind) -> str:
    return f"retired#{kind}"


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _history(kind: Kind, name: str) -> str:
    return f"{kind}#{name}"


def _version(number: int) -> str:
    return f"{number:06d}"


def _stored(row: CatalogueRow, name: str) -> StoredDocument:
    return StoredDocument(name, int(row.number), json.loads(row.document))
