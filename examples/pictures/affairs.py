"""What the API answers in the story about an operator's own affairs."""

from collections.abc import Mapping
from typing import Any, Final

from examples.pictures.people import Document
from examples.pictures.work import addresses, images, receipts, records

_RECEIPTS: Final = {"en": "Receipts", "ta": "ரசீதுகள்", "hi": "रसीदें"}
_ADDRESSES: Final = {"en": "Addresses", "ta": "முகவரிகள்", "hi": "पते"}
_WHY_STREET: Final = {
    "en": "The door number is part of the street.",
    "ta": "கதவு எண்ணும் தெருவுடன் சேர்ந்தது.",
    "hi": "मकान नंबर सड़क का ही हिस्सा है।",
}
_CORRECTION: Final = {"correction": "c-1", "work_type": "receipts", "version": 1}
_ATTEMPTS: Final = "/training/addresses-training/attempts"


def answers() -> Mapping[str, Document]:
    """Return the answers by method and path."""
    return {
        "GET /pay/2026-11": _pay(),
        "GET /corrections": {"corrections": _corrections()},
        "GET /corrections/c-1": _correction(),
        "GET /training": {"sets": [_training_set()]},
        f"POST {_ATTEMPTS}": _attempt(),
        f"POST {_ATTEMPTS}/a-1": _grading(),
    }


def _pay() -> Document:
    lines = [
        _line("2026-11-20", "receipts", 40, "44.00"),
        _line("2026-11-20", "addresses", 20, "12.00"),
        _line("2026-11-20", "addresses", 10, "5.60", "kept"),
        _line("2026-11-19", "receipts", 125, "137.50"),
        _line("2026-11-19", "addresses", 6, "3.60", "training"),
        _line("2026-11-18", "receipts", 110, "121.00"),
    ]
    return {"month": "2026-11", "currency": "INR", "total": "3214.90", "lines": lines}


def _line(
    day: str, work_type: str, count: int, amount: str, purpose: str = "entry"
) -> dict[str, Any]:
    return {
        "day": day,
        "lease": f"{day} {work_type} {purpose}",
        "work_type": work_type,
        "title": _RECEIPTS if work_type == "receipts" else _ADDRESSES,
        "records": count,
        "amount": amount,
        "purpose": purpose,
    }


def _corrections() -> list[Document]:
    first = {**_CORRECTION, "at": "2026-11-19T09:12:00Z", "objected_at": None}
    second = {
        **_CORRECTION,
        "correction": "c-2",
        "at": "2026-11-12T11:40:00Z",
        "objected_at": "2026-11-13T04:10:00Z",
    }
    return [
        {**first, "records": 1, "fields": 2, "title": _RECEIPTS},
        {**second, "records": 2, "fields": 2, "title": _RECEIPTS},
    ]


def _correction() -> Document:
    (record,) = records(receipts(4))
    fields = [
        {
            "field": "company",
            "mine": "THENMOZI SUPER MARKET",
            "theirs": "THENMOZHI SUPER MARKET",
            "settled": "THENMOZHI SUPER MARKET",
        },
        {"field": "total", "mine": "1148.00", "theirs": "1205.00", "settled": "1205.00"},
    ]
    image = images(receipts(4))[record["record"]]
    flags = {"mine": None, "theirs": None}
    return {
        **_CORRECTION,
        "at": "2026-11-19T09:12:00Z",
        "objected_at": None,
        "records": [{**record, "image": image, "flags": flags, "fields": fields}],
    }


def _training_set() -> Document:
    return {
        "set": "addresses-training",
        "version": 1,
        "title": _ADDRESSES,
        "skill": "addresses",
        "work_type": "addresses",
        "work_type_version": 1,
        "records": 2,
        "pass": "0.95",
        "pay_per_record": "0.60",
        "paid_attempts_left": 3,
        "attempts": 0,
        "passed_at": None,
    }


def _attempt() -> Document:
    return {
        "attempt": "a-1",
        "set": "addresses-training",
        "work_type": "addresses",
        "version": 1,
        "records": records(addresses(2)),
        "images": {},
    }


def _grading() -> Document:
    mistake = {
        "record": "000001",
        "field": "street",
        "keyed": "Pillaiyar Koil Street",
        "right": "82 Pillaiyar Koil Street",
        "why": _WHY_STREET,
    }
    return {
        "passed": False,
        "checked": 10,
        "right": 9,
        "needed": 10,
        "earned": "1.20",
        "skill": None,
        "mistakes": [mistake],
    }
