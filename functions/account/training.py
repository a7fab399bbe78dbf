"""Training: begin an attempt at a set, hand it in, hear what was wrong. Without end, and paid.

An attempt that was begun and never handed in is given back when another is asked for: nothing
keyed is lost, and nobody reads through a set by beginning again and again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from functions.account.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.clock import india_date
from hinterland.errors import ConflictError, NotFoundError
from hinterland.identifiers import digest
from hinterland.pay.pay_line import PayLine, Purpose
from hinterland.training.attempts import Attempt, draw, of_set, pay_per_record
from hinterland.training.grading import grade
from hinterland.training.known_answers import KnownSet, Training
from hinterland.work.entry_reading import read_entry

# Each try means that another request of the same operator began an attempt in between.
TRIES = 5


@dataclass(frozen=True, slots=True)
class OpenSet:
    """A training set, and what one operator made of it so far."""

    known: KnownSet
    training: Training
    attempts: Sequence[Attempt]


def open_sets(stores: Stores, operator: Operator) -> list[OpenSet]:
    """Return the sets of skills that the operator lacks, and those that they passed."""
    attempts = stores.trainings.attempts(operator.id)
    found = [
        OpenSet(known, known.training, of_set(attempts, known))
        for known in stores.known_answers.sets()
        if known.training is not None
    ]
    return [
        each
        for each in found
        if each.training.skill not in operator.skills
        or any(attempt.passed for attempt in each.attempts)
    ]


def begin(stores: Stores, operator: Operator, name: str, key: str, now: datetime) -> Attempt:
    """Begin an attempt at a set; a repeat with the same `key` finds the same.

    Raises `NotFoundError` when there is no such set.
    """
    known = next((each for each in stores.known_answers.sets() if each.name == name), None)
    if known is None or known.training is None:
        raise NotFoundError(f"no such training: {name[:80]}")
    request = digest(operator.id, key, length=20)
    for _ in range(TRIES):
        before = stores.trainings.attempts(operator.id, name)
        again = _again(before, request)
        if again is not None:
            return again
        attempt = _drawn(stores, operator, known, known.training, before, request, now)
        try:
            stores.trainings.begin(attempt)
        except ConflictError:
            continue
        return attempt
    raise ConflictError(f"attempts at training {name} keep being begun")


def hand_in(
    stores: Stores, operator: Operator, name: str, attempt: str, records: object, now: datetime
) -> Attempt:
    """Return an attempt with its grade; pay it, and give who passed the skill.

    It is graded once: a repeat finds the same. `records` are as in an upload. Raises
    `NotFoundError`, or `EntryRefusedError` with what is wrong with them.
    """
    found = _find(stores, operator, name, attempt)
    if found.grade is not None:
        return found
    fields = stores.catalogue.work_type(found.work_type, found.work_type_version).fields
    shown = found.shown(stores.known_answers.records(found.document))
    answers = [known.answer(record) for record, known in shown]
    body = json.dumps({"lease": attempt, "records": records}).encode()
    entry = read_entry(body, attempt, {answer.record: fields for answer in answers})
    graded = replace(found, grade=grade(fields, entry, answers), handed_in_at=now)
    try:
        stores.trainings.hand_in(graded, _pay(graded, now))
    except ConflictError:
        return _find(stores, operator, name, attempt)
    return graded


def _again(before: Sequence[Attempt], request: str) -> Attempt | None:
    """Return the attempt that this request began, or else one that still waits to be handed in."""
    same = (attempt for attempt in before if attempt.request == request)
    waiting = (attempt for attempt in before if attempt.grade is None)
    return next(same, None) or next(waiting, None)


def _drawn(
    stores: Stores,
    operator: Operator,
    known: KnownSet,
    training: Training,
    before: Sequence[Attempt],
    request: str,
    now: datetime,
) -> Attempt:
    number = len(before) + 1
    seed = digest(known.salt, operator.id, str(number), length=20)
    records = stores.known_answers.records(known.document)
    return Attempt(
        operator=operator.id,
        set=known.name,
        number=number,
        request=request,
        version=known.version,
        document=known.document,
        work_type=known.work_type,
        work_type_version=stores.catalogue.work_type(known.work_type).version,
        skill=training.skill,
        pass_share=training.pass_share,
        pay_per_record=pay_per_record(training, number),
        records=draw(records, before, training.records_per_attempt, seed),
        began_at=now,
    )


def _find(stores: Stores, operator: Operator, name: str, attempt: str) -> Attempt:
    for found in stores.trainings.attempts(operator.id, name):
        if found.name == attempt:
            return found
    raise NotFoundError("no such training attempt")


def _pay(attempt: Attempt, now: datetime) -> PayLine | None:
    if not attempt.earned:
        return None
    return PayLine(
        attempt.operator,
        india_date(now),
        attempt.name,
        len(attempt.records),
        attempt.earned,
        attempt.work_type,
        Purpose.TRAINING,
    )
