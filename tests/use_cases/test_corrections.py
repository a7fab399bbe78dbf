"""Corrections: operators see what was wrong in their own keying, no more, and may object."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from functions.account.corrections import CorrectedField, list_corrections, look_into, object_to
from functions.account.responses import corrected_document, correction_document, pay_document
from hinterland import tables
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import InputKind
from hinterland.errors import NotFoundError
from hinterland.identifiers import item_id
from hinterland.operators.track_records import Correction
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work.entries import Flag
from tests.doubles.dynamodb import DynamoDouble
from tests.use_cases.village import (
    JOB,
    KUMAR,
    MEENA,
    NOON,
    SELVI,
    TWICE,
    Village,
    put_work,
)

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def village(village: Village) -> Village:
    village.catalogue.kind = TWICE
    put_work(village, 1)
    return village


def of(village: Village, who: Operator) -> list[Correction]:
    return list_corrections(village.account, who)


def settle_second_record(village: Village, first: str, second: str, settled: str) -> None:
    village.key(SELVI, "Amudha", first)
    village.key(KUMAR, "Amudha", second)
    village.settle(MEENA, settled, LATER)


def test_who_was_wrong_hears_of_it_and_nobody_else(village: Village) -> None:
    settle_second_record(village, "Bharathi", "Bharati", "Bharathi")
    assert of(village, SELVI) == []
    assert of(village, MEENA) == []
    (correction,) = of(village, KUMAR)
    assert correction == Correction(
        "kumar", LATER, JOB, "000001", Stage.VERIFY, "addresses", 1, records=1, fields=1
    )


def test_both_hear_of_it_where_both_were_wrong(village: Village) -> None:
    settle_second_record(village, "Barathi", "Bharati", "Bharathi")
    (first,), (second,) = of(village, SELVI), of(village, KUMAR)
    assert (first.stage, second.stage) == (Stage.KEY, Stage.VERIFY)


def test_where_all_agree_nobody_is_corrected(village: Village) -> None:
    village.key(SELVI, "Amudha", "Bharathi")
    village.key(KUMAR, "Amudha", "Bharathi")
    assert of(village, SELVI) == of(village, KUMAR) == []


def test_a_correction_shows_the_fields_that_were_wrong_and_no_others(village: Village) -> None:
    settle_second_record(village, "Bharathi", "Bharati", "Bharathi")
    (correction,) = of(village, KUMAR)
    again, (record,) = look_into(village.account, KUMAR, str(correction.name))
    assert again == correction
    assert (record.record, record.show) == ("000002", {"id": "000002"})
    assert record.fields == (CorrectedField("name", "Bharati", "Bharathi", "Bharathi"),)
    document = corrected_document(village.account.work, again, [record])
    assert not [who for who in ("selvi", "meena", "Amudha") if who in json.dumps(document)]


def test_whose_flag_was_wrong_is_told_so(village: Village) -> None:
    village.key(SELVI, "Amudha", "Bharathi")
    (item,) = village.take(KUMAR)
    village.upload(KUMAR, item, "", "", flag="illegible")
    village.submit(KUMAR, item)
    village.settle(MEENA, "Amudha", LATER)
    (correction,) = of(village, KUMAR)
    assert (correction.records, correction.fields) == (2, 2)
    _, records = look_into(village.account, KUMAR, str(correction.name))
    assert [record.my_flag for record in records] == [Flag.ILLEGIBLE] * 2
    assert records[0].fields == (CorrectedField("name", "", "Amudha", "Amudha"),)
    _, (other,) = look_into(village.account, SELVI, str(of(village, SELVI)[0].name))
    assert other.their_flag is Flag.ILLEGIBLE


def test_a_page_image_comes_with_it(village: Village) -> None:
    images = replace(village.catalogue.kind, input=InputKind.IMAGES)
    village.catalogue.kind = images
    settle_second_record(village, "Bharathi", "Bharati", "Bharathi")
    correction, records = look_into(village.account, KUMAR, str(of(village, KUMAR)[0].name))
    document = corrected_document(village.account.work, correction, records)
    assert f"{JOB}/images/000002" in document["records"][0]["image"]


@pytest.mark.every_store
def test_a_correction_holds_no_keyed_value(village: Village, dynamodb: DynamoDouble) -> None:
    settle_second_record(village, "Barathi", "Bharati", "Bharathi")
    rows = dynamodb.client.scan(TableName=dynamodb.name(tables.OPERATORS))["Items"]
    assert "correction#" in str(rows)
    assert not [value for value in ("Barathi", "Bharati", "Bharathi") if value in str(rows)]


@pytest.mark.parametrize("name", ["nonsense", "20261121T130000000Z.some-job.000001"])
def test_what_is_no_correction_of_the_callers_is_not_found(village: Village, name: str) -> None:
    settle_second_record(village, "Bharathi", "Bharati", "Bharathi")
    with pytest.raises(NotFoundError):
        look_into(village.account, KUMAR, name)
    with pytest.raises(NotFoundError):
        object_to(village.account, KUMAR, name, "No!", NOON)
    theirs = str(of(village, KUMAR)[0].name)
    with pytest.raises(NotFoundError):
        look_into(village.account, SELVI, theirs)


def test_an_objection_shows_beside_its_correction(village: Village) -> None:
    settle_second_record(village, "Bharathi", "Bharati", "Bharathi")
    name = str(of(village, KUMAR)[0].name)
    assert correction_document(of(village, KUMAR)[0])["objected_at"] is None
    object_to(village.account, KUMAR, name, "It is blurred.", LATER)
    object_to(village.account, KUMAR, name, "It is blurred.", LATER + timedelta(hours=1))
    assert correction_document(of(village, KUMAR)[0]) == {
        "correction": name,
        "work_type": "addresses",
        "version": 1,
        "at": "2026-11-21T13:00:00.000Z",
        "records": 1,
        "fields": 1,
        "objected_at": "2026-11-21T13:00:00.000Z",
    }


def test_the_pay_of_a_month_is_the_callers_own_lines_newest_first(
    village: Village,
) -> None:
    lines = [
        PayLine(who, date(2026, month, day), f"{month}-{day}", 2, Decimal(amount), "addresses")
        for who, month, day, amount in (
            ("kumar", 10, 31, "9"),
            ("kumar", 11, 1, "2.20"),
            ("kumar", 11, 30, "1.10"),
            ("kumar", 12, 1, "9"),
            ("selvi", 11, 2, "9"),
        )
    ]
    put_work(village, len(lines))
    for number, line in enumerate(lines, start=1):
        village.stores.work_items.keep(village.stores.work_items.get(JOB, item_id(number)), line)
    assert pay_document(village.account, KUMAR, date(2026, 11, 1)) == {
        "month": "2026-11",
        "currency": "INR",
        "total": "3.30",
        "lines": [
            {
                "day": day,
                "lease": lease,
                "work_type": "addresses",
                "records": 2,
                "amount": amount,
                "purpose": "entry",
            }
            for day, lease, amount in (
                ("2026-11-30", "11-30", "1.10"),
                ("2026-11-01", "11-1", "2.20"),
            )
        ],
    }
    assert pay_document(village.account, KUMAR, date(2027, 2, 1))["total"] == "0.00"


def test_an_accepted_entry_says_what_it_was_paid_for(village: Village) -> None:
    village.key(SELVI, "A", "B")
    document = pay_document(village.account, SELVI, datetime(2026, 11, 1, tzinfo=UTC).date())
    assert [(line["work_type"], line["purpose"]) for line in document["lines"]] == [
        ("addresses", "entry")
    ]
