"""The accepted entries of a work item, read back from S3 at the versions that were accepted."""

from hinterland import s3_keys
from hinterland.fields.field import Field
from hinterland.objects import Objects
from hinterland.quality.settlement import asked_at
from hinterland.stage import Stage
from hinterland.work.entries import Entry
from hinterland.work.entry_reading import read_accepted_entry
from hinterland.work.items import WorkItem


def read_accepted(work: Objects, item: WorkItem, fields: tuple[Field, ...]) -> list[Entry]:
    """Return an item's accepted entries in the order of its stages.

    `work` is the work bucket. They were checked when they were accepted.
    """
    entries: list[Entry] = []
    for stage, accepted in zip(Stage, item.accepted, strict=False):
        asked = asked_at(stage, item.records, fields, entries)
        key = s3_keys.entry(item.job, item.id, accepted.lease)
        body = work.read(key, accepted.version_id)
        entries.append(read_accepted_entry(body, accepted.lease, asked))
    return entries
