"""What is stored about an operator: gold that was shown, the last outbox, attempts and skills."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hinterland.errors import ConflictError
from hinterland.operators.outboxes import Outbox
from hinterland.pay.pay_line import PayLine, Purpose
from hinterland.training.attempts import Attempt
from hinterland.training.gold import ShownGold
from hinterland.training.grading import Grade, WrongField
from tests.doubles.stores import Doubles

NOON = datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)
DAY = date(2026, 11, 21)
SHOWN = ShownGold("selvi", "k1", "known/names.1.json", "j.000001.key.x", "000777")
ATTEMPT = Attempt(
    "selvi", "names", 1, "request", 1, "known/names.1.json", "addresses", 2, "names",
    Decimal("0.75"), Decimal("0.50"), ("k1", "k2"), NOON,
)  # fmt: skip
WRONG = WrongField("000001", "name", "x", "y")
PAY = PayLine("selvi", DAY, "attempt-1", 2, Decimal("1.00"), "addresses", Purpose.TRAINING)


def test_gold_is_shown_to_a_person_once(doubles: Doubles) -> None:
    doubles.gold.note(SHOWN)
    doubles.gold.note(replace(SHOWN, known="k0"))
    doubles.gold.note(replace(SHOWN, operator="kumar"))
    with pytest.raises(ConflictError):
        doubles.gold.note(replace(SHOWN, lease="another"))
    assert doubles.gold.shown_to("selvi") == [replace(SHOWN, known="k0"), SHOWN]
    assert doubles.gold.shown_to("meena") == []


def test_the_last_report_of_an_outbox_is_kept(doubles: Doubles) -> None:
    assert doubles.outboxes.of("selvi") is None
    doubles.outboxes.note("selvi", Outbox(3, NOON, NOON))
    doubles.outboxes.note("selvi", Outbox(0, None, NOON))
    assert doubles.outboxes.of("selvi") == Outbox(0, None, NOON)
    assert doubles.outboxes.of("kumar") is None


def test_attempts_come_back_by_set_and_number(doubles: Doubles) -> None:
    trainings = doubles.trainings
    attempts = [
        replace(ATTEMPT, set=name, number=number)
        for name, number in (("names", 10), ("names", 2), ("dates", 1))
    ]
    for attempt in attempts:
        trainings.begin(attempt)
    with pytest.raises(ConflictError):
        trainings.begin(replace(attempts[0], request="another"))
    assert trainings.attempts("selvi") == attempts[::-1]
    assert trainings.attempts("selvi", "names") == attempts[1::-1]
    assert trainings.attempts("kumar") == []


def test_an_attempt_is_handed_in_with_pay_and_skill_once(doubles: Doubles) -> None:
    passed = replace(ATTEMPT, grade=Grade(4, 3, (WRONG,)), handed_in_at=NOON)
    with pytest.raises(ConflictError):
        doubles.trainings.hand_in(passed, PAY)
    assert doubles.pay.between("selvi", DAY, DAY) == []
    doubles.trainings.begin(ATTEMPT)
    doubles.trainings.hand_in(passed, PAY)
    with pytest.raises(ConflictError):
        doubles.trainings.hand_in(passed, replace(PAY, lease="attempt-2"))
    assert doubles.trainings.attempts("selvi") == [passed]
    assert doubles.trainings.skills("selvi") == {"names"}
    assert doubles.pay.between("selvi", DAY, DAY) == [PAY]


def test_a_failed_attempt_earns_no_skill(doubles: Doubles) -> None:
    doubles.trainings.begin(ATTEMPT)
    doubles.trainings.hand_in(replace(ATTEMPT, grade=Grade(4, 1, ()), handed_in_at=NOON), None)
    assert doubles.trainings.skills("selvi") == frozenset()
    assert doubles.pay.between("selvi", DAY, DAY) == []
