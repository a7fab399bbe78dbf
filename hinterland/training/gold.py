"""Gold: known records mixed unmarked into work, at most one to a lease, each once to a person.

Whether a lease carries one is drawn from its id with the set's secret salt: all who ask come to the
same answer, and whoever does not know the salt cannot. What it then carries is noted, for it
depends on what the operator was shown before.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hinterland.stage import Stage
from hinterland.training.known_answers import KnownRecord, Picture
from hinterland.work.documents import InputRecord

# Gold is about blind keying: an adjudicator would see at once that nobody keyed it before.
STAGES = frozenset({Stage.KEY, Stage.VERIFY})
_CHANCES = 2**64
# How far beyond a job's last record an id of gold may be, at least.
_FEWEST_IDS = 100


@dataclass(frozen=True, slots=True)
class ShownGold:
    """A known record that an operator was shown, and where: the note that all else goes by."""

    operator: str
    known: str  # name of the known record
    document: str  # where its answer lies
    lease: str
    record: str  # the id under which the lease shows it


def chance(salt: str, *parts: str) -> int:
    """Return a number below 2**64 that stands for `parts`, and that only `salt` could foretell."""
    keyed = hmac.new(salt.encode(), "\x1f".join(parts).encode(), hashlib.sha256)
    return int.from_bytes(keyed.digest()[:8])


def is_drawn(salt: str, lease: str, share: Decimal) -> bool:
    """Say whether a lease carries gold, as so large a share of them does."""
    return chance(salt, lease) < share * _CHANCES


def ids_after(records: int, salt: str, known: str) -> range:
    """Return ids that a known record may have in a job of so many records, the first to try first.

    They look like any, and are none of the job's.
    """
    first = records + 1 + chance(salt, "id", known) % max(_FEWEST_IDS, records)
    return range(first, first + _FEWEST_IDS)


def mixed_in(
    others: Sequence[InputRecord], known: KnownRecord, record: str, place: int
) -> list[InputRecord]:
    """Return the records of a lease with a known one among them, at any place."""
    at = place % (len(others) + 1)
    gold: InputRecord = {"record": record, "show": _shown(others, known, place)}
    return [*others[:at], gold, *others[at:]]


def fits(known: KnownRecord, others: Sequence[InputRecord]) -> bool:
    """Say whether a known record would look like these: of rows, whether it has their columns."""
    return known.picture is not None or all(
        known.show.keys() == other["show"].keys() for other in others
    )


def _shown(others: Sequence[InputRecord], known: KnownRecord, place: int) -> dict[str, str | int]:
    if known.picture is None:
        return {column: known.show[column] for column in others[0]["show"]}
    return _file_and_page([other["show"] for other in others], known.picture, place)


def _file_and_page(
    others: Sequence[dict[str, str | int]], picture: Picture, place: int
) -> dict[str, str | int]:
    """Return what a picture among others could be called: a further page, or a further file."""
    files = {str(other["file"]) for other in others}
    if len(others) > len(files) == 1:
        return {"file": files.pop(), "page": max(int(other["page"]) for other in others) + 1}
    like = str(others[place % len(others)]["file"])
    return {"file": _renumbered(like, place) or picture.file, "page": 1}


def _renumbered(file: str, number: int) -> str:
    """Return a file's name with other digits where its last number stands; "" if it has none."""
    found = re.search(r"([0-9]+)(?=[^0-9]*$)", file)
    if found is None:
        return ""
    width = len(found[1])
    return f"{file[: found.start()]}{number % 10**width:0{width}d}{file[found.end() :]}"
