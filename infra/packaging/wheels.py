"""The third-party packages of a function, as wheels for Lambda's platform."""

import hashlib
import shutil
import subprocess
import tomllib
from pathlib import Path

from uv import find_uv_bin

from infra.packaging.folders import BUILD, ROOT, PackagingError, written_once

PLATFORM = "aarch64-manylinux_2_28"  # python3.13 on Lambda stands on glibc 2.34
PYTHON = "3.13"

# Lambda's Python brings boto3 with all that it needs.
IN_THE_RUNTIME = frozenset(
    ["boto3", "botocore", "jmespath", "python-dateutil", "s3transfer", "six", "urllib3"],
)
# Only num2words' command line imports it, and there is no wheel of it.
NEVER_IMPORTED = frozenset({"docopt"})
# fpdf2 takes Pillow, 22 MB, to put pictures on a page, and does without where there is none.
WITHOUT_PICTURES = {"invoice": frozenset({"pillow"}), "merge": frozenset({"pillow"})}


def requirements(function: str) -> str:
    """Return what `functions/{function}` ships beside our own code, pinned, one a line.

    These are the project's dependencies and the dependency group named like the function.
    """
    group = ["--group", function] if function in _groups() else []
    exported = _uv(
        *("export", "--frozen", "--no-hashes", "--no-header", "--no-annotate"),
        *("--no-default-groups", *group),
    )
    left_out = IN_THE_RUNTIME | NEVER_IMPORTED | WITHOUT_PICTURES.get(function, frozenset())
    lines = [line for line in exported.splitlines() if line.partition("==")[0] not in left_out]
    return "\n".join(lines)


def installed(needed: str) -> Path:
    """Return a folder with these packages unpacked for Lambda."""
    digest = hashlib.sha256(f"{PLATFORM} {PYTHON}\n{needed}".encode()).hexdigest()

    def fill(folder: Path) -> None:
        listed = folder.parent / "requirements.txt"
        listed.write_text(needed, encoding="utf-8")
        _uv(
            *("pip", "install", "--no-deps", "--requirement", str(listed)),
            *("--target", str(folder), "--python-platform", PLATFORM),
            *("--python-version", PYTHON, "--only-binary", ":all:"),
        )
        for commands in ("bin", "share"):
            shutil.rmtree(folder / commands, ignore_errors=True)

    return written_once(BUILD / "wheels" / digest[:16], fill)


def _groups() -> dict[str, object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups: dict[str, object] = project["dependency-groups"]
    return groups


def _uv(*arguments: str) -> str:
    ran = subprocess.run(
        [find_uv_bin(), *arguments, "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise PackagingError(f"uv {' '.join(arguments[:2])} failed:\n{ran.stderr}")
    return ran.stdout
