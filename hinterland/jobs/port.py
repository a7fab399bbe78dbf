"""What use cases ask of the job rows and of the workflow that waits."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from hinterland.jobs.job import Failure, Job, JobState
from hinterland.workflow import Outcome


class ReadsJobs(Protocol):
    """The job rows, to read."""

    def get(self, job: str) -> Job:
        """Return a job as it is now; raise `NotFoundError`."""


class Jobs(ReadsJobs, Protocol):
    """The job rows.

    `move`, `plan` and `open` change a job only where its next state may follow the one that it is
    in at that moment (`job.may_follow`), and return the job as it then stands: a caller that
    comes too late sees another state than the one it asked for.
    """

    def begin(self, job: Job) -> Job:
        """Store a new job and return it; if it is stored already, return what is stored."""

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        """Set the state, if it may follow; return the job; raise `NotFoundError`."""

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        """Note what Split counted and set the state to splitting, if that may follow."""

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        """Note that every part is split, and who waits; set the state to open, if that follows."""

    def requery(self, job: str, queried: int, now: datetime) -> Job:
        """Correct how many records of a job being merged are queried, and return the job."""

    def fail(self, job: str, failure: Failure, now: datetime) -> Job:
        """Set the state to failed, with the reason, and return the job."""

    def take_up(self, job: Job, now: datetime) -> Job:
        """Begin a failed job anew for the execution that `retry` named, and return it.

        What kind of work it is comes from `job`. Any other job is returned as it is stored.
        """

    def claim_content(
        self, content: str, job: str, now: datetime, since: datetime, passing_over: str = ""
    ) -> str:
        """Note that a job has this content, and return the job that has it by now.

        That is the job itself, unless another noted it after `since`; what the job `passing_over`
        noted does not count.
        """

    def of_client(self, client: str) -> Iterator[Job]:
        """Yield a client's jobs, newest first."""


class Workflow(Protocol):
    """The waiting workflow of a job."""

    def work_done(self, token: str, outcome: Outcome = Outcome.ACCEPTED) -> None:
        """End the wait; a token that is spent or out of date does no harm.

        The job goes on to Merge, or, where the outcome is another than accepted, no further.
        """
