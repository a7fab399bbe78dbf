"""All stores of one test, wherever they are: in this process, or in a double of AWS."""

import secrets
from dataclasses import dataclass
from typing import Protocol

from functions.invoice.port import Invoices
from functions.oversee.port import JobBoard, Queues
from hinterland import tables
from hinterland.aws.clients import client
from hinterland.aws.invoices import DynamoInvoices
from hinterland.aws.jobs.job_board import DynamoJobBoard
from hinterland.aws.objects import S3Objects
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.training.attempts import DynamoTrainings
from hinterland.aws.training.gold import DynamoGold
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.aws.work.lease_requests import DynamoLeaseRequests
from hinterland.jobs.port import Jobs
from hinterland.objects import Objects
from hinterland.operators.port import Outboxes, TrackRecords
from hinterland.pay.port import Pay
from hinterland.training.port import Gold, Trainings
from hinterland.work.lease_requests import LeaseRequests
from hinterland.work.port import WorkItems
from tests.doubles.dynamodb import DynamoDouble
from tests.doubles.in_memory import (
    AttemptRows,
    Bucket,
    GoldNotes,
    InvoiceNumbers,
    ItemRows,
    JobRows,
    Learned,
    OutboxReports,
    PayLines,
    Plans,
)


class AllJobs(Jobs, JobBoard, Protocol):
    """The job rows, for every step and for the office."""


class AllItems(WorkItems, Queues, Protocol):
    """The work item rows, for operators and for the office."""


class Uploads(Objects, Protocol):
    """A bucket, and what is done to it from outside of the product."""

    def put(
        self, key: str, body: bytes, content_type: str, metadata: dict[str, str] | None = None
    ) -> None:
        """Store an object with metadata, as an upload does."""

    def delete(self, key: str) -> None:
        """Delete an object."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """One store for each port that keeps rows."""

    jobs: AllJobs
    work_items: AllItems
    takes: LeaseRequests
    pay: Pay
    track_records: TrackRecords
    trainings: Trainings
    gold: Gold
    outboxes: Outboxes
    invoices: Invoices


class S3Bucket(S3Objects):
    """A bucket with versions in a double of S3, and what is done to it from outside."""

    def __init__(self) -> None:
        """Create a bucket of the test's own."""
        super().__init__(client("s3"), f"bucket-{secrets.token_hex(8)}")
        self._client.create_bucket(
            Bucket=self.name, CreateBucketConfiguration={"LocationConstraint": "ap-south-1"}
        )
        self._client.put_bucket_versioning(
            Bucket=self.name, VersioningConfiguration={"Status": "Enabled"}
        )

    def put(
        self, key: str, body: bytes, content_type: str, metadata: dict[str, str] | None = None
    ) -> None:
        self._client.put_object(
            Bucket=self.name,
            Key=key,
            Body=body,
            ContentType=content_type,
            Metadata=metadata or {},
        )

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self.name, Key=key)

    def unfinished_uploads(self) -> list[str]:
        """Return the keys of uploads in parts that were neither finished nor dropped."""
        left = self._client.list_multipart_uploads(Bucket=self.name).get("Uploads", [])
        return [each["Key"] for each in left]


def in_memory() -> Doubles:
    """Return empty stores in this process."""
    jobs, pay, learned = JobRows(), PayLines(), Learned()
    return Doubles(
        jobs=jobs,
        work_items=ItemRows(jobs=jobs, pay=pay, learned=learned),
        takes=Plans(),
        pay=pay,
        track_records=learned,
        trainings=AttemptRows(pay),
        gold=GoldNotes(),
        outboxes=OutboxReports(),
        invoices=InvoiceNumbers(),
    )


def in_dynamodb(double: DynamoDouble) -> Doubles:
    """Return the adapters over the tables of a double."""
    pay, operators = double.name(tables.PAY), double.name(tables.OPERATORS)
    jobs, items = double.name(tables.JOBS), double.name(tables.WORK_ITEMS)
    return Doubles(
        jobs=DynamoJobBoard(jobs),
        work_items=DynamoWorkItems(items, jobs, pay, operators),
        takes=DynamoLeaseRequests(double.name(tables.TAKES)),
        pay=DynamoPay(pay),
        track_records=DynamoTrackRecords(operators),
        trainings=DynamoTrainings(operators, pay),
        gold=DynamoGold(operators),
        outboxes=DynamoOutboxes(operators),
        invoices=DynamoInvoices(double.name(tables.INVOICES)),
    )


def a_bucket(kind: str) -> Uploads:
    """Return an empty bucket, in this process or in the double that botocore is pointed at."""
    return Bucket("work") if kind == "memory" else S3Bucket()
