"""Adaptive checking through the real submit: who is checked, and what that teaches."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from functions.assign.expired_leases import Recovery, recover
from functions.assign.submit import Receipt
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import CheckRule, Quality
from hinterland.errors import ConflictError
from hinterland.fields.field import FieldKind
from hinterland.operators.accuracy import Accuracy
from hinterland.operators.standing import Standing, Verdict, learned
from hinterland.operators.track_records import Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.quality.sampling import checking_probability, decide
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from hinterland.work.port import WorkItems
from tests.use_cases.village import (
    HALF_AN_HOUR,
    JOB,
    KUMAR,
    MEENA,
    NOON,
    ONCE,
    SELVI,
    TWICE,
    Village,
    put_work,
)

TARGET = Decimal("0.01")
ADAPTIVE = replace(ONCE, quality=Quality(1, check=CheckRule.ADAPTIVE, target_field_error=TARGET))
TRUSTED = Standing(900)
PROBABILITY = checking_probability(TRUSTED, TARGET)  # 1 / 10
FIRST = WorkItem(JOB, "000001", "addresses", 1, Stage.KEY, (), NOON, NOON)


class Loaded(Random):
    """Dice that show what a test wants, and remember what they showed."""

    def __init__(self, *falls: float) -> None:
        super().__init__(7)
        self._falls = list(falls)
        self.shown: list[float] = []

    def random(self) -> float:
        self.shown.append(self._falls.pop(0) if self._falls else super().random())
        return self.shown[-1]

    def getrandbits(self, k: int, /) -> int:
        """Shuffle with other dice: `Random` would take `random` for that, now that it is ours."""
        return super().getrandbits(k)


@pytest.fixture
def village(village: Village) -> Village:
    village.catalogue.kind = ADAPTIVE
    put_work(village, 1)
    return village


def trust(village: Village, who: Operator) -> None:
    """Let an operator have earned trust by an item of another job."""
    lesson = Lesson(who.id, "addresses", {}, Verdict(TRUSTED.earned, 0))
    item = WorkItem(f"earlier-{who.id}", "000001", "addresses", 1, Stage.KEY, (), NOON, NOON)
    village.stores.work_items.add([item])
    pay = PayLine(who.id, NOON.date() - timedelta(1), "earlier", 0, Decimal())
    earlier = village.stores.work_items.get(item.job, item.id)
    verify = replace(earlier, stage=Stage.VERIFY, is_withdrawn=True)
    village.stores.work_items.accept(verify, pay, 0, [lesson])


def rolling(village: Village, *falls: float) -> Loaded:
    dice = Loaded(*falls)
    village.stores = replace(village.stores, dice=dice)
    return dice


def standing(village: Village, who: Operator) -> Standing:
    return village.stores.track_records.standing(who.id, "addresses")


def text(village: Village, who: Operator) -> Accuracy | None:
    kinds = village.stores.track_records.accuracy(who.id).get("addresses", {})
    return kinds.get(FieldKind.TEXT)


@pytest.mark.every_store
def test_who_has_earned_nothing_is_checked_and_earns_by_it(village: Village) -> None:
    assert village.key(SELVI, "A", "B").next_stage is Stage.VERIFY
    assert village.read(FIRST).probability == 1
    assert standing(village, SELVI) == Standing()
    assert village.key(KUMAR, "A", "B").next_stage is Stage.DONE
    assert standing(village, SELVI) == Standing(2)
    assert standing(village, KUMAR) == Standing()
    assert text(village, SELVI) == text(village, KUMAR) == Accuracy(agreed=2)


def test_who_is_trusted_is_spared_when_the_draw_says_so(village: Village) -> None:
    trust(village, SELVI)
    rolling(village, PROBABILITY)
    assert village.key(SELVI, "A", "B").next_stage is Stage.DONE
    assert village.read(FIRST).probability == PROBABILITY
    assert village.stores.jobs.get(JOB).items_done == 1
    # Nobody looked at it, so it teaches nothing.
    assert standing(village, SELVI) == TRUSTED
    assert text(village, SELVI) is None


def test_a_sampled_item_that_is_right_stands_for_those_that_were_spared(village: Village) -> None:
    trust(village, SELVI)
    rolling(village, PROBABILITY - 0.001)
    assert village.key(SELVI, "A", "B").next_stage is Stage.VERIFY
    village.key(KUMAR, "A", "B")
    assert standing(village, SELVI) == Standing(TRUSTED.earned + 20)


def test_a_mistake_that_is_found_brings_full_checking_back(village: Village) -> None:
    trust(village, SELVI)
    rolling(village, 0.0)
    village.key(SELVI, "A", "X")
    assert village.key(KUMAR, "A", "B").next_stage is Stage.ADJUDICATE
    assert standing(village, SELVI) == TRUSTED
    assert village.settle(MEENA, "B").next_stage is Stage.DONE
    assert standing(village, SELVI) == Standing()
    assert text(village, SELVI) == Accuracy(agreed=1, overruled=1)
    assert text(village, KUMAR) == Accuracy(agreed=1, upheld=1)
    put_work(village, 2)
    assert village.key(SELVI, "A", "B").next_stage is Stage.VERIFY


def test_a_mistake_in_the_check_costs_nobody_their_standing(village: Village) -> None:
    for who in (SELVI, KUMAR):
        trust(village, who)
    rolling(village, 0.0)
    village.key(SELVI, "A", "B")
    village.key(KUMAR, "A", "X")
    village.settle(MEENA, "B")
    assert standing(village, KUMAR) == TRUSTED
    assert standing(village, SELVI) == Standing(TRUSTED.earned + 20)
    assert text(village, KUMAR) == Accuracy(agreed=1, overruled=1)


def test_a_record_that_goes_back_as_a_query_is_neither_right_nor_wrong(village: Village) -> None:
    for who in (SELVI, KUMAR):
        (item,) = village.take(who)
        village.upload(who, item, "", "", flag="blank")
        village.submit(who, item)
    assert village.read(FIRST).stage is Stage.DONE
    assert standing(village, SELVI) == Standing()
    assert text(village, SELVI) is None


def test_work_that_is_always_keyed_twice_teaches_accuracy_and_earns_no_standing(
    village: Village,
) -> None:
    village.catalogue.kind = TWICE
    village.key(SELVI, "A", "X")
    village.key(KUMAR, "A", "B")
    village.settle(MEENA, "B")
    assert village.read(FIRST).probability is None
    assert text(village, SELVI) == Accuracy(agreed=1, overruled=1)
    assert text(village, KUMAR) == Accuracy(agreed=1, upheld=1)
    assert text(village, MEENA) is None
    assert standing(village, SELVI) == standing(village, KUMAR) == Standing()


def test_a_check_goes_before_new_work(village: Village) -> None:
    village.key(SELVI, "A", "B")
    put_work(village, 2)
    (item,) = village.take(KUMAR)
    assert (item.id, item.stage) == (FIRST.id, Stage.VERIFY)


def test_an_upload_that_nobody_submitted_is_checked_like_any(village: Village) -> None:
    trust(village, SELVI)
    rolling(village, 0.0)
    village.catalogue.people = {who.id: who for who in (SELVI, KUMAR)}
    for minutes, who in enumerate((SELVI, KUMAR)):
        now = NOON + 2 * minutes * HALF_AN_HOUR
        (item,) = village.take(who, now=now)
        village.upload(who, item, "A", "B")
        assert recover(village.stores, now + HALF_AN_HOUR) == Recovery(accepted=1)
    assert standing(village, SELVI) == Standing(TRUSTED.earned + 20)
    assert text(village, KUMAR) == Accuracy(agreed=2)


type Accept = Callable[..., WorkItem]


def test_a_submit_that_lost_a_race_for_a_row_teaches_once(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.key(SELVI, "A", "B")
    rows, calls = type(village.stores.work_items), list[object]()
    accept: Accept = rows.accept

    def contended(self: WorkItems, *given: object) -> WorkItem:
        calls.append(given)
        if len(calls) < 3:
            raise ConflictError("TransactionConflict")
        return accept(self, *given)

    with monkeypatch.context() as patch:
        patch.setattr(rows, "accept", contended)
        assert village.key(KUMAR, "A", "B").next_stage is Stage.DONE
    assert standing(village, SELVI) == Standing(2)
    assert text(village, SELVI) == Accuracy(agreed=2)


def test_a_repeated_submit_does_not_draw_again(village: Village) -> None:
    trust(village, SELVI)
    dice = rolling(village, 0.0)
    (item,) = village.take(SELVI)
    village.upload(SELVI, item, "A", "B")
    receipt = village.submit(SELVI, item)
    assert receipt.next_stage is Stage.VERIFY
    shown = len(dice.shown)
    assert village.submit(SELVI, item) == receipt
    assert len(dice.shown) == shown


LOOSE = Decimal("0.05")  # so that some dozens of items are enough to earn trust
FULL = 5  # items of two fields: then half a mistake is at stake
ITEMS, SLIP_AFTER = 45, 32


def test_checks_become_rare_as_they_are_earned_and_a_slip_brings_them_all_back(
    village: Village,
) -> None:
    quality = replace(ADAPTIVE.quality, target_field_error=LOOSE)
    village.catalogue.kind = replace(ADAPTIVE, quality=quality)
    put_work(village, ITEMS)
    dice = rolling(village)
    expected, was_checked, slipped_at = Standing(), list[bool](), 0
    for number in range(ITEMS):
        slips = number >= SLIP_AFTER and not slipped_at
        receipt, draw = _key_one(village, dice, slips=slips)
        check = decide(expected, LOOSE, draw)
        assert (receipt.next_stage is Stage.VERIFY) == check.verify
        was_checked.append(check.verify)
        if not check.verify:
            continue
        slipped_at = number if slips else slipped_at
        _check_one(village, slips=slips)
        expected = learned(expected, Verdict(2, int(slips), check.probability))
        assert standing(village, SELVI) == expected
    assert slipped_at
    assert all(was_checked[:FULL])
    assert sum(was_checked[FULL:SLIP_AFTER]) < (SLIP_AFTER - FULL) / 2
    assert all(was_checked[slipped_at : slipped_at + FULL + 1])
    assert village.stores.jobs.get(JOB).items_done == ITEMS


def _key_one(village: Village, dice: Loaded, *, slips: bool) -> tuple[Receipt, float]:
    receipt = village.key(SELVI, "A", "X" if slips else "B")
    return receipt, dice.shown[-1]


def _check_one(village: Village, *, slips: bool) -> None:
    village.key(KUMAR, "A", "B")
    if slips:
        village.settle(MEENA, "B")
