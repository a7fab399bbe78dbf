"""ZIP archives: the files in them that somebody meant to send."""

from collections.abc import Iterator
from typing import BinaryIO

from functions.split.archives.directory import Directory
from functions.split.archives.entry import Entry
from functions.split.decoding import BadFileError
from hinterland.errors import RejectedError
from hinterland.jobs.file_kinds import office_document

# Planning holds a number for each member, and the beginning of its name.
MEMBERS = 200_000
_NAME_BEGINS = 64


class Archive:
    """A ZIP archive. A member is known by its place: where its line in the archive's list begins.

    So that a part of a drop finds its members without reading the list of all.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read from a seekable file; raise `RejectedError` when it is no whole archive."""
        try:
            self._directory = Directory(file)
        except BadFileError as error:
            raise _unreadable(error) from error

    def members(self) -> list[int]:
        """List the places of the members that were meant to be sent, in the archive's order.

        Raise `RejectedError` when the list is damaged, or that of another document.
        """
        places: list[int] = []
        names: list[str] = []
        try:
            for entry in self._entries():
                names.append(entry.name[:_NAME_BEGINS])
                if entry.was_sent:
                    places.append(entry.place)
        except BadFileError as error:
            raise _unreadable(error) from error
        if document := office_document(names):
            raise RejectedError("wrong_kind", f"This is no archive of pictures, but {document}.")
        if not places:
            raise RejectedError("empty", "There are no files in the archive.")
        return places

    def member(self, place: int) -> Entry:
        """Return a member; raise `BadFileError` when the list is damaged there."""
        return self._directory.entry(place)

    def _entries(self) -> Iterator[Entry]:
        for number, entry in enumerate(self._directory.entries()):
            if number == MEMBERS:
                raise RejectedError(
                    "too_many_records",
                    f"The archive has more than {MEMBERS:,} files in it. "
                    "Please drop it in several smaller ones.",
                )
            yield entry


def _unreadable(error: BadFileError) -> RejectedError:
    return RejectedError("unreadable", f"The ZIP archive {error}. Please pack and drop it again.")
