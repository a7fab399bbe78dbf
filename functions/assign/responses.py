"""How leases, operators and work types look to the operator's page (design 5.4)."""

from collections.abc import Callable, Iterable
from dataclasses import astuple
from datetime import datetime
from typing import Any

from functions.assign.gold import carried
from functions.assign.stores import Stores
from functions.assign.submit import Receipt
from hinterland import s3_keys
from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.clock import timestamp
from hinterland.fields.field import Field
from hinterland.money import rupees
from hinterland.stage import Stage
from hinterland.training.gold import ShownGold
from hinterland.work.entry_json import ENTRY_BYTES
from hinterland.work.items import WorkItem

# A link lives for an hour at most: shorter than the credentials that sign it. A longer lease gets
# fresh ones by renewing.
LINK_SECONDS = 3600


def lease_document(stores: Stores, item: WorkItem, now: datetime) -> dict[str, Any]:
    """Return a lease with its links. `item` must be leased."""
    if item.lease is None or item.operator is None or item.leased_at is None:
        msg = f"work item {item.job}/{item.id} is not leased"
        raise ValueError(msg)
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    seconds = max(60, min(LINK_SECONDS, int((item.visible_at - now).total_seconds())))
    gold = carried(stores, item)
    return {
        "lease": item.lease,
        "job": item.job,
        "work_item": item.id,
        "work_type": item.work_type,
        "version": item.version,
        "stage": item.stage.value,
        "issued_at": timestamp(item.leased_at),
        "expires_at": timestamp(item.visible_at),
        "input_url": stores.work.download_url(_input(item, item.lease, gold), seconds),
        **_images(stores, item, work_type, gold, seconds),
        "upload": upload_form(stores, item, item.lease, item.operator),
    }


def _input(item: WorkItem, lease: str, gold: ShownGold | None) -> str:
    """Return the key of what the operator sees under a lease."""
    if item.stage is Stage.ADJUDICATE:
        return s3_keys.adjudication_input(item.job, item.id)
    if gold is not None:
        return s3_keys.lease_input(item.job, item.id, lease)
    return s3_keys.item_input(item.job, item.id)


def upload_form(stores: Stores, item: WorkItem, lease: str, operator: str) -> dict[str, Any]:
    """Return the form of a lease's upload. Its signed metadata says whose it is.

    It outlives a short lease: an entry that comes late is still to be received.
    """
    key = s3_keys.entry(item.job, item.id, lease)
    return stores.work.upload_form(key, LINK_SECONDS, ENTRY_BYTES, {"operator": operator})


def receipt_document(receipt: Receipt) -> dict[str, Any]:
    """Return what the page hears of a submitted entry."""
    document = {
        "outcome": receipt.outcome,
        "next_stage": receipt.next_stage.value,
        "earned": rupees(receipt.earned),
    }
    return document if receipt.reason is None else {**document, "reason": receipt.reason}


def work_type_document(work_type: WorkType) -> dict[str, Any]:
    """Return what the page needs to draw the form."""
    return {
        "work_type": work_type.id,
        "version": work_type.version,
        "title": dict(work_type.title),
        "input": work_type.input.value,
        "fields": [_field(field) for field in work_type.fields],
        "instructions": dict(work_type.instructions),
        "lease_minutes": work_type.lease_minutes,
        "pay_per_record": str(work_type.pay_per_record),
        "pay_per_kept_record": str(work_type.pay_per_kept_record),
        "languages": sorted(work_type.languages),
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind.value,
        "label": dict(field.label),
        "match": field.match.value,
        "required": field.required,
        "format": field.format,
        "century": field.century,
        "places": field.places,
        "choices": list(field.choices),
        "pattern": field.pattern,
        "pattern_hint": dict(field.pattern_hint) if field.pattern_hint else None,
        "min": None if field.min is None else str(field.min),
        "max": None if field.max is None else str(field.max),
        "zone": None if field.zone is None else [float(edge) for edge in astuple(field.zone)],
    }


def _images(
    stores: Stores, item: WorkItem, work_type: WorkType, gold: ShownGold | None, seconds: int
) -> dict[str, Any]:
    """Return the links to the page images: to key from, and as they came."""
    if work_type.input is not InputKind.IMAGES:
        return {"images": {}, "originals": {}}

    def links(place: Callable[[str, str], str], records: Iterable[str]) -> dict[str, str]:
        return {
            record: stores.work.download_url(place(item.job, record), seconds) for record in records
        }

    seen = _seen(stores, item, gold)
    images = links(s3_keys.image, seen)
    apart = (record for record in item.lightened if record in seen)
    return {"images": images, "originals": {**images, **links(s3_keys.original, apart)}}


def _seen(stores: Stores, item: WorkItem, gold: ShownGold | None) -> tuple[str, ...]:
    """Return the records that the lease shows. Least sight: an adjudicator's only the disputed."""
    if item.stage is not Stage.ADJUDICATE:
        return item.records if gold is None else tuple(sorted((*item.records, gold.record)))
    disputed = stores.work.read_json(s3_keys.adjudication_input(item.job, item.id))
    return tuple(record["record"] for record in disputed["records"])
