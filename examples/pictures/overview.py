"""What the API answers in the story to heads and office."""

from typing import Any, Final

from examples.pictures.people import CENTRE, Document

_AS_OF: Final = "2026-11-20T05:30:00Z"
_TITLE: Final = {"en": "Receipts", "ta": "ரசீதுகள்", "hi": "रसीदें"}
_FAILURE: Final = {"code": "ThrottledError", "message": "the table of work items was too busy"}


def centre_answer() -> Document:
    """Return `GET /centre`."""
    people = [
        _person("Anitha S", [_lease("receipts", "key", "05:54")], _outbox(0), "61.60", "3214.90"),
        _person("Murugan K", [_lease("addresses", "key", "05:41")], _outbox(4), "48.00", "2987.40"),
        _person(
            "Selvi R", [_lease("receipts", "adjudicate", "05:49")], _outbox(0), "22.00", "2610"
        ),
        _person("Farida Begum", [], None, "0.00", "1844.20"),
    ]
    return {"centre": CENTRE.lower(), "name": CENTRE, "as_of": _AS_OF, "people": people}


def office_answer() -> Document:
    """Return `GET /office`."""
    return {
        "as_of": _AS_OF,
        "jobs": [
            _job("meridian", "receipts", "receipts-1120.zip", "open", (400, 236, 3)),
            _job("kaveri", "receipts", "bills-week-47.zip", "failed", (120, 120, 0)),
            _job("meridian", "addresses", "policies-1119.csv", "merging", (1250, 1250, 11)),
            _job("meridian", "receipts", "receipts-1118.zip", "delivered", (380, 380, 2)),
        ],
        "backlog": [
            _queue("key", 33, "04:10"),
            _queue("adjudicate", 4, "04:52"),
        ],
        "held": [],
        "set_aside": [],
        "near_expiry": [
            {
                **_lease("addresses", "key", "05:41"),
                "operator": "murugan",
                "centre": CENTRE.lower(),
                "actions": ["reassign"],
            }
        ],
        "quality": [
            {"operator": name, "centre": CENTRE.lower(), "work_type": "receipts", **_record(*rate)}
            for name, rate in (
                ("anitha", ("text", 1900, 4)),
                ("anitha", ("decimal", 950, 1)),
                ("murugan", ("text", 1240, 6)),
            )
        ],
        "objections": [
            {
                "correction": "c-2",
                "operator": "selvi",
                "work_type": "receipts",
                "objected_at": "2026-11-13T04:10:00Z",
                "note": "The bill says 14.70 at the foot; 14.10 is before rounding.",
            }
        ],
    }


def _person(
    name: str, leases: list[Document], outbox: Document | None, today: str, month: str
) -> Document:
    return {
        "operator": name.split(maxsplit=1)[0].lower(),
        "name": name,
        "leases": leases,
        "outbox": outbox,
        "accuracy": [_record("text", 1900, 4), _record("decimal", 950, 1)] if outbox else [],
        "pay": {"today": today, "month": month},
    }


def _outbox(waiting: int) -> Document:
    oldest = "2026-11-20T05:02:00Z" if waiting else None
    return {"waiting": waiting, "oldest": oldest, "as_of": "2026-11-20T05:28:00Z"}


def _lease(work_type: str, stage: str, ends: str) -> dict[str, Any]:
    expires_at = f"2026-11-20T{ends}:00Z"
    return {"lease": ends, "work_type": work_type, "stage": stage, "expires_at": expires_at}


def _record(kind: str, checked: int, wrong: int) -> dict[str, Any]:
    rate = wrong / checked
    return {
        "kind": kind,
        "checked": checked,
        "wrong": wrong,
        "error_rate": rate,
        "error_rate_upper_bound": rate + 3 / checked,
    }


def _job(
    client: str, work_type: str, file: str, state: str, counts: tuple[int, int, int]
) -> Document:
    records, done, queried = counts
    return {
        "job": file,
        "client": client,
        "drop": f"{client}/{work_type}/{file}",
        "work_type": work_type,
        "state": state,
        "records": records,
        "done": done,
        "queried": queried,
        "received_at": "2026-11-20T03:05:00Z",
        "due_at": "2026-11-21T03:05:00Z",
        "failure": _FAILURE if state == "failed" else None,
        "actions": {"open": ["cancel"], "failed": ["retry", "cancel"]}.get(state, []),
    }


def _queue(stage: str, waiting: int, oldest: str) -> Document:
    return {
        "work_type": "receipts",
        "title": _TITLE,
        "skills": ["english"] if stage == "key" else ["adjudicate", "english"],
        "stage": stage,
        "waiting": waiting,
        "more": False,
        "oldest": f"2026-11-20T{oldest}:00Z",
    }
