"""How training looks to the operator's page."""

from functions.account.stores import Stores
from functions.account.training import OpenSet
from hinterland.api import training as api
from hinterland.clock import timestamp
from hinterland.money import rupees
from hinterland.objects import LINK_SECONDS
from hinterland.training.attempts import Attempt, paid_attempts_left
from hinterland.training.known_answers import KnownRecord


def set_document(stores: Stores, each: OpenSet) -> api.TrainingSet:
    """Return what a set asks and gives, and how far the operator is with it."""
    known, training = each.known, each.training
    passed = [attempt.handed_in_at for attempt in each.attempts if attempt.passed]
    return {
        "set": known.name,
        "version": known.version,
        "title": dict(training.title),
        "skill": training.skill,
        "work_type": known.work_type,
        "work_type_version": stores.catalogue.work_type(known.work_type).version,
        "records": min(training.records_per_attempt, known.records),
        "pass": str(training.pass_share),
        "pay_per_record": rupees(training.pay_per_record),
        "paid_attempts_left": paid_attempts_left(training, each.attempts),
        "attempts": sum(attempt.grade is not None for attempt in each.attempts),
        "passed_at": timestamp(passed[0]) if passed and passed[0] else None,
    }


def attempt_document(stores: Stores, attempt: Attempt) -> api.Attempt:
    """Return an attempt's records with links to their pictures; `version` is the work type's."""
    shown = attempt.shown(stores.known_answers.records(attempt.document))
    return {
        "attempt": attempt.name,
        "set": attempt.set,
        "work_type": attempt.work_type,
        "version": attempt.work_type_version,
        "records": [{"record": record, "show": _show(known)} for record, known in shown],
        "images": {
            record: stores.work.download_url(known.picture.key, LINK_SECONDS)
            for record, known in shown
            if known.picture is not None
        },
    }


def grade_document(stores: Stores, attempt: Attempt) -> api.Grade:
    """Return what came of an attempt that was handed in, mistakes with their explanations."""
    if attempt.grade is None:
        msg = f"attempt {attempt.name} was not handed in"
        raise ValueError(msg)
    grade = attempt.grade
    known = dict(attempt.shown(stores.known_answers.records(attempt.document)))
    return {
        "passed": attempt.passed,
        "checked": grade.checked,
        "right": grade.right,
        "needed": grade.needed(attempt.pass_share),
        "earned": rupees(attempt.earned),
        "skill": attempt.skill if attempt.passed else None,
        "mistakes": [
            {
                "record": wrong.record,
                "field": wrong.field,
                "keyed": wrong.keyed,
                "right": wrong.right,
                "why": known[wrong.record].why.get(wrong.field),
            }
            for wrong in grade.mistakes
        ],
    }


def _show(known: KnownRecord) -> dict[str, str | int]:
    if known.picture is None:
        return dict(known.show)
    return {"file": known.picture.file, "page": 1}
