"""What the API answers about an operator's own affairs, for tests of the page alone."""

from typing import Any

from playwright.sync_api import Page, Route

# A page image of one dark pixel: what matters is that it is fetched and shown.
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhV"
    "AAAAAElFTkSuQmCC"
)
WORK_TYPE: dict[str, Any] = {
    "work_type": "slips",
    "version": 1,
    "title": {"en": "Slips", "ta": "சீட்டுகள்", "hi": "पर्चियाँ"},
    "input": "images",
    "fields": [
        {
            "name": name,
            "kind": kind,
            "label": {"en": name.title()},
            "match": "exact",
            "required": True,
            "format": None,
            "places": None,
            "choices": [],
            "pattern": None,
            "pattern_hint": None,
            "min": None,
            "max": None,
            "zone": None,
        }
        for name, kind in (("company", "text"), ("total", "decimal"))
    ],
    "instructions": {"en": "Key what is printed."},
    "lease_minutes": 30,
    "pay_per_record": "1.10",
    "pay_per_kept_record": "0",
    "languages": [],
}
SETTLING = {
    "lease": "l-1",
    "job": "j-1",
    "work_item": "000001",
    "work_type": "slips",
    "version": 1,
    "stage": "adjudicate",
    "issued_at": "2036-11-20T05:00:00Z",
    "expires_at": "2036-11-20T05:30:00Z",
    "input_url": "/settling",
    "images": {"000001": "/page.png"},
    "originals": {},
    "upload": {"url": "/upload", "fields": {}},
}
SETTLING_INPUT = {
    "work_item": "000001",
    "stage": "adjudicate",
    "records": [
        {
            "record": "000001",
            "show": {"file": "slip-1.png", "page": 1},
            "candidates": {"total": ["14.10", "14.70"]},
            "flags": ["illegible", None],
        }
    ],
}
CORRECTION = {
    "correction": "c-1",
    "work_type": "slips",
    "version": 1,
    "at": "2026-11-20T05:00:00Z",
    "objected_at": None,
}
CORRECTED_RECORDS = [
    {
        "record": "000001",
        "show": {"file": "slip-1.png", "page": 1},
        "image": PIXEL,
        "flags": {"mine": None, "theirs": None},
        "fields": [{"field": "total", "mine": "14.10", "theirs": "14.70", "settled": "14.70"}],
    },
    {
        "record": "000002",
        "show": {"file": "slip-2.png", "page": 1},
        "image": PIXEL,
        "flags": {"mine": "illegible", "theirs": None},
        "fields": [{"field": "company", "mine": "", "theirs": "A2B", "settled": "A2B Sweets"}],
    },
]
TRAINING_SET = {
    "set": "slips-basics",
    "version": 1,
    "title": {"en": "Reading slips", "ta": "சீட்டு படித்தல்"},
    "skill": "slips",
    "work_type": "slips",
    "work_type_version": 1,
    "records": 2,
    "pass": "0.95",
    "pay_per_record": "0.50",
    "paid_attempts_left": 3,
    "attempts": 0,
    "passed_at": None,
}
ATTEMPT = {
    "attempt": "a-1",
    "set": "slips-basics",
    "work_type": "slips",
    "version": 1,
    "records": [
        {"record": "000001", "show": {"file": "slip-1.png", "page": 1}},
        {"record": "000002", "show": {"file": "slip-2.png", "page": 1}},
    ],
    "images": {"000001": PIXEL, "000002": PIXEL},
}
MISTAKE = {
    "record": "000002",
    "field": "total",
    "keyed": "9.00",
    "right": "9.60",
    "why": {"en": "The second figure is a six."},
}
MISSED_FLAG = {
    "record": "000002",
    "field": "flag",
    "keyed": "",
    "right": "wrong_document",
    "why": None,
}
FAILED = {
    "passed": False,
    "checked": 4,
    "right": 3,
    "needed": 4,
    "earned": "1.00",
    "skill": None,
    "mistakes": [MISTAKE, MISSED_FLAG],
}
PASSED = {**FAILED, "passed": True, "right": 4, "skill": "slips", "mistakes": []}


def pay(month: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what `GET /pay/{month}` answers for some lines."""
    total = sum(float(line["amount"]) for line in lines)
    return {"month": month, "currency": "INR", "total": f"{total:.2f}", "lines": lines}


def pay_line(day: str, amount: str, purpose: str = "entry") -> dict[str, Any]:
    """Return a line of `GET /pay/{month}`."""
    return {
        "day": day,
        "lease": "l-1",
        "work_type": "slips",
        "records": 2,
        "amount": amount,
        "purpose": purpose,
    }


def answer(page: Page, method: str, path: str, body: object, status: int = 200) -> list[Any]:
    """Answer requests in the API's place; return the list to which their bodies are added."""
    seen: list[Any] = []

    def handle(route: Route) -> None:
        if route.request.method != method:
            route.fallback()
            return
        seen.append(route.request.post_data_json)
        route.fulfill(status=status, json=body)

    page.route(f"**{path}", handle)
    return seen
