"""Where packages are built, and how a folder comes to be there whole or not at all."""

import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / ".build"


class PackagingError(Exception):
    """A function cannot be packaged; the message says what is missing."""


def written_once(folder: Path, fill: Callable[[Path], None]) -> Path:
    """Return `folder`, calling `fill` with an empty one to write into if it is not there yet.

    Its name must tell its content: two who build it at the same time build the same.
    """
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as workshop:
        made = Path(workshop) / folder.name
        made.mkdir()
        fill(made)
        try:
            made.rename(folder)
        except OSError:
            if not folder.exists():  # it does when another process was faster
                raise
    return folder
