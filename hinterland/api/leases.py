"""Leases: taking, holding, submitting and giving back; what is keyed under them, and what for."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Literal, NotRequired, TypedDict

from hinterland.api.route import Route, Schema
from hinterland.api.values import Count, Link, Moment, Rupees, Show
from hinterland.stage import Stage
from hinterland.work.entries import Flag

MOST_LEASES = 20
MOST_HOURS = 8  # of a lease

type Pair = Annotated[list[str], Schema(minItems=2, maxItems=2)]
type Hours = Annotated[int, Schema(minimum=1, maximum=MOST_HOURS)]


class Wanted(TypedDict):
    """What is asked for; all of it may be left out."""

    count: NotRequired[Annotated[int, Schema(minimum=1, maximum=MOST_LEASES, default=1)]]
    work_types: NotRequired[
        Annotated[list[str] | None, Schema(description="Limits the search; empty for any.")]
    ]
    hours: NotRequired[
        Annotated[
            Hours | None,
            Schema(
                description="How long each lease is to last at least, yet not longer than the "
                "work type's drops may take: for work to be done without a link. A repeat with "
                "the same Idempotency-Key returns the leases as they are."
            ),
        ]
    ]


class Renewal(TypedDict):
    """How a lease is to be renewed."""

    hours: NotRequired[
        Annotated[Hours | None, Schema(description="As in `POST /leases`; from now.")]
    ]


class Upload(TypedDict):
    """A presigned POST: the fields first, then the entry as `file`."""

    url: Link
    fields: dict[str, str]


class Lease(TypedDict):
    """The right to work on one stage of one work item until `expires_at`."""

    lease: str
    job: str
    work_item: str
    work_type: str
    version: int
    stage: Stage
    issued_at: Moment
    expires_at: Moment
    input_url: Annotated[Link, Schema(description="Gives an Input.")]
    images: Annotated[
        dict[str, Link],
        Schema(description="By record: the page images, in a size fit for keying."),
    ]
    originals: Annotated[
        dict[str, Link], Schema(description="By record: the page images as the client sent them.")
    ]
    upload: Upload


class Leases(TypedDict):
    """Leases; where there are none to be had, when it is worth asking again."""

    leases: list[Lease]
    retry_after: NotRequired[Annotated[int, Schema(description="Seconds.")]]


class InputRecord(TypedDict):
    """A record to key."""

    record: str
    show: Show
    candidates: NotRequired[
        Annotated[
            Mapping[str, Pair],
            Schema(description="When adjudicating: both values of each field in dispute."),
        ]
    ]
    flags: NotRequired[list[Flag | None]]


class Input(TypedDict):
    """What `input_url` gives."""

    work_item: str
    stage: str
    records: list[InputRecord]


class KeyedRecord(TypedDict):
    """What was keyed for one record, or why it could not be."""

    record: str
    values: dict[str, str]
    flag: Flag | None
    as_printed: NotRequired[
        Annotated[
            list[str],
            Schema(
                description="Fields whose value the operator looked at again: the source shows it "
                "so. It passes `format`, `checksum`, `range` and `pattern`, not `required` or "
                "`choice`."
            ),
        ]
    ]
    ms: NotRequired[Annotated[Count, Schema(description="Milliseconds spent on it.")]]


class Entry(TypedDict):
    """What is uploaded."""

    lease: str
    records: list[KeyedRecord]


class Receipt(TypedDict):
    """What became of an entry."""

    outcome: Literal["accepted", "kept"]
    next_stage: Stage
    earned: Annotated[
        Rupees,
        Schema(
            description="Rupees. A kept entry earns what its work type's `pay_per_kept_record` "
            "says, if it passes the checks; once."
        ),
    ]
    reason: NotRequired[Annotated[str, Schema(description="Why it was kept.")]]


class Returned(TypedDict):
    """The lease that was given back."""

    lease: str


_WRONG_STATE = "The lease or the upload is not in a state that allows this."

TAKE = Route(
    method="POST",
    path="/leases",
    name="takeLeases",
    summary="Take up to `count` leases; the same Idempotency-Key returns the same leases",
    function="assign",
    body=Wanted,
    takes_key="Without one, a repeated request takes more leases.",
    answer=Leases,
    outcome="The leases; none to be had: an empty list and `retry_after`.",
)
HELD = Route(
    method="GET",
    path="/leases",
    name="heldLeases",
    summary="The leases that the caller holds now",
    function="assign",
    answer=Leases,
    outcome="The leases.",
)
RENEW = Route(
    method="POST",
    path="/leases/{lease}/renew",
    name="renewLease",
    summary="Full length again from now, with fresh links",
    description="When the stage went to somebody else: 409 `lease_lost` with an `upload` form, "
    "so that what was keyed can still be handed in and is kept.",
    function="assign",
    body=Renewal,
    answer=Lease,
    outcome="The renewed lease.",
    errors={HTTPStatus.CONFLICT: _WRONG_STATE},
)
SUBMIT = Route(
    method="POST",
    path="/leases/{lease}/submit",
    name="submitEntry",
    summary="Take in the entry that was uploaded under the lease; safe to repeat",
    function="assign",
    answer=Receipt,
    outcome="What became of it.",
    errors={
        HTTPStatus.CONFLICT: _WRONG_STATE,
        HTTPStatus.UNPROCESSABLE_ENTITY: "The upload has mistakes that the operator can mend; "
        "`details` says where.",
    },
)
RETURN = Route(
    method="POST",
    path="/leases/{lease}/return",
    name="returnLease",
    summary="Give the lease back unworked; safe to repeat",
    function="assign",
    answer=Returned,
    outcome="It is free for others.",
)
ROUTES = (TAKE, HELD, RENEW, SUBMIT, RETURN)
# What goes to and from S3 under a lease.
DOCUMENTS = (Input, Entry)
