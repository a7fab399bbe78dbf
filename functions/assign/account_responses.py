"""How pay and corrections look to the operator's page."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from functions.assign.corrections import CorrectedRecord
from functions.assign.responses import LINK_SECONDS
from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.clock import timestamp
from hinterland.money import rupees
from hinterland.objects import Objects
from hinterland.operators.track_records import Correction
from hinterland.pay.pay_line import PayLine

# Longer than any month: the day so many days after a month's first is in the next one.
_INTO_NEXT_MONTH = timedelta(days=31)


def pay_document(stores: Stores, operator: Operator, month: date) -> dict[str, Any]:
    """Return the operator's pay lines of the month that begins on `month`, newest first."""
    last = (month + _INTO_NEXT_MONTH).replace(day=1) - timedelta(days=1)
    lines = stores.pay.between(operator.id, month, last)
    return {
        "month": f"{month:%Y-%m}",
        "currency": "INR",
        "total": rupees(sum((line.amount for line in lines), Decimal(0))),
        "lines": [_pay_line(line) for line in reversed(lines)],
    }


def correction_document(correction: Correction) -> dict[str, Any]:
    """Return a correction as it stands in the list."""
    objection = correction.objection
    return {
        "correction": str(correction.name),
        "work_type": correction.work_type,
        "version": correction.version,
        "at": timestamp(correction.at),
        "records": correction.records,
        "fields": correction.fields,
        "objected_at": timestamp(objection.objected_at) if objection else None,
    }


def corrected_document(
    work: Objects, correction: Correction, records: list[CorrectedRecord]
) -> dict[str, Any]:
    """Return a correction with what was wrong in it; `work` is the work bucket."""
    document = correction_document(correction)
    return {**document, "records": [_corrected_record(work, record) for record in records]}


def _pay_line(line: PayLine) -> dict[str, Any]:
    return {
        "day": line.day.isoformat(),
        "lease": line.lease,
        "work_type": line.work_type,
        "records": line.records,
        "amount": rupees(line.amount),
        "purpose": line.purpose.value,
    }


def _corrected_record(work: Objects, record: CorrectedRecord) -> dict[str, Any]:
    image = {}
    if record.image is not None:
        image = {"image": work.download_url(record.image, LINK_SECONDS)}
    return {
        "record": record.record,
        "show": record.show,
        **image,
        "flags": {
            "mine": record.my_flag.value if record.my_flag else None,
            "theirs": record.their_flag.value if record.their_flag else None,
        },
        "fields": [asdict(field) for field in record.fields],
    }
