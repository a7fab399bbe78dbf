"""The separator of a table, judged on many of its lines."""

from collections import Counter
from collections.abc import Sequence

from functions.split.tables.text.lines import Line
from functions.split.tables.text.quoting import Reader

# Of two that fit equally well, the first: the later ones are more often part of a text.
_USUAL = ("\t", ";", "|", ",")
# Only where they cut every line into as many cells.
_UNUSUAL = ("^", "~", "#", ":")
_FEWEST_LINES = 2
_MOSTLY = 0.8


def separator_of(lines: Sequence[Line], quote: str) -> str | None:
    """Return the separator that cuts the lines most evenly; None if each line is one cell."""
    scores = {each: _evenness(_counts(lines, each, quote)) for each in _USUAL}
    best = max(scores, key=scores.__getitem__)
    if scores[best] > 0:
        return best
    for each in _UNUSUAL:
        counts = _counts(lines, each, quote)
        if len(counts) >= _FEWEST_LINES and len(set(counts)) == 1 and counts[0] > 1:
            return each
    return None


def cuts_evenly(lines: Sequence[Line], separator: str | None, quote: str) -> bool:
    """Say whether a separator cuts most lines into as many cells, so that they are no sentences."""
    if separator is None:
        return False
    counts = Counter(_counts(lines, separator, quote))
    usual = max(counts, key=counts.__getitem__, default=0)
    return usual > 1 and counts[usual] >= _MOSTLY * counts.total()


def _counts(lines: Sequence[Line], separator: str, quote: str) -> list[int]:
    """Count the cells of every row that has any."""
    if not any(separator in line.text for line in lines):
        return []
    return [len(row.cells) for row in Reader(lines, separator, quote) if not row.is_blank]


def _evenness(counts: Sequence[int]) -> float:
    """Score like the pattern score of van den Burg, Nazábal and Sutton (2019).

    Many rows of as many cells, and few kinds of rows; a separator that never occurs scores nothing.
    """
    kinds = Counter(counts)
    score = sum(rows * (cells - 1) / cells for cells, rows in kinds.items())
    return score / len(kinds) if kinds else 0.0
