"""docs/job-states.md, cell by cell: every state, what can have happened, and the way on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from functions.oversee.cancel import cancel
from functions.oversee.job_list import job_list
from functions.oversee.lost_executions import fail_lost
from functions.oversee.retry import retry
from functions.oversee.stores import Stores
from hinterland import s3_keys, tables
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.errors import NotPossibleError
from hinterland.jobs.execution import ExecutionEnd
from hinterland.jobs.job import Drop, Failure, FileKind, Job, JobState
from simulation.account import DELIVERIES
from simulation.office import room
from tests.simulation.quiet_day import NOON, quiet_day

LATER = NOON + timedelta(minutes=30)
BROKEN = Failure("ReconciliationError", "3 records went in, 2 came out")
RUNS, STOPPED, FAILED, GONE = "runs", "stopped in the console", "failed unreported", "never began"
ENDS: Mapping[str, ExecutionEnd | None] = {
    RUNS: None,
    STOPPED: ExecutionEnd("ABORTED"),
    FAILED: ExecutionEnd("FAILED", "Runtime.ExitError", "killed"),
    GONE: ExecutionEnd("NOT_FOUND"),
}
UNDER_WAY = (JobState.RECEIVED, JobState.SPLITTING, JobState.OPEN, JobState.MERGING)


@dataclass
class Executions:
    """A workflow of which every execution came to the same."""

    end: ExecutionEnd | None
    started: list[str] = field(default_factory=list)

    def end_of(self, name: str) -> ExecutionEnd | None:
        del name
        return self.end

    def start(self, name: str, given: Mapping[str, object]) -> None:
        del given
        self.started.append(name)

    def stop(self, name: str, reason: str) -> None:
        del name, reason


@dataclass(frozen=True)
class Cell:
    """A state, what happened, and what is to come of it."""

    state: JobState
    execution: str
    then: JobState  # after the next minute
    retry: bool
    cancel: bool
    keyed: bool = False  # all of it
    invoiced: bool = False
    failure: Failure | None = None

    def __str__(self) -> str:
        return (
            f"{self.state}, {self.execution}{', keyed' * self.keyed}{', invoiced' * self.invoiced}"
        )


def cells() -> Iterator[Cell]:
    for state in UNDER_WAY:
        is_open = state is JobState.OPEN
        yield Cell(state, RUNS, state, retry=False, cancel=is_open)
        for end in (STOPPED, FAILED, GONE):
            yield Cell(state, end, JobState.FAILED, retry=True, cancel=True)
            yield Cell(state, end, JobState.FAILED, retry=True, cancel=True, keyed=True)
    yield Cell(JobState.OPEN, RUNS, JobState.OPEN, retry=False, cancel=False, keyed=True)
    for keyed in (False, True):
        yield Cell(
            JobState.FAILED, FAILED, JobState.FAILED, retry=True, cancel=True, keyed=keyed,
            failure=BROKEN,
        )  # fmt: skip
    yield Cell(
        JobState.FAILED, FAILED, JobState.FAILED, retry=True, cancel=False, keyed=True,
        invoiced=True, failure=BROKEN,
    )  # fmt: skip
    # Retried, and the start was lost, or it ended before it took the job up.
    yield Cell(JobState.FAILED, GONE, JobState.FAILED, retry=True, cancel=True)
    yield Cell(JobState.FAILED, RUNS, JobState.FAILED, retry=True, cancel=True)
    for end in (RUNS, STOPPED, FAILED, GONE):
        yield Cell(JobState.DELIVERED, end, JobState.DELIVERED, retry=False, cancel=False)
        yield Cell(JobState.REJECTED, end, JobState.REJECTED, retry=False, cancel=False)
        yield Cell(JobState.CANCELLING, end, JobState.CANCELLING, retry=False, cancel=False)


@pytest.fixture(scope="module")
def stores() -> Iterator[Stores]:
    with quiet_day():
        yield room()


@pytest.mark.parametrize("cell", list(cells()), ids=str)
def test_every_job_has_a_way_on(cell: Cell, stores: Stores) -> None:
    executions = Executions(ENDS[cell.execution])
    seen = replace(stores, executions=executions)
    first, second = (_put(seen, cell, name) for name in ("one", "two"))
    fail_lost(seen, LATER)
    for job in (first, second):
        stands = seen.jobs.get(job.id)
        assert stands.state is cell.then
        if cell.then is JobState.FAILED and cell.execution != RUNS:
            assert stands.failure is not None
    assert _shown(seen, first) == [
        action for action in ("retry", "cancel") if getattr(cell, action)
    ]
    assert _works(lambda: retry(seen, first.id, LATER)) is cell.retry
    assert bool(executions.started) is cell.retry
    assert _works(lambda: cancel(seen, second.id, "why", LATER)) is cell.cancel
    for job in (first, second):  # out of the way of the next cell
        _remove(job)


def test_retrying_a_job_whose_execution_just_died_does_not_wait_for_the_minute(
    stores: Stores,
) -> None:
    cell = Cell(JobState.OPEN, STOPPED, JobState.FAILED, retry=True, cancel=True)
    executions = Executions(ENDS[STOPPED])
    seen = replace(stores, executions=executions)
    job = _put(seen, cell, "three")
    retry(seen, job.id, LATER)
    assert executions.started == [seen.jobs.get(job.id).execution]
    _remove(job)


def test_the_cause_of_a_lost_execution_is_told(stores: Stores) -> None:
    cell = Cell(JobState.MERGING, FAILED, JobState.FAILED, retry=True, cancel=True)
    seen = replace(stores, executions=Executions(ENDS[FAILED]))
    job = _put(seen, cell, "four")
    fail_lost(seen, LATER)
    failure = seen.jobs.get(job.id).failure
    assert failure is not None
    assert failure.code == "Runtime.ExitError"
    assert "killed" in failure.message
    _remove(job)


def _put(stores: Stores, cell: Cell, name: str) -> Job:
    job = Job(
        f"20261122-{name}", "meridian", "once", 1, Drop("meridian/once/a.csv", "v", 1),
        FileKind.CSV, f"execution-{name}", cell.state, NOON, NOON,
        items=2, items_done=2 if cell.keyed else 1, failure=cell.failure,
    )  # fmt: skip
    DynamoJobs(tables.JOBS.name).begin(job)
    if cell.invoiced:
        stores.deliveries.write_json(job.delivery(s3_keys.INVOICE_JSON), {})
    return job


def _remove(job: Job) -> None:
    rows = DynamoJobs(tables.JOBS.name)
    rows._row.get(job.id).delete()  # noqa: SLF001 - no function may delete a job
    client("s3").delete_object(Bucket=DELIVERIES, Key=job.delivery(s3_keys.INVOICE_JSON))


def _shown(stores: Stores, job: Job) -> Sequence[str]:
    listed = {each["job"]: each["actions"] for each in job_list(stores, LATER)}
    return listed[job.id]


def _works(action: Callable[[], object]) -> bool:
    try:
        action()
    except NotPossibleError:
        return False
    return True
