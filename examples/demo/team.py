"""The operators at work, each in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Event, Thread

from examples.demo.answers import AnswerBook
from examples.demo.api import Field, OperatorApi
from examples.demo.board import Board
from examples.demo.cloud import Cloud
from examples.demo.mistakes import Mistakes
from examples.demo.operator import Incident, Operator

SIZE = 6
STOP_WITHIN = 10.0  # seconds


@dataclass(slots=True)
class Team:
    """Up to `SIZE` of the cloud's operators, the first of whom have an incident each."""

    cloud: Cloud
    board: Board
    answers: Mapping[str, AnswerBook]  # by work type
    mistakes: Mistakes
    _operators: list[Operator] = field(default_factory=list)
    _threads: list[Thread] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)
    _month_before: dict[str, Decimal] = field(default_factory=dict)

    def start(self) -> None:
        """Sign everyone in and let them work."""
        incidents = [incident for incident in Incident if incident is not Incident.NONE]
        for number, name in enumerate(sorted(self.cloud.operators)[:SIZE]):
            self._month_before[name] = self._month_of(name)
            incident = incidents[number] if number < len(incidents) else Incident.NONE
            self._operators.append(self._hire(name, incident))
        for operator in self._operators:
            thread = Thread(target=operator.work, args=(self._stop,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Let everyone finish what they hold, and go home."""
        self._stop.set()
        for thread in self._threads:
            thread.join(STOP_WITHIN)

    def fields(self, work_type: str) -> list[Field]:
        """Return what was keyed for a work type, as some operator's page was told."""
        for operator in self._operators:
            for (name, _version), fields in operator.forms.items():
                if name == work_type:
                    return fields
        return []

    def pay(self) -> dict[str, Decimal]:
        """Return what the API says that everyone earned in this demo, in rupees."""
        return {name: self._month_of(name) - before for name, before in self._month_before.items()}

    def _hire(self, name: str, incident: Incident) -> Operator:
        return Operator(
            name=name,
            sign_in=lambda: self._sign_in(name),
            answers=self.answers,
            mistakes=self.mistakes,
            board=self.board,
            incident=incident,
        )

    def _sign_in(self, name: str) -> OperatorApi:
        return OperatorApi(self.cloud.api_url, self.cloud.sign_in(name))

    def _month_of(self, name: str) -> Decimal:
        return Decimal(self._sign_in(name).me()["earnings"]["month"])
