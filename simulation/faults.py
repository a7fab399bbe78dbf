"""What goes wrong between a function and AWS, before, during and after each call."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

type Answer = dict[str, Any]
type Send = Callable[[], Answer]

_NOWHERE = "https://simulated.example"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT")
_COMPARISON = re.compile(r"[<>]")
# How far an index may lag behind.
_A_WHILE = timedelta(minutes=5)
_A_MOMENT = timedelta(seconds=10)


class Fault(StrEnum):
    """The kinds of faults, by what the function sees and what happened behind it."""

    THROTTLED = "throttled"
    FAILED = "failed inside AWS"  # a 500: nothing happened
    UNREACHED = "connection failed"  # nothing happened
    UNANSWERED = "answer lost"  # it happened, and the function is not told
    REPEATED = "carried out twice"  # as botocore does when an answer is lost: the second is told
    KILLED_BEFORE = "killed before a call"
    KILLED_AFTER = "killed after a call"
    OVERTAKEN = "overtaken during a call"  # others act while this one waits
    STALE = "stale index"  # an index shows how it was some time ago


# The chance of each fault at a call, on a day of middling badness.
_CHANCES: Mapping[Fault, float] = {
    Fault.THROTTLED: 0.008,
    Fault.FAILED: 0.004,
    Fault.UNREACHED: 0.004,
    Fault.UNANSWERED: 0.008,
    Fault.REPEATED: 0.008,
    Fault.KILLED_BEFORE: 0.004,
    Fault.KILLED_AFTER: 0.006,
    Fault.OVERTAKEN: 0.06,
    Fault.STALE: 0.05,
}
_NOTHING_HAPPENED = {Fault.THROTTLED, Fault.FAILED, Fault.UNREACHED, Fault.KILLED_BEFORE}
_SOMETHING_HAPPENED = {Fault.UNANSWERED, Fault.KILLED_AFTER}
_THROTTLES = {
    "S3": ["SlowDown"],
    "SFN": ["ThrottlingException"],
    "DynamoDB": ["ProvisionedThroughputExceededException", "ThrottlingException"],
}


class Killed(BaseException):
    """The Lambda process is gone: out of time or memory, or its machine broke."""


class Faults:
    """Stands between botocore's clients and the account; `badness` multiplies all chances."""

    def __init__(
        self,
        dice: Random,
        badness: float,
        clock: Callable[[], datetime],
        overtake: Callable[[float], bool],
    ) -> None:
        self.injected: Counter[Fault] = Counter()
        self.injected_outside: Counter[str] = Counter()  # by the workflow and the links
        self.calls: Counter[str] = Counter()
        self._dice = dice
        self._badness = badness
        self._clock = clock
        self._overtake = overtake
        self._seconds: list[float] = []  # that the running functions may take; 0: not a function
        # When and how each look into an index was answered last.
        self._seen: dict[str, tuple[datetime, Answer]] = {}

    @contextmanager
    def function(self, seconds: float) -> Iterator[None]:
        """Inside, calls are a function's that may run for so long."""
        with self._during(seconds):
            yield

    @contextmanager
    def nobody(self) -> Iterator[None]:
        """Inside, calls are not those of functions, and are left alone."""
        with self._during(0):
            yield

    def carry(self, service: str, operation: str, request: Answer, send: Send) -> Answer:
        """Make a call on the account, with a fault if one is drawn."""
        if not self._seconds or not self._seconds[-1]:
            return send()
        self.calls[f"{service}.{operation}"] += 1
        if self._strikes(Fault.OVERTAKEN):
            self._let_others_act()
        if "IndexName" in request:
            return self._look(request, send)
        fault = self._drawn()
        if fault in _NOTHING_HAPPENED:
            raise self._error(fault, service, operation)
        answer = self._twice(send) if fault is Fault.REPEATED else send()
        if fault in _SOMETHING_HAPPENED:
            raise self._error(fault, service, operation)
        return answer

    def _error(self, fault: Fault | None, service: str, operation: str) -> BaseException:
        """Return what the function gets to see of a fault."""
        match fault:
            case Fault.THROTTLED:
                codes = _THROTTLES.get(service, _THROTTLES["SFN"])
                return _refusal(self._dice.choice(codes), 400, operation)
            case Fault.FAILED:
                code = "InternalError" if service == "S3" else "InternalServerError"
                return _refusal(code, 500, operation)
            case Fault.UNREACHED:
                unreached = (EndpointConnectionError, ConnectTimeoutError)
                return self._dice.choice(unreached)(endpoint_url=_NOWHERE)
            case Fault.UNANSWERED:
                unanswered = (ReadTimeoutError, ConnectionClosedError)
                return self._dice.choice(unanswered)(endpoint_url=_NOWHERE)
            case _:
                return Killed()

    def _twice(self, send: Send) -> Answer:
        send()
        self._let_others_act()
        return send()

    def _look(self, request: Answer, send: Send) -> Answer:
        """Query an index, which may lag behind its table."""
        question = _question(request)
        seen_at, seen = self._seen.get(question, (None, {}))
        # A query that compares with the present moment is soon another query: its answer ages fast.
        oldest = _A_MOMENT if _COMPARISON.search(request["KeyConditionExpression"]) else _A_WHILE
        if seen_at and self._clock() - seen_at < oldest and self._strikes(Fault.STALE):
            return deepcopy(seen)
        answer = send()
        self._seen[question] = (self._clock(), deepcopy(answer))
        return answer

    def _let_others_act(self) -> None:
        seconds = self._seconds[-1]
        with self.nobody():
            self._overtake(seconds)

    def _drawn(self) -> Fault | None:
        """Draw which fault strikes this call, if any."""
        drawn = self._dice.random()
        for fault, chance in _CHANCES.items():
            if fault in {Fault.OVERTAKEN, Fault.STALE}:
                continue
            drawn -= chance * self._badness
            if drawn < 0:
                self.injected[fault] += 1
                return fault
        return None

    def _strikes(self, fault: Fault) -> bool:
        struck = self._dice.random() < _CHANCES[fault] * self._badness
        self.injected[fault] += struck
        return struck

    @contextmanager
    def _during(self, seconds: float) -> Iterator[None]:
        self._seconds.append(seconds)
        try:
            yield
        finally:
            self._seconds.pop()


def _question(request: Answer) -> str:
    """Name what is looked for in an index: all of the request but the moments in it."""
    values: Mapping[str, Mapping[str, str]] = request["ExpressionAttributeValues"]
    texts = [value["S"] for value in values.values() if not _MOMENT.match(value["S"])]
    rest = [request.get(name) for name in ("IndexName", "Limit", "ExclusiveStartKey")]
    return repr([texts, rest, request["KeyConditionExpression"]])


def _refusal(code: str, status: int, operation: str) -> ClientError:
    answer: Any = {
        "Error": {"Code": code, "Message": "simulated"},
        "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}},
    }
    return ClientError(answer, operation)
