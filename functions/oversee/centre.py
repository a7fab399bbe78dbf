"""What the head of a centre sees: the centre's own people, and nobody else's."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from functions.oversee.quality import accuracy_document
from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.catalogue.centre import Operator, Staff
from hinterland.clock import timestamp
from hinterland.fields.field import FieldKind
from hinterland.money import rupees
from hinterland.operators.accuracy import Accuracy, ByKind
from hinterland.operators.outboxes import Outbox
from hinterland.pay.earnings import earnings

# So many people are asked about at once.
_AT_ONCE = 8


def centre_document(stores: Stores, head: Staff, now: datetime) -> api.Centre:
    """Return the centre of a head with its people as they stand now."""
    centre = stores.catalogue.centre(str(head.centre))
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        people = list(readers.map(lambda each: _person(stores, each, now), centre.operators))
    return {
        "centre": centre.id,
        "name": centre.name,
        "as_of": timestamp(now),
        "people": people,
    }


def _person(stores: Stores, operator: Operator, now: datetime) -> api.CentrePerson:
    held = stores.work_items.held_by(operator.id, now)
    by_kind = _over_all(stores.track_records.accuracy(operator.id))
    outbox = stores.outboxes.of(operator.id)
    earned = earnings(stores.pay, operator.id, now)
    return {
        "operator": operator.id,
        "name": operator.name,
        "leases": [
            {
                "lease": str(item.lease),
                "work_type": item.work_type,
                "stage": item.stage,
                "expires_at": timestamp(item.visible_at),
            }
            for item in sorted(held, key=lambda each: each.visible_at)
        ],
        "outbox": _outbox(outbox) if outbox else None,
        "accuracy": [
            {"kind": kind, **accuracy_document(by_kind[kind])} for kind in sorted(by_kind)
        ],
        "pay": {"today": rupees(earned.today), "month": rupees(earned.month)},
    }


def _outbox(outbox: Outbox) -> api.OutboxReport:
    return {
        "waiting": outbox.waiting,
        "oldest": timestamp(outbox.oldest) if outbox.oldest else None,
        "as_of": timestamp(outbox.as_of),
    }


def _over_all(by_work_type: Mapping[str, ByKind]) -> dict[FieldKind, Accuracy]:
    """Add up the counts of every work type, by field kind."""
    total: dict[FieldKind, Accuracy] = {}
    for by_kind in by_work_type.values():
        for kind, accuracy in by_kind.items():
            total[kind] = total.get(kind, Accuracy()) + accuracy
    return total
