"""One run: everybody lives on one timeline under one seed, until all is delivered and settled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from time import monotonic
from typing import Any

from hinterland import tables
from hinterland.jobs.execution import ExecutionEnd
from simulation.account import Wires, account
from simulation.audit import Audit
from simulation.client import Client
from simulation.faults import Faults
from simulation.front_door import FrontDoor
from simulation.ledger import Ledger
from simulation.malice import Malice
from simulation.office import Office, Workflow, unfinished_jobs
from simulation.operators import OperatorLife, habits
from simulation.rows import rows_of
from simulation.setting import KEYINGS, OPERATORS, START, furnish_catalogue
from simulation.timeline import Life, Timeline
from simulation.witness import Witness
from simulation.workflow import Execution

_LONGEST = timedelta(hours=12)  # by the simulated clock; who is not done by then is stuck
_MINUTE = 60
# Minutes between two looks after ended leases while there are none.
_IDLE_LOOK = 10
_BADNESS = (0.0, 0.5, 1.0, 1.0, 2.0)
# These stay to the end whatever happens: three people, in two centres.
_FAITHFUL = ("asha", "devi", "ezhil", "bala")


@dataclass(frozen=True, slots=True)
class Result:
    """What one run came to."""

    seed: int
    steps: int
    seconds: float
    simulated: timedelta
    drops: int
    entries: int
    faults: Counter[str]
    calls: Counter[str]
    answers: Counter[str]
    violations: tuple[str, ...]
    known_gaps: tuple[str, ...]
    trace: tuple[str, ...]


def run(seed: int, *, to_the_end: bool = True) -> Result:
    """Run under a seed; the same seed always comes out the same.

    Unless `to_the_end`, it stops at the first broken invariant.
    """
    begun = monotonic()
    world = _World(seed)
    world.go(to_the_end=to_the_end)
    ledger, faults = world.ledger, world.faults
    return Result(
        seed=seed,
        steps=world.timeline.steps,
        seconds=monotonic() - begun,
        simulated=world.timeline.now - START,
        drops=len(ledger.drops),
        entries=len(ledger.uploads),
        faults=Counter({str(fault): count for fault, count in faults.injected.items()})
        + faults.injected_outside,
        calls=faults.calls,
        answers=ledger.answers,
        violations=tuple(ledger.violations),
        known_gaps=tuple(ledger.known_gaps),
        trace=tuple(ledger.trace),
    )


class _World:
    def __init__(self, seed: int) -> None:
        self._dice = Random(seed)
        badness = self._dice.choice(_BADNESS)
        self._link_badness = self._dice.choice(_BADNESS)
        self.timeline = Timeline(START)
        self.ledger = Ledger()
        clock = lambda: self.timeline.now  # noqa: E731 - a name for what it is
        self.faults = Faults(self._dice, badness, clock, self.timeline.overtake)
        self._witness = Witness(self.ledger, clock, self.faults.injected_outside)
        self._door = FrontDoor(self.faults, self.ledger.broken)
        self._executions: list[Execution] = []
        self._malice = Malice(seed, self.timeline, self._executions, self._note)
        # Two of the four: each costs every look for work six more calls.
        self._work_types = self._dice.sample(sorted(KEYINGS), k=2)
        self._client = Client(self._work_types, self.timeline, self.ledger, self._dice, self._start)
        self._wires = Wires(clock, START, self.faults, self._task_done, self._witness.step)

    def go(self, *, to_the_end: bool) -> None:
        with account(self._dice, self._wires), self._malice.poison():
            furnish_catalogue(self._work_types)
            self.timeline.live(self._client.live())
            self.timeline.live(self._every_minute(), within=_MINUTE)
            for life in self._malice.live():
                self.timeline.live(life)
            office = Office(
                self.timeline, self.faults, self._malice.dice, self._workflow(), self.ledger
            )
            self.timeline.live(office.every_minute(self._is_over), within=_MINUTE / 2)
            self.timeline.live(office.outage())
            self.timeline.live(office.live(self._is_over))
            for name in OPERATORS:
                ways = habits(
                    self._dice,
                    self._link_badness,
                    self._malice.dice,
                    faithful=name in _FAITHFUL,
                    is_hostile=self._malice.is_at_work,
                )
                operator = OperatorLife(
                    name, ways, self._door, self.timeline, self.ledger, self._witness, self._dice
                )
                self.timeline.live(operator.live(self._is_over), within=self._dice.random() * 300)
            while self.timeline.step():
                if self.timeline.now - START > _LONGEST:
                    self.ledger.broken(f"stuck: {[each.ended for each in self._executions]}")
                    break
                if self.ledger.violations and not to_the_end:
                    return
            Audit(self.ledger).run()

    def _start(self, event: Mapping[str, Any]) -> None:
        self._execute(f"execution-{len(self._executions) + 1}", event)

    def _execute(self, name: str, event: Mapping[str, Any]) -> None:
        """Start an execution; if there is one of that name, do nothing."""
        if any(each.name == name for each in self._executions):
            return
        execution = Execution(
            name,
            dict(event),
            self.timeline,
            self.faults,
            self._dice,
            self.ledger.broken,
            self._note,
        )
        self._executions.append(execution)
        self.timeline.live(execution.live())

    def _workflow(self) -> Workflow:
        return Workflow(self._execute, self._end_of)

    def _end_of(self, name: str) -> ExecutionEnd | None:
        for each in self._executions:
            if each.name == name:
                return each.end()
        return ExecutionEnd("NOT_FOUND")

    def _task_done(self, token: str, output: dict[str, Any]) -> bool:
        name = token.partition("#")[0]
        waiting = (each for each in self._executions if each.name == name)
        return any(each.task_done(token, output) for each in waiting)

    def _every_minute(self) -> Life:
        minutes = 0
        while not self._is_over():
            minutes += 1
            # A look that finds nothing costs nine calls of moto, so most of those are left out.
            if minutes % _IDLE_LOOK == 0 or self._has_ended_leases():
                self._door.recover()
            yield _MINUTE
        for _ in range(2):
            self._door.recover()
            yield _MINUTE

    def _has_ended_leases(self) -> bool:
        now = f"{self.timeline.now:%Y-%m-%dT%H:%M:%S}"
        rows = rows_of(tables.WORK_ITEMS.name)
        return any(row.get("lease") and row["visible_at"] <= now for row in rows)

    def _is_over(self) -> bool:
        return (
            self._client.is_done
            and bool(self._executions)
            and all(each.ended for each in self._executions)
            and not unfinished_jobs()
        )

    def _note(self, what: str) -> None:
        self.ledger.trace.append(f"{self.timeline.now:%H:%M:%S} {what}")
