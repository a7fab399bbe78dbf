"""The workflow: the waits that end, and the executions that are started and stopped."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hinterland.jobs.execution import ExecutionEnd
from hinterland.workflow import Outcome


@dataclass
class Waits:
    """The port `Workflow`; `ended` lists the tokens that it was told."""

    ended: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def work_done(self, token: str, outcome: Outcome = Outcome.ACCEPTED) -> None:
        self.ended.append(token)
        self.outcomes.append(outcome)


@dataclass
class Runs:
    """The port `Executions`; remembers what was started and stopped."""

    started: dict[str, Mapping[str, object]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    ended: dict[str, ExecutionEnd] = field(default_factory=dict)  # the others run

    @property
    def last(self) -> str:
        return list(self.started)[-1]

    def end_of(self, name: str) -> ExecutionEnd | None:
        return self.ended.get(name)

    def start(self, name: str, given: Mapping[str, object]) -> None:
        self.started.setdefault(name, given)

    def stop(self, name: str, reason: str) -> None:
        assert reason
        self.stopped.append(name)
