"""done.json: every file of a delivery with its SHA-256, so that a client can check what it got."""

import hashlib
from datetime import datetime
from typing import TypedDict

from functions.invoice.pricing import is_billed
from hinterland import s3_keys
from hinterland.catalogue.table import Delivering, ResultForm
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


# Files that are there only if the work type asks for that form of the result.
_FORMS = {ResultForm.XLSX: s3_keys.RESULT_XLSX, ResultForm.JSONL: s3_keys.RESULT_JSONL}


def digests(delivery: Objects, job: Job, deliver: Delivering) -> dict[str, str]:
    """Read a job's deliverables back; return their SHA-256; raise `NotFoundError` for a gap."""
    partly_rejected = (s3_keys.REJECTED,) if job.rejected else ()
    forms = (_FORMS[form] for form in deliver.formats if form in _FORMS)
    invoice = s3_keys.INVOICE if is_billed(job) else ()
    files = (*s3_keys.MERGED, *forms, *invoice, *partly_rejected)
    return {file: digest(delivery, job, file) for file in files}


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
