"""The accepted entries of a work item, read back from S3 at the versions that were accepted."""

from hinterland import s3_keys
from hinterland.fields.field import Field
from hinterland.objects import Objects
from hinterland.quality.settlement import asked_at
from hinterland.stage import Stage
from hinterland.work.entries import Asked, Entry, EntryRefusedError, Flag, KeyedRecord
from hinterland.work.entry_reading import read_accepted_entry
from hinterland.work.items import WorkItem
from hinterland.work.troubles import is_of_data


def read_accepted(work: Objects, item: WorkItem, fields: tuple[Field, ...]) -> list[Entry]:
    """Return an item's accepted entries in the order of its stages.

    `work` is the work bucket. They were checked when they were accepted; one that cannot be read
    all the same has every record set aside, so that it costs itself and nobody's honest work.
    """
    entries: list[Entry] = []
    for stage, accepted in zip(Stage, item.accepted, strict=False):
        asked = asked_at(stage, item.records, fields, entries)
        key = s3_keys.entry(item.job, item.id, accepted.lease)
        body = work.read(key, accepted.version_id)
        entries.append(_read(body, accepted.lease, asked))
    return entries


def _read(body: bytes, lease: str, asked: Asked) -> Entry:
    try:
        return read_accepted_entry(body, lease, asked)
    except Exception as error:
        if is_of_data(error) or isinstance(error, EntryRefusedError):
            return Entry(tuple(KeyedRecord(record, {}, Flag.SET_ASIDE) for record in asked))
        raise
