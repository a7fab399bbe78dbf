"""The office: extends leases when a centre has no power, and has failed jobs done again."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from functions.oversee.retry import retry
from functions.oversee.stores import Stores
from hinterland import tables
from hinterland.aws.catalogue.catalogue import DynamoCatalogue
from hinterland.aws.clients import client
from hinterland.aws.jobs.job_board import DynamoJobBoard
from hinterland.aws.jobs.workflow import StepFunctionsWorkflow
from hinterland.aws.objects import S3Objects
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.errors import HinterlandError
from hinterland.jobs.job import JobState
from office.outage import extend_leases
from simulation.account import DELIVERIES
from simulation.faults import Faults, Killed
from simulation.front_door import SECONDS
from simulation.rows import rows_of
from simulation.setting import CENTRES
from simulation.timeline import Life, Timeline

_OUTAGE, _OUTAGE_WITHIN = 0.3, 3600  # the chance, and seconds
_LOOKS_EVERY = 1800  # seconds

type Start = Callable[[str, Mapping[str, Any]], None]


class Office:
    """Somebody in the office; `start` begins an execution by its name for an event."""

    def __init__(
        self,
        timeline: Timeline,
        faults: Faults,
        dice: Random,
        start: Start,
        note: Callable[[str], None],
    ) -> None:
        self._timeline = timeline
        self._faults = faults
        self._dice = dice
        self._start = start
        self._note = note

    def live(self, is_over: Callable[[], bool]) -> Life:
        """Look after failed jobs until there is nothing to come."""
        while not is_over():
            for job in failed_jobs():
                self._retry(job)
            yield _LOOKS_EVERY

    def outage(self) -> Life:
        """Extend the leases of a centre, on some days."""
        yield self._dice.random() * _OUTAGE_WITHIN
        if self._dice.random() < _OUTAGE:
            centre = self._dice.choice(sorted(CENTRES))
            items = DynamoWorkItems(tables.WORK_ITEMS.name)
            extended = extend_leases(items, CENTRES[centre], timedelta(hours=1), self._timeline.now)
            self._note(f"outage of {centre}: {' '.join(extended)}")

    def _retry(self, job: str) -> None:
        try:
            with self._faults.function(SECONDS):
                retry(room(self._start), job, self._timeline.now)
        except (Killed, HinterlandError) as error:
            self._note(f"office: retry of {job}: {error!r}")
        else:
            self._note(f"office: {job} retried")


def failed_jobs() -> list[str]:
    """Return the jobs that wait for the office."""
    return [row["job"] for row in rows_of(tables.JOBS.name) if row["state"] == JobState.FAILED]


class _Executions:
    """See `ports.Executions`."""

    def __init__(self, start: Start) -> None:
        self._start = start

    def start(self, name: str, given: Mapping[str, object]) -> None:
        self._start(name, given)

    def stop(self, name: str, reason: str) -> None:
        raise NotImplementedError


def room(start: Start = lambda *_: None) -> Stores:
    """Return the stores as Oversee has them; `start` begins an execution by its name."""
    work_items = DynamoWorkItems(tables.WORK_ITEMS.name, tables.JOBS.name)
    return Stores(
        catalogue=DynamoCatalogue(tables.CATALOGUE.name),
        jobs=DynamoJobBoard(tables.JOBS.name),
        work_items=work_items,
        queues=work_items,
        pay=DynamoPay(tables.PAY.name),
        track_records=DynamoTrackRecords(tables.OPERATORS.name),
        outboxes=DynamoOutboxes(tables.OPERATORS.name),
        deliveries=S3Objects(client("s3"), DELIVERIES),
        executions=_Executions(start),
        workflow=StepFunctionsWorkflow(),
    )
