"""The office's buttons: retry, cancel and reassign, over the stores as they are."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from functions.assign.expired_leases import recover
from functions.assign.lease_renew import LeaseLostError, renew
from functions.oversee import cancel as cancel_module
from functions.oversee.cancel import cancel, withdraw_cancelled
from functions.oversee.reassign import reassign
from functions.oversee.retry import retry
from hinterland import s3_keys
from hinterland.errors import ConflictError, NotFoundError, NotPossibleError
from hinterland.jobs.job import Failure, JobState
from hinterland.stage import Stage
from hinterland.workflow import Outcome
from tests.use_cases.office import BROKEN, Office, make_office, open_with
from tests.use_cases.village import HALF_AN_HOUR, JOB, KUMAR, NOON, SELVI, Village, put_work

LATER = NOON + timedelta(minutes=5)
AFTER_THE_LEASE = NOON + HALF_AN_HOUR + timedelta(seconds=1)
WHY = "The client sent the file again."


@pytest.fixture
def office(village: Village) -> Office:
    village.catalogue.people |= {each.id: each for each in (SELVI, KUMAR)}
    return make_office(village)


# Retry


def test_a_failed_job_is_started_again_for_the_same_drop(office: Office) -> None:
    office.fail()
    retry(office.stores, JOB, LATER)
    ((name, given),) = office.runs.started.items()
    assert office.job().execution == name
    assert cast(Any, given)["detail"]["object"]["key"] == office.job().drop.key
    assert given["job"] == JOB


def test_only_the_last_attempt_goes_on_with_the_job(office: Office) -> None:
    office.fail()
    retry(office.stores, JOB, LATER)
    retry(office.stores, JOB, LATER)  # the first start was lost, or seemed so
    first, second = office.runs.started
    assert office.arrives(first) is Outcome.SEEN
    assert office.job().state is JobState.FAILED
    assert office.arrives(second) is Outcome.ACCEPTED
    assert (office.job().state, office.job().attempt) == (JobState.RECEIVED, 3)
    assert office.job().failure is None


def test_a_retry_that_is_under_way_is_not_started_again(office: Office) -> None:
    office.fail()
    retry(office.stores, JOB, LATER)
    office.arrives(office.runs.last)
    retry(office.stores, JOB, LATER)
    assert len(office.runs.started) == 1


def test_an_attempt_that_fails_can_be_retried_and_its_late_repeat_changes_nothing(
    office: Office,
) -> None:
    office.fail()
    retry(office.stores, JOB, LATER)
    (attempt,) = office.runs.started
    office.fail(Failure("Timeout", "again"))
    assert office.job().failure == Failure("Timeout", "again")
    office.arrives(attempt)
    assert office.job().state is JobState.FAILED
    retry(office.stores, JOB, LATER)
    assert len(office.runs.started) == 2


def test_a_retried_job_keeps_the_version_of_its_work_type(office: Office) -> None:
    office.fail()
    retry(office.stores, JOB, LATER)
    office.arrives(office.runs.last, version=2)
    assert office.job().version == 1


def test_a_job_that_has_not_failed_is_not_retried(office: Office) -> None:
    with pytest.raises(NotPossibleError) as refused:
        retry(office.stores, JOB, LATER)
    assert refused.value.code == "not_failed"
    assert office.runs.started == {}


def test_of_two_who_retry_at_once_one_wins(office: Office) -> None:
    office.fail()
    as_read = office.job()
    office.stores.jobs.retry(as_read, "one", LATER)
    with pytest.raises(ConflictError):
        office.stores.jobs.retry(as_read, "two", LATER)


# Cancel


def test_a_cancelled_jobs_client_reads_why_and_the_workflow_is_stopped(office: Office) -> None:
    put_work(office.village, 2)
    open_with(office, 2)
    cancel(office.stores, JOB, WHY, LATER)
    assert office.told(s3_keys.REJECTED)["code"] == "cancelled"
    assert office.told(s3_keys.REJECTED)["reason"] == WHY
    assert office.told(s3_keys.STATUS)["state"] == "rejected"
    assert office.runs.stopped == [office.job().execution]
    assert office.job().state is JobState.REJECTED


def test_what_was_free_can_never_be_leased_again(office: Office) -> None:
    put_work(office.village, 3)
    open_with(office, 3)
    cancel(office.stores, JOB, WHY, LATER)
    assert office.village.take(SELVI, 3, now=LATER) == []


def test_what_is_keyed_under_a_lease_is_kept_with_the_reason_and_not_paid(office: Office) -> None:
    put_work(office.village, 2)
    open_with(office, 2)
    (item,) = office.village.take(SELVI)
    cancel(office.stores, JOB, WHY, LATER)
    assert office.village.stores.work_items.held_by("selvi", LATER) != []
    office.village.upload(SELVI, item, "A", "B")
    receipt = office.village.submit(SELVI, item, LATER)
    assert (receipt.outcome, receipt.reason) == ("kept", "job_cancelled")
    assert office.village.earned(SELVI) == 0
    kept = s3_keys.kept(JOB, item.id, str(item.lease))
    assert office.village.stores.work.read_json(kept)["reason"] == "job_cancelled"


def test_an_upload_that_nobody_submits_is_kept_when_its_lease_ends(office: Office) -> None:
    put_work(office.village, 1)
    open_with(office, 1)
    (item,) = office.village.take(SELVI)
    office.village.upload(SELVI, item, "A", "B")
    cancel(office.stores, JOB, WHY, LATER)
    assert recover(office.village.stores, AFTER_THE_LEASE).kept == 1
    assert office.village.take(KUMAR, now=AFTER_THE_LEASE) == []


def test_an_ended_lease_leaves_nothing_to_take(office: Office) -> None:
    put_work(office.village, 1)
    open_with(office, 1)
    office.village.take(SELVI)
    cancel(office.stores, JOB, WHY, LATER)
    assert office.village.take(KUMAR, now=AFTER_THE_LEASE) == []
    recover(office.village.stores, AFTER_THE_LEASE)
    assert recover(office.village.stores, AFTER_THE_LEASE).freed == 0


def test_a_lease_is_not_renewed_but_what_was_keyed_may_be_handed_in(office: Office) -> None:
    put_work(office.village, 1)
    open_with(office, 1)
    (item,) = office.village.take(SELVI)
    cancel(office.stores, JOB, WHY, LATER)
    with pytest.raises(LeaseLostError):
        renew(office.village.stores, SELVI, str(item.lease), LATER)


def test_what_was_accepted_before_stays_paid(office: Office) -> None:
    put_work(office.village, 2)
    open_with(office, 2)
    office.village.key(SELVI, "A", "B")
    cancel(office.stores, JOB, WHY, LATER)
    assert office.village.earned(SELVI) > 0
    assert {item.stage for item in _items(office)} == {Stage.DONE, Stage.KEY}


@pytest.mark.every_store
def test_a_huge_job_leaves_the_queues_bit_by_bit(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cancel_module, "SLICE", 3)
    monkeypatch.setattr(cancel_module, "SLICES", 2)
    put_work(office.village, 9)
    open_with(office, 9)
    cancel(office.stores, JOB, WHY, LATER)
    assert office.job().state is JobState.CANCELLING
    assert office.told(s3_keys.STATUS)["state"] == "rejected"
    assert sum(item.is_withdrawn for item in _items(office)) == 3
    while withdraw_cancelled(office.stores, LATER):
        pass
    assert all(item.is_withdrawn for item in _items(office))
    assert office.job().state is JobState.REJECTED


def test_a_cancellation_may_be_repeated_and_keeps_its_first_reason(office: Office) -> None:
    put_work(office.village, 1)
    open_with(office, 1)
    cancel(office.stores, JOB, WHY, LATER)
    cancel(office.stores, JOB, "Something else.", LATER)
    assert office.told(s3_keys.REJECTED)["reason"] == WHY


def test_a_retry_that_comes_late_does_not_bring_a_cancelled_job_back(office: Office) -> None:
    put_work(office.village, 1)
    open_with(office, 1)
    office.fail()
    retry(office.stores, JOB, LATER)
    cancel(office.stores, JOB, WHY, LATER)
    office.arrives(office.runs.last)
    assert office.job().state is JobState.REJECTED
    assert office.told(s3_keys.STATUS)["state"] == "rejected"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": JobState.SPLITTING}, "not_open"),
        ({"state": JobState.DELIVERED}, "not_open"),
        ({"items": 2, "items_done": 2}, "all_keyed"),
        ({"state": JobState.FAILED, "items": None}, "still_splitting"),
    ],
)
def test_a_job_is_not_cancelled_when_it_makes_no_sense(
    office: Office, change: dict[str, Any], code: str
) -> None:
    job = replace(office.job(), id="20261121-other", **change)
    office.village.stores.jobs.begin(job)
    with pytest.raises(NotPossibleError) as refused:
        cancel(office.stores, job.id, WHY, LATER)
    assert refused.value.code == code
    assert office.stores.jobs.get(job.id) == job


def test_a_job_that_failed_in_split_is_cancelled_once_no_split_can_run(office: Office) -> None:
    put_work(office.village, 1)
    office.fail()
    cancel(office.stores, JOB, WHY, NOON + cancel_module.SPLIT_IS_OVER)
    assert office.job().state is JobState.REJECTED


def test_an_item_done_at_the_same_moment_wins_over_the_cancellation(office: Office) -> None:
    put_work(office.village, 2)
    open_with(office, 2)
    as_read = office.job()
    office.village.key(SELVI, "A", "B")
    with pytest.raises(ConflictError):
        office.stores.jobs.cancel(as_read, BROKEN, LATER)


# Reassign


def test_a_lease_that_is_taken_back_can_be_taken_by_others_at_once(office: Office) -> None:
    put_work(office.village, 1)
    (item,) = office.village.take(SELVI)
    assert office.village.take(KUMAR, now=LATER) == []
    reassign(office.stores, str(item.lease), LATER)
    (taken,) = office.village.take(KUMAR, now=LATER)
    assert taken.id == item.id


def test_what_was_uploaded_under_a_lease_that_is_taken_back_is_used(office: Office) -> None:
    put_work(office.village, 1)
    (item,) = office.village.take(SELVI)
    office.village.upload(SELVI, item, "A", "B")
    reassign(office.stores, str(item.lease), LATER)
    assert recover(office.village.stores, LATER).accepted == 1
    assert office.village.submit(SELVI, item, LATER).outcome == "accepted"


def test_taking_back_may_be_repeated_and_does_not_touch_the_next_lease(office: Office) -> None:
    put_work(office.village, 1)
    (item,) = office.village.take(SELVI)
    reassign(office.stores, str(item.lease), LATER)
    (taken,) = office.village.take(KUMAR, now=LATER)
    reassign(office.stores, str(item.lease), LATER)
    assert office.village.read(taken) == taken


def test_a_lease_whose_entry_is_accepted_is_not_taken_back(office: Office) -> None:
    put_work(office.village, 1)
    (item,) = office.village.take(SELVI)
    office.village.upload(SELVI, item, "A", "B")
    office.village.submit(SELVI, item)
    with pytest.raises(NotPossibleError) as refused:
        reassign(office.stores, str(item.lease), LATER)
    assert refused.value.code == "submitted"


def test_a_lease_of_nothing_is_not_found(office: Office) -> None:
    with pytest.raises(NotFoundError):
        reassign(office.stores, f"{JOB}.000009.key.abc", LATER)


def _items(office: Office) -> list[Any]:
    return list(office.stores.work_items.of_job(JOB, "0", "~"))
