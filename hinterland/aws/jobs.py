"""The job rows, in DynamoDB."""

from collections.abc import Iterator
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound
from hinterland.errors import ConflictError
from hinterland.jobs import Drop, FileKind, Job, JobState


class _ByClient(GlobalSecondaryIndex["JobRow"]):
    class Meta:
        index_name = "by-client"
        projection = AllProjection()

    client = UnicodeAttribute(hash_key=True)
    created_at = UTCDateTimeAttribute(range_key=True)


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
    by_client = _ByClient()


class DynamoJobs:
    """See `ports.Jobs`."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(JobRow, table_name)

    def begin(self, job: Job) -> Job:
        """Store a new job; or return what is stored."""
        row = self._row(**_attributes(job))
        try:
            with translated("job"):
                row.save(condition=self._row.job.does_not_exist())
        except ConflictError:
            return self.get(job.job)
        return job

    def get(self, job: str) -> Job:
        """Return a job as it is now."""
        with translated("job"):
            return _job(self._row.get(job, consistent_read=True))

    def move(self, job: str, state: JobState, now: datetime) -> Job:
        """Set the state."""
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

    def of_client(self, client: str) -> Iterator[Job]:
        """Yield a client's jobs, newest first."""
        with translated("jobs of a client"):
            for row in self._row.by_client.query(client, scan_index_forward=False):
                yield _job(row)

    def _update(self, job: str, state: JobState, now: datetime, *changes: Action) -> Job:
        row = self._row(job)
        changes = (self._row.state.set(state.value), self._row.updated_at.set(now), *changes)
        with translated("job"):
            row.update(list(changes), condition=self._row.job.exists())
        return _job(row)


def _attributes(job: Job) -> dict[str, object]:
    return {
        "job": job.job,
        "client": job.client,
        "work_type": job.work_type,
        "version": job.version,
        "drop_key": job.drop.key,
        "drop_version": job.drop.version_id,
        "drop_size": job.drop.size,
        "drop_sha256": job.drop_sha256 or None,
        "file_kind": job.file_kind.value if job.file_kind else None,
        "execution": job.execution,
        "state": job.state.value,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
        "records": job.records,
        "rejected": job.rejected,
        "items": job.items,
        "items_done": job.items_done,
        "done": job.done,
        "queried": job.queried,
        "token": job.token,
    }


def _job(row: JobRow) -> Job:
    return Job(
        job=row.job,
        client=row.client,
        work_type=row.work_type,
        version=int(row.version),
        drop=Drop(row.drop_key, row.drop_version, int(row.drop_size)),
        file_kind=FileKind(row.file_kind) if row.file_kind else None,
        execution=row.execution,
        state=JobState(row.state),
        created_at=row.created_at,
        updated_at=row.updated_at,
        records=int(row.records),
        rejected=int(row.rejected),
        items=_if_known(row.items),
        items_done=int(row.items_done),
        done=int(row.done),
        queried=int(row.queried),
        drop_sha256=row.drop_sha256 or "",
        token=row.token,
    )


def _if_known(number: float | None) -> int | None:
    return None if number is None else int(number)
