"""Leases as they are answered: one that cannot be shown costs itself, and the others are told."""

from collections.abc import Iterable
from datetime import datetime

from functions.assign.holding import give_back_won
from functions.assign.responses import lease_document
from functions.assign.stores import Stores
from functions.assign.troubled_items import note_trouble
from hinterland.api import leases as api
from hinterland.errors import ConflictError, ThrottledError
from hinterland.work.items import WorkItem


def lease_documents(stores: Stores, items: Iterable[WorkItem], now: datetime) -> list[api.Lease]:
    """Return the documents of leased items; what cannot be shown to its holder is given back."""
    documents = []
    for item in items:
        try:
            documents.append(lease_document(stores, item, now))
        except (ConflictError, ThrottledError):
            raise  # the same request, asked again, finds the same leases
        except Exception as error:  # noqa: BLE001 - the others are won, and are told
            note_trouble(stores, str(item.lease), error, now)
            give_back_won(stores, stores.work_items.get(item.job, item.id), now)
    return documents
