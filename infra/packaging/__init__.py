"""What a function ships: the modules that its handler reaches, and arm64 wheels from the lock file.

No Docker: uv takes wheels built for Lambda's platform. A package lies in a folder named by the
digest of its content, written once; so a second synthesis builds nothing.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.packaging.folders import BUILD, ROOT, written_once
from infra.packaging.reach import files_in_reach
from infra.packaging.wheels import installed, requirements


@dataclass(frozen=True, slots=True)
class Package:
    """A folder to ship, and the digest of what is in it."""

    folder: Path
    digest: str


def package(function: str, made: Mapping[str, str] | None = None) -> Package:
    """Return the package of `functions/{function}`, building it unless it stands already.

    `made` are texts to put beside the handler, by file name.
    """
    made = made or {}
    needed = requirements(function)
    sources = files_in_reach(f"functions.{function}.handler")
    digest = _digest(needed, sources, made)

    def fill(folder: Path) -> None:
        # Links, not copies: neither side is ever written to again.
        shutil.copytree(installed(needed), folder, copy_function=_link, dirs_exist_ok=True)
        for source in sources:
            target = folder / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        for name, text in made.items():
            (folder / "functions" / function / name).write_text(text, encoding="utf-8")

    return Package(written_once(BUILD / "functions" / f"{function}-{digest[:16]}", fill), digest)


def _digest(needed: str, sources: Iterable[Path], made: Mapping[str, str]) -> str:
    found = hashlib.sha256(needed.encode())
    for source in sources:
        content = hashlib.sha256(source.read_bytes()).hexdigest()
        found.update(f"\n{source.relative_to(ROOT)} {content}".encode())
    for name, text in made.items():
        found.update(f"\n{name} {hashlib.sha256(text.encode()).hexdigest()}".encode())
    return found.hexdigest()


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)
