"""Storing a checked folder: what changed becomes a new version, what did not stays as it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hinterland.aws import clients
from hinterland.aws.catalogue.catalogue import OFFICE
from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.objects import S3Objects
from hinterland.errors import HinterlandError
from hinterland.objects import Objects
from office.check import CatalogueFolder, check_folder
from office.known_answers import row_document, store_answers
from office.people import Listed, people_of
from office.yaml_file import Mistake

type Document = Mapping[str, object]
type Retired = tuple[tuple[Kind, str], ...]
type InForce = Mapping[tuple[Kind, str], StoredDocument]


class CatalogueMistakesError(HinterlandError):
    """A folder that is not a catalogue; nothing of it was stored."""

    code = "catalogue_mistakes"

    def __init__(self, mistakes: list[Mistake]) -> None:
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
    retired: Retired  # what is in no file any more
    people: tuple[Listed, ...]  # all that the folder names
    warnings: tuple[Mistake, ...]


class NotConfirmedError(HinterlandError):
    """What would be retired was not agreed to; nothing was stored."""

    code = "not_confirmed"


def apply_catalogue(
    directory: Path,
    table_name: str,
    work_bucket: str,
    may_retire: Callable[[Retired], bool] = lambda _: True,
) -> Applied:
    """Store a folder in the catalogue table; raise `CatalogueMistakesError`, storing nothing.

    The folder is the whole of the catalogue: what is in no file of it is retired, which
    `may_retire` is asked first, if there is anything. Raises `NotConfirmedError` if it may not be.
    Known answers go to the work bucket. Raises `ConflictError` when somebody else applies at the
    same moment; applying again then stores the rest.
    """
    folder = check_folder(directory)
    if folder.mistakes:
        raise CatalogueMistakesError(folder.mistakes)
    rows = CatalogueRows(table_name)
    in_force = {(kind, each.name): each for kind in Kind for each in rows.all_current(kind)}
    wanted = {(kind, name) for kind, name, _ in _wanted(folder, in_force)}
    retired = tuple(each for each in in_force if each not in wanted)
    if retired and not may_retire(retired):
        raise NotConfirmedError("Nothing is stored: what would be retired is to stay.")
    work = S3Objects(clients.client("s3"), work_bucket)
    changes = tuple(_store_what_changed(rows, work, folder, in_force))
    for kind, name in retired:
        rows.retire(kind, name)
    return Applied(
        changes=changes,
        unchanged=len(wanted) - len(changes),
        retired=retired,
        people=people_of(folder),
        warnings=tuple(folder.warnings),
    )


def _store_what_changed(
    rows: CatalogueRows, work: Objects, folder: CatalogueFolder, in_force: InForce
) -> Iterator[Change]:
    answers = {each.entity.name: each for each in folder.known_answers}
    for kind, name, document in _wanted(folder, in_force):
        current = in_force.get((kind, name))
        if current is None or current.document != document:
            if kind is Kind.KNOWN_ANSWERS:
                # First, so that no row ever names what is not there.
                store_answers(answers[name], work)
            # Not from the version in force: an operator who comes back after retiring has none.
            number = rows.latest_number(kind, name) + 1
            rows.store(kind, StoredDocument(name, number, document))
            yield Change(kind, name, number)


def _wanted(folder: CatalogueFolder, in_force: InForce) -> Iterator[tuple[Kind, str, Document]]:
    for office in folder.offices:
        document = _document(office.file.document)
        yield Kind.OFFICE, OFFICE, document
        for staff in cast(list[Document], document.get("staff") or []):
            yield Kind.STAFF, str(staff["user"]), staff
    for work_type in folder.work_types:
        yield Kind.WORK_TYPE, work_type.entity.id, _document(work_type.file.document)
    for client in folder.clients:
        yield Kind.CLIENT, client.entity.id, _document(client.file.document)
    for centre in folder.centres:
        yield Kind.CENTRE, centre.entity.id, _document(centre.file.document)
        yield from _people_of_centre(_document(centre.file.document), centre.entity.id)
    for known in folder.known_answers:
        before = in_force.get((Kind.KNOWN_ANSWERS, known.entity.name))
        document = row_document(known, before.document if before else None)
        yield Kind.KNOWN_ANSWERS, known.entity.name, document


def _people_of_centre(document: Document, centre: str) -> Iterator[tuple[Kind, str, Document]]:
    for operator in cast(list[Document], document["operators"]):
        yield Kind.OPERATOR, str(operator["operator"]), {**operator, "centre": centre}
    for head in cast(list[Document], document.get("heads") or []):
        user = head["head"]
        others = {key: value for key, value in head.items() if key != "head"}
        yield Kind.HEAD, str(user), {"user": user, **others, "centre": centre}


def _document(document: object) -> Document:
    return cast(Document, document)  # a mapping: the check found no mistake
