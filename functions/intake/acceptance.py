"""Is this drop one that we can work on? Each check says to the client what to do otherwise."""

from dataclasses import dataclass
from datetime import date

from hinterland.catalogue.client import Client, Contract
from hinterland.catalogue.port import Catalogue
from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.errors import NotFoundError, RejectedError
from hinterland.jobs.file_kinds import HEAD_BYTES, sniff
from hinterland.jobs.job import Drop, FileKind
from hinterland.objects import Objects
from hinterland.s3_keys import DropKey

_TABLES = frozenset({FileKind.CSV, FileKind.WORKBOOK, FileKind.HTML, FileKind.JSON, FileKind.MAIL})
_FITTING = {
    InputKind.ROWS: _TABLES | {FileKind.ZIP},
    InputKind.IMAGES: frozenset(FileKind) - _TABLES,
}
_WANTED = {
    InputKind.ROWS: "a CSV, Excel, OpenDocument or JSON file with rows, or a ZIP archive of them",
    InputKind.IMAGES: "a picture, a TIFF or PDF file, or a ZIP archive of them",
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a drop that passed every check is."""

    work_type: WorkType
    file_kind: FileKind
    client: Client
    contract: Contract


def examine(drop: Drop, catalogue: Catalogue, drops: Objects, today: date) -> Acceptance:
    """Check a drop from the outside in; raise `RejectedError` at the first thing that is wrong.

    `today` is India's date, which decides the contract in force.
    """
    place = DropKey.parse(drop.key)
    client = _known_client(catalogue, place)
    work_type = _known_work_type(catalogue, place)
    contract = _contract(client, work_type, today)
    return Acceptance(work_type, _fitting_kind(drop, drops, work_type), client, contract)


def _known_client(catalogue: Catalogue, place: DropKey) -> Client:
    try:
        return catalogue.client(place.client)
    except NotFoundError as error:
        raise RejectedError(
            "unknown_client",
            f"We know no client {place.client!r}. The first folder must be your client name; "
            "the office can tell you how it is spelled.",
        ) from error


def _known_work_type(catalogue: Catalogue, place: DropKey) -> WorkType:
    try:
        return catalogue.work_type(place.work_type)
    except NotFoundError as error:
        raise RejectedError(
            "unknown_work_type",
            f"We know no kind of work {place.work_type!r}. The second folder must be one that "
            "your contract names; the office can tell you how it is spelled.",
        ) from error


def _contract(client: Client, work_type: WorkType, today: date) -> Contract:
    contract = client.contract_on(today)
    if contract is None or work_type.id not in contract.rates:
        raise RejectedError(
            "no_rate",
            f"Your contract in force on {today} has no rate for {work_type.id!r}. "
            "Please agree on one with the office, then drop the file again.",
        )
    return contract


def _fitting_kind(drop: Drop, drops: Objects, work_type: WorkType) -> FileKind:
    if drop.size == 0:
        raise RejectedError("empty", "The file is empty. Please drop it again, with content.")
    with drops.open(drop.key, drop.version_id) as file:
        sniffed = sniff(file.read(HEAD_BYTES))
    if sniffed.kind not in _FITTING[work_type.input] or sniffed.kind is None:
        raise RejectedError(
            "wrong_kind",
            f"{work_type.id!r} takes {_WANTED[work_type.input]}, but by its content "
            f"this file is {sniffed.name}.",
        )
    return sniffed.kind
