"""How leases look to the operator's page (design 5.4)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from functions.assign.gold import carried
from functions.assign.stores import Stores
from functions.assign.submit import Receipt
from hinterland import s3_keys
from hinterland.api import leases as api
from hinterland.catalogue.work_type import InputKind, WorkType
from hinterland.clock import timestamp
from hinterland.money import rupees
from hinterland.objects import LINK_SECONDS
from hinterland.stage import Stage
from hinterland.training.gold import ShownGold
from hinterland.work.entry_json import ENTRY_BYTES
from hinterland.work.items import WorkItem


def lease_document(stores: Stores, item: WorkItem, now: datetime) -> api.Lease:
    """Return a lease with its links; a longer lease gets fresh ones by renewing.

    `item` must be leased.
    """
    if item.lease is None or item.operator is None or item.leased_at is None:
        msg = f"work item {item.job}/{item.id} is not leased"
        raise ValueError(msg)
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    seconds = max(60, min(LINK_SECONDS, int((item.visible_at - now).total_seconds())))
    gold = carried(stores, item)
    images, originals = _images(stores, item, work_type, gold, seconds)
    return {
        "lease": item.lease,
        "job": item.job,
        "work_item": item.id,
        "work_type": item.work_type,
        "version": item.version,
        "stage": item.stage,
        "issued_at": timestamp(item.leased_at),
        "expires_at": timestamp(item.visible_at),
        "input_url": stores.work.download_url(_input(item, item.lease, gold), seconds),
        "images": images,
        "originals": originals,
        "upload": upload_form(stores, item, item.lease, item.operator),
    }


def _input(item: WorkItem, lease: str, gold: ShownGold | None) -> str:
    """Return the key of what the operator sees under a lease."""
    if item.stage is Stage.ADJUDICATE:
        return s3_keys.adjudication_input(item.job, item.id)
    if gold is not None:
        return s3_keys.lease_input(item.job, item.id, lease)
    return s3_keys.item_input(item.job, item.id)


def upload_form(stores: Stores, item: WorkItem, lease: str, operator: str) -> api.Upload:
    """Return the form of a lease's upload. Its signed metadata says whose it is.

    It outlives a short lease: an entry that comes late is still to be received.
    """
    key = s3_keys.entry(item.job, item.id, lease)
    return stores.work.upload_form(key, LINK_SECONDS, ENTRY_BYTES, {"operator": operator})


def receipt_document(receipt: Receipt) -> api.Receipt:
    """Return what the page hears of a submitted entry."""
    document: api.Receipt = {
        "outcome": receipt.outcome,
        "next_stage": receipt.next_stage,
        "earned": rupees(receipt.earned),
    }
    return document if receipt.reason is None else {**document, "reason": receipt.reason}


def _images(
    stores: Stores, item: WorkItem, work_type: WorkType, gold: ShownGold | None, seconds: int
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the links to the page images: to key from, and as they came."""
    if work_type.input is not InputKind.IMAGES:
        return {}, {}

    def links(place: Callable[[str, str], str], records: Iterable[str]) -> dict[str, str]:
        return {
            record: stores.work.download_url(place(item.job, record), seconds) for record in records
        }

    seen = _seen(stores, item, gold)
    images = links(s3_keys.image, seen)
    apart = (record for record in item.lightened if record in seen)
    return images, {**images, **links(s3_keys.original, apart)}


def _seen(stores: Stores, item: WorkItem, gold: ShownGold | None) -> tuple[str, ...]:
    """Return the records that the lease shows. Least sight: an adjudicator's only the disputed."""
    if item.stage is not Stage.ADJUDICATE:
        return item.records if gold is None else tuple(sorted((*item.records, gold.record)))
    disputed = stores.work.read_json(s3_keys.adjudication_input(item.job, item.id))
    return tuple(record["record"] for record in disputed["records"])
