"""How jobs, work items, records and leases are named.

All of them are safe in URLs, S3 keys and file names, and none contains a dot but the lease,
whose dots separate what it is a lease on.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from hinterland.errors import NotFoundError

_LEASE = re.compile(r"[a-z0-9-]+(\.[a-z0-9]+){3}")


def digest(*parts: str, length: int = 12) -> str:
    """Return `length` characters (a-z, 2-7: 5 bits each) that stand for exactly these parts."""
    joined = "\x1f".join(parts).encode()
    return base64.b32encode(hashlib.sha256(joined).digest()).decode().lower()[:length]


def job_id(drop_key: str, version_id: str, last_modified: datetime) -> str:
    """Name the job of one object version. The same drop always gives the same job."""
    return f"{last_modified:%Y%m%d}-{digest(drop_key, version_id)}"


def item_id(number: int) -> str:
    """Name work item `number` (from 1) of a job, so that names sort in the drop's order."""
    return f"{number:06d}"


def record_id(number: int) -> str:
    """Name record `number` (from 1) of a job, so that names sort in the drop's order."""
    return f"{number:06d}"


@dataclass(frozen=True, slots=True)
class LeaseId:
    """A lease's name says what it is a lease on: `{job}.{item}.{stage}.{take}`.

    `take` is the digest of the request that took it, so that a repeated request
    finds the same lease, and so that nobody guesses another's.
    """

    job: str
    item: str
    stage: str
    take: str

    def __str__(self) -> str:
        return f"{self.job}.{self.item}.{self.stage}.{self.take}"

    @classmethod
    def parse(cls, text: str) -> "LeaseId":
        """Read a lease id that came from outside; raise `NotFoundError` when it is none."""
        match text.split("."):
            case [job, item, stage, take] if _LEASE.fullmatch(text):
                return cls(job, item, stage, take)
            case _:
                raise NotFoundError(f"no such lease: {text[:80]}")
