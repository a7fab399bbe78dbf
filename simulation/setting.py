"""The catalogue of the simulated office: four ways to key the same form, and six operators."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hinterland import tables
from hinterland.aws.catalogue.catalogue import OFFICE
from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from simulation.gold import SHARE, furnish_gold

START = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)  # nine in the morning in the villages
CLIENT = "meridian"
RATE = "4.55"
PAY_PER_RECORD = "1.10"
PAY_PER_KEPT_RECORD = "0.55"
LEASE_MINUTES = 5
KEYINGS: Mapping[str, int] = {"once": 1, "twice": 2, "apart": 2, "sampled": 1}
SEPARATE = "apart"
SAMPLED = "sampled"  # checked by what its operators have earned
GOLDEN = (SEPARATE, SAMPLED)  # some leases carry a known record
TARGET_FIELD_ERROR = "0.2"  # so that a single item earns something
CENTRES: Mapping[str, tuple[str, ...]] = {
    "kollumangudi": ("asha", "bala", "chitra"),
    "kooraikundu": ("devi", "ezhil", "fathima"),
}
OPERATORS = {operator: centre for centre, who in CENTRES.items() for operator in who}


def furnish_catalogue(work_types: Sequence[str]) -> None:
    """Store all of it, with these of the work types."""
    rows = CatalogueRows(tables.CATALOGUE.name)
    address = ["1 Street", "Town"]
    office = {
        "name": "Office", "gstin": "33AAAAA0000A1Z9", "state": "33",
        "address": address, "invoice_prefix": "SIM",
    }  # fmt: skip
    rows.store(Kind.OFFICE, StoredDocument(OFFICE, 1, office))
    rows.store(Kind.CLIENT, StoredDocument(CLIENT, 1, _client(address)))
    for work_type in work_types:
        rows.store(Kind.WORK_TYPE, StoredDocument(work_type, 1, _work_type(work_type)))
        if work_type in GOLDEN:
            furnish_gold(rows, work_type)
    for centre, who in CENTRES.items():
        people = [_operator(operator) for operator in who]
        document = {"centre": centre, "name": centre.title(), "state": "33", "operators": people}
        rows.store(Kind.CENTRE, StoredDocument(centre, 1, document))
    for operator, centre in OPERATORS.items():
        stored = {**_operator(operator), "centre": centre}
        rows.store(Kind.OPERATOR, StoredDocument(operator, 1, stored))


def _operator(operator: str) -> dict[str, object]:
    return {
        "operator": operator,
        "name": operator.title(),
        "language": "ta",
        "skills": ["adjudicate"],
    }


def _client(address: list[str]) -> dict[str, object]:
    return {
        "client": CLIENT,
        "name": "Client",
        "gstin": "27AAPFU0939F1ZV",
        "state": "27",
        "address": address,
        "contract": {
            "from": "2026-04-01",
            "currency": "INR",
            "rates": dict.fromkeys(KEYINGS, RATE),
            "tax": {"sac": "998599", "percent": "18"},
        },
    }


def _work_type(work_type: str) -> dict[str, object]:
    label = {"en": "Label"}
    return {
        "work_type": work_type,
        "title": label,
        "input": "rows",
        "records_per_item": 2,
        "fields": [
            {
                "name": "keyed_name", "kind": "text", "match": "loose",
                "required": True, "label": label,
            },
            {"name": "keyed_amount", "kind": "integer", "required": True, "label": label},
        ],
        "instructions": label,
        "quality": _quality(work_type),
        "lease_minutes": LEASE_MINUTES,
        "skills": [],
        "pay_per_record": PAY_PER_RECORD,
        "pay_per_kept_record": PAY_PER_KEPT_RECORD,
        "due": "4h",
    }  # fmt: skip


def _quality(work_type: str) -> dict[str, object]:
    quality: dict[str, object] = {
        "keyings": KEYINGS[work_type],
        "separate_centres": work_type == SEPARATE,
    }
    if work_type in GOLDEN:
        quality["gold"] = SHARE
    if work_type == SAMPLED:
        quality |= {"check": "adaptive", "target_field_error": TARGET_FIELD_ERROR}
    return quality
