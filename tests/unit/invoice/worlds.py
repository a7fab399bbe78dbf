"""The world around the Invoice step, in memory: just what the step asks of it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

from functions.invoice.issue import Stores
from functions.invoice.port import Invoices
from hinterland import s3_keys
from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.catalogue.office import Office
from hinterland.catalogue.port import Catalogue
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.fields.field import Field, FieldKind
from hinterland.jobs.job import Drop, Job, JobState
from hinterland.jobs.port import Jobs
from tests.doubles.in_memory import Bucket

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
JOB = "20261121-abcdefghijkl"
MERGED = (
    s3_keys.RESULT,
    s3_keys.QUERIES,
    s3_keys.RECONCILIATION,
    s3_keys.CERTIFICATE,
    s3_keys.CERTIFICATE_PDF,
    s3_keys.REJECTED,  # two records were
)
CONTRACT = Contract(
    date(2026, 4, 1), "INR", {"receipts": Decimal("4.50")}, Tax("998599", Decimal(18))
)


@dataclass
class Disk(Bucket):
    """A delivery bucket that can break."""

    broken: str | None = None  # writing this file fails, once

    @property
    def written(self) -> list[str]:
        """Return the names of the files in the order in which they came."""
        return [key.rpartition("/")[2] for key in self.log]

    def write(self, key: str, body: bytes, content_type: str) -> None:
        if key.rpartition("/")[2] == self.broken:
            self.broken = None
            raise TimeoutError(key)
        super().write(key, body, content_type)


@dataclass
class Rows:
    """The job rows, of one job."""

    job: Job

    def get(self, job: str) -> Job:
        assert job == self.job.id
        return self.job

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        self.job = self.get(job).moved(state, now)
        return self.job


@dataclass
class Book:
    """The catalogue."""

    supplier: Office
    recipient: Client
    recipe: WorkType
    history: dict[int, Client] = field(default_factory=dict)  # of the recipient, by version

    def office(self) -> Office:
        return self.supplier

    def client(self, client: str, version: int | None = None) -> Client:
        assert client == self.recipient.id
        if version is not None and version != self.recipient.version:
            return self.history[version]
        return self.recipient

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        assert work_type == self.recipe.id
        return replace(self.recipe, version=version or self.recipe.version)


@dataclass
class Numbers:
    """The invoice numbers."""

    given: dict[str, tuple[int, date]] = field(default_factory=dict)

    def number(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        assert series
        return self.given.setdefault(job, (len(self.given) + 1, issued_on))


class World:
    """A merged job of client Meridian, all but invoiced."""

    def __init__(self, recipient_state: str = "27") -> None:
        self.disk = Disk("delivery", last_modified=NOON)
        self.rows = Rows(_job())
        self.numbers = Numbers()
        self.book = Book(_office(), _client(recipient_state), _work_type())
        for file in MERGED:
            self.disk.put(self.key(file), f"{file}\n".encode())
        self.disk.log.clear()  # what is written from now on

    def invoicing(self) -> Stores:
        return Stores(
            jobs=cast(Jobs, self.rows),
            catalogue=cast(Catalogue, self.book),
            invoices=cast(Invoices, self.numbers),
            delivery=self.disk,
        )

    def key(self, file: str) -> str:
        return self.rows.job.delivery(file)

    def file(self, file: str) -> bytes:
        return self.disk.bodies[self.key(file)]

    def document(self, file: str) -> dict[str, object]:
        return cast("dict[str, object]", self.disk.read_json(self.key(file)))


def _job() -> Job:
    return Job(
        id=JOB,
        client="meridian",
        work_type="receipts",
        version=3,
        drop=Drop("meridian/receipts/june.zip", "v1", 1),
        file_kind=None,
        execution="e",
        state=JobState.MERGING,
        created_at=NOON,
        updated_at=NOON,
        records=12,
        rejected=2,
        done=10,
        queried=3,
    )


def _office() -> Office:
    return Office("Hinterland Ltd", "33AABCH4821K1ZR", "33", ("Chennai",), "HL")


def _client(state: str) -> Client:
    return Client("meridian", "Meridian", "27AAPFU0939F1ZV", state, ("Mumbai",), (CONTRACT,))


def _work_type() -> WorkType:
    return WorkType(
        id="receipts",
        version=4,
        title={"en": "Receipts"},
        input=InputKind.IMAGES,
        records_per_item=5,
        fields=(Field("total", FieldKind.DECIMAL, {"en": "Total"}),),
        instructions={"en": ""},
        quality=Quality(),
        lease_minutes=30,
        skills=frozenset(),
        pay_per_record=Decimal("1.10"),
    )
