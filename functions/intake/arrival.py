"""A drop as it arrived: what the event and S3 say about it, before anything is judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hinterland.identifiers import job_id
from hinterland.jobs.job import Drop
from hinterland.objects import Objects


@dataclass(frozen=True, slots=True)
class Arrival:
    """One object version in the drop bucket, and the job that it is or will be."""

    drop: Drop
    job: str

    @property
    def is_folder_marker(self) -> bool:
        """Say whether this is what the S3 console's "Create folder" makes: nothing was sent."""
        return self.drop.key.endswith("/") and self.drop.size == 0


def arrival_of(event: Mapping[str, Any], drops: Objects) -> Arrival:
    """Look up the object of an EventBridge event "Object Created"; raise `NotFoundError`.

    S3 is asked because the event's own time is not the object's, and the job's name rests on it.
    """
    key, version_id = named_by(event)
    facts = drops.head(key, version_id)
    drop = Drop(key, facts.version_id, facts.size)
    return Arrival(drop, job_id(key, facts.version_id, facts.last_modified))


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
