"""What an adjudicator gets to see: the source, and both values of each disputed field, unnamed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hinterland import s3_keys
from hinterland.fields.field import Field
from hinterland.objects import Objects
from hinterland.quality.settlement import disputes
from hinterland.stage import Stage
from hinterland.work.entries import Entry, KeyedRecord
from hinterland.work.items import WorkItem

if TYPE_CHECKING:
    from hinterland.work.documents import DisputedRecord, ItemInput


def write_disputes(
    work: Objects, item: WorkItem, fields: tuple[Field, ...], entries: Sequence[Entry]
) -> None:
    """Write the adjudicator's input from the two blind entries; `work` is the work bucket."""
    shown: ItemInput = work.read_json(s3_keys.item_input(item.job, item.id))
    disputed = disputes(entries[0], entries[1], fields)
    records: list[DisputedRecord] = []
    for record in shown["records"]:
        name = record["record"]
        if name not in disputed:
            continue
        pair = [entry.of(name) for entry in entries[:2]]
        candidates = {
            field.name: [_value(keyed, field.name) for keyed in pair] for field in disputed[name]
        }
        flags = [keyed.flag.value if keyed.flag else None for keyed in pair]
        records.append({**record, "candidates": candidates, "flags": flags})
    document = {"work_item": item.id, "stage": Stage.ADJUDICATE.value, "records": records}
    work.write_json(s3_keys.adjudication_input(item.job, item.id), document)


def _value(keyed: KeyedRecord, field: str) -> str:
    """Return what was keyed, with a mark in the place of what is no text, such as half an emoji."""
    text = "" if keyed.flag else keyed.values.get(field, "")
    return text.encode(errors="replace").decode()
