"""done.json: every file of a delivery with its SHA-256, so that a client can check what it got."""

import hashlib
from datetime import datetime
from typing import TypedDict

from hinterland import places
from hinterland.clock import timestamp
from hinterland.jobs import Job
from hinterland.ports import Objects

_CHUNK = 1 << 20  # bytes held at a time


class FileDocument(TypedDict):
    """One delivered file, as it was read back from the delivery bucket."""

    file: str
    sha256: str
    bytes: int


class ManifestDocument(TypedDict):
    """The whole."""

    job: str
    drop: str
    files: list[FileDocument]
    finished_at: str


def manifest(job: Job, delivery: Objects, now: datetime) -> ManifestDocument:
    """Read every delivered file back and list it; raise `NotFoundError` if one is missing."""
    return {
        "job": job.job,
        "drop": job.drop.key,
        "files": [_file(delivery, job, file) for file in places.DELIVERED],
        "finished_at": timestamp(now),
    }


def _file(delivery: Objects, job: Job, file: str) -> FileDocument:
    sha256, size = hashlib.sha256(), 0
    with delivery.open(job.delivery(file)) as content:
        while chunk := content.read(_CHUNK):
            sha256.update(chunk)
            size += len(chunk)
    return {"file": file, "sha256": sha256.hexdigest(), "bytes": size}
