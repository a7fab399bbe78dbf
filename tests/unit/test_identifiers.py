"""Names of jobs, items, records and leases."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.aws.work.record_runs import from_runs, to_runs
from hinterland.errors import NotFoundError, RejectedError
from hinterland.identifiers import LeaseId, job_id, record_id
from hinterland.s3_keys import DropKey

DAY = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)


def test_the_same_object_version_is_always_the_same_job() -> None:
    assert job_id("a/b/c", "v1", DAY) == job_id("a/b/c", "v1", DAY)
    assert job_id("a/b/c", "v1", DAY) != job_id("a/b/c", "v2", DAY)
    assert job_id("a/b/c", "v1", DAY).startswith("20261121-")


def test_a_lease_says_what_it_is_on() -> None:
    lease = LeaseId("20261121-abc", "000001", "key", "take")
    assert LeaseId.parse(str(lease)) == lease


@pytest.mark.parametrize("text", ["", "a.b.c", "a.b.c.d.e", "a.b..d", "../x.b.c.d", "a b.c.d.e"])
def test_what_is_no_lease_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        LeaseId.parse(text)


def test_a_file_name_may_have_folders_of_its_own() -> None:
    assert DropKey.parse("meridian/receipts/june/a b+c.zip").file_name == "june/a b+c.zip"


@pytest.mark.parametrize("key", ["file.zip", "meridian/file.zip", "//x", "meridian//x"])
def test_a_drop_in_the_wrong_place_is_told_so(key: str) -> None:
    with pytest.raises(RejectedError) as error:
        DropKey.parse(key)
    assert error.value.code == "wrong_place"


@given(st.sets(st.integers(1, 999_999), min_size=1, max_size=200))
def test_record_runs_read_back_as_they_were_written(numbers: set[int]) -> None:
    records = tuple(record_id(number) for number in sorted(numbers))
    assert from_runs(to_runs(records)) == records


def test_a_run_of_records_is_written_short() -> None:
    assert to_runs(["000017", "000018", "000019", "000021"]) == "17-19,21"
