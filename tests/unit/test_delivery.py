"""status.json: whoever writes it however late, it says what the row says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from hinterland import s3_keys
from hinterland.jobs.job import Drop, Failure, FileKind, Job, JobState
from hinterland.jobs.status import write_delivered, write_status
from tests.doubles.in_memory import Bucket, JobRows

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
JOB = Job(
    id="20261121-abcdefghijkl",
    client="meridian",
    work_type="receipts",
    version=1,
    drop=Drop("meridian/receipts/a.csv", "v1", 10),
    file_kind=FileKind.CSV,
    execution="run-1",
    state=JobState.MERGING,
    created_at=NOW,
    updated_at=NOW,
)
STATUS = JOB.delivery(s3_keys.STATUS)


@dataclass
class Interrupted(Bucket):
    """A bucket in which others do `meanwhile`, once, before a document is replaced."""

    meanwhile: Callable[[], None] | None = None

    def replace_json(self, key: str, document: object, tag: str | None) -> None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        super().replace_json(key, document, tag)


@pytest.fixture
def jobs() -> JobRows:
    return JobRows({JOB.id: JOB})


@pytest.fixture
def bucket() -> Interrupted:
    return Interrupted("delivery")


def test_what_is_written_is_what_the_row_says_by_then(jobs: JobRows, bucket: Interrupted) -> None:
    remembered = jobs.get(JOB.id)
    jobs.rows[JOB.id] = JOB.moved(JobState.DELIVERED, NOW)
    write_status(bucket, jobs, remembered)
    assert bucket.read_json(STATUS)["state"] == "delivered"


def test_a_late_writer_does_not_undo_a_delivery(jobs: JobRows, bucket: Interrupted) -> None:
    """Invoice writes the document before the row; done.json names the document by its digest."""
    write_delivered(bucket, JOB.moved(JobState.DELIVERED, NOW))
    as_delivered = bucket.read(STATUS)
    write_status(bucket, jobs, JOB)
    assert bucket.read(STATUS) == as_delivered


@pytest.mark.parametrize("is_there_already", [True, False])
def test_a_writer_who_is_overtaken_does_not_undo_a_delivery(
    jobs: JobRows, bucket: Interrupted, *, is_there_already: bool
) -> None:
    if is_there_already:
        write_status(bucket, jobs, JOB)
    bucket.meanwhile = lambda: write_delivered(bucket, JOB.moved(JobState.DELIVERED, NOW))
    write_status(bucket, jobs, JOB)
    assert bucket.read_json(STATUS)["state"] == "delivered"


def test_a_delivery_is_told_though_another_writes_meanwhile(
    jobs: JobRows, bucket: Interrupted
) -> None:
    bucket.meanwhile = lambda: write_status(bucket, jobs, JOB)
    write_delivered(bucket, JOB.moved(JobState.DELIVERED, NOW))
    assert bucket.read_json(STATUS)["state"] == "delivered"


def test_a_delivery_that_breaks_off_and_fails_is_told_to_have_failed(
    jobs: JobRows, bucket: Interrupted
) -> None:
    """Without a done.json nobody is to look for one."""
    write_delivered(bucket, JOB.moved(JobState.DELIVERED, NOW))
    jobs.fail(JOB.id, Failure("Some.Error", ""), NOW)
    write_status(bucket, jobs, JOB)
    assert bucket.read_json(STATUS)["state"] == "failed"
    write_delivered(bucket, JOB.moved(JobState.DELIVERED, NOW))
    assert bucket.read_json(STATUS)["state"] == "delivered"


def test_only_of_a_failed_job_a_client_reads_an_error(jobs: JobRows, bucket: Interrupted) -> None:
    write_status(bucket, jobs, JOB)
    assert "error" not in bucket.read_json(STATUS)
    jobs.fail(JOB.id, Failure("Some.Error", "a secret"), NOW)
    write_status(bucket, jobs, JOB)
    assert bucket.read_json(STATUS)["error"]["job"] == JOB.id
    assert "secret" not in bucket.read(STATUS).decode()
