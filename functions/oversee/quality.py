"""How right the keying of each operator was, and what operators object to."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import chain, islice

from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.catalogue.centre import Operator
from hinterland.clock import india_date, timestamp
from hinterland.operators.accuracy import Accuracy
from hinterland.operators.track_records import Correction, Objection

_AT_ONCE = 8
_MOST_OBJECTIONS = 100


def accuracy_document(accuracy: Accuracy) -> api.ErrorRate:
    """Return counts of checked fields, and the rate of wrong ones that they speak for."""
    return {
        "checked": accuracy.checked,
        "wrong": accuracy.wrong,
        "error_rate": accuracy.error_rate,
        "error_rate_upper_bound": accuracy.upper_bound(),
    }


def quality_list(stores: Stores) -> list[api.OperatorQuality]:
    """Return every operator's counts by work type and field kind, the worst bound first."""
    operators = [each for centre in stores.catalogue.centres() for each in centre.operators]
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        found = readers.map(lambda each: list(_of_operator(stores, each)), operators)
        rows = list(chain.from_iterable(found))
    return sorted(rows, key=lambda row: row["error_rate_upper_bound"], reverse=True)


def objection_list(stores: Stores, now: datetime) -> list[api.OfficeObjection]:
    """Return what was objected to in this month and the last, newest first."""
    today = india_date(now)
    last_month = today.replace(day=1) - timedelta(days=1)
    months = (f"{day:%Y-%m}" for day in (today, last_month))
    found = chain.from_iterable(stores.track_records.objected(month) for month in months)
    objections = (_objection(each, each.objection) for each in found if each.objection)
    return list(islice(objections, _MOST_OBJECTIONS))


def _of_operator(stores: Stores, operator: Operator) -> Iterator[api.OperatorQuality]:
    for work_type, by_kind in stores.track_records.accuracy(operator.id).items():
        for kind, accuracy in by_kind.items():
            yield {
                "operator": operator.id,
                "centre": operator.centre,
                "work_type": work_type,
                "kind": kind,
                **accuracy_document(accuracy),
            }


def _objection(correction: Correction, objection: Objection) -> api.OfficeObjection:
    return {
        "correction": str(correction.name),
        "operator": correction.operator,
        "work_type": correction.work_type,
        "objected_at": timestamp(objection.objected_at),
        "note": objection.note,
    }
