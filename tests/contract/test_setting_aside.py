"""What items and jobs go through when something is wrong with them, in every store alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hinterland.errors import ConflictError
from hinterland.jobs.job import Drop, Failure, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.work.items import Queue, WorkItem
from hinterland.work.lease_requests import LeaseRequest
from hinterland.work.troubles import SET_ASIDE_AFTER, given_out_anew, gone_wrong, queried
from tests.doubles.stores import Doubles

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
DROP = Drop("meridian/receipts/a.zip", "v1", 10)
OPEN = Job("j", "meridian", "receipts", 3, DROP, FileKind.ZIP, "run-1", JobState.OPEN, NOON, NOON)
ITEM = WorkItem("j", "000001", "receipts", 3, Stage.KEY, ("000001", "000002"), NOON, NOON)
QUEUE = Queue("receipts", Stage.KEY, 0)
LOST = Failure("Execution.ABORTED", "stopped")


def aside(doubles: Doubles, number: int = 1) -> WorkItem:
    item = replace(ITEM, id=f"{number:06d}")
    doubles.work_items.add([item])
    item = doubles.work_items.get("j", item.id)
    for _ in range(SET_ASIDE_AFTER):
        moment = NOON + timedelta(minutes=number)
        item = doubles.work_items.change(gone_wrong(item, "RecursionError", moment))
    return item


def test_what_is_set_aside_is_in_no_queue_and_found_by_the_office(doubles: Doubles) -> None:
    first, second = aside(doubles, 1), aside(doubles, 2)
    assert doubles.work_items.get("j", first.id) == first
    assert list(doubles.work_items.waiting(QUEUE, LATER, 9)) == []
    assert doubles.work_items.set_aside(9) == [second, first]
    assert doubles.work_items.set_aside(1) == [second]


def test_what_is_given_out_anew_waits_again(doubles: Doubles) -> None:
    item = doubles.work_items.change(given_out_anew(aside(doubles), LATER))
    assert list(doubles.work_items.waiting(QUEUE, LATER, 9)) == [item]
    assert doubles.work_items.set_aside(9) == []


def test_a_queried_item_is_counted_off_once(doubles: Doubles) -> None:
    doubles.jobs.begin(OPEN)
    item = aside(doubles)
    done = doubles.work_items.query(queried(item, LATER))
    assert doubles.work_items.get("j", item.id) == done
    assert done.is_queried
    with pytest.raises(ConflictError):
        doubles.work_items.query(queried(item, LATER))
    job = doubles.jobs.get("j")
    assert (job.items_done, job.done, job.queried) == (1, 2, 2)


def test_what_was_queried_is_corrected_only_while_the_job_is_merged(doubles: Doubles) -> None:
    doubles.jobs.begin(replace(OPEN, state=JobState.MERGING))
    assert doubles.jobs.requery("j", 3, LATER).queried == 3
    doubles.jobs.move("j", JobState.DELIVERED, LATER)
    assert doubles.jobs.requery("j", 5, LATER).queried == 3


def test_a_job_is_lost_only_if_it_is_as_it_was_read(doubles: Doubles) -> None:
    read = doubles.jobs.begin(OPEN)
    lost = doubles.jobs.lose(read, LOST, LATER)
    assert (lost.state, lost.failure) == (JobState.FAILED, LOST)
    with pytest.raises(ConflictError):
        doubles.jobs.lose(read, LOST, LATER)
    with pytest.raises(ConflictError):
        doubles.jobs.lose(lost, LOST, LATER)


def test_a_retry_that_never_began_is_lost_too(doubles: Doubles) -> None:
    failed = doubles.jobs.lose(doubles.jobs.begin(OPEN), LOST, LATER)
    waiting = doubles.jobs.retry(failed, "run-2", LATER)
    assert waiting.failure is None
    assert doubles.jobs.lose(waiting, LOST, LATER).failure == LOST


def test_a_request_is_answered_once(doubles: Doubles) -> None:
    planned = doubles.takes.plan(LeaseRequest("t", "selvi", ("a", "b")), NOON)
    assert doubles.takes.answer(planned, ("a",), NOON).answer == ("a",)
    twin = doubles.takes.answer(planned, ("b",), LATER)
    assert (twin.answer, twin.leases) == (("a",), ("a", "b"))
    stored = doubles.takes.get("t")
    assert (stored.answer, stored.answered_at, stored.planned_at) == (("a",), NOON, NOON)


def test_that_there_was_no_work_is_remembered_until_it_is_answered_anew(doubles: Doubles) -> None:
    nothing = LeaseRequest("t", "selvi", ())
    assert doubles.takes.answer(nothing, (), NOON).answer == ()
    stored = doubles.takes.get("t")
    assert (stored.answer, stored.leases) == ((), ())
    assert doubles.takes.answer(stored, ("a",), LATER).answer == ("a",)
    assert doubles.takes.answer(stored, ("b",), LATER).answer == ("a",)
