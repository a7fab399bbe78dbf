"""Names for the columns of a table: none empty, no two alike."""

from collections.abc import Iterable


def shown_names(columns: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Name each column: `city`, a second one `city (2)`, one without a name `column 3`."""
    names = _Names(taken)
    return [
        names.free(column.strip() or f"column {number}")
        for number, column in enumerate(columns, start=1)
    ]


class _Names:
    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}  # of a name, the number to try next: so each is tried once

    def free(self, name: str) -> str:
        free = name
        number = self._next.get(name, 2)
        while free in self._taken:
            free = f"{name} ({number})"
            number += 1
        self._next[name] = number
        self._taken.add(free)
        return free


def keyed_names(columns: Iterable[str], fields: Iterable[str]) -> list[str]:
    """Name the columns of keyed fields beside those of the client, of which none may be the same.

    A field that the client has a column of becomes `city (keyed)`, and `city (keyed) (2)` if need
    be.
    """
    taken = {column.strip() for column in columns}
    names = [f"{field} (keyed)" if field in taken else field for field in fields]
    return shown_names(names, taken)
