"""Names for the columns of a CSV as operators see them: none empty, no two alike."""

from collections.abc import Iterable
from itertools import count


def shown_names(columns: Iterable[str]) -> list[str]:
    """Name each column: `city`, a second one `city (2)`, one without a name `column 3`."""
    shown: list[str] = []
    taken: set[str] = set()
    for number, column in enumerate(columns, start=1):
        name = _free(column.strip() or f"column {number}", taken)
        taken.add(name)
        shown.append(name)
    return shown


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(numbered for n in count(2) if (numbered := f"{name} ({n})") not in taken)
