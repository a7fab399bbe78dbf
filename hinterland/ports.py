"""What the use cases ask of the world. `hinterland.aws` answers with AWS.

Every method may raise `ThrottledError`; what else it raises is said with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Protocol

from hinterland.catalogue import Client, Office, Operator, WorkType
from hinterland.jobs import Job, JobState
from hinterland.work_items import Queue, WorkItem


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
        """Open a large object for reading and seeking, by ranges; raise `NotFoundError`."""

    def read_json(self, key: str) -> Any:  # noqa: ANN401 - a TypedDict of `documents`, by place
        """Return a JSON document; raise `NotFoundError`."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Store a small object."""

    def write_json(self, key: str, document: object) -> None:
        """Store a JSON document, UTF-8, keys in their order."""

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
    """The job rows."""

    def begin(self, job: Job) -> Job:
        """Store a new job and return it; if it is stored already, return what is stored."""

    def get(self, job: str) -> Job:
        """Return a job as it is now; raise `NotFoundError`."""

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        """Set the state and return the job; raise `NotFoundError`."""

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        """Note what Split counted, set the state to splitting and return the job."""

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        """Note that every part is split, and who waits; set the state to open; return the job."""

    def of_client(self, client: str) -> Iterator[Job]:
        """Yield a client's jobs, newest first."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """What one accepted entry earned its operator. One per lease, ever."""

    operator: str
    day: date  # in India
    lease: str
    records: int
    amount: Decimal  # rupees


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

    def accept(self, item: WorkItem, pay: PayLine, queried: int) -> WorkItem:
        """Store an item whose entry was accepted, with its pay line, all or nothing.

        If the item is now done, its job's counts of done items and records, and of `queried`
        records, go up in the same transaction. Raise `ConflictError` as `change` does.
        """


@dataclass(frozen=True, slots=True)
class Take:
    """A request for leases as it was first planned, so that a repeat finds the same ones."""

    take: str
    operator: str
    leases: tuple[str, ...]  # planned, in order; not all need to have been won


class Takes(Protocol):
    """The requests for leases, kept for some weeks."""

    def plan(self, take: Take, now: datetime) -> Take:
        """Store what a request is about to take; if it is stored already, return that."""

    def extend(self, take: str, leases: tuple[str, ...]) -> None:
        """Add leases to a stored plan, before taking them."""

    def get(self, take: str) -> Take:
        """Return a stored plan; raise `NotFoundError`."""


class Pay(Protocol):
    """The pay lines."""

    def between(self, operator: str, first: date, last: date) -> list[PayLine]:
        """Return an operator's pay lines of some days, both included."""


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
