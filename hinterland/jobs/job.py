"""A job: the processing of one drop, from intake to invoice."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hinterland import s3_keys
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
    CANCELLING = "cancelling"  # given up; its client reads rejected, its items leave the queues

    @property
    def is_given_up(self) -> bool:
        """Say whether nobody works on such a job any more, nor ever will."""
        return self in {JobState.REJECTED, JobState.CANCELLING}


_FOR_THE_CLIENT = "We could not process this file. The office has been told."
_WAY = (
    JobState.RECEIVED,
    JobState.SPLITTING,
    JobState.OPEN,
    JobState.MERGING,
    JobState.DELIVERED,
)
_REPEATED = frozenset({JobState.SPLITTING, JobState.OPEN, JobState.MERGING})


def may_follow(after: JobState, before: JobState) -> bool:
    """Say whether a job at `before` may come to `after`: the store writes under this condition.

    A job goes forward only, so that a step carried out once more, however late, sets nothing back.
    A failed one goes on from its beginning, when the office has it retried; one that was delivered
    while another call failed it is put right.
    """
    match after:
        case JobState.REJECTED:  # its content is no good, or it was cancelled
            return before in {*_WAY[:3], JobState.FAILED, JobState.CANCELLING}
        case JobState.CANCELLING:
            return before in {JobState.OPEN, JobState.FAILED}
        case JobState.FAILED:
            return before in _WAY[:-1]
        case _ if before is JobState.FAILED:
            return after in {JobState.RECEIVED, JobState.DELIVERED}
        case _ if before in _WAY:
            ahead = _WAY.index(after) - _WAY.index(before)
            return ahead > 0 or (ahead == 0 and after in _REPEATED)
        case _:
            return False


def states_before(after: JobState) -> tuple[JobState, ...]:
    """Return the states that `after` may follow."""
    return tuple(state for state in JobState if may_follow(after, state))


class FileKind(StrEnum):
    """What a drop is, by its content."""

    CSV = "csv"  # text of any kind, which Split looks into
    WORKBOOK = "workbook"  # of Excel or OpenDocument
    HTML = "html"
    JSON = "json"
    MAIL = "mail"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    JPEG_2000 = "jp2"
    HEIC = "heic"
    AVIF = "avif"
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
class Failure:
    """Why a job failed or was cancelled: for the office, never for the client."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Job:
    """The job row. Counts are of records unless they say items."""

    id: str
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
    attempt: int = 1  # how often the workflow was begun
    failure: Failure | None = None  # of the last attempt
    client_version: int | None = None  # of its document; None on jobs from before it was noted
    withdrawn_to: str = ""  # of a job being cancelled: the last item that was looked at

    @property
    def is_worked(self) -> bool:
        """Say whether every work item of a fully split job is done."""
        return self.items is not None and self.items_done >= self.items

    def moved(self, state: JobState, now: datetime) -> "Job":
        """Return this job in another state."""
        return replace(self, state=state, updated_at=now)

    def delivery(self, file: str) -> str:
        """Return the key of one of this job's delivery files."""
        return s3_keys.delivery(self.client, self.id, file)

    def status(self) -> dict[str, object]:
        """Return the document that the client reads as status.json (design 5.2)."""
        state = JobState.REJECTED if self.state.is_given_up else self.state
        status: dict[str, object] = {
            "job": self.id,
            "drop": self.drop.key,
            "state": state.value,
            "records": self.records,
            "done": self.done,
            "queried": self.queried,
            "updated_at": timestamp(self.updated_at),
        }
        if state is JobState.FAILED:
            status["error"] = {"message": _FOR_THE_CLIENT, "job": self.id}
        return status
