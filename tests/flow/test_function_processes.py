"""A function's processes behave as Lambda's do, whatever the function does."""

import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from localcloud.function_process import FunctionSpec
from localcloud.lambdas import MOST_PROCESSES, Functions, UnknownFunctionError

HANDLER = """
import os, time

class ThrottledError(Exception):
    pass

def handle(event, context):
    if event.get("raise"):
        raise ThrottledError("slow down")
    if event.get("exit"):
        os._exit(3)
    time.sleep(event.get("seconds", 0))
    if event.get("looks_wrong"):
        return {"errorMessage": "is only", "errorType": "a result"}
    return {"process": os.getpid(), "here": os.getcwd(), "GIVEN": os.environ.get("GIVEN"),
            "HIDDEN": os.environ.get("HIDDEN")}
"""


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Functions]:
    folder = tmp_path_factory.mktemp("code")
    (folder / "toy.py").write_text(HANDLER)
    logs = tmp_path_factory.mktemp("logs")
    os.environ["HIDDEN"] = "of this shell"
    running = Functions(logs, tmp_path_factory.mktemp("processes"))
    running.define(
        [
            FunctionSpec("toy", "toy", "toy.handle", folder, 2, 128, {"GIVEN": "yes"}),
            FunctionSpec("lost", "lost", "nowhere.handle", folder, 2, 128, {}),
        ]
    )
    yield running
    running.stop()
    del os.environ["HIDDEN"]


def result(functions: Functions, event: dict[str, object]) -> dict[str, Any]:
    answer = functions.invoke("toy", json.dumps(event).encode())
    assert not answer.failed
    document: dict[str, Any] = json.loads(answer.payload)
    return document


def error(functions: Functions, event: dict[str, object], name: str = "toy") -> dict[str, Any]:
    answer = functions.invoke(name, json.dumps(event).encode())
    assert answer.failed
    document: dict[str, Any] = json.loads(answer.payload)
    return document


def test_a_function_has_its_own_environment_and_folder(functions: Functions) -> None:
    answer = result(functions, {})
    assert (answer["GIVEN"], answer["HIDDEN"]) == ("yes", None)
    assert Path(answer["here"]) != Path.cwd()


def test_a_process_is_used_again(functions: Functions) -> None:
    assert result(functions, {})["process"] == result(functions, {})["process"]


def test_an_exception_is_an_error_of_its_class(functions: Functions) -> None:
    raised = error(functions, {"raise": True})
    assert (raised["errorType"], raised["errorMessage"]) == ("ThrottledError", "slow down")


def test_a_result_that_looks_like_an_error_is_none(functions: Functions) -> None:
    assert result(functions, {"looks_wrong": True})["errorType"] == "a result"


@pytest.mark.parametrize(
    ("event", "kind"),
    [({"seconds": 30}, "Sandbox.Timedout"), ({"exit": True}, "Runtime.ExitError")],
)
def test_after_a_function_was_lost_the_next_call_finds_a_new_one(
    event: dict[str, object], kind: str, functions: Functions
) -> None:
    before = result(functions, {})["process"]
    assert error(functions, event)["errorType"] == kind
    assert result(functions, {})["process"] != before


@pytest.mark.parametrize("killed", ["runtime", "emulator"])
def test_one_that_was_killed_while_it_was_idle_is_not_handed_out(
    killed: str, functions: Functions
) -> None:
    runtime = result(functions, {})["process"]
    parent = int(Path(f"/proc/{runtime}/stat").read_text().split()[3])
    os.kill(runtime if killed == "runtime" else parent, signal.SIGKILL)
    time.sleep(0.2)
    assert result(functions, {})["process"] != runtime


def test_a_module_that_cannot_be_imported_is_said(functions: Functions) -> None:
    assert error(functions, {}, "lost")["errorType"] == "Runtime.ImportModuleError"


def test_calls_at_the_same_time_take_several_processes(functions: Functions) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(lambda _: result(functions, {"seconds": 0.5}), range(8)))
    assert 1 < len({answer["process"] for answer in answers}) <= MOST_PROCESSES


def test_a_function_can_be_called_by_its_arn(functions: Functions) -> None:
    arn = "arn:aws:lambda:ap-south-1:123456789012:function:toy"
    assert not functions.invoke(arn, b"{}").failed
    with pytest.raises(UnknownFunctionError):
        functions.invoke("none", b"{}")
