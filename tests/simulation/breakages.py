"""Deliberate breakages of the product, one rule each: what the simulation must be able to see."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from functions.assign import submit, upload_event
from functions.merge import part as merge_part
from hinterland.aws.errors import translated
from hinterland.aws.jobs import job as job_rows
from hinterland.aws.pay.pay_line import PayRow
from hinterland.aws.work import items
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.jobs.job import JobState
from hinterland.pay.pay_line import Purpose
from hinterland.work import leases
from hinterland.work.items import WorkItem
from simulation import office

type Breakage = Callable[[pytest.MonkeyPatch], None]


def writes_whatever_is_there(patch: pytest.MonkeyPatch) -> None:
    """A work item's row is written though it moved on since it was read."""
    patch.setattr(DynamoWorkItems, "_unmoved", lambda *_: None)


def takes_what_another_holds(patch: pytest.MonkeyPatch) -> None:
    """The rule that a leased item is not free is gone."""
    real: Callable[..., WorkItem] = leases.take

    def take(item: WorkItem, *given: object, **options: object) -> WorkItem:
        return real(replace(item, visible_at=item.rank), *given, **options)

    patch.setattr(leases, "take", take)
    patch.setattr(items, "_leased", items._free)  # noqa: SLF001 - leased ones are shown


def knows_no_live_lease(patch: pytest.MonkeyPatch) -> None:
    """A request for leases that is repeated does not recognise its own."""
    patch.setattr(leases, "is_live", lambda *_: False)


def pays_after_the_transaction(patch: pytest.MonkeyPatch) -> None:
    """The pay line is written by a call of its own."""
    lines: list[Model] = []
    real_save: Callable[..., None] = TransactWrite.save
    real_accept: Callable[..., WorkItem] = DynamoWorkItems.accept

    def save(self: TransactWrite, row: Model, **conditions: object) -> None:
        if isinstance(row, PayRow) and row.purpose == Purpose.ENTRY:
            lines.append(row)
        else:
            real_save(self, row, **conditions)

    def accept(self: DynamoWorkItems, *given: object) -> WorkItem:
        lines.clear()
        stored = real_accept(self, *given)
        for line in tuple(lines):
            with translated("pay line"):
                line.save()
        return stored

    patch.setattr(TransactWrite, "save", save)
    patch.setattr(DynamoWorkItems, "accept", accept)


def forgets_who_keyed(patch: pytest.MonkeyPatch) -> None:
    """Anybody may key an item again."""
    patch.setattr(WorkItem, "was_keyed_by", lambda *_: False)


def sets_jobs_back(patch: pytest.MonkeyPatch) -> None:
    """A job's state is set whatever it is."""
    patch.setattr(job_rows, "states_before", lambda _state: tuple(JobState))


def forgets_what_was_kept(patch: pytest.MonkeyPatch) -> None:
    """An entry that was kept is settled anew each time."""
    patch.setattr(WorkItem, "kept_under", lambda *_: None)


def hears_of_no_upload(patch: pytest.MonkeyPatch) -> None:
    """What nobody submitted is passed over in silence: by S3's news as by Merge, each a net."""
    patch.setattr(upload_event, "hear_of", lambda *_: upload_event.NOTHING_TO_DO)
    patch.setattr(merge_part, "note_leftovers", lambda *_: None)


def bears_nothing_of_an_item(patch: pytest.MonkeyPatch) -> None:
    """What comes of an item's own data is taken for what passes by itself."""
    patch.setattr(submit, "is_of_data", lambda _: False)


def hides_what_was_set_aside(patch: pytest.MonkeyPatch) -> None:
    """The office is not shown what was set aside."""
    patch.setattr(DynamoWorkItems, "set_aside", lambda *_: [])


def compares_no_executions(patch: pytest.MonkeyPatch) -> None:
    """An execution that ended without a word leaves its job as it is."""
    patch.setattr(office, "fail_lost", lambda *_: 0)


ALL: Mapping[str, Breakage] = {
    each.__name__: each
    for each in (
        writes_whatever_is_there,
        takes_what_another_holds,
        knows_no_live_lease,
        pays_after_the_transaction,
        forgets_who_keyed,
        sets_jobs_back,
        forgets_what_was_kept,
        hears_of_no_upload,
        bears_nothing_of_an_item,
        hides_what_was_set_aside,
        compares_no_executions,
    )
}
