"""The job rows, in DynamoDB."""

from collections.abc import Iterator
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import attributes, bound, entity_of
from hinterland.errors import ConflictError
from hinterland.jobs.job import Drop, Failure, Job, JobState, states_before

# Enough to find the cause; a row must stay small.
_LONGEST_MESSAGE = 500
# No job is called so.
_CONTENT = "content#"


class _ByClient(GlobalSecondaryIndex["JobRow"]):
    class Meta:
        index_name = "by-client"
        projection = AllProjection()

    client = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


class _ByState(GlobalSecondaryIndex["JobRow"]):
    class Meta:
        index_name = "by-state"
        projection = KeysOnlyProjection()

    state = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)


class JobRow(Model):
    """A job as DynamoDB holds it."""

    job = UnicodeAttribute(hash_key=True)
    client = UnicodeAttribute()
    work_type = UnicodeAttribute()
    version = NumberAttribute()
    drop_key = UnicodeAttribute()
    drop_version = UnicodeAttribute()
    drop_size = NumberAttribute()
    drop_sha256 = UnicodeAttribute(null=True)
    file_kind = UnicodeAttribute(null=True)
    execution = UnicodeAttribute()
    state = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    records = NumberAttribute(default=0)
    rejected = NumberAttribute(default=0)
    items = NumberAttribute(null=True)
    items_done = NumberAttribute(default=0)
    done = NumberAttribute(default=0)
    queried = NumberAttribute(default=0)
    token = UnicodeAttribute(null=True)
    attempt = NumberAttribute(default=1)
    failure_code = UnicodeAttribute(null=True)
    failure_message = UnicodeAttribute(null=True)
    client_version = NumberAttribute(null=True)
    withdrawn_to = UnicodeAttribute(null=True)
    by_client = _ByClient()
    by_state = _ByState()


class ContentRow(Model):
    """Which job had a content, and when it was noted; among the jobs, in none of their indexes."""

    job = UnicodeAttribute(hash_key=True)
    first = UnicodeAttribute()
    noted_at = UTCDateTimeAttribute()


class DynamoJobs:
    """See `hinterland.jobs.port.Jobs`."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(JobRow, table_name)
        self._content = bound(ContentRow, table_name)

    def begin(self, job: Job) -> Job:
        """Store a new job; or return what is stored."""
        row = self._row(**_attributes(job))
        try:
            with translated("job"):
                row.save(condition=self._row.job.does_not_exist())
        except ConflictError:
            return self.get(job.id)
        return job

    def get(self, job: str) -> Job:
        """Return a job as it is now."""
        with translated("job"):
            return job_of(self._row.get(job, consistent_read=True))

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        """Set the state, if it may follow the one that the job is in."""
        return self._update(job, state, now)

    def plan(self, job: str, records: int, drop_sha256: str, now: datetime) -> Job:
        """Note what Split counted."""
        return self._update(
            job,
            JobState.SPLITTING,
            now,
            self._row.records.set(records),
            self._row.drop_sha256.set(drop_sha256),
        )

    def open(self, job: str, items: int, rejected: int, token: str, now: datetime) -> Job:
        """Note that every part is split, and who waits."""
        return self._update(
            job,
            JobState.OPEN,
            now,
            self._row.items.set(items),
            self._row.rejected.set(rejected),
            self._row.token.set(token),
        )

    def requery(self, job: str, queried: int, now: datetime) -> Job:
        """Correct how many records of a job being merged are queried."""
        return self._update(job, JobState.MERGING, now, self._row.queried.set(queried))

    def fail(self, job: str, failure: Failure, now: datetime) -> Job:
        """Set the state to failed, with the reason."""
        # One that failed already may be waiting for another attempt, which has failed as well.
        fails = self._in_any_of(JobState.FAILED, *states_before(JobState.FAILED))
        try:
            return self._set(job, fails, JobState.FAILED, now, *self._saying(failure))
        except ConflictError:
            return self.get(job)

    def take_up(self, job: Job, now: datetime) -> Job:
        """Begin a failed job anew, if it waits for this very execution."""
        row = self._row
        waits = (
            (row.state == JobState.FAILED.value)
            & row.failure_code.does_not_exist()
            & (row.execution == job.execution)
        )
        known = [row.work_type.set(job.work_type), row.version.set(job.version)]
        if job.client_version:
            known.append(row.client_version.set(job.client_version))
        if job.file_kind:
            known.append(row.file_kind.set(job.file_kind.value))
        try:
            return self._set(job.id, waits, JobState.RECEIVED, now, *known)
        except ConflictError:
            return self.get(job.id)

    def claim_content(
        self, content: str, job: str, now: datetime, since: datetime, passing_over: str = ""
    ) -> str:
        """Note that a job has this content, unless another noted it after `since`."""
        row, name = self._content, f"{_CONTENT}{content}"
        free = (
            row.job.does_not_exist()
            | (row.noted_at < since)
            | row.first.is_in(*{job, passing_over or job})
        )
        try:
            with translated("content of a job"):
                row(name, first=job, noted_at=now).save(condition=free)
        except ConflictError:
            with translated("content of a job"):
                return str(row.get(name, consistent_read=True).first)
        return job

    def of_client(self, client: str) -> Iterator[Job]:
        """Yield a client's jobs, newest first."""
        with translated("jobs of a client"):
            for row in self._row.by_client.query(client, scan_index_forward=False):
                yield job_of(row)

    def _update(self, job: str, state: JobState, now: datetime, *changes: Action) -> Job:
        try:
            return self._set(job, self._in_any_of(*states_before(state)), state, now, *changes)
        except ConflictError:
            return self.get(job)

    def _in_any_of(self, *states: JobState) -> Condition:
        """Ask for a row in one of these states; one that is not there is in none."""
        condition: Condition = self._row.state.is_in(*(state.value for state in states))
        return condition

    def _set(
        self, job: str, condition: Condition, state: JobState, now: datetime, *changes: Action
    ) -> Job:
        row = self._row(job)
        changes = (self._row.state.set(state.value), self._row.updated_at.set(now), *changes)
        with translated("job"):
            row.update(list(changes), condition=condition)
        return job_of(row)

    def _saying(self, failure: Failure) -> list[Action]:
        return [
            self._row.failure_code.set(failure.code),
            self._row.failure_message.set(failure.message[:_LONGEST_MESSAGE]),
        ]


def _attributes(job: Job) -> dict[str, object]:
    return attributes(
        job,
        *("id", "drop", "failure"),
        job=job.id,
        drop_key=job.drop.key,
        drop_version=job.drop.version_id,
        drop_size=job.drop.size,
        failure_code=job.failure.code if job.failure else None,
        failure_message=job.failure.message if job.failure else None,
    )


def job_of(row: JobRow) -> Job:
    """Return a row as the job that it holds."""
    return entity_of(
        Job,
        row,
        id=row.job,
        drop=Drop(row.drop_key, row.drop_version, int(row.drop_size)),
        failure=Failure(row.failure_code, row.failure_message) if row.failure_code else None,
    )
