"""Training attempts and the skills they earned, in DynamoDB: facts about an operator.

`fact` is `training#{set}#{number}` or `skill#{skill}`. The number makes it impossible that two
requests at the same moment begin two attempts, and that an attempt is paid more than once.
"""

import json
from dataclasses import asdict

from pynamodb.attributes import (
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from hinterland.aws.errors import translated
from hinterland.aws.pay.pay_line import pay_row
from hinterland.aws.rows import attributes, bound, connection, entity_of
from hinterland.pay.pay_line import PayLine
from hinterland.training.attempts import Attempt
from hinterland.training.grading import Grade, WrongField

_TRAINING, _SKILL = "training#", "skill#"


class AttemptRow(Model):
    """An attempt as DynamoDB holds it."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    request = UnicodeAttribute()
    version = NumberAttribute()
    document = UnicodeAttribute()
    work_type = UnicodeAttribute()
    work_type_version = NumberAttribute()
    skill = UnicodeAttribute()
    pass_share = UnicodeAttribute()
    pay_per_record = UnicodeAttribute()  # rupees, as written
    records = ListAttribute[str]()
    began_at = UTCDateTimeAttribute()
    handed_in_at = UTCDateTimeAttribute(null=True)
    grade = UnicodeAttribute(null=True)  # JSON


class SkillRow(Model):
    """A skill that an operator earned by passing a set."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    set = UnicodeAttribute()
    earned_at = UTCDateTimeAttribute()


class DynamoTrainings:
    """See `hinterland.training.port.Trainings`."""

    def __init__(self, operators_table: str, pay_table: str) -> None:
        self._attempt = bound(AttemptRow, operators_table)
        self._skill = bound(SkillRow, operators_table)
        self._pay_table = pay_table

    def attempts(self, operator: str, name: str | None = None) -> list[Attempt]:
        """Return an operator's attempts at one set, or at all, by set and number."""
        begins = _TRAINING if name is None else f"{_TRAINING}{name}#"
        found = self._attempt.fact.startswith(begins)
        with translated("training attempts"):
            rows = self._attempt.query(operator, found, consistent_read=True)
            return [_read(row) for row in rows]

    def begin(self, attempt: Attempt) -> None:
        """Store a new attempt; raise `ConflictError` if there is one of that number."""
        with translated("training attempt"):
            self._row(attempt).save(condition=self._attempt.fact.does_not_exist())

    def hand_in(self, attempt: Attempt, pay: PayLine | None) -> None:
        """Store a graded attempt, its pay and the skill if it passed, all or nothing, once."""
        transaction = TransactWrite(connection=connection())
        is_open = self._attempt.fact.exists() & self._attempt.grade.does_not_exist()
        transaction.save(self._row(attempt), condition=is_open)
        if pay is not None:
            transaction.save(pay_row(self._pay_table, pay))
        if attempt.passed:
            transaction.save(
                self._skill(
                    attempt.operator,
                    _SKILL + attempt.skill,
                    set=attempt.set,
                    earned_at=attempt.handed_in_at,
                )
            )
        with translated("training attempt"), transaction:
            pass

    def skills(self, operator: str) -> frozenset[str]:
        """Return the skills that an operator earned."""
        with translated("earned skills"):
            rows = self._skill.query(
                operator, self._skill.fact.startswith(_SKILL), consistent_read=True
            )
            return frozenset(row.fact.removeprefix(_SKILL) for row in rows)

    def _row(self, attempt: Attempt) -> AttemptRow:
        row: AttemptRow = self._attempt(
            fact=f"{_TRAINING}{attempt.set}#{attempt.number:06d}",
            **attributes(
                attempt,
                *("set", "number"),
                grade=None if attempt.grade is None else json.dumps(asdict(attempt.grade)),
            ),
        )
        return row


def _read(row: AttemptRow) -> Attempt:
    _, name, number = row.fact.split("#")
    grade = _grade(row.grade) if row.grade else None
    return entity_of(Attempt, row, set=name, number=int(number), grade=grade)


def _grade(text: str) -> Grade:
    document = json.loads(text)
    mistakes = tuple(WrongField(**each) for each in document["mistakes"])
    return Grade(document["checked"], document["right"], mistakes)
