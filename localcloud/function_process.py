"""One process of one function, behind AWS's own Runtime Interface Emulator."""

import http.client
import json
import os
import platform
import re
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from localcloud import attended
from localcloud.ports import free_ports

# One place for every local cloud of this folder: compiling anew takes seconds.
_COMPILED = Path(__file__).resolve().parent.parent / ".local" / "pycache"
_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_INVOCATIONS = "/2015-03-31/functions/function/invocations"
_START_SECONDS = 10.0
_GRACE_SECONDS = 30.0  # beyond the function's own time-out, for the emulator to report it
_STOP_SECONDS = 2.0
_PYTHON_ERROR = {"errorMessage", "errorType", "requestId", "stackTrace"}


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """A function as the template describes it."""

    name: str
    label: str  # the short name, for people
    handler: str
    folder: Path  # of its code, in the synthesized assembly
    timeout: int  # seconds
    memory: int  # MB
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an invocation gave: JSON, of the result or of the error."""

    payload: bytes
    failed: bool


type Invoke = Callable[[str, bytes], Answer]  # a function, by its name or ARN


class ProcessGoneError(Exception):
    """The emulator itself ended or does not answer."""


class FunctionProcess:
    """A started emulator. It takes one invocation at a time."""

    def __init__(self, spec: FunctionSpec, log: Path, folder: Path) -> None:
        self._spec = spec
        self._port, runtime_port = free_ports(2)
        folder.mkdir(parents=True, exist_ok=True)
        self._runtime = log.with_name(f"{spec.label}-{self._port}.pid")
        self._runtime.unlink(missing_ok=True)
        with log.open("ab") as output:
            self._process = attended.start(
                self._command(runtime_port),
                output,
                grace=_STOP_SECONDS,
                folder=folder,
                environment=_environment(spec),
            )
        self._wait_for_emulator()

    @property
    def is_alive(self) -> bool:
        """Say whether the emulator still runs, and below it the function, once it was started."""
        return self._process.poll() is None and self._has_runtime()

    def _has_runtime(self) -> bool:
        try:
            os.kill(int(self._runtime.read_text()), 0)
        except ProcessLookupError:
            return False
        except (FileNotFoundError, ValueError):
            return True  # it starts with the first call
        return True

    def invoke(self, payload: bytes) -> Answer:
        """Invoke the function; raise `ProcessGoneError`."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=self._spec.timeout + _GRACE_SECONDS
        )
        try:
            connection.request("POST", _INVOCATIONS, body=payload)
            response = connection.getresponse()
            return _answer(response.status, response.read())
        except (OSError, http.client.HTTPException) as exc:
            raise ProcessGoneError(f"{self._spec.label} does not answer") from exc
        finally:
            connection.close()

    def stop(self) -> None:
        """End the emulator and the function below it."""
        attended.stop(self._process)

    def _command(self, runtime_port: int) -> list[str]:
        return [
            *(str(emulator()), "--runtime-interface-emulator-address", f"127.0.0.1:{self._port}"),
            *("--runtime-api-address", f"127.0.0.1:{runtime_port}"),
            # -P: the folder of the bootstrap must not become importable.
            *(sys.executable, "-P", str(_BOOTSTRAP)),
            *(self._spec.handler, str(self._spec.folder), str(self._runtime)),
        ]

    def _wait_for_emulator(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self.is_alive:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=1)
            with suppress(OSError):
                connection.connect()
                connection.close()
                return
            time.sleep(0.02)
        self.stop()
        raise ProcessGoneError(f"the emulator of {self._spec.label} did not start")


def emulator() -> Path:
    """Return AWS's Runtime Interface Emulator for this machine's processor."""
    processor = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
    packages = Path(sysconfig.get_path("purelib"))
    return packages / "samcli" / "local" / "rapid" / f"aws-lambda-rie-{processor}"


def _environment(spec: FunctionSpec) -> dict[str, str]:
    """Return what Lambda sets, and the function's own variables: nothing of this shell's."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/tmp"),  # noqa: S108 - where Lambda's is, too
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        # Not beside the code, whose folder is what would be deployed.
        "PYTHONPYCACHEPREFIX": str(_COMPILED),
        "LAMBDA_TASK_ROOT": str(spec.folder),
        "AWS_LAMBDA_FUNCTION_NAME": spec.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(spec.timeout),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(spec.memory),
        **spec.environment,
    }


def _answer(status: int, body: bytes) -> Answer:
    """Read what the emulator answered: it says 200 to errors and to time-outs, too."""
    if re.fullmatch(rb"Task timed out after [\d.]+ seconds", body):
        document = {"errorType": "Sandbox.Timedout", "errorMessage": f"Error: {body.decode()}"}
        return Answer(json.dumps(document).encode(), failed=True)
    return Answer(body, failed=status != http.client.OK or _is_python_error(body))


def _is_python_error(body: bytes) -> bool:
    """Recognise an exception by exactly the keys that the runtime client writes."""
    if not body.startswith(b'{"errorMessage"'):
        return False
    document = json.loads(body)
    return isinstance(document, dict) and set(document) == _PYTHON_ERROR
