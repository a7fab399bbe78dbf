"""Track records: what `accept` writes about operators, together with the entry or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hinterland.errors import ConflictError, NotFoundError
from hinterland.fields.field import FieldKind
from hinterland.identifiers import item_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.operators.accuracy import Accuracy
from hinterland.operators.port import TrackRecords
from hinterland.operators.standing import Standing, Verdict
from hinterland.operators.track_records import Correction, CorrectionName, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from tests.doubles.stores import AllItems, Doubles

NOON = datetime(2026, 11, 22, 12, 0, 0, 123000, tzinfo=UTC)
JOB = "20261122-abcdefghijkl"
AGREED = {FieldKind.TEXT: Accuracy(agreed=3), FieldKind.DATE: Accuracy(agreed=1)}
CORRECTION = Correction("selvi", NOON, JOB, "000001", Stage.KEY, "receipts", 3, records=1, fields=2)


@pytest.fixture
def work_items(doubles: Doubles) -> AllItems:
    drop = Drop("meridian/receipts/a.zip", "v1", 10)
    state = JobState.OPEN
    doubles.jobs.begin(
        Job(JOB, "meridian", "receipts", 3, drop, FileKind.ZIP, "r", state, NOON, NOON)
    )
    doubles.work_items.add(
        WorkItem(JOB, item_id(number), "receipts", 3, Stage.KEY, ("000001",), NOON, NOON)
        for number in range(1, 9)
    )
    return doubles.work_items


@pytest.fixture
def records(doubles: Doubles) -> TrackRecords:
    return doubles.track_records


def accept(
    work_items: AllItems,
    number: int,
    *lessons: Lesson,
    corrections: tuple[Correction, ...] = (),
) -> None:
    item = work_items.get(JOB, item_id(number))
    pay = PayLine("kumar", date(2026, 11, 22), f"{JOB}.{item.id}.key.t", 1, Decimal("1.10"))
    work_items.accept(replace(item, stage=Stage.DONE), pay, 0, lessons, corrections)


def test_nobody_has_a_record_to_begin_with(work_items: AllItems, records: TrackRecords) -> None:
    accept(work_items, 1)
    assert records.standing("selvi", "receipts") == Standing()
    assert records.accuracy("selvi") == {}
    assert records.corrections("selvi", 100) == []


def test_lessons_add_up_by_operator_work_type_and_kind(
    work_items: AllItems, records: TrackRecords
) -> None:
    overruled = {FieldKind.TEXT: Accuracy(upheld=1, overruled=2, gold_right=4, gold_wrong=5)}
    accept(work_items, 1, Lesson("selvi", "receipts", AGREED), Lesson("kumar", "receipts", AGREED))
    accept(work_items, 2, Lesson("selvi", "receipts", overruled), Lesson("selvi", "forms", AGREED))
    assert records.accuracy("selvi") == {
        "receipts": {
            FieldKind.TEXT: Accuracy(3, 1, 2, 4, 5),
            FieldKind.DATE: Accuracy(agreed=1),
        },
        "forms": AGREED,
    }
    assert records.accuracy("kumar") == {"receipts": AGREED}


def test_lessons_about_one_operator_in_one_entry_are_written_together(
    work_items: AllItems, records: TrackRecords
) -> None:
    earns = Lesson("selvi", "receipts", AGREED, Verdict(4, 0))
    accept(work_items, 1, earns, earns)
    assert records.accuracy("selvi")["receipts"][FieldKind.TEXT] == Accuracy(agreed=6)
    assert records.standing("selvi", "receipts") == Standing(8)


def test_a_standing_is_earned_verdict_by_verdict_and_lost_at_once(
    work_items: AllItems, records: TrackRecords
) -> None:
    accept(work_items, 1, Lesson("selvi", "receipts", {}, Verdict(4, 0)))
    accept(work_items, 2, Lesson("selvi", "receipts", {}, Verdict(4, 0, probability=0.05)))
    assert records.standing("selvi", "receipts") == Standing(84)
    assert records.standing("selvi", "forms") == Standing()
    wrong, right = Verdict(4, 1), Verdict(4, 0)
    lessons = [Lesson("selvi", "receipts", {}, each) for each in (right, wrong, right)]
    accept(work_items, 3, *lessons)
    assert records.standing("selvi", "receipts") == Standing()
    accept(work_items, 4, Lesson("selvi", "receipts", {}, right))
    assert records.standing("selvi", "receipts") == Standing(4)


def test_what_was_not_accepted_teaches_nothing(work_items: AllItems, records: TrackRecords) -> None:
    lesson = Lesson("selvi", "receipts", AGREED, Verdict(4, 0))
    stale = work_items.get(JOB, item_id(1))
    accept(work_items, 1, lesson, corrections=(CORRECTION,))
    pay = PayLine("kumar", date(2026, 11, 22), "other", 1, Decimal("1.10"))
    with pytest.raises(ConflictError):
        work_items.accept(
            replace(stale, stage=Stage.DONE), pay, 0, [lesson], [replace(CORRECTION, fields=9)]
        )
    assert records.standing("selvi", "receipts") == Standing(4)
    assert records.accuracy("selvi") == {"receipts": AGREED}
    assert records.corrections("selvi", 100) == [CORRECTION]


def test_verdicts_on_one_operator_at_the_same_moment_all_count(
    work_items: AllItems, records: TrackRecords
) -> None:
    lesson = Lesson("selvi", "receipts", AGREED, Verdict(4, 0))

    def judge(number: int) -> None:
        while True:
            try:
                accept(work_items, number, lesson)
            except ConflictError:  # with another's transaction on the same rows
                continue
            return

    with ThreadPoolExecutor(8) as judges:
        list(judges.map(judge, range(1, 9)))
    assert records.standing("selvi", "receipts") == Standing(32)
    assert records.accuracy("selvi")["receipts"][FieldKind.DATE] == Accuracy(agreed=8)


def test_corrections_come_newest_first_and_to_their_operator_only(
    work_items: AllItems, records: TrackRecords
) -> None:
    found = [
        replace(CORRECTION, item=item_id(number), at=NOON + timedelta(minutes=number))
        for number in (1, 2, 3)
    ]
    for number, correction in enumerate(found, start=1):
        accept(work_items, number, corrections=(correction, replace(correction, operator="kumar")))
    assert records.corrections("selvi", 100) == found[::-1]
    assert records.corrections("selvi", 2) == found[:0:-1]
    assert records.correction("selvi", found[1].name) == found[1]
    with pytest.raises(NotFoundError):
        records.correction("meena", found[1].name)


def test_an_objection_may_be_put_in_other_words_but_keeps_its_time(
    work_items: AllItems, records: TrackRecords
) -> None:
    accept(work_items, 1, corrections=(CORRECTION,))
    hour = timedelta(hours=1)
    assert records.objected("2026-11") == []
    records.object_to("selvi", CORRECTION.name, "It says 12.", NOON + hour)
    told = records.object_to("selvi", CORRECTION.name, "It says 12, see page 2.", NOON + 2 * hour)
    assert told.objection is not None
    assert (told.objection.note, told.objection.objected_at) == (
        "It says 12, see page 2.", NOON + hour,
    )  # fmt: skip
    assert records.corrections("selvi", 1) == [told]
    assert records.objected("2026-11") == [told]
    assert records.objected("2026-12") == []


def test_nobody_objects_to_what_is_not_theirs(work_items: AllItems, records: TrackRecords) -> None:
    accept(work_items, 1, corrections=(CORRECTION,))
    with pytest.raises(NotFoundError):
        records.object_to("kumar", CORRECTION.name, "no", NOON)
    assert records.corrections("kumar", 100) == []


def test_a_correction_is_found_again_by_the_name_that_its_operator_was_told() -> None:
    assert CorrectionName.parse(str(CORRECTION.name)) == CORRECTION.name


@pytest.mark.parametrize(
    "text",
    ["", "x", "20261122T120000123Z", "20261122T120000123Z..", "20269922T120000123Z.a.b",
     "20261122T120000123Z.a#b.c", "20261122T120000123Z.a.b.c"],
)  # fmt: skip
def test_a_name_that_is_none_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        CorrectionName.parse(text)
