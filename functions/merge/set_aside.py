"""Records that cannot be delivered as they are: queried, so that the rest of the job is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from functions.merge.judging import Judged
from hinterland.quality.settlement import Settled
from hinterland.work.entries import Flag


def set_aside(record: str) -> Judged:
    """Return a record of which nothing that was keyed is used, and nobody is judged by it."""
    settled = Settled(record, {}, Flag.SET_ASIDE, frozenset(), frozenset())
    return Judged(settled, {}, frozenset(), frozenset(), was_flagged=False)


def deliverable(judged: Judged) -> Judged:
    """Return a judged record, set aside if one of its values is no text that can be written."""
    if all(map(_is_text, judged.settled.values.values())):
        return judged
    return replace(set_aside(judged.settled.record), was_flagged=judged.was_flagged)


def shown_text(show: Mapping[str, str | int]) -> list[str | int]:
    """Return a record's own columns; what is no text in them has a mark in its place."""
    return [
        each.encode(errors="replace").decode() if isinstance(each, str) else each
        for each in show.values()
    ]


def count_set_aside(records: Iterable[Judged]) -> int:
    """Count the records that were set aside."""
    return sum(each.settled.flag is Flag.SET_ASIDE for each in records)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # such as half an emoji
        return False
    return True
