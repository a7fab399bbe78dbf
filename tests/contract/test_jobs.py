"""Job rows, requests for leases and pay lines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hinterland.errors import ConflictError, NotFoundError
from hinterland.jobs.job import Drop, FileKind, Job, JobState, may_follow
from hinterland.work.lease_requests import LeaseRequest, LeaseRequests
from tests.doubles.stores import AllJobs, Doubles

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
DROP = Drop("meridian/receipts/a.zip", "v1", 10)
JOB = Job(
    "20261121-a", "meridian", "receipts", 3, DROP, FileKind.ZIP, "run-1", JobState.RECEIVED,
    NOON, NOON,
)  # fmt: skip


@pytest.fixture
def jobs(doubles: Doubles) -> AllJobs:
    return doubles.jobs


@pytest.fixture
def takes(doubles: Doubles) -> LeaseRequests:
    return doubles.takes


def test_a_job_comes_back_as_it_was_begun(jobs: AllJobs) -> None:
    assert jobs.begin(JOB) == JOB
    assert jobs.get(JOB.id) == JOB


def test_a_job_is_begun_once(jobs: AllJobs) -> None:
    jobs.begin(JOB)
    assert jobs.begin(replace(JOB, execution="run-2")).execution == "run-1"


def test_a_job_moves_on_with_what_each_step_knows(jobs: AllJobs) -> None:
    jobs.begin(JOB)
    planned = jobs.plan(JOB.id, 12, "f00d", LATER)
    assert (planned.state, planned.records) == (JobState.SPLITTING, 12)
    opened = jobs.open(JOB.id, 3, 1, "token", LATER)
    assert (opened.state, opened.items, opened.rejected) == (JobState.OPEN, 3, 1)
    moved = jobs.move(JOB.id, JobState.MERGING, LATER)
    assert moved == jobs.get(JOB.id)
    assert (moved.drop_sha256, moved.token, moved.updated_at) == ("f00d", "token", LATER)


def test_an_unknown_job_is_not_found(jobs: AllJobs) -> None:
    with pytest.raises(NotFoundError):
        jobs.get("20261121-none")
    with pytest.raises(NotFoundError):
        jobs.move("20261121-none", JobState.MERGING, NOON)


@pytest.mark.parametrize("before", JobState)
def test_a_job_moves_only_to_a_state_that_may_follow(jobs: AllJobs, before: JobState) -> None:
    for after in JobState:
        job = jobs.begin(replace(JOB, id=f"20261121-{after}", state=before))
        moved = jobs.move(job.id, after, LATER)
        assert moved == jobs.get(job.id)
        assert moved == (job.moved(after, LATER) if may_follow(after, before) else job)


def test_a_late_repeat_of_a_step_changes_nothing(jobs: AllJobs) -> None:
    jobs.begin(JOB)
    jobs.open(JOB.id, 3, 1, "token", NOON)
    merging = jobs.move(JOB.id, JobState.MERGING, LATER)
    assert jobs.plan(JOB.id, 12, "f00d", LATER) == merging
    assert jobs.open(JOB.id, 5, 5, "another", LATER) == merging
    assert jobs.get(JOB.id) == merging


def test_a_clients_jobs_come_newest_first(jobs: AllJobs) -> None:
    jobs.begin(JOB)
    jobs.begin(replace(JOB, id="20261121-b", created_at=LATER))
    jobs.begin(replace(JOB, id="20261121-c", client="kaveri"))
    assert [job.id for job in jobs.of_client("meridian")] == ["20261121-b", "20261121-a"]


def test_a_request_for_leases_keeps_its_first_plan(takes: LeaseRequests) -> None:
    first = LeaseRequest("t", "selvi", ("a", "b"))
    assert takes.plan(first, NOON) == first
    assert takes.plan(LeaseRequest("t", "selvi", ("c",)), NOON) == first


def test_a_plan_is_revised_by_whoever_read_it_last(takes: LeaseRequests) -> None:
    first = takes.plan(LeaseRequest("t", "selvi", ("a", "b")), NOON)
    longer = LeaseRequest("t", "selvi", ("a", "b", "c"), gone=("b",))
    assert takes.revise(first, longer) == longer
    with pytest.raises(ConflictError):
        takes.revise(first, LeaseRequest("t", "selvi", ("a", "b"), gone=("a",)))
    last = takes.revise(longer, LeaseRequest("t", "selvi", ("a", "b", "c"), gone=("b", "a")))
    assert takes.get("t") == last
    with pytest.raises(ConflictError):
        takes.revise(longer, last)


def test_an_unknown_request_is_not_found(takes: LeaseRequests) -> None:
    with pytest.raises(NotFoundError):
        takes.get("t")


def test_a_content_belongs_to_the_job_that_noted_it_first(jobs: AllJobs) -> None:
    since = NOON - timedelta(days=30)
    assert jobs.claim_content("c", "first", NOON, since) == "first"
    assert jobs.claim_content("c", "second", NOON, since) == "first"
    assert jobs.claim_content("c", "first", LATER, since) == "first"
    assert jobs.claim_content("d", "second", NOON, since) == "second"


def test_a_content_noted_long_ago_or_passed_over_is_free(jobs: AllJobs) -> None:
    since = NOON - timedelta(days=30)
    assert jobs.claim_content("c", "first", NOON - timedelta(days=31), since) == "first"
    assert jobs.claim_content("c", "second", NOON, since) == "second"
    assert jobs.claim_content("c", "third", NOON, since, passing_over="second") == "third"
    assert jobs.claim_content("c", "fourth", NOON, since, passing_over="second") == "third"
