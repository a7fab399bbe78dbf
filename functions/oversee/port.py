"""What heads and office ask of jobs, queues and executions."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from hinterland.jobs.execution import ExecutionEnd
from hinterland.jobs.job import Failure, Job, JobState
from hinterland.jobs.port import ReadsJobs
from hinterland.work.items import Queue, WorkItem


class JobBoard(ReadsJobs, Protocol):
    """The job rows as the office sees and steers them.

    What is changed here must still be as it was read: else `ConflictError`.
    """

    def in_state(self, state: JobState, at_most: int) -> list[Job]:
        """Return jobs in a state, those that came into it last first."""

    def retry(self, job: Job, execution: str, now: datetime) -> Job:
        """Give a failed job to another execution, which is to take it up; count the attempt."""

    def lose(self, job: Job, failure: Failure, now: datetime) -> Job:
        """Set a job to failed whose execution ended and said nothing of it."""

    def cancel(self, job: Job, reason: Failure, now: datetime) -> Job:
        """Set an open or failed job to cancelling, unless any of its items was done meanwhile."""

    def withdraw(self, job: Job, last: str, now: datetime, *, is_over: bool) -> Job:
        """Note up to which item a job being cancelled was gone through; at the end, reject it."""


class Queues(Protocol):
    """What waits in the queues and what is out on lease, counted and listed within bounds."""

    def count_free(self, queue: Queue, at_most: int) -> int:
        """Count the free items of a queue, up to a number."""

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items that may be taken, as `WorkItems` does."""

    def set_aside(self, at_most: int) -> list[WorkItem]:
        """Return the items that were set aside, the last of them first."""

    def ending(self, queue: Queue, now: datetime, until: datetime) -> Iterator[WorkItem]:
        """Yield the items with a lease that is live and ends by `until`, the first to end first."""


class Executions(Protocol):
    """The executions of the workflow, by name."""

    def end_of(self, name: str) -> ExecutionEnd | None:
        """Return how an execution ended; None while it runs."""

    def start(self, name: str, given: Mapping[str, object]) -> None:
        """Start an execution with an input; if there is one of that name, do nothing."""

    def stop(self, name: str, reason: str) -> None:
        """Stop an execution; one that is over, or never was, does no harm."""
