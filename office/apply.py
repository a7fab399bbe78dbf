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
type InForce = Mapping[tuple[Kind, str], StoredDocument]


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
    in_force = {(kind, each.name): each for kind in Kind for each in rows.all_current(kind)}
    changes = tuple(_store_what_changed(rows, folder, in_force))
    retired = tuple(_gone(folder, in_force))
    for operator in retired:
        rows.retire(Kind.OPERATOR, operator)
    return Applied(
        changes=changes,
        unchanged=sum(1 for _ in _wanted(folder)) - len(changes),
        retired=retired,
        operators=tuple(folder.operators()),
        warnings=tuple(folder.warnings),
    )


def _store_what_changed(
    rows: CatalogueRows, folder: CatalogueFolder, in_force: InForce
) -> Iterator[Change]:
    for kind, name, document in _wanted(folder):
        current = in_force.get((kind, name))
        if current is None or current.document != document:
            # Not from the version in force: an operator who comes back after retiring has none.
            number = rows.latest_number(kind, name) + 1
            rows.store(kind, StoredDocument(name, number, document))
            yield Change(kind, name, number)


def _gone(folder: CatalogueFolder, in_force: InForce) -> Iterator[str]:
    """Yield the operators whom no centre of the folder names, but once one of them did."""
    centres = {each.entity.centre for each in folder.centres}
    named = {operator.operator for operator in folder.operators()}
    for (kind, name), stored in in_force.items():
        if kind is Kind.OPERATOR and stored.document["centre"] in centres and name not in named:
            yield name


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
