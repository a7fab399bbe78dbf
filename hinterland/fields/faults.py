"""What can be wrong with one value: the check that it failed, and a sentence for who keyed it.

A value is never quoted in a message: it may be personal.
"""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What a value may fail. The names are part of the operator API."""

    REQUIRED = "required"
    CHARACTERS = "characters"  # holds what no file can hold: see `characters.is_writable`
    LENGTH = "length"  # longer than `characters.LONGEST`
    FORMAT = "format"  # not written as its kind is: a date, a number, a code
    CHECKSUM = "checksum"  # its check digit does not fit
    CHOICE = "choice"  # none of the values to choose from
    RANGE = "range"
    PATTERN = "pattern"


# What a person may confirm to be printed so. Nothing printed is empty, or a choice of ours.
CONFIRMABLE = frozenset({Check.FORMAT, Check.CHECKSUM, Check.RANGE, Check.PATTERN})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value. With its place in an entry it is an `entries.Mistake`."""

    check: Check
    message: str
