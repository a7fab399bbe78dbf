"""The stages of a work item. They follow one another on the same row."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a work item is. Stages follow one another on the same row."""

    KEY = "key"  # waits for, or is at, its first keying
    VERIFY = "verify"  # waits for, or is at, a second, blind keying
    ADJUDICATE = "adjudicate"  # a third person settles the fields in dispute
    DONE = "done"
