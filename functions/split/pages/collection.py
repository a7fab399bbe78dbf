"""A drop of images as a collection of documents: an archive of them, or one on its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from functions.split.archives.archive import Archive
from functions.split.archives.unpacking import Packed
from hinterland.jobs.job import FileKind


@dataclass(frozen=True, slots=True)
class Sought:
    """Where a document is: the drop itself, of a kind that is known, or packed in an archive."""

    kind: FileKind | None
    packed: Packed | None


class Collection(Protocol):
    """Documents, each known by a number."""

    def members(self) -> Sequence[int]:
        """List the number of each document in their order; raise `RejectedError`."""

    def name(self, member: int) -> str:
        """Return what the client calls it."""

    def sought(self, member: int) -> Sought:
        """Return where it is; raise `BadFileError` when it cannot be unpacked."""


def open_collection(file: BinaryIO, kind: FileKind, file_name: str) -> Collection:
    """Open a drop; raise `RejectedError` when it is an archive that cannot be read."""
    if kind is FileKind.ZIP:
        return _Archived(Archive(file))
    return _Single(kind, file_name)


class _Archived:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def members(self) -> Sequence[int]:
        return self._archive.members()

    def name(self, member: int) -> str:
        return self._archive.member(member).name

    def sought(self, member: int) -> Sought:
        return Sought(None, self._archive.member(member).enclosed())


class _Single:
    def __init__(self, kind: FileKind, name: str) -> None:
        self._kind = kind
        self._name = name

    def members(self) -> Sequence[int]:
        return [0]

    def name(self, member: int) -> str:  # noqa: ARG002 - there is but one
        return self._name

    def sought(self, member: int) -> Sought:  # noqa: ARG002 - there is but one
        return Sought(self._kind, None)
