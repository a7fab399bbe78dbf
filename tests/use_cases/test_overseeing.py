"""What heads and office see, over the stores as they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.oversee.centre import centre_document
from functions.oversee.job_list import job_list
from functions.oversee.queues import backlog_list, near_expiry_list
from hinterland.clock import timestamp
from hinterland.jobs.job import JobState
from hinterland.operators.outboxes import Outbox
from tests.use_cases.office import BROKEN, HEAD, Office, make_office, open_with
from tests.use_cases.village import JOB, KUMAR, NOON, SELVI, Village, put_work

SOON = timedelta(minutes=10)


@pytest.fixture
def office(village: Village) -> Office:
    village.catalogue.people |= {each.id: each for each in (SELVI, KUMAR)}
    return make_office(village)


@pytest.mark.every_store
def test_a_head_sees_leases_outbox_and_pay_of_each_of_their_people(office: Office) -> None:
    put_work(office.village, 2)
    office.village.key(SELVI, "A", "B")
    (lease,) = office.village.take(SELVI)
    office.stores.outboxes.note("selvi", Outbox(3, NOON, NOON + SOON))
    selvi, kumar = centre_document(office.stores, HEAD, NOON)["people"]
    assert [held["lease"] for held in selvi["leases"]] == [lease.lease]
    assert selvi["outbox"] == {
        "waiting": 3,
        "oldest": timestamp(NOON),
        "as_of": timestamp(NOON + SOON),
    }
    assert selvi["pay"] == {"today": "2.20", "month": "2.20"}
    assert (kumar["leases"], kumar["outbox"]) == ([], None)


def test_the_last_word_of_an_outbox_counts(office: Office) -> None:
    office.stores.outboxes.note("selvi", Outbox(3, NOON, NOON))
    office.stores.outboxes.note("selvi", Outbox(0, None, NOON + SOON))
    assert office.stores.outboxes.of("selvi") == Outbox(0, None, NOON + SOON)


def test_the_office_sees_a_failed_job_first_with_the_reason_and_what_helps(office: Office) -> None:
    other = replace(office.job(), id="20261121-other")
    office.village.stores.jobs.begin(other)
    open_with(office, 2)
    office.fail()
    failed, still_open = job_list(office.stores, NOON)
    assert (failed["job"], failed["state"]) == (JOB, "failed")
    assert failed["failure"] == {"code": BROKEN.code, "message": BROKEN.message}
    assert failed["actions"] == ["retry", "cancel"]
    assert failed["due_at"] == timestamp(NOON + timedelta(days=2))
    assert still_open["failure"] is None


def test_of_what_is_over_only_the_last_is_listed(office: Office) -> None:
    for number in range(25):
        later = NOON + timedelta(minutes=number)
        job = replace(
            office.job(), id=f"20261121-{number}", state=JobState.DELIVERED, updated_at=later
        )
        office.village.stores.jobs.begin(job)
    delivered = [job for job in job_list(office.stores, NOON) if job["state"] == "delivered"]
    assert [job["job"] for job in delivered[:2]] == ["20261121-24", "20261121-23"]
    assert len(delivered) == 20


def test_a_change_of_state_moves_a_job_to_another_list(office: Office) -> None:
    open_with(office, 1)
    assert [job.id for job in office.stores.jobs.in_state(JobState.OPEN, 5)] == [JOB]
    office.fail()
    assert office.stores.jobs.in_state(JobState.OPEN, 5) == []
    assert [job.id for job in office.stores.jobs.in_state(JobState.FAILED, 5)] == [JOB]


def test_the_backlog_counts_what_is_free_and_not_what_is_leased(office: Office) -> None:
    put_work(office.village, 3)
    office.village.take(SELVI)
    (waiting,) = backlog_list(office.stores, NOON)
    assert (waiting["work_type"], waiting["stage"]) == ("addresses", "key")
    assert (waiting["waiting"], waiting["more"]) == (2, False)
    assert waiting["oldest"] == timestamp(NOON)
    assert waiting["skills"] == ["english"]


def test_leases_that_end_soon_are_listed_and_those_that_ended_are_not(office: Office) -> None:
    put_work(office.village, 3)
    for minutes in (0, 25, 60):
        office.village.take(SELVI, now=NOON + timedelta(minutes=minutes))
    listed = near_expiry_list(office.stores, NOON + timedelta(minutes=40))
    assert [each["expires_at"] for each in listed] == [timestamp(NOON + timedelta(minutes=55))]
    assert (listed[0]["operator"], listed[0]["centre"]) == ("selvi", "kollumangudi")
