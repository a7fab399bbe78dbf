"""How pay and corrections look to the operator's page."""

from datetime import date, timedelta
from decimal import Decimal

from functions.account.corrections import CorrectedRecord
from functions.account.stores import Stores
from hinterland.api import corrections as corrections_api
from hinterland.api import pay as pay_api
from hinterland.catalogue.centre import Operator
from hinterland.clock import timestamp
from hinterland.money import rupees
from hinterland.objects import LINK_SECONDS, Objects
from hinterland.operators.track_records import Correction
from hinterland.pay.pay_line import PayLine

# Longer than any month: the day so many days after a month's first is in the next one.
_INTO_NEXT_MONTH = timedelta(days=31)


def pay_document(stores: Stores, operator: Operator, month: date) -> pay_api.PayMonth:
    """Return the operator's pay lines of the month that begins on `month`, newest first."""
    last = (month + _INTO_NEXT_MONTH).replace(day=1) - timedelta(days=1)
    lines = stores.pay.between(operator.id, month, last)
    return {
        "month": f"{month:%Y-%m}",
        "currency": "INR",
        "total": rupees(sum((line.amount for line in lines), Decimal(0))),
        "lines": [_pay_line(line) for line in reversed(lines)],
    }


def correction_document(correction: Correction) -> corrections_api.Correction:
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
) -> corrections_api.CorrectionInFull:
    """Return a correction with what was wrong in it; `work` is the work bucket."""
    document = correction_document(correction)
    return {
        "correction": document["correction"],
        "work_type": document["work_type"],
        "version": document["version"],
        "at": document["at"],
        "records": [_corrected_record(work, record) for record in records],
        "objected_at": document["objected_at"],
    }


def objected_document(correction: Correction) -> corrections_api.Objected:
    """Return what is answered to an objection. There must be one."""
    if correction.objection is None:
        msg = f"nobody objected to {correction.name}"
        raise ValueError(msg)
    return {"objected_at": timestamp(correction.objection.objected_at)}


def _pay_line(line: PayLine) -> pay_api.PayLine:
    return {
        "day": line.day.isoformat(),
        "lease": line.lease,
        "work_type": line.work_type,
        "records": line.records,
        "amount": rupees(line.amount),
        "purpose": line.purpose,
    }


def _corrected_record(work: Objects, record: CorrectedRecord) -> corrections_api.CorrectedRecord:
    document: corrections_api.CorrectedRecord = {
        "record": record.record,
        "show": record.show,
        "flags": {"mine": record.my_flag, "theirs": record.their_flag},
        "fields": [
            {
                "field": wrong.field,
                "mine": wrong.mine,
                "theirs": wrong.theirs,
                "settled": wrong.settled,
            }
            for wrong in record.fields
        ],
    }
    if record.image is not None:
        document["image"] = work.download_url(record.image, LINK_SECONDS)
    return document
