"""Synthesizes the template when it is missing or older than what it is made from."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localcloud.naming import STACK
from localcloud.session import speedy_environment

ROOT = Path(__file__).resolve().parent.parent
ASSEMBLY = ROOT / "cdk.out"
INPUTS = ("infra", "functions", "hinterland", "web", "pyproject.toml", "uv.lock", "cdk.json")
_STAMP = ASSEMBLY / "inputs.sha256"
_LOCK = ROOT / ".local" / "synth.lock"


class SynthesisError(Exception):
    """The CDK app did not give a template; its own message went to stderr."""


def ensure_fresh() -> None:
    """Run the CDK app unless `cdk.out/` was made from exactly the present inputs."""
    with _one_at_a_time():
        inputs = fingerprint(ROOT)
        if (ASSEMBLY / f"{STACK}.template.json").exists() and _stamped() == inputs:
            return
        print("Synthesizing the template …", flush=True)
        command = [sys.executable, "-m", "infra.app"]
        done = subprocess.run(command, cwd=ROOT, env=speedy_environment(), check=False)
        if done.returncode:
            raise SynthesisError("the CDK app failed; see above")
        _STAMP.write_text(inputs)


def fingerprint(root: Path) -> str:
    """Return a digest of the name and content of every input file."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        place = root / name
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _stamped() -> str:
    return _STAMP.read_text() if _STAMP.exists() else ""


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let tests and `make run`, started together, synthesize once."""
    _LOCK.parent.mkdir(exist_ok=True)
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
