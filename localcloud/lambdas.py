"""The functions: for each a few processes, started when they are needed."""

import json
import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from localcloud.bootstrap import WARM_UP
from localcloud.function_process import Answer, FunctionProcess, FunctionSpec, ProcessGoneError

MOST_PROCESSES = 4


class UnknownFunctionError(Exception):
    """No function of that name or ARN is in the template."""


class Function:
    """One function and its processes. Invocations beyond the fourth wait for their turn."""

    def __init__(self, spec: FunctionSpec, logs: Path, folder: Path) -> None:
        self.spec = spec
        self._log = logs / f"{spec.label}.log"
        self._folder = folder / spec.label
        self._turns = threading.Semaphore(MOST_PROCESSES)
        self._lock = threading.Lock()
        self._idle: deque[FunctionProcess] = deque()
        self._all: set[FunctionProcess] = set()
        self._stopped = False

    def invoke(self, payload: bytes) -> Answer:
        """Invoke the function as Lambda would; its errors are answers, too."""
        try:
            with self._process() as process:
                return process.invoke(payload)
        except ProcessGoneError as exc:
            document = {"errorType": "Runtime.ExitError", "errorMessage": str(exc)}
            return Answer(json.dumps(document).encode(), failed=True)

    def warm_up(self) -> None:
        """Start one process and load the function's code in it."""
        self.invoke(json.dumps(WARM_UP).encode())

    def stop(self) -> None:
        """End every process, whatever it does."""
        with self._lock:
            self._stopped = True
            running = list(self._all)
        for process in running:
            process.stop()

    @contextmanager
    def _process(self) -> Iterator[FunctionProcess]:
        with self._turns:
            process = self._take() or self._start()
            try:
                yield process
            finally:
                self._give_back(process)

    def _take(self) -> FunctionProcess | None:
        """Return the process that was busy last, so that as few as possible are kept warm.

        One that died while it was idle is never handed out.
        """
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_alive:
                    return process
                self._all.discard(process)
                process.stop()
        return None

    def _start(self) -> FunctionProcess:
        process = FunctionProcess(self.spec, self._log, self._folder)
        with self._lock:
            self._all.add(process)
            is_late = self._stopped
        if is_late:
            process.stop()
            raise ProcessGoneError("the local cloud is stopping")
        return process

    def _give_back(self, process: FunctionProcess) -> None:
        with self._lock:
            if process.is_alive:
                self._idle.append(process)
                return
            self._all.discard(process)
        process.stop()


class Functions:
    """All functions, found by name or ARN."""

    def __init__(self, logs: Path, folder: Path) -> None:
        self._logs = logs
        self._folder = folder
        self._by_name: dict[str, Function] = {}

    def define(self, specs: list[FunctionSpec]) -> None:
        """Say which functions there are; none of them is started yet."""
        for spec in specs:
            self._by_name[spec.name] = Function(spec, self._logs, self._folder)

    def invoke(self, name_or_arn: str, payload: bytes) -> Answer:
        """Invoke a function and wait for its answer; raise `UnknownFunctionError`."""
        name = name_or_arn.removesuffix(":$LATEST").rsplit(":", 1)[-1]
        function = self._by_name.get(name)
        if function is None:
            raise UnknownFunctionError(f"no function {name_or_arn} runs here")
        return function.invoke(payload)

    def warm_up(self) -> None:
        """Load every function once, in the order in which a drop needs them."""
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            list(pool.map(Function.warm_up, self._by_name.values()))

    def stop(self) -> None:
        """End every process of every function."""
        with ThreadPoolExecutor(max_workers=len(self._by_name) or 1) as pool:
            list(pool.map(Function.stop, self._by_name.values()))
