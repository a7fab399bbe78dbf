"""The office: extends leases when a centre has no power, and has failed jobs done again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from functions.oversee.lost_executions import UNDER_WAY, fail_lost
from functions.oversee.retry import retry
from functions.oversee.set_aside import Choice, decide, set_aside_list
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
from hinterland.aws.troubles import LoggedTroubles
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.errors import HinterlandError
from hinterland.jobs.execution import ExecutionEnd
from hinterland.jobs.job import JobState
from hinterland.stage import Stage
from office.outage import extend_leases
from simulation.account import DELIVERIES
from simulation.faults import Faults, Killed
from simulation.front_door import SECONDS
from simulation.ledger import Ledger
from simulation.rows import Row, job_rows, rows_of
from simulation.setting import CENTRES
from simulation.timeline import Life, Timeline

_OUTAGE, _OUTAGE_WITHIN = 0.3, 3600  # the chance, and seconds
_LOOKS_EVERY = 1800  # seconds


@dataclass(frozen=True, slots=True)
class Workflow:
    """See `ports.Executions`: `start` begins an execution by its name for an event."""

    start: Callable[[str, Mapping[str, Any]], None]
    end_of: Callable[[str], ExecutionEnd | None]

    def stop(self, name: str, reason: str) -> None:
        """Nobody cancels a job here."""
        raise NotImplementedError


IDLE = Workflow(lambda *_: None, lambda _: None)


class Office:
    """Somebody in the office, and what Oversee does by the clock."""

    def __init__(
        self,
        timeline: Timeline,
        faults: Faults,
        dice: Random,
        workflow: Workflow,
        ledger: Ledger,
    ) -> None:
        self._timeline = timeline
        self._faults = faults
        self._dice = dice
        self._workflow = workflow
        self._ledger = ledger

    def live(self, is_over: Callable[[], bool]) -> Life:
        """Look after failed jobs until there is nothing to come."""
        while not is_over():
            for job in failed_jobs():
                self._retry(job)
            self._decide()
            yield _LOOKS_EVERY

    def every_minute(self, is_over: Callable[[], bool]) -> Life:
        """Do what Oversee does by the clock, if there is anything that it could find."""
        while not is_over():
            if any(self._workflow.end_of(row["execution"]) for row in _under_way()):
                try:
                    with self._faults.function(SECONDS):
                        fail_lost(self._room(), self._timeline.now)
                except (Killed, HinterlandError) as error:
                    self._note(f"office: look at the executions: {error!r}")
            yield 60

    def _decide(self) -> None:
        """Say what becomes of each item that was set aside; all of them must be shown."""
        shown = {(each["job"], each["work_item"]) for each in set_aside_list(self._room())}
        if shown != _set_aside():
            self._ledger.broken(f"set aside and not shown: {_set_aside() ^ shown}")
        for job, item in sorted(shown):
            choice = self._dice.choice(list(Choice))
            try:
                with self._faults.function(SECONDS):
                    decide(self._room(), job, item, choice, self._timeline.now)
            except (Killed, HinterlandError) as error:
                self._note(f"office: {choice} {job}/{item}: {error!r}")
            else:
                self._note(f"office: {choice} {job}/{item}")

    def _room(self) -> Stores:
        return room(self._workflow)

    def _note(self, what: str) -> None:
        self._ledger.trace.append(f"{self._timeline.now:%H:%M:%S} {what}")

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
                retry(self._room(), job, self._timeline.now)
        except (Killed, HinterlandError) as error:
            self._note(f"office: retry of {job}: {error!r}")
        else:
            self._note(f"office: {job} retried")


def unfinished_jobs() -> list[str]:
    """Return the jobs that are neither delivered nor rejected."""
    over = {JobState.DELIVERED, JobState.REJECTED}
    return [row["job"] for row in job_rows() if row["state"] not in over]


def _under_way() -> list[Row]:
    """Return the jobs of which an execution should be running."""
    return [
        row
        for row in job_rows()
        if row["state"] in UNDER_WAY
        or (row["state"] == JobState.FAILED and not row.get("failure_code"))
    ]


def _set_aside() -> set[tuple[str, str]]:
    rows = rows_of(tables.WORK_ITEMS.name)
    return {
        (row["job"], row["item"])
        for row in rows
        if row.get("is_set_aside") and row["stage"] != Stage.DONE
    }


def failed_jobs() -> list[str]:
    """Return the jobs that wait for the office."""
    return [row["job"] for row in job_rows() if row["state"] == JobState.FAILED]


def room(workflow: Workflow = IDLE) -> Stores:
    """Return the stores as Oversee has them."""
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
        executions=workflow,
        workflow=StepFunctionsWorkflow(),
        troubles=LoggedTroubles(),
    )
