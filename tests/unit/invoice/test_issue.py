"""Issuing an invoice: complete, last of all, and the same however often it is tried."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import cast

import pytest

from functions.invoice.pricing import NotPricedError
from hinterland import s3_keys
from hinterland.jobs.job import JobState
from tests.unit.invoice.worlds import CONTRACT, JOB, NOON, World


@pytest.fixture
def world() -> World:
    return World()


def test_the_invoice_has_every_value_of_the_contract(world: World) -> None:
    world.invoicing().complete(JOB, NOON)
    invoice = world.document(s3_keys.INVOICE_JSON)
    assert invoice["number"] == "HL/2627/0001"
    assert invoice["date"] == "2026-11-21"
    assert invoice["lines"] == [
        {
            "description": "Data entry: Receipts, per record delivered",
            "sac": "998599",
            "quantity": 7,
            "rate": "4.50",
            "amount": "31.50",
        }
    ]
    assert invoice["taxable_value"] == "31.50"
    assert invoice["taxes"] == [{"kind": "IGST", "percent": "18", "amount": "5.67"}]
    assert invoice["total"] == "37.17"
    assert invoice["total_in_words"] == "Rupees Thirty Seven and Paise Seventeen Only"
    assert invoice["place_of_supply"] == "27"
    assert world.file(s3_keys.INVOICE_PDF).startswith(b"%PDF")


def test_in_the_office_s_own_state_the_tax_is_split() -> None:
    world = World(recipient_state="33")
    world.invoicing().complete(JOB, NOON)
    invoice = world.document(s3_keys.INVOICE_JSON)
    assert invoice["taxes"] == [
        {"kind": "CGST", "percent": "9", "amount": "2.84"},
        {"kind": "SGST", "percent": "9", "amount": "2.84"},
    ]
    assert invoice["total"] == "37.18"


def test_the_date_is_the_day_in_india(world: World) -> None:
    world.invoicing().complete(JOB, datetime(2027, 3, 31, 19, 0, tzinfo=UTC))
    invoice = world.document(s3_keys.INVOICE_JSON)
    assert (invoice["number"], invoice["date"]) == ("HL/2728/0001", "2027-04-01")


def test_done_comes_last_and_proves_every_file(world: World) -> None:
    world.invoicing().complete(JOB, NOON)
    assert world.disk.written[-2:] == [s3_keys.STATUS, s3_keys.DONE]
    assert world.document(s3_keys.STATUS)["state"] == "delivered"
    done = world.document(s3_keys.DONE)
    assert (done["job"], done["drop"]) == (JOB, "meridian/receipts/june.zip")
    assert done["files"] == {
        file: hashlib.sha256(world.file(file)).hexdigest()
        for file in (s3_keys.STATUS, s3_keys.REJECTED, *s3_keys.DELIVERED)
    }


def test_a_repeat_changes_nothing(world: World) -> None:
    world.invoicing().complete(JOB, NOON)
    before = dict(world.disk.bodies)
    world.invoicing().complete(JOB, NOON + timedelta(days=400))
    assert world.disk.bodies == before
    assert len(world.numbers.given) == 1


@pytest.mark.parametrize(
    "file", [s3_keys.INVOICE_JSON, s3_keys.INVOICE_PDF, s3_keys.STATUS, s3_keys.DONE]
)
def test_a_run_that_broke_off_is_finished_by_the_next_with_the_same_invoice(file: str) -> None:
    whole, broken = World(), World()
    whole.invoicing().complete(JOB, NOON)
    broken.disk.broken = file
    with pytest.raises(TimeoutError):
        broken.invoicing().complete(JOB, NOON)
    assert broken.key(s3_keys.DONE) not in broken.disk.bodies
    new_year = datetime(2027, 4, 2, tzinfo=UTC)
    broken.invoicing().complete(JOB, new_year)
    for invoice in (s3_keys.INVOICE_JSON, s3_keys.INVOICE_PDF):
        assert broken.file(invoice) == whole.file(invoice)
    assert broken.document(s3_keys.STATUS)["state"] == "delivered"


def test_an_issued_invoice_is_not_touched_by_a_later_catalogue(world: World) -> None:
    world.disk.broken = s3_keys.INVOICE_PDF
    with pytest.raises(TimeoutError):
        world.invoicing().complete(JOB, NOON)
    issued = world.file(s3_keys.INVOICE_JSON)
    dearer = replace(CONTRACT, rates={"receipts": Decimal(9)})
    world.book.recipient = replace(world.book.recipient, name="Renamed", contracts=(dearer,))
    world.invoicing().complete(JOB, NOON)
    assert world.file(s3_keys.INVOICE_JSON) == issued


def test_a_job_without_a_price_uses_up_no_number(world: World) -> None:
    world.book.recipient = replace(world.book.recipient, contracts=())
    with pytest.raises(NotPricedError):
        world.invoicing().complete(JOB, NOON)
    assert world.numbers.given == {}
    assert world.disk.written == []


def test_a_job_with_nothing_delivered_gets_no_invoice_and_takes_no_number(world: World) -> None:
    world.rows.job = replace(world.rows.job, done=3, queried=3)
    world.invoicing().complete(JOB, NOON)
    assert world.numbers.given == {}
    assert world.key(s3_keys.INVOICE_JSON) not in world.disk.bodies
    files = cast("dict[str, str]", world.document(s3_keys.DONE)["files"])
    assert files.keys() == {*s3_keys.MERGED, s3_keys.REJECTED, s3_keys.STATUS}
    assert world.document(s3_keys.STATUS)["state"] == "delivered"


def test_a_job_is_priced_by_the_contract_of_the_day_of_its_drop(world: World) -> None:
    dearer = replace(CONTRACT, start=date(2026, 11, 22), rates={"receipts": Decimal(9)})
    world.book.recipient = replace(world.book.recipient, contracts=(CONTRACT, dearer))
    world.invoicing().complete(JOB, NOON + timedelta(days=3))
    assert world.document(s3_keys.INVOICE_JSON)["taxable_value"] == "31.50"


def test_a_job_is_priced_by_the_client_s_document_that_it_began_with(world: World) -> None:
    world.rows.job = replace(world.rows.job, client_version=1)
    world.book.history = {1: world.book.recipient}
    world.book.recipient = replace(world.book.recipient, contracts=(), version=2)
    world.invoicing().complete(JOB, NOON)
    assert world.document(s3_keys.INVOICE_JSON)["taxable_value"] == "31.50"


def test_a_delivered_job_that_was_called_failed_since_is_put_right_with_the_same_invoice() -> None:
    world = World()
    world.invoicing().complete(JOB, NOON)
    invoice = world.file(s3_keys.INVOICE_JSON)
    world.rows.move(JOB, JobState.FAILED, NOON)
    world.invoicing().complete(JOB, NOON + timedelta(hours=1))
    assert world.rows.get(JOB).state is JobState.DELIVERED
    assert world.document(s3_keys.STATUS)["state"] == "delivered"
    assert world.file(s3_keys.INVOICE_JSON) == invoice
    sha256 = hashlib.sha256(world.file(s3_keys.STATUS)).hexdigest()
    assert sha256 in world.file(s3_keys.DONE).decode()
