"""Corrections: what an adjudicator found wrong in the caller's own keying, and their objection."""

from typing import Annotated, NotRequired, TypedDict

from hinterland.api.route import Route, Schema
from hinterland.api.values import Link, Moment, Show
from hinterland.work.entries import Flag

LONGEST_NOTE = 500

type CorrectionName = Annotated[str, Schema(description="Names the correction in a path.")]


class Correction(TypedDict):
    """An item in which the caller's keying was wrong."""

    correction: CorrectionName
    work_type: str
    version: int
    at: Moment
    records: Annotated[int, Schema(description="In which at least one field was wrong.")]
    fields: Annotated[int, Schema(description="That were wrong, over all records.")]
    objected_at: Moment | None


class Corrections(TypedDict):
    """At most 100, newest first."""

    corrections: list[Correction]


class CorrectedField(TypedDict):
    """A field in which the caller's value was wrong; empty where that keyer flagged the record."""

    field: str
    mine: str
    theirs: str
    settled: str


class Flags(TypedDict):
    """Why the record could not be keyed, by each of its two keyers."""

    mine: Flag | None
    theirs: Flag | None


class CorrectedRecord(TypedDict):
    """A record with the fields in which the caller's value was wrong, and no others."""

    record: str
    show: Show
    image: NotRequired[
        Annotated[Link, Schema(description="Link to the page image, where there is one.")]
    ]
    flags: Flags
    fields: list[CorrectedField]


class CorrectionInFull(TypedDict):
    """A correction with what was wrong."""

    correction: CorrectionName
    work_type: str
    version: int
    at: Moment
    records: list[CorrectedRecord]
    objected_at: Moment | None


class Objection(TypedDict):
    """The caller's word against a correction."""

    note: Annotated[str, Schema(minLength=1, maxLength=LONGEST_NOTE, pattern=r"\S")]


class Objected(TypedDict):
    """When an objection was first made."""

    objected_at: Moment


LIST = Route(
    method="GET",
    path="/corrections",
    name="listCorrections",
    summary="The items in which the caller's own keying was found wrong by an adjudicator",
    function="account",
    answer=Corrections,
    outcome="At most 100, newest first.",
)
SHOW = Route(
    method="GET",
    path="/corrections/{correction}",
    name="getCorrection",
    summary="What was wrong in one of them, and what holds",
    function="account",
    answer=CorrectionInFull,
    outcome="The fields in which the caller's keying was wrong, and no others.",
)
OBJECT = Route(
    method="POST",
    path="/corrections/{correction}/objection",
    name="objectToCorrection",
    summary="Object to a correction; the office reads the note. Safe to repeat: the last counts",
    function="account",
    body=Objection,
    answer=Objected,
    outcome="The objection is noted.",
)
ROUTES = (LIST, SHOW, OBJECT)
