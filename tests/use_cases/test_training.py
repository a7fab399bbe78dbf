"""Training over each double: attempts are begun, graded and paid once, whatever happens."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from functions.account import training
from functions.account.me import skilled
from hinterland.catalogue.centre import Operator
from hinterland.errors import ConflictError, NotFoundError
from hinterland.pay.pay_line import Purpose
from hinterland.training.attempts import Attempt
from hinterland.training.known_answers import KnownRecord, KnownSet, Training
from hinterland.work.entries import EntryRefusedError, Flag
from tests.use_cases.village import NOON, Village

VALLI = Operator("valli", "Valli", "kollumangudi", "ta", frozenset({"english"}))
TERMS = Training("names", {"en": "Names"}, Decimal("0.75"), Decimal("0.50"), 2, 4)
NAMES = KnownSet("names", 1, "addresses", 9, "known/names.1.json", "salt", TERMS)


@pytest.fixture
def village(village: Village) -> Village:
    records = [
        KnownRecord(f"k{n}", {"id": n}, None, {"name": f"n{n}"}, why={"name": {"en": "So."}})
        for n in range(8)
    ]
    torn = KnownRecord("k8", {"id": 8}, None, {}, Flag.ILLEGIBLE)
    village.known_answers.fill(NAMES, *records, torn)
    return village


def begin(village: Village, key: str = "a") -> Attempt:
    return training.begin(village.account, VALLI, "names", key, NOON)


def answers(village: Village, attempt: Attempt, wrong: int = 0) -> list[dict[str, object]]:
    """Return what a faultless operator keys, but for so many records."""
    shown = attempt.shown(village.known_answers.records(attempt.document))
    return [
        {
            "record": record,
            "values": {"name": "?" if at < wrong else known.values.get("name", "x")},
            "flag": known.flag.value if known.flag and at >= wrong else None,
        }
        for at, (record, known) in enumerate(shown)
    ]


def hand_in(village: Village, attempt: Attempt, wrong: int = 0) -> Attempt:
    keyed = answers(village, attempt, wrong)
    return training.hand_in(village.account, VALLI, "names", attempt.name, keyed, NOON)


@pytest.mark.every_store
def test_who_passes_has_the_skill_and_the_pay(village: Village) -> None:
    graded = hand_in(village, begin(village), wrong=1)
    assert graded.passed
    assert skilled(village.account, VALLI).skills == {"english", "names"}
    [line] = village.account.pay.between("valli", NOON.date(), NOON.date())
    assert (line.purpose, line.records, line.amount) == (Purpose.TRAINING, 4, Decimal("2.00"))


def test_who_fails_is_paid_too_and_may_try_again_on_records_not_seen_yet(village: Village) -> None:
    first = hand_in(village, begin(village), wrong=2)
    assert not first.passed
    assert first.grade is not None
    assert first.grade.right == 2
    assert skilled(village.account, VALLI).skills == {"english"}
    second = begin(village, "b")
    assert not set(first.records) & set(second.records)
    assert village.earned(VALLI) == Decimal("2.00")


def test_the_same_request_begins_one_attempt(village: Village) -> None:
    first = begin(village)
    assert begin(village) == first
    hand_in(village, first)
    assert begin(village).number == 1


def test_an_attempt_that_was_left_is_given_back(village: Village) -> None:
    assert begin(village, "b").name == begin(village, "a").name


def test_two_requests_at_the_same_moment_begin_one_attempt(village: Village) -> None:
    first = begin(village)
    with pytest.raises(ConflictError):
        village.account.trainings.begin(replace(first, request="another"))


def test_handing_in_again_pays_nothing_and_changes_nothing(village: Village) -> None:
    attempt = begin(village)
    first = hand_in(village, attempt, wrong=2)
    assert hand_in(village, attempt) == first
    later = NOON + timedelta(days=1)
    raced = replace(attempt, grade=first.grade, handed_in_at=later)
    with pytest.raises(ConflictError):
        village.account.trainings.hand_in(raced, None)
    assert village.earned(VALLI) == Decimal("2.00")


def test_only_the_first_attempts_are_paid_and_there_is_no_last(village: Village) -> None:
    for number in range(1, 5):
        attempt = begin(village, f"key {number}")
        assert attempt.number == number
        hand_in(village, attempt, wrong=4)
    assert village.earned(VALLI) == Decimal("4.00")


def test_an_attempt_keeps_its_terms_though_the_office_changes_the_set(village: Village) -> None:
    attempt = begin(village)
    stricter = replace(TERMS, pass_share=Decimal(1))
    village.known_answers.in_force.clear()
    village.known_answers.fill(replace(NAMES, version=2, document="v2", training=stricter))
    assert hand_in(village, attempt, wrong=1).passed


def test_what_fails_a_check_is_told_and_the_attempt_stays_open(village: Village) -> None:
    attempt = begin(village)
    keyed = [{**each, "values": {"name": ""}, "flag": None} for each in answers(village, attempt)]
    with pytest.raises(EntryRefusedError) as refused:
        training.hand_in(village.account, VALLI, "names", attempt.name, keyed, NOON)
    assert len(refused.value.mistakes) == 4
    assert hand_in(village, attempt).passed


def test_nobody_hands_in_anothers_attempt(village: Village) -> None:
    attempt, other = begin(village), replace(VALLI, id="kumar")
    with pytest.raises(NotFoundError):
        training.hand_in(village.account, other, "names", attempt.name, [], NOON)


def test_gold_is_no_training(village: Village) -> None:
    village.known_answers.fill(replace(NAMES, name="gold", training=None, document="gold"))
    with pytest.raises(NotFoundError):
        training.begin(village.account, VALLI, "gold", "a", NOON)
    assert [each.known.name for each in training.open_sets(village.account, VALLI)] == ["names"]


def test_a_set_is_open_to_who_lacks_its_skill_or_has_passed_it(village: Village) -> None:
    able = replace(VALLI, skills=frozenset({"english", "names"}))
    assert training.open_sets(village.account, able) == []
    hand_in(village, begin(village))
    earned = skilled(village.account, VALLI)
    [passed] = training.open_sets(village.account, earned)
    assert passed.attempts[0].passed


def test_a_skill_that_the_office_withholds_counts_for_nothing(village: Village) -> None:
    hand_in(village, begin(village))
    barred = replace(VALLI, withheld=frozenset({"names"}))
    assert skilled(village.account, barred).skills == {"english"}
