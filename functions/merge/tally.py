"""Counting what was keyed, compared and settled: part by part, then for the whole job."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from hinterland.settlement import Settled


class FieldTally(TypedDict):
    """Counts of one field over the delivered records."""

    keyed: int  # values keyed, by whomever
    compared: int  # records in which two people keyed it blind
    agreed: int  # of those, the same
    adjudicated: int  # of those, settled by a third person


class Tally(TypedDict):
    """Counts of a part or a job."""

    delivered: int  # records
    queried: int  # records
    fields: dict[str, FieldTally]


def tally_of(settled: Sequence[Settled], fields: Iterable[str]) -> Tally:
    """Count the settled records of a part. A queried record has no values to count."""
    delivered = [each for each in settled if each.flag is None]
    return {
        "delivered": len(delivered),
        "queried": len(settled) - len(delivered),
        "fields": {field: _field_tally(delivered, field) for field in fields},
    }


def total(tallies: Iterable[Tally], fields: Iterable[str]) -> Tally:
    """Add the tallies of all parts up."""
    whole = tally_of([], fields)
    for part in tallies:
        whole["delivered"] += part["delivered"]
        whole["queried"] += part["queried"]
        for field, sums in whole["fields"].items():
            more = part["fields"][field]
            sums["keyed"] += more["keyed"]
            sums["compared"] += more["compared"]
            sums["agreed"] += more["agreed"]
            sums["adjudicated"] += more["adjudicated"]
    return whole


def _field_tally(delivered: Sequence[Settled], field: str) -> FieldTally:
    compared = sum(field in each.compared for each in delivered)
    adjudicated = sum(field in each.disputed for each in delivered)
    return {
        "keyed": len(delivered) + compared + adjudicated,
        "compared": compared,
        "agreed": compared - adjudicated,
        "adjudicated": adjudicated,
    }
