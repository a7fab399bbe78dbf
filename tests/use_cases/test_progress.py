"""status.json of an open job moves while people key, at most once a minute."""

from datetime import timedelta

import pytest

from functions.oversee.progress import tell_progress
from hinterland import s3_keys
from hinterland.jobs.status import write_status
from tests.use_cases.office import Office, make_office, open_with
from tests.use_cases.village import MEENA, NOON, SELVI, Village, put_work

MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(village: Village) -> Office:
    return make_office(village)


def begin(office: Office, items: int) -> None:
    put_work(office.village, items)
    open_with(office, items)
    write_status(office.deliveries, office.stores.jobs, office.job())


def test_what_was_keyed_since_is_told_within_a_minute(office: Office) -> None:
    begin(office, 3)
    office.village.key(SELVI, "A", "B")
    assert office.told(s3_keys.STATUS)["done"] == 0
    assert tell_progress(office.stores, NOON + MINUTE) == 1
    assert office.told(s3_keys.STATUS)["done"] == 2
    assert office.told(s3_keys.STATUS)["updated_at"] == "2026-11-21T12:01:00.000Z"


def test_nothing_is_written_while_nothing_was_keyed(office: Office) -> None:
    begin(office, 2)
    before = list(office.deliveries.log)
    assert tell_progress(office.stores, NOON + MINUTE) == 0
    assert office.deliveries.log == before


def test_a_job_that_went_on_meanwhile_is_left_to_its_steps(office: Office) -> None:
    begin(office, 1)
    office.village.key(MEENA, "A", "B")
    document = {**office.told(s3_keys.STATUS), "state": "merging"}
    office.deliveries.write_json(office.job().delivery(s3_keys.STATUS), document)
    assert tell_progress(office.stores, NOON + MINUTE) == 0
    assert office.told(s3_keys.STATUS)["state"] == "merging"
