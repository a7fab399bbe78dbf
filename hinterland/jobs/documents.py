"""How the parts of a drop, and what splitting them came to, are written down.

Split writes these documents; Merge and Assign read them.
"""

from typing import NotRequired, TypedDict


class PartDocument(TypedDict):
    """One element of parts.json: a run of whole work items.

    `source` tells Split where in the drop the records are: bytes of a CSV, members of a ZIP,
    pages of a PDF or TIFF. Only Split reads it.
    """

    part: int  # from 1
    first_record: int  # from 1
    records: int
    first_item: int  # from 1
    items: int
    source: dict[str, object]


class SkippedRows(TypedDict):
    """Rows of a drop that are no records, and why: blank ones, titles."""

    rows: int
    why: str


class PlanDocument(TypedDict):
    """plan.json: what all parts have in common."""

    columns: list[str]  # of the drop, as the client wrote them; empty for images
    records: int
    parts: int
    items: int
    ranked_from: str  # where the ranks of the job's items start, ISO 8601
    header: NotRequired[str]  # where the columns are named, such as "line 1"; not there if nowhere
    skipped: NotRequired[list[SkippedRows]]  # of rows; not there in plans of before


class RejectedRecord(TypedDict):
    """A record that could not be split out, and why, in words for the client."""

    record: str
    reason: str


class PartReport(TypedDict):
    """parts/{part}.json: what splitting one part came to."""

    part: int
    items: int  # work items that exist: fewer than planned when all records of one were rejected
    records: int  # records in those items
    rejected: list[RejectedRecord]
