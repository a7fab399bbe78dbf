"""Servers end with the process that started them, also when that one is killed."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from localcloud import attended
from tests.flow.waiting import until

# A process as pytest is one: it starts servers, says which processes there are, and waits.
STARTER = """
import pathlib, signal, sys, tempfile
from tests.doubles.dynamodb import ministack, moto
from tests.doubles.seaweedfs import seaweedfs
from localcloud.function_process import FunctionProcess, FunctionSpec

folder = pathlib.Path(sys.argv[1])
server = {"moto": moto, "ministack": ministack, "seaweedfs": seaweedfs}.get(sys.argv[2])
if server:
    held = server(folder)
    held.__enter__()
else:
    spec = FunctionSpec("toy", "toy", "toy.handle", folder, 2, 128, {})
    held = FunctionProcess(spec, folder / "log", folder)
print("ready", flush=True)
signal.pause()
"""


@pytest.mark.prove
@pytest.mark.parametrize("server", ["moto", "ministack", "seaweedfs", "function"])
def test_a_server_ends_when_its_starter_is_killed(tmp_path: Path, server: str) -> None:
    command = [sys.executable, "-c", STARTER, str(tmp_path), server]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
        processes = below(starter.pid)
        assert len(processes) >= 2
        starter.kill()
    assert until(lambda: not any(map(is_there, processes)))


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = f'sleep 600 & echo "[$$, $!]" > {told}; wait'
    process = attended.start(["/bin/sh", "-c", script])
    family = until(lambda: json.loads(told.read_text() or "[]") if told.exists() else [])
    assert all(map(is_there, family))
    attended.stop(process)
    assert until(lambda: not any(map(is_there, family)))


def test_a_program_that_may_take_its_time_is_asked_before_it_is_killed(tmp_path: Path) -> None:
    told, ready = tmp_path / "told", tmp_path / "ready"
    script = f"trap 'echo asked > {told}; exit' TERM; touch {ready}; while :; do sleep 0.05; done"
    process = attended.start(["/bin/sh", "-c", script], grace=10)
    until(ready.exists)
    attended.stop(process)
    assert told.read_text() == "asked\n"


def test_a_program_that_does_not_listen_is_killed_in_the_end(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    script = f"trap '' TERM; touch {ready}; while :; do sleep 0.05; done"
    process = attended.start(["/bin/sh", "-c", script], grace=0.3)
    until(ready.exists)
    attended.stop(process)
    assert process.returncode == -signal.SIGKILL


def below(process: int) -> list[int]:
    """Return all processes below one (on Linux)."""
    listed = Path(f"/proc/{process}/task")
    children = [
        int(each) for task in listed.glob("*/children") for each in task.read_text().split()
    ]
    return children + [each for child in children for each in below(child)]


def is_there(process: int) -> bool:
    """Say whether a process runs: one that ended and was not asked how does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
