"""What an operator gets to see of a work item, as it lies in the work bucket (design 5.4)."""

from typing import TypedDict


class InputRecord(TypedDict):
    """A record as an operator sees it: a row's columns by name, or `{"file", "page"}`."""

    record: str
    show: dict[str, str | int]


class ItemInput(TypedDict):
    """items/{item}/input.json, which `input_url` of a lease gives (design 5.4)."""

    work_item: str
    stage: str
    records: list[InputRecord]


class DisputedRecord(InputRecord):
    """A record as an adjudicator sees it: also both values of each field in dispute, and flags."""

    candidates: dict[str, list[str]]
    flags: list[str | None]
