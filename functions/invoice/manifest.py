"""done.json: every file of a delivery with its SHA-256, so that a client can check what it got."""

import hashlib
from datetime import datetime
from typing import TypedDict

from hinterland import s3_keys
from hinterland.clock import timestamp
from hinterland.jobs.job import Job
from hinterland.objects import Objects

_CHUNK = 1 << 20  # bytes held at a time


class ManifestDocument(TypedDict):
    """The whole; `files` has the SHA-256 of each by its name, in hexadecimal."""

    job: str
    drop: str
    files: dict[str, str]
    finished_at: str


def digests(delivery: Objects, job: Job) -> dict[str, str]:
    """Read a job's deliverables back; return their SHA-256; raise `NotFoundError` for a gap."""
    partly_rejected = (s3_keys.REJECTED,) if job.rejected else ()
    return {file: digest(delivery, job, file) for file in (*s3_keys.DELIVERED, *partly_rejected)}


def digest(delivery: Objects, job: Job, file: str) -> str:
    """Read one delivery file back; return its SHA-256; raise `NotFoundError`."""
    sha256 = hashlib.sha256()
    with delivery.open(job.delivery(file)) as content:
        while chunk := content.read(_CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()


def manifest(job: Job, files: dict[str, str], now: datetime) -> ManifestDocument:
    """Return done.json for the SHA-256 of each file."""
    return {
        "job": job.id,
        "drop": job.drop.key,
        "files": files,
        "finished_at": timestamp(now),
    }
