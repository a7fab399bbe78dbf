"""The operators at work, each in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic

from examples.demo.answers import AnswerBook
from examples.demo.api import OperatorApi
from examples.demo.board import Board
from examples.demo.cloud import Cloud
from examples.demo.keying import Keyer
from examples.demo.mistakes import Mistakes
from examples.demo.operator import Incident, Operator
from hinterland.api.work_types import Field

SIZE = 8
STOP_WITHIN = 10.0  # seconds


@dataclass(slots=True)
class Team:
    """Up to `SIZE` of the cloud's operators. Each incident happens once, to one of them."""

    cloud: Cloud
    board: Board
    answers: Mapping[str, AnswerBook]  # by work type
    mistakes: Mistakes
    _operators: list[Operator] = field(default_factory=list)
    _threads: list[Thread] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)

    def start(self) -> None:
        """Let everyone sign in and work, unless they do already."""
        if self._threads:
            return
        incidents: SimpleQueue[Incident] = SimpleQueue()
        for incident in Incident:
            incidents.put(incident)
        for name in sorted(self.cloud.operators)[:SIZE]:
            operator = self._hire(name, incidents)
            thread = Thread(target=operator.work, args=(self._stop,), daemon=True)
            self._operators.append(operator)
            self._threads.append(thread)
            thread.start()

    def dismiss(self) -> None:
        """Tell everyone to finish what they hold, and go home."""
        self._stop.set()

    def stop(self) -> None:
        """Dismiss everyone and see them off."""
        self.dismiss()
        deadline = monotonic() + STOP_WITHIN
        for thread in self._threads:
            thread.join(max(0, deadline - monotonic()))

    def fields(self, work_type: str) -> list[Field]:
        """Return what was keyed for a work type, as some operator's page was told."""
        for operator in self._operators:
            for (name, _version), fields in operator.keyer.forms.items():
                if name == work_type:
                    return fields
        return []

    def _hire(self, name: str, incidents: SimpleQueue[Incident]) -> Operator:
        def sign_in() -> OperatorApi:
            return OperatorApi(self.cloud.api_url, self.cloud.sign_in(name))

        return Operator(name, sign_in, Keyer(self.answers, self.mistakes), self.board, incidents)
