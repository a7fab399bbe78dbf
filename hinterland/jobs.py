"""A job: the processing of one drop, from intake to invoice."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hinterland import places
from hinterland.clock import timestamp


class JobState(StrEnum):
    """Where a job is, as its client reads it in status.json."""

    RECEIVED = "received"  # known client, known work type
    SPLITTING = "splitting"  # parts are being made; operators may begin on the first
    OPEN = "open"  # all parts are split, operators are working
    MERGING = "merging"  # every work item is done
    DELIVERED = "delivered"  # done.json is there
    REJECTED = "rejected"  # rejected.json says why
    FAILED = "failed"  # our fault; the office sees why


class FileKind(StrEnum):
    """What a drop is, by its content."""

    CSV = "csv"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    PDF = "pdf"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Drop:
    """One version of one object that a client put into the drop bucket."""

    key: str
    version_id: str  # "null" in a bucket without versions
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Job:
    """The job row. Counts are of records unless they say items."""

    job: str
    client: str
    work_type: str
    version: int  # of the work type, kept from beginning to end
    drop: Drop
    file_kind: FileKind | None  # None when rejected before it was known
    execution: str  # the workflow execution that owns the job
    state: JobState
    created_at: datetime
    updated_at: datetime
    records: int = 0  # records in, known once planned
    rejected: int = 0  # records that could not be split out
    items: int | None = None  # work items in all; None until every part is split
    items_done: int = 0
    done: int = 0  # records keyed, queried ones included
    queried: int = 0
    drop_sha256: str = ""
    token: str | None = None  # ends the workflow's wait

    @property
    def is_worked(self) -> bool:
        """Say whether every work item of a fully split job is done."""
        return self.items is not None and self.items_done >= self.items

    def moved(self, state: JobState, now: datetime) -> "Job":
        """Return this job in another state."""
        return replace(self, state=state, updated_at=now)

    def delivery(self, file: str) -> str:
        """Return the key of one of this job's delivery files."""
        return places.delivery(self.client, self.job, file)

    def status(self) -> dict[str, object]:
        """Return the document that the client reads as status.json (design 5.2)."""
        return {
            "job": self.job,
            "drop": self.drop.key,
            "state": self.state.value,
            "records": self.records,
            "done": self.done,
            "queried": self.queried,
            "updated_at": timestamp(self.updated_at),
        }
