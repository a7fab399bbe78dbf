"""What the use cases ask of the world. `hinterland.aws` answers with AWS.

Every method may raise `ThrottledError`; what else it raises is said with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, Protocol

from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import WorkType
from hinterland.jobs.job import Failure, Job, JobState
from hinterland.operators.accuracy import ByKind
from hinterland.operators.outboxes import Outbox
from hinterland.operators.standing import Standing
from hinterland.operators.track_records import Correction, CorrectionName, Lesson
from hinterland.training.attempts import Attempt
from hinterland.training.gold import ShownGold
from hinterland.training.known_answers import KnownRecord, KnownSet
from hinterland.work.items import Queue, WorkItem


class Catalogue(Protocol):
    """What the office keeps, as it was last applied."""

    def office(self) -> Office:
        """Return the supplier; raise `NotFoundError` before the first apply."""

    def client(self, client: str) -> Client:
        """Return a client; raise `NotFoundError`."""

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        """Return a work type at a version, the latest by default; raise `NotFoundError`."""

    def work_types(self) -> list[WorkType]:
        """Return every work type at its latest version."""

    def operator(self, operator: str) -> Operator:
        """Return an operator; raise `NotFoundError`."""

    def head(self, user: str) -> Staff:
        """Return the head of a centre; raise `NotFoundError`."""

    def staff(self, user: str) -> Staff:
        """Return a person in the office; raise `NotFoundError`."""

    def centre(self, centre: str) -> Centre:
        """Return a centre; raise `NotFoundError`."""

    def centres(self) -> list[Centre]:
        """Return every centre."""


class KnownAnswers(Protocol):
    """The sets of known answers, as they were last applied."""

    def sets(self) -> list[KnownSet]:
        """Return every set in force, by name."""

    def records(self, document: str) -> tuple[KnownRecord, ...]:
        """Return the records and answers of a set, in force or not, by `KnownSet.document`."""


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """What S3 knows about an object without reading it."""

    key: str
    version_id: str  # "null" in a bucket without versions
    size: int
    last_modified: datetime
    metadata: dict[str, str]


class Objects(Protocol):
    """One S3 bucket."""

    name: str

    def facts(self, key: str, version_id: str | None = None) -> ObjectFacts:
        """Describe an object; raise `NotFoundError`."""

    def read(self, key: str, version_id: str | None = None) -> bytes:
        """Return a small object whole; raise `NotFoundError`."""

    def open(self, key: str, version_id: str | None = None) -> BinaryIO:
        """Open a large object for reading and seeking, by ranges; raise `NotFoundError`.

        Reading raises `ConflictError` if the object has been overwritten since.
        """

    def read_json(self, key: str) -> Any:  # noqa: ANN401 - a TypedDict of `documents`, by place
        """Return a JSON document; raise `NotFoundError`."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Store a small object."""

    def write_json(self, key: str, document: object) -> None:
        """Store a JSON document, UTF-8, keys in their order."""

    def read_tagged(self, key: str) -> tuple[Any, str]:
        """Return a JSON document and the tag of its contents; raise `NotFoundError`."""

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        """Store a JSON document in place of the one of this tag; None: where there is none.

        Raises `ConflictError` if it is another by now.
        """

    def write_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        """Store an object of any size without holding it (multipart when it is large)."""

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys that begin with `prefix` and come after `after`, in order."""

    def download_url(self, key: str, seconds: int) -> str:
        """Return a link that reads the object for that long."""

    def upload_form(
        self, key: str, seconds: int, max_bytes: int, metadata: dict[str, str]
    ) -> dict[str, object]:
        """Return `{"url", "fields"}` of a POST that stores exactly this key with this metadata."""


class Jobs(Protocol):
    """The job rows.

    `move`, `plan` and `open` change a job only where its next state may follow the one that it is
    in at that moment (`jobs.may_follow`), and return the job as it then stands: a caller that
    comes too late sees another state than the one it asked for.
    """

    def begin(self, job: Job) -> Job:
        """Store a new job and return it; if it is stored already, return what is stored."""

    def get(self, job: str) -> Job:
        """Return a job as it is now; raise `NotFoundError`."""

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        """Set the state, if it may follow; return the job; raise `NotFoundError`."""

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        """Note what Split counted and set the state to splitting, if that may follow."""

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        """Note that every part is split, and who waits; set the state to open, if that follows."""

    def fail(self, job: str, failure: Failure, now: datetime) -> Job:
        """Set the state to failed, with the reason, and return the job."""

    def take_up(self, job: Job, now: datetime) -> Job:
        """Begin a failed job anew for the execution that `retry` named, and return it.

        What kind of work it is comes from `job`. Any other job is returned as it is stored.
        """

    def of_client(self, client: str) -> Iterator[Job]:
        """Yield a client's jobs, newest first."""


class JobBoard(Protocol):
    """The job rows as the office sees and steers them.

    What is changed here must still be as it was read: else `ConflictError`.
    """

    def get(self, job: str) -> Job:
        """Return a job as it is now; raise `NotFoundError`."""

    def in_state(self, state: JobState, at_most: int) -> list[Job]:
        """Return jobs in a state, those that came into it last first."""

    def retry(self, job: Job, execution: str, now: datetime) -> Job:
        """Give a failed job to another execution, which is to take it up; count the attempt."""

    def cancel(self, job: Job, reason: Failure, now: datetime) -> Job:
        """Set an open or failed job to cancelling, unless any of its items was done meanwhile."""

    def withdraw(self, job: Job, last: str, now: datetime, *, is_over: bool) -> Job:
        """Note up to which item a job being cancelled was gone through; at the end, reject it."""


class Purpose(StrEnum):
    """What a pay line is for."""

    ENTRY = "entry"  # that was accepted
    KEPT = "kept"  # an entry that came too late to be used
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class PayLine:
    """What one entry earned its operator. One per lease, ever."""

    operator: str
    day: date  # in India
    lease: str
    records: int
    amount: Decimal  # rupees
    work_type: str | None = None  # None on lines from before it was noted
    purpose: Purpose = Purpose.ENTRY


class WorkItems(Protocol):
    """The work item rows, and what must change together with them."""

    def add(self, items: Iterable[WorkItem]) -> None:
        """Store new items; one that is there already is left as it is."""

    def get(self, job: str, item: str) -> WorkItem:
        """Return an item as it is now; raise `NotFoundError`."""

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items that may be taken, reading `page` at a time.

        First the free ones by rank, then those whose lease ended.
        """

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items whose lease ended with no entry accepted, the longest ended first."""

    def head(self, queue: Queue) -> datetime | None:
        """Return the lowest rank among the free items of a queue; None if there are none."""

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        """Return the items on which an operator has a live lease."""

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        """Yield a job's items from `first` to `last`, both included, in order."""

    def change(self, item: WorkItem) -> WorkItem:
        """Store a changed item; raise `ConflictError` if its row moved on since it was read."""

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        """Store an item whose entry was accepted, with its pay line, all or nothing.

        If the item is now done, its job's counts of done items and records, and of `queried`
        records, go up in the same transaction. So do the track records of the operators whom
        `lessons` and `corrections` are about. Raise `ConflictError` as `change` does, and when
        another transaction is just writing one of the rows.
        """

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        """Store an item with an entry that came too late, with its pay line, all or nothing.

        Raise `ConflictError` as `accept` does.
        """


class Queues(Protocol):
    """What waits in the queues and what is out on lease, counted and listed within bounds."""

    def count_free(self, queue: Queue, at_most: int) -> int:
        """Count the free items of a queue, up to a number."""

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items that may be taken, as `WorkItems` does."""

    def ending(self, queue: Queue, now: datetime, until: datetime) -> Iterator[WorkItem]:
        """Yield the items with a lease that is live and ends by `until`, the first to end first."""


@dataclass(frozen=True, slots=True)
class Take:
    """A request for leases as it is planned, so that a repeat finds the same ones."""

    take: str
    operator: str
    leases: tuple[str, ...]  # in order, all that were ever planned; what an entry may come for
    gone: tuple[str, ...] = ()  # of these, to others who were faster; the rest is the answer


class Takes(Protocol):
    """The requests for leases, kept for some weeks."""

    def plan(self, take: Take, now: datetime) -> Take:
        """Store what a request is about to take; if it is stored already, return that."""

    def revise(self, before: Take, after: Take) -> Take:
        """Store a plan with more on it, before taking what is new, and return it.

        Raises `ConflictError` if the stored one is not `before` any more.
        """

    def get(self, take: str) -> Take:
        """Return a stored plan; raise `NotFoundError`."""


class Pay(Protocol):
    """The pay lines."""

    def between(self, operator: str, first: date, last: date) -> list[PayLine]:
        """Return an operator's pay lines of some days, both included."""


class TrackRecords(Protocol):
    """What the system learned about each operator. `WorkItems.accept` writes it."""

    def standing(self, operator: str, work_type: str) -> Standing:
        """Return what an operator has earned in a work type: nothing, to begin with."""

    def accuracy(self, operator: str) -> Mapping[str, ByKind]:
        """Return an operator's counts of checked fields, by work type and field kind."""

    def corrections(self, operator: str, most: int) -> list[Correction]:
        """Return up to `most` of an operator's corrections, newest first."""

    def correction(self, operator: str, name: CorrectionName) -> Correction:
        """Return one of an operator's corrections; raise `NotFoundError`."""

    def object_to(
        self, operator: str, name: CorrectionName, note: str, now: datetime
    ) -> Correction:
        """Note an operator's objection to a correction of theirs and return the correction.

        Repeated, the note is replaced and the time of the first stays. Raise `NotFoundError`.
        """

    def objected(self, month: str) -> list[Correction]:
        """Return the corrections objected to in a month (`2026-11`, in India), newest first."""


class Trainings(Protocol):
    """Operators' training attempts, and the skills that they earned by them."""

    def attempts(self, operator: str, name: str | None = None) -> list[Attempt]:
        """Return an operator's attempts at one set, or at all, by set and number."""

    def begin(self, attempt: Attempt) -> None:
        """Store a new attempt; raise `ConflictError` if there is one of that number."""

    def hand_in(self, attempt: Attempt, pay: PayLine | None) -> None:
        """Store a graded attempt, its pay and the skill if it passed, all or nothing.

        Raise `ConflictError` if it was handed in before.
        """

    def skills(self, operator: str) -> frozenset[str]:
        """Return the skills that an operator earned."""


class Gold(Protocol):
    """Which known records an operator was shown as gold."""

    def shown_to(self, operator: str) -> list[ShownGold]:
        """Return what an operator was shown, whenever it was."""

    def note(self, shown: ShownGold) -> None:
        """Note that a known record is shown; raise `ConflictError` if it was before."""


class Outboxes(Protocol):
    """What operators' pages last said of their outboxes."""

    def note(self, operator: str, outbox: Outbox) -> None:
        """Store an operator's report in the place of the last."""

    def of(self, operator: str) -> Outbox | None:
        """Return an operator's last report; None if there never was one."""


class Invoices(Protocol):
    """The invoices and their numbers."""

    def number(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        """Return the job's number in a series, and the date it was issued on.

        The first call for a job gives it the series' next number; every later call, also at the
        same time from elsewhere, returns that same number and date. No number is left out.
        """


class Workflow(Protocol):
    """The waiting workflow of a job."""

    def work_done(self, token: str) -> None:
        """End the wait; a token that is spent or out of date does no harm."""


class Executions(Protocol):
    """The executions of the workflow, by name."""

    def start(self, name: str, given: Mapping[str, object]) -> None:
        """Start an execution with an input; if there is one of that name, do nothing."""

    def stop(self, name: str, reason: str) -> None:
        """Stop an execution; one that is over, or never was, does no harm."""
