"""A drop as it arrived: what the event and S3 say about it, before anything is judged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from hinterland.identifiers import job_id
from hinterland.jobs.job import Drop
from hinterland.objects import Objects

# The end of a file's name, before its dot, by which a client insists on a second keying.
AGAIN = "-again"
# What programs call a file until it is all there (WinSCP, browsers, rsync, editors, office
# programs), and what desktops leave behind.
_TEMPORARY = re.compile(
    r"^\.|^~\$|~$|^(thumbs\.db|desktop\.ini)$"
    r"|\.(filepart|part|partial|crdownload|download|tmp|temp|swp|!ut|aria2)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One object version in the drop bucket, and the job that it is or will be."""

    drop: Drop
    job: str
    content: str = ""  # S3's tag: the same for the same bytes, uploaded in the same way

    @property
    def is_no_drop(self) -> bool:
        """Say whether nothing was sent with this: a folder, or a file that is not all there yet."""
        # The S3 console's "Create folder" makes an empty object.
        is_folder = self.drop.key.endswith("/") and self.drop.size == 0
        return is_folder or _TEMPORARY.search(self._name) is not None

    @property
    def is_meant_again(self) -> bool:
        """Say whether the name says that the same content is to be keyed once more."""
        return PurePosixPath(self._name).stem.lower().endswith(AGAIN)

    @property
    def _name(self) -> str:
        return self.drop.key.rpartition("/")[2]


def arrival_of(event: Mapping[str, Any], drops: Objects) -> Arrival:
    """Look up the object of an EventBridge event "Object Created"; raise `NotFoundError`.

    S3 is asked because the event's own time is not the object's, and the job's name rests on it.
    """
    key, version_id = named_by(event)
    head = drops.head(key, version_id)
    drop = Drop(key, head.version_id, head.size)
    return Arrival(drop, job_id(key, head.version_id, head.last_modified), head.etag)


def arrival_as_told(event: Mapping[str, Any]) -> Arrival:
    """Read the arrival from the event alone, for when S3 no longer has the object."""
    key, version_id = named_by(event)
    size = int(event["detail"]["object"].get("size", 0))
    drop = Drop(key, version_id or "null", size)
    return Arrival(drop, job_id(key, drop.version_id, datetime.fromisoformat(event["time"])))


def named_by(event: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return the key and, in a bucket with versions, the version that an event names."""
    named = event["detail"]["object"]
    return named["key"], named.get("version-id")
