"""The page images that the office puts beside its known answers."""

from pathlib import Path

from hinterland.jobs.file_kinds import HEAD_BYTES, sniff
from hinterland.jobs.job import FileKind

# They are shown as they are: one that took a minute to come would be known by it.
MOST_BYTES = 2 * 1024 * 1024
_CONTENT_TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png"}


def content_type(body: bytes) -> str:
    """Return the content type of a picture that every browser shows; raise `KeyError` for others.

    Told by its first bytes, never by its name.
    """
    kind = sniff(body[:HEAD_BYTES]).kind
    if kind is None:
        raise KeyError(kind)
    return _CONTENT_TYPES[kind]


def mistake(path: Path) -> str | None:
    """Say what is wrong with a picture; None if it can be shown."""
    if not path.is_file():
        return f"there is no file {path}"
    body = path.read_bytes()
    sniffed = sniff(body[:HEAD_BYTES])
    if sniffed.kind not in _CONTENT_TYPES:
        return f"{path} is {sniffed.name}, but must be a JPEG or PNG picture"
    if len(body) > MOST_BYTES:
        return f"{path} has {len(body):,} bytes; pictures may have {MOST_BYTES:,}"
    return None
