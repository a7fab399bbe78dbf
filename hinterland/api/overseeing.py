"""What heads and office see, and the office's buttons."""

from http import HTTPStatus
from typing import Annotated, Literal, TypedDict

from hinterland.api.route import Nothing, Route, Schema
from hinterland.api.values import Count, Moment, Rupees, Share, Texts
from hinterland.fields.field import FieldKind
from hinterland.jobs.job import JobState
from hinterland.roles import Role
from hinterland.stage import Stage

LONGEST_REASON = 500


class HeldLease(TypedDict):
    """A lease that a person holds."""

    lease: str
    work_type: str
    stage: Stage
    expires_at: Moment


class OutboxReport(TypedDict):
    """What a person's page last said of its outbox."""

    waiting: Count
    oldest: Moment | None
    as_of: Moment


class ErrorRate(TypedDict):
    """Counts of checked fields, and the rate of wrong ones that they speak for."""

    checked: Count
    wrong: Count
    error_rate: Share | None
    error_rate_upper_bound: Annotated[Share, Schema(description="With 95 % confidence.")]


class KindAccuracy(ErrorRate):
    """The same for one kind of field."""

    kind: FieldKind


class PersonPay(TypedDict):
    """What a person earned today and this month, in India."""

    today: Rupees
    month: Rupees


class CentrePerson(TypedDict):
    """A person of the centre as they stand now."""

    operator: str
    name: str
    leases: list[HeldLease]
    outbox: OutboxReport | None
    accuracy: list[KindAccuracy]
    pay: PersonPay


class Centre(TypedDict):
    """A centre with its people."""

    centre: str
    name: str
    as_of: Moment
    people: list[CentrePerson]


class JobFailure(TypedDict):
    """Why a job failed, or was given up."""

    code: str
    message: str


class OfficeJob(TypedDict):
    """A job, and what can be done about it."""

    job: str
    client: str
    drop: str
    work_type: str
    state: JobState
    records: Count
    done: Count
    queried: Count
    received_at: Moment
    due_at: Moment | None
    failure: JobFailure | None
    actions: list[Literal["retry", "cancel"]]


class Backlog(TypedDict):
    """What waits in one queue."""

    work_type: str
    title: Texts
    skills: list[str]
    stage: Stage
    waiting: Count
    more: Annotated[bool, Schema(description="There are more than were counted.")]
    oldest: Moment | None


class EndingLease(TypedDict):
    """A lease that ends soon."""

    lease: str
    operator: str
    centre: str | None
    work_type: str
    stage: Stage
    expires_at: Moment
    actions: list[Literal["reassign"]]


class OperatorQuality(KindAccuracy):
    """How right an operator's keying is, by work type and kind of field."""

    operator: str
    centre: str
    work_type: str


class OfficeObjection(TypedDict):
    """An operator's word against a correction."""

    correction: str
    operator: str
    work_type: str
    objected_at: Moment
    note: str


class Holder(TypedDict):
    """How much one person holds."""

    operator: str
    centre: str
    items: Count
    work_types: Annotated[dict[str, int], Schema(description="Items, by work type.")]
    until: Annotated[Moment, Schema(description="When the last of these leases ends.")]


class SetAsideItem(TypedDict):
    """A work item that went wrong again and again, and waits for a word of the office."""

    job: str
    work_item: str
    work_type: str
    stage: Stage
    records: Count
    reason: str
    count: Annotated[Count, Schema(description="How often it went wrong.")]
    set_aside_at: Moment
    operator: Annotated[str | None, Schema(description="Whose upload waits; null if none does.")]
    actions: list[Literal["give-out", "drop", "query"]]


class Office(TypedDict):
    """Everything that may need a hand."""

    as_of: Moment
    jobs: list[OfficeJob]
    backlog: list[Backlog]
    held: list[Holder]
    set_aside: list[SetAsideItem]
    near_expiry: list[EndingLease]
    quality: list[OperatorQuality]
    objections: list[OfficeObjection]


class Cancellation(TypedDict):
    """Why a job is given up."""

    reason: Annotated[
        str,
        Schema(
            minLength=1,
            maxLength=LONGEST_REASON,
            pattern=r"\S",
            description="The client reads it in rejected.json.",
        ),
    ]


_DONE = "Done; also when it was done before."

CENTRE = Route(
    method="GET",
    path="/centre",
    name="getCentre",
    summary="What the head of a centre sees of its people",
    function="oversee",
    role=Role.HEAD,
    answer=Centre,
    outcome="The centre as it stands.",
)
OFFICE = Route(
    method="GET",
    path="/office",
    name="getOffice",
    summary="What the office sees: jobs, backlog, leases near their end, quality, objections",
    function="oversee",
    role=Role.OFFICE,
    answer=Office,
    outcome="All of it as it stands.",
)
RETRY = Route(
    method="POST",
    path="/office/jobs/{job}/retry",
    name="postRetry",
    summary="Do a failed job again from its beginning",
    function="oversee",
    role=Role.OFFICE,
    answer=Nothing,
    outcome=_DONE,
    errors={HTTPStatus.CONFLICT: "`not_failed`: the job has not failed."},
)
CANCEL = Route(
    method="POST",
    path="/office/jobs/{job}/cancel",
    name="postCancel",
    summary="Give up an open or failed job; nothing keyed is lost, nothing is billed",
    function="oversee",
    role=Role.OFFICE,
    body=Cancellation,
    answer=Nothing,
    outcome=_DONE,
    errors={
        HTTPStatus.CONFLICT: "`not_open`, `all_keyed`, `invoiced` or `still_splitting`: it cannot "
        "be cancelled now."
    },
)
REASSIGN = Route(
    method="POST",
    path="/office/leases/{lease}/reassign",
    name="postReassign",
    summary="Take back a lease, so that others can have its item at once",
    function="oversee",
    role=Role.OFFICE,
    answer=Nothing,
    outcome=_DONE,
    errors={HTTPStatus.CONFLICT: "`submitted`: its entry is accepted already."},
)
DECIDE = Route(
    method="POST",
    path="/office/items/{job}/{item}/{choice}",
    name="postChoice",
    summary="Say what becomes of an item that was set aside: give-out, drop or query",
    function="oversee",
    role=Role.OFFICE,
    answer=Nothing,
    outcome=_DONE,
    errors={HTTPStatus.CONFLICT: "`not_set_aside`: nothing holds the item up."},
)
ROUTES = (CENTRE, OFFICE, RETRY, CANCEL, REASSIGN, DECIDE)
