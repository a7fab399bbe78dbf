"""Uploads that were not used: they stay where they are, and a note beside them says why."""

from hinterland import s3_keys
from hinterland.clock import timestamp
from hinterland.identifiers import LeaseId
from hinterland.money import rupees
from hinterland.objects import Objects
from hinterland.work.items import KeptEntry

# The upload came after its lease had ended, and nobody ever submitted it.
NEVER_SUBMITTED = "never_submitted"


def note(work: Objects, entry: KeptEntry) -> None:
    """Note beside an upload why it is not used, and what it pays; `work` is the work bucket."""
    name = LeaseId.parse(entry.lease)
    document = {
        "lease": entry.lease,
        "operator": entry.operator,
        "reason": entry.reason,
        "kept_at": timestamp(entry.at),
        "earned": rupees(entry.earned),
    }
    work.write_json(s3_keys.kept(name.job, name.item, entry.lease), document)
