"""Which of our files a handler needs: the modules that it reaches by imports, and data beside them.

Imports made at run time by name are not seen; this project makes none.
"""

from functools import cache
from pathlib import Path

import grimp

from infra.packaging.folders import ROOT, PackagingError


def files_in_reach(handler: str) -> list[Path]:
    """List our files that importing the module `handler` needs, sorted."""
    if not _file_of(handler).is_file():
        raise PackagingError(f"{_file_of(handler).relative_to(ROOT)} is missing")
    modules = {_file_of(module) for module in _modules_in_reach(handler)}
    packages = {file.parent for file in modules if file.name == "__init__.py"}
    return sorted(modules.union(*(_data_in(package) for package in packages)))


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "functions", "hinterland", exclude_type_checking_imports=True, cache_dir=None
    )


def _modules_in_reach(handler: str) -> set[str]:
    graph = _graph()
    reached: set[str] = set()
    waiting = {handler}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        imported = graph.find_modules_directly_imported_by(module)
        waiting |= (imported | _packages_around(module)) - reached
    return reached


def _packages_around(module: str) -> set[str]:
    parts = module.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))}


def _file_of(module: str) -> Path:
    base = ROOT.joinpath(*module.split("."))
    return base / "__init__.py" if base.is_dir() else base.with_suffix(".py")


def _data_in(package: Path) -> set[Path]:
    """List what is no Python in a package, such as fonts, but not in packages within it."""
    found: set[Path] = set()
    for path in package.iterdir():
        if path.is_file() and path.suffix != ".py":
            found.add(path)
        elif path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            found |= _data_in(path)
    return found
