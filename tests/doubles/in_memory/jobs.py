"""The job rows, as every step and as the office sees them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from hinterland.errors import ConflictError, NotFoundError
from hinterland.jobs.job import Failure, Job, JobState, may_follow
from tests.doubles.in_memory.turns import ALONE

_LONGEST_MESSAGE = 500


@dataclass
class JobRows:
    """The port `Jobs` and `JobBoard`."""

    rows: dict[str, Job] = field(default_factory=dict)
    contents: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def begin(self, job: Job) -> Job:
        with ALONE:
            return self.rows.setdefault(job.id, job)

    def get(self, job: str) -> Job:
        if job not in self.rows:
            raise NotFoundError(f"no such job {job}")
        return self.rows[job]

    def claim_content(
        self, content: str, job: str, now: datetime, since: datetime, passing_over: str = ""
    ) -> str:
        with ALONE:
            first, noted_at = self.contents.get(content, (job, now))
            if noted_at >= since and first not in {job, passing_over}:
                return first
            self.contents[content] = job, now
            return job

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        return self._follow(job, lambda stored: stored.moved(state, now))

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        return self._follow(
            job,
            lambda stored: replace(
                stored.moved(JobState.SPLITTING, now), records=records, drop_sha256=drop_sha256
            ),
        )

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        return self._follow(
            job,
            lambda stored: replace(
                stored.moved(JobState.OPEN, now), items=items, rejected=rejected, token=token
            ),
        )

    def requery(self, job: str, queried: int, now: datetime) -> Job:
        return self._follow(
            job, lambda stored: replace(stored.moved(JobState.MERGING, now), queried=queried)
        )

    def fail(self, job: str, failure: Failure, now: datetime) -> Job:
        with ALONE:
            stored = self.get(job)
            may_fail = may_follow(JobState.FAILED, stored.state)
            # One that failed already may be waiting for another attempt, which has failed as well.
            if may_fail or stored.state is JobState.FAILED:
                failed = stored.moved(JobState.FAILED, now)
                self.rows[job] = replace(failed, failure=_shortened(failure))
            return self.rows[job]

    def take_up(self, job: Job, now: datetime) -> Job:
        with ALONE:
            stored = self.get(job.id)
            waits = stored.state is JobState.FAILED and stored.failure is None
            if waits and stored.execution == job.execution:
                self.rows[job.id] = replace(
                    stored.moved(JobState.RECEIVED, now),
                    work_type=job.work_type,
                    version=job.version,
                    file_kind=job.file_kind or stored.file_kind,
                )
            return self.rows[job.id]

    def of_client(self, client: str) -> Iterator[Job]:
        found = [job for job in self.rows.values() if job.client == client]
        return iter(sorted(found, key=lambda job: job.created_at, reverse=True))

    def in_state(self, state: JobState, at_most: int) -> list[Job]:
        found = [job for job in self.rows.values() if job.state is state]
        return sorted(found, key=lambda job: job.updated_at, reverse=True)[:at_most]

    def retry(self, job: Job, execution: str, now: datetime) -> Job:
        return self._change(
            job,
            lambda stored: stored.state is JobState.FAILED and stored.execution == job.execution,
            lambda stored: replace(
                stored.moved(JobState.FAILED, now),
                execution=execution,
                attempt=job.attempt + 1,
                failure=None,
            ),
        )

    def lose(self, job: Job, failure: Failure, now: datetime) -> Job:
        as_read = (job.state, job.execution)
        is_told = job.state is JobState.FAILED and job.failure is not None
        return self._change(
            job,
            lambda stored: not is_told and (stored.state, stored.execution) == as_read,
            lambda stored: replace(stored.moved(JobState.FAILED, now), failure=_shortened(failure)),
        )

    def cancel(self, job: Job, reason: Failure, now: datetime) -> Job:
        as_read = (job.state, job.execution, job.items_done)
        return self._change(
            job,
            lambda stored: (stored.state, stored.execution, stored.items_done) == as_read,
            lambda stored: replace(
                stored.moved(JobState.CANCELLING, now), failure=_shortened(reason)
            ),
        )

    def withdraw(self, job: Job, last: str, now: datetime, *, is_over: bool) -> Job:
        as_read = (JobState.CANCELLING, job.withdrawn_to)
        state = JobState.REJECTED if is_over else JobState.CANCELLING
        return self._change(
            job,
            lambda stored: (stored.state, stored.withdrawn_to) == as_read,
            lambda stored: replace(stored.moved(state, now), withdrawn_to=last),
        )

    def _follow(self, job: str, change: Callable[[Job], Job]) -> Job:
        with ALONE:
            stored = self.get(job)
            changed = change(stored)
            if may_follow(changed.state, stored.state):
                self.rows[job] = changed
            return self.rows[job]

    def _change(
        self, job: Job, is_as_read: Callable[[Job], bool], change: Callable[[Job], Job]
    ) -> Job:
        with ALONE:
            stored = self.rows.get(job.id)
            if stored is None or not is_as_read(stored):
                raise ConflictError(f"job {job.id} is not as it was read")
            self.rows[job.id] = change(stored)
            return self.rows[job.id]


def _shortened(failure: Failure) -> Failure:
    return replace(failure, message=failure.message[:_LONGEST_MESSAGE])
