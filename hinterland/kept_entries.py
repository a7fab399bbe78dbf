"""Uploads that were not used: they stay where they are, and a note beside them says why."""

from datetime import datetime

from hinterland import places
from hinterland.clock import timestamp
from hinterland.identifiers import LeaseId
from hinterland.ports import Objects

# The upload came after its lease had ended, and nobody ever submitted it.
NEVER_SUBMITTED = "never_submitted"


def keep(work: Objects, lease: str, operator: str, reason: str, now: datetime) -> None:
    """Note why the upload made under a lease is not used; `work` is the work bucket."""
    name = LeaseId.parse(lease)
    note = {"lease": lease, "operator": operator, "reason": reason, "kept_at": timestamp(now)}
    work.write_json(places.kept(name.job, name.item, lease), note)
