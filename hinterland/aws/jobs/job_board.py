"""The job rows as the office sees and steers them, in DynamoDB."""

from datetime import datetime

from hinterland.aws.errors import translated
from hinterland.aws.jobs.job import DynamoJobs, job_of
from hinterland.jobs.job import Failure, Job, JobState


class DynamoJobBoard(DynamoJobs):
    """See `functions.oversee.port.JobBoard`."""

    def in_state(self, state: JobState, at_most: int) -> list[Job]:
        """Return jobs in a state, those that came into it last first.

        The index knows their names only, and may be a moment behind: a job that has moved on since
        comes back as it is now.
        """
        with translated("jobs by state"):
            newest = self._row.by_state.query(state.value, scan_index_forward=False, limit=at_most)
            names = [row.job for row in newest]
            rows = {row.job: row for row in self._row.batch_get(names, consistent_read=True)}
        return [job_of(rows[name]) for name in names if name in rows]

    def retry(self, job: Job, execution: str, now: datetime) -> Job:
        """Give a failed job to another execution; raise `ConflictError` if it is not as read."""
        row = self._row
        return self._set(
            job.id,
            (row.state == JobState.FAILED.value) & (row.execution == job.execution),
            JobState.FAILED,
            now,
            row.execution.set(execution),
            row.attempt.set(job.attempt + 1),
            row.failure_code.remove(),
            row.failure_message.remove(),
        )

    def lose(self, job: Job, failure: Failure, now: datetime) -> Job:
        """Set a job to failed; raise `ConflictError` if it is not as read."""
        row = self._row
        unmoved = (row.state == job.state.value) & (row.execution == job.execution)
        if job.state is JobState.FAILED:
            unmoved &= row.failure_code.does_not_exist()
        return self._set(job.id, unmoved, JobState.FAILED, now, *self._saying(failure))

    def cancel(self, job: Job, reason: Failure, now: datetime) -> Job:
        """Set a job to cancelling; raise `ConflictError` if it is not as read."""
        row = self._row
        unmoved = (
            (row.state == job.state.value)
            & (row.execution == job.execution)
            & (row.items_done == job.items_done)
        )
        return self._set(job.id, unmoved, JobState.CANCELLING, now, *self._saying(reason))

    def withdraw(self, job: Job, last: str, now: datetime, *, is_over: bool) -> Job:
        """Note how far the withdrawal has come; raise `ConflictError` if it is not as read."""
        row = self._row
        unmoved = row.withdrawn_to == job.withdrawn_to
        if not job.withdrawn_to:
            unmoved = row.withdrawn_to.does_not_exist()
        return self._set(
            job.id,
            (row.state == JobState.CANCELLING.value) & unmoved,
            JobState.REJECTED if is_over else JobState.CANCELLING,
            now,
            row.withdrawn_to.set(last),
        )
