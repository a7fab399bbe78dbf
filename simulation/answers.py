"""What must come out of an item, worked out anew from what its operators sent: no product code."""

import re
from collections.abc import Sequence
from typing import Any

from simulation.setting import KEYINGS, SAMPLED

type Keyed = dict[str, Any]
"""A record as an operator sent it: `record`, `values`, `flag`."""

FIELDS = ("keyed_name", "keyed_amount")


def expected(work_type: str, entries: Sequence[Sequence[Keyed]]) -> dict[str, Keyed]:
    """Return by record the values and the flag that hold; raise `ValueError` if it is undecided."""
    first, *more = ({each["record"]: each for each in entry} for entry in entries)
    if KEYINGS[work_type] == 1:
        if not more:
            return first
        if work_type != SAMPLED:
            raise ValueError(f"{1 + len(more)} entries where one is wanted")
    second, *last = more
    answers = {}
    disputed = {record: disputed_fields(first[record], second[record]) for record in first}
    if any(disputed.values()) != bool(last):
        raise ValueError("adjudicated without a dispute, or not adjudicated with one")
    for record, keyed in first.items():
        word = last[0].get(record) if last and disputed[record] else None
        if word is None:
            answers[record] = keyed
        else:
            values = {**keyed["values"], **word["values"]}
            answers[record] = {"record": record, "values": values, "flag": word["flag"]}
    return answers


def disputed_fields(one: Keyed, other: Keyed) -> tuple[str, ...]:
    """Return the fields on which two keyings of a record differ."""
    if one["flag"] or other["flag"]:
        return FIELDS if one["flag"] != other["flag"] else ()
    return tuple(field for field in FIELDS if not alike(field, one, other))


def alike(field: str, one: Keyed, other: Keyed) -> bool:
    """Say whether two keyings that are no flags have the same value for a field."""
    return _core(field, one["values"][field]) == _core(field, other["values"][field])


def _core(field: str, text: str) -> str:
    if field == "keyed_amount":
        return str(int(text))
    return re.sub(r"\W", "", text).lower()
