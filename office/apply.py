"""Storing a checked folder: what changed becomes a new version, what did not stays as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hinterland.aws.catalogue import OFFICE
from hinterland.aws.catalogue_rows import CatalogueRows, Kind, StoredDocument
from hinterland.catalogue import Operator
from hinterland.errors import HinterlandError
from office.check import CatalogueFolder, check_folder
from office.yaml_file import Complaint

type Document = Mapping[str, object]


class CatalogueMistakesError(HinterlandError):
    """A folder that is not a catalogue; nothing of it was stored."""

    code = "catalogue_mistakes"

    def __init__(self, mistakes: list[Complaint]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Change:
    """An entity that is new or different; `number` counts its versions from 1."""

    kind: Kind
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a folder came to."""

    changes: tuple[Change, ...]
    unchanged: int
    retired: tuple[str, ...]  # operators that their centre no longer names
    operators: tuple[Operator, ...]  # all that the folder names
    warnings: tuple[Complaint, ...]


def apply_catalogue(directory: Path, table_name: str) -> Applied:
    """Store a folder in the catalogue table; raise `CatalogueMistakesError`, storing nothing.

    Raises `ConflictError` when somebody else applies at the same moment; applying again then
    stores the rest.
    """
    folder = check_folder(directory)
    if folder.mistakes:
        raise CatalogueMistakesError(folder.mistakes)
    rows = CatalogueRows(table_name)
    wanted = list(_wanted(folder))
    changes = tuple(change for each in wanted if (change := _store(rows, *each)))
    return Applied(
        changes=changes,
        unchanged=len(wanted) - len(changes),
        retired=tuple(_retire(rows, folder)),
        operators=tuple(folder.operators()),
        warnings=tuple(folder.warnings),
    )


def _wanted(folder: CatalogueFolder) -> Iterator[tuple[Kind, str, Document]]:
    for office in folder.offices:
        yield Kind.OFFICE, OFFICE, _document(office.file.document)
    for work_type in folder.work_types:
        yield Kind.WORK_TYPE, work_type.entity.work_type, _document(work_type.file.document)
    for client in folder.clients:
        yield Kind.CLIENT, client.entity.client, _document(client.file.document)
    for centre in folder.centres:
        document = _document(centre.file.document)
        yield Kind.CENTRE, centre.entity.centre, document
        for operator in cast(list[Document], document["operators"]):
            named = {**operator, "centre": centre.entity.centre}
            yield Kind.OPERATOR, str(operator["operator"]), named


def _document(document: object) -> Document:
    return cast(Document, document)  # a mapping: the check found no mistake


def _store(rows: CatalogueRows, kind: Kind, name: str, document: Document) -> Change | None:
    current = rows.find_current(kind, name)
    if current is not None and current.document == document:
        return None
    number = rows.latest_number(kind, name) + 1
    rows.store(kind, StoredDocument(name, number, document))
    return Change(kind, name, number)


def _retire(rows: CatalogueRows, folder: CatalogueFolder) -> Iterator[str]:
    centres = {each.entity.centre for each in folder.centres}
    named = {operator.operator for operator in folder.operators()}
    for stored in rows.all_current(Kind.OPERATOR):
        if stored.document["centre"] in centres and stored.name not in named:
            rows.retire(Kind.OPERATOR, stored.name)
            yield stored.name
