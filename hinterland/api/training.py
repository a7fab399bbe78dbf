"""Training: sets of records with known answers, attempts at them, and their grades."""

from http import HTTPStatus
from typing import Annotated, TypedDict

from hinterland.api.leases import KeyedRecord
from hinterland.api.route import Route, Schema
from hinterland.api.values import Count, Link, Moment, Rupees, Show, Texts, Version

# `pass` is a word of Python's own, so that no class can have a member of that name.
_Pass = TypedDict(
    "_Pass",
    {"pass": Annotated[str, Schema(description="The share of fields that must be right, 0 to 1.")]},
)


class TrainingSet(_Pass):
    """What a set asks and gives, and how far the caller is with it."""

    set: str
    version: Version
    title: Texts
    skill: Annotated[str, Schema(description="What passing earns.")]
    work_type: str
    work_type_version: Version
    records: Annotated[int, Schema(minimum=1, description="Of an attempt.")]
    pay_per_record: Rupees
    paid_attempts_left: Count
    attempts: Annotated[Count, Schema(description="That were handed in.")]
    passed_at: Moment | None


class TrainingSets(TypedDict):
    """Training sets of skills that the caller lacks, and those passed."""

    sets: list[TrainingSet]


class TrainingRecord(TypedDict):
    """A record to key."""

    record: str
    show: Show


class Attempt(TypedDict):
    """An attempt that waits to be handed in."""

    attempt: str
    set: str
    work_type: str
    version: Annotated[Version, Schema(description="Of the work type.")]
    records: list[TrainingRecord]
    images: Annotated[dict[str, Link], Schema(description="Links by record.")]


class HandedIn(TypedDict):
    """What was keyed."""

    records: Annotated[list[KeyedRecord], Schema(description="As in an upload.")]


class TrainingMistake(TypedDict):
    """A field that was keyed wrong, and why the other value is right."""

    record: str
    field: Annotated[str, Schema(description="`flag` where the record should have been flagged.")]
    keyed: Annotated[str, Schema(description="A flag, if there was one.")]
    right: str
    why: Texts | None


class Grade(TypedDict):
    """What came of an attempt."""

    passed: bool
    checked: Annotated[Count, Schema(description="Fields.")]
    right: Count
    needed: Annotated[Count, Schema(description="How many fields must be right.")]
    earned: Annotated[Rupees, Schema(description="Rupees, passed or not.")]
    skill: Annotated[str | None, Schema(description="What was earned by passing.")]
    mistakes: list[TrainingMistake]


SETS = Route(
    method="GET",
    path="/training",
    name="training",
    summary="Training sets of skills that the caller lacks, and those passed",
    function="account",
    answer=TrainingSets,
    outcome="The sets.",
)
BEGIN = Route(
    method="POST",
    path="/training/{set}/attempts",
    name="beginAttempt",
    summary="Begin an attempt; one that waits to be handed in is given back",
    function="account",
    takes_key="The same key finds the same attempt.",
    answer=Attempt,
    outcome="The attempt, with fresh links.",
)
HAND_IN = Route(
    method="POST",
    path="/training/{set}/attempts/{attempt}",
    name="handInAttempt",
    summary="Hand in an attempt; it is graded and paid once, and a repeat finds the same grade",
    function="account",
    body=HandedIn,
    answer=Grade,
    outcome="The grade.",
    errors={
        HTTPStatus.UNPROCESSABLE_ENTITY: "What was keyed has mistakes; they are named, and the "
        "attempt stays open."
    },
)
ROUTES = (SETS, BEGIN, HAND_IN)
