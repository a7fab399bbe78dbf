"""The workflow of one drop, as Step Functions runs it: retried, repeated, timed out."""

import json
from collections.abc import Callable, Generator
from functools import partial
from random import Random
from typing import Any

from functions.intake import handler as intake
from functions.invoice import handler as invoice
from functions.merge import handler as merge
from functions.split import handler as split
from hinterland.jobs.execution import ExecutionEnd
from hinterland.workflow import (
    ACTION,
    BUCKET,
    ERROR,
    EVENT,
    EXECUTION,
    INPUT,
    JOB,
    KEY,
    OUTCOME,
    PART,
    PARTS,
    TOKEN,
    Action,
    Outcome,
    Step,
)
from simulation.account import read_json, start_afresh
from simulation.faults import Faults, Killed
from simulation.front_door import CONTEXT, told
from simulation.timeline import Life, Timeline

type Payload = dict[str, Any]
type Handle = Callable[[Payload, Any], Payload]

# By what names Lambda tells of a runtime that was killed, or ran out of memory or time.
CRASHES = ("Lambda.Unknown", "Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout")
# What no task tries again; a test holds them to `infra`.
FINAL = frozenset(
    {
        "JobOverdueError", "MiscountedPartError", "MissingSettingError", "NotPricedError",
        "ReconciliationError", "SeriesExhaustedError", "UnfinishedItemError",
    }
)  # fmt: skip
# Only these may a task fail with on a bad day.
PASSING = frozenset({"ConflictError", "ThrottledError", "Lambda.SdkClientException", *CRASHES})
RETRIES, INTERVAL, LONGEST = 6, 2, 60
FEW = 3  # retries of what nobody knows
LOOK_AGAIN = 3600  # seconds that Work waits for its token
_GLANCE = 20  # seconds between two looks at whether something happened
_ANSWER_LOST = 0.02
_CALLED_TWICE = 0.1
_LATEST_REPEAT = 7200  # seconds; most come much sooner
_SECONDS = 120  # that a task may take


STOPPED = "Stopped"


class TaskFailedError(Exception):
    """A task failed for good; the argument is the error's name."""


class Execution:
    """One execution of the state machine."""

    def __init__(
        self,
        name: str,
        event: Payload,
        timeline: Timeline,
        faults: Faults,
        dice: Random,
        broke: Callable[[str], None],
        note: Callable[[str], None],
    ) -> None:
        """Begin for an event; `broke` hears of failures that are nobody's fault but ours."""
        self.name = name
        self.job = ""
        self.ended = ""  # the last step
        self._event = event
        self._timeline = timeline
        self._faults = faults
        self._dice = dice
        self._broke = broke
        self._note = note
        self._tokens = 0
        self._awaited = ""
        self._done = False
        self._worked = ""

    def live(self) -> Life:
        """Run to the end, or until it is stopped."""
        life = self._run()
        while not self.ended:
            try:
                yield next(life)
            except StopIteration:
                return
            except TaskFailedError:
                self.ended = Step.FAILED

    def stop(self) -> None:
        """Stop it, as somebody may in the console: nobody is told."""
        if not self.ended:
            self.ended = STOPPED
            self._note(f"{self.name}: stopped")

    def end(self) -> ExecutionEnd | None:
        """Say how it ended; None while it runs."""
        match self.ended:
            case "":
                return None
            case Step.FAILED:
                return ExecutionEnd("FAILED", "simulated")
            case _ if self.ended == STOPPED:
                return ExecutionEnd("ABORTED")
            case _:
                return ExecutionEnd("SUCCEEDED")

    def task_done(self, token: str, output: Payload) -> bool:
        """Take an answer to a task token; return False unless it is waited for."""
        if token != self._awaited or self._done:
            return False
        self._done = True
        self._worked = output[OUTCOME]
        return True

    def _run(self) -> Life:
        received = {ACTION: Action.RECEIVE, EVENT: self._event, EXECUTION: self.name}
        answer = yield from self._task(Step.INTAKE, intake.handle, received, self._event)
        self.job = answer[JOB]
        if answer[OUTCOME] != Outcome.ACCEPTED:
            self.ended = Step.NOTHING_TO_DO
            return
        planned = yield from self._step(Step.PLAN, split.handle, {ACTION: Action.PLAN})
        if planned[OUTCOME] != Outcome.ACCEPTED:
            self.ended = Step.NOTHING_TO_DO
            return
        parts = read_json(planned[PARTS][BUCKET], planned[PARTS][KEY])
        yield from self._each(Step.SPLIT_PART, split.handle, parts)
        yield from self._work()
        if self._worked != Outcome.ACCEPTED:
            self.ended = Step.NOTHING_TO_DO
            return
        yield from self._each(Step.MERGE_PART, merge.handle, parts)
        yield from self._step(Step.MERGE, merge.handle, {ACTION: Action.FINISH})
        yield from self._step(Step.INVOICE, invoice.handle, {})
        self.ended = Step.DELIVERED

    def _each(self, step: Step, handle: Handle, parts: list[Payload]) -> Life:
        """Call a function for every part, side by side."""
        waiting, failed = set(), list[str]()
        for number, part in enumerate(parts):
            waiting.add(number)
            payload = {ACTION: Action.PART, PART: part}
            done = partial(waiting.discard, number)
            life = self._one_of(step, handle, payload, done, failed.append)
            self._timeline.live(life, self._dice.random() * 5)
        while waiting:
            yield _GLANCE
        if failed:
            raise TaskFailedError(failed[0])

    def _one_of(
        self,
        step: Step,
        handle: Handle,
        payload: Payload,
        done: Callable[[], None],
        failed: Callable[[str], None],
    ) -> Life:
        try:
            yield from self._step(step, handle, payload)
        except TaskFailedError as error:
            failed(str(error))
        done()

    def _work(self) -> Life:
        """Wait for the operators."""
        while True:
            yield from self._step(Step.WORK, split.handle, {ACTION: Action.OPEN, TOKEN: ""})
            for _ in range(LOOK_AGAIN // _GLANCE):
                if self._done:
                    return
                yield _GLANCE
            self._note(f"{self.name}: {Step.WORK} timed out and looks again")

    def _step(
        self, step: Step, handle: Handle, payload: Payload
    ) -> Generator[float, None, Payload]:
        """Do a task of the job."""
        payload = {**payload, JOB: self.job}
        return (yield from self._task(step, handle, payload, {JOB: self.job}))

    def _task(
        self, step: Step, handle: Handle, payload: Payload, state_input: Payload
    ) -> Generator[float, None, Payload]:
        """Do a task, retrying as the state machine does; report a failure and raise it."""
        try:
            return (yield from self._retried(step, handle, payload))
        except TaskFailedError as failure:
            if str(failure) not in PASSING:
                self._broke(f"{step} failed: {failure}")
            error = {ERROR: {"Error": str(failure), "Cause": ""}}
            report = {**state_input, **error}
            told = {ACTION: Action.FAIL, INPUT: report, EXECUTION: self.name}
            yield from self._retried(Step.REPORT_FAILURE, intake.handle, told)
            raise

    def _retried(
        self, step: Step, handle: Handle, payload: Payload
    ) -> Generator[float, None, Payload]:
        error = ""
        for attempt in range(1 + RETRIES):
            if TOKEN in payload:
                payload = {**payload, TOKEN: self._token()}
            answer, error = self._invoke(step, handle, payload)
            if answer is not None:
                return answer
            if error in FINAL or (error not in PASSING and attempt >= FEW):
                break
            yield self._dice.random() * min(LONGEST, INTERVAL * 2**attempt)
        raise TaskFailedError(error)

    def _invoke(self, step: Step, handle: Handle, payload: Payload) -> tuple[Payload | None, str]:
        """Call a function once, or twice; return its answer or the error's name."""
        if self._dice.random() < _CALLED_TWICE:
            self._faults.injected_outside["task repeated"] += 1
            late = self._dice.random() ** 3 * _LATEST_REPEAT
            self._timeline.after(late, lambda: self._repeat(step, handle, payload))
        answer, error = self._call(step, handle, payload)
        if answer is not None and self._dice.random() < _ANSWER_LOST:
            self._faults.injected_outside["task answer lost"] += 1
            return None, "Lambda.SdkClientException"
        return answer, error

    def _repeat(self, step: Step, handle: Handle, payload: Payload) -> None:
        self._note(f"{self.name}: {step} once more")
        self._call(step, handle, payload)

    def _call(self, step: Step, handle: Handle, payload: Payload) -> tuple[Payload | None, str]:
        try:
            with self._faults.function(_SECONDS):
                answer = json.loads(json.dumps(handle(json.loads(json.dumps(payload)), CONTEXT)))
        except Killed:
            start_afresh()
            self._note(f"{self.name}: {step} killed")
            return None, self._dice.choice(CRASHES)
        except Exception as error:  # noqa: BLE001 - as Lambda does
            self._note(f"{self.name}: {step} failed: {told(error)}")
            return None, type(error).__name__
        self._note(f"{self.name}: {step} {answer or ''}")
        return answer, ""

    def _token(self) -> str:
        self._tokens += 1
        self._awaited, self._done = f"{self.name}#{self._tokens}", False
        return self._awaited
