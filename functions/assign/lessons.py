"""What a finished work item teaches of those who keyed it. Pure: the store writes it down."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from hinterland.catalogue.work_type import CheckRule, WorkType
from hinterland.fields.field import Field
from hinterland.operators.accuracy import ByKind, overall
from hinterland.operators.standing import Verdict
from hinterland.operators.track_records import Correction, Lesson
from hinterland.quality.judgement import judged, overruled
from hinterland.stage import Stage
from hinterland.work.entries import Entry
from hinterland.work.items import WorkItem

_BLIND = (Stage.KEY, Stage.VERIFY)


def lessons_of(
    item: WorkItem, fields: tuple[Field, ...], entries: Sequence[Entry]
) -> tuple[Lesson, ...]:
    """Return what a finished item says of its first and of its second keyer.

    The first keyer's standing hears of it only where a draw could have spared the item. Keyed
    once, an item says nothing of anybody.
    """
    if item.stage is not Stage.DONE or len(entries) < len(_BLIND):
        return ()
    first, second = judged(fields, entries)
    keyer, checker = item.accepted[: len(_BLIND)]
    return (
        Lesson(keyer.operator, item.work_type, first, _verdict(item, first)),
        Lesson(checker.operator, item.work_type, second),
    )


def gold_lessons(operator: str, work_type: WorkType, kinds: ByKind) -> tuple[Lesson, ...]:
    """Return what a known record says of whoever keyed it; nothing, if there was none.

    It was checked for certain, and so weighs on the standing as it is.
    """
    found = overall(kinds)
    if not found.checked:
        return ()
    is_adaptive = work_type.quality.check is CheckRule.ADAPTIVE
    verdict = Verdict(found.checked, found.wrong) if is_adaptive else None
    return (Lesson(operator, work_type.id, kinds, verdict),)


def corrections_of(
    item: WorkItem, fields: tuple[Field, ...], entries: Sequence[Entry], now: datetime
) -> tuple[Correction, ...]:
    """Return a correction for each keyer of a finished item whom the adjudicator overruled."""
    if item.stage is not Stage.DONE:
        return ()
    return tuple(_corrections(item, fields, entries, now))


def _corrections(
    item: WorkItem, fields: tuple[Field, ...], entries: Sequence[Entry], now: datetime
) -> Iterator[Correction]:
    wrong_in = overruled(fields, entries)
    for stage, accepted, wrong in zip(_BLIND, item.accepted, wrong_in, strict=False):
        if wrong:
            yield Correction(
                operator=accepted.operator,
                at=now,
                job=item.job,
                item=item.id,
                stage=stage,
                work_type=item.work_type,
                version=item.version,
                records=len(wrong),
                fields=sum(map(len, wrong.values())),
            )


def _verdict(item: WorkItem, kinds: ByKind) -> Verdict | None:
    found = overall(kinds)
    if item.probability is None or not found.checked:
        return None
    return Verdict(found.checked, found.wrong, item.probability)
