"""The links to page images in a lease: one to key from, and one to the page as it came."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from functions.assign.responses import lease_document
from functions.assign.stores import Stores
from hinterland.api.leases import Lease
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.stage import Stage
from hinterland.work.items import WorkItem

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ITEM = WorkItem(
    *("j", "000001", "receipts", 1, Stage.KEY, ("000001", "000002", "000003")),
    *(NOON, NOON + timedelta(minutes=30)),
    lease="j.000001.key.x",
    operator="selvi",
    leased_at=NOON,
    lightened=("000001", "000003"),
)


@dataclass
class Links:
    """A work bucket whose links say what they are for."""

    disputed: tuple[str, ...] = ()

    def download_url(self, key: str, seconds: int) -> str:
        return f"{key}?{seconds}"

    def upload_form(self, *_: object) -> dict[str, object]:
        return {}

    def read_json(self, key: str) -> dict[str, Any]:
        assert key == "j/items/000001/adjudicate.json"
        return {"records": [{"record": record} for record in self.disputed]}


class WorkTypes:
    def __init__(self, kind: InputKind) -> None:
        self._kind = kind

    def work_type(self, name: str, version: int) -> WorkType:
        none: frozenset[str] = frozenset()
        return WorkType(
            name, version, {}, self._kind, 5, (), {}, Quality(), 30, none, Decimal(1)
        )  # fmt: skip


def lease(
    item: WorkItem, kind: InputKind = InputKind.IMAGES, disputed: tuple[str, ...] = ()
) -> Lease:
    stores = SimpleNamespace(catalogue=WorkTypes(kind), work=Links(disputed))
    return lease_document(cast(Stores, stores), item, NOON)


def test_the_original_of_a_page_that_was_made_lighter_lies_apart() -> None:
    document = lease(ITEM)
    assert document["images"] == {
        record: f"j/images/{record}?1800" for record in ("000001", "000002", "000003")
    }
    assert document["originals"] == {
        "000001": "j/originals/000001?1800",
        "000002": "j/images/000002?1800",
        "000003": "j/originals/000003?1800",
    }


def test_an_adjudicator_sees_originals_of_the_disputed_records_only() -> None:
    item = replace(ITEM, stage=Stage.ADJUDICATE)
    document = lease(item, disputed=("000002", "000003"))
    assert document["images"].keys() == {"000002", "000003"}
    assert document["originals"] == {
        "000002": "j/images/000002?1800",
        "000003": "j/originals/000003?1800",
    }


def test_rows_have_no_images() -> None:
    document = lease(replace(ITEM, lightened=()), InputKind.ROWS)
    assert (document["images"], document["originals"]) == ({}, {})
