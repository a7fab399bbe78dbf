"""What the demo reports about a delivery folder, and that it refuses one that does not add up."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from examples.demo.answers import AnswerBook
from examples.demo.board import Tally
from examples.demo.deliveries import DamagedDeliveryError, verify
from examples.demo.report import Delivery, UnbalancedError, require_same_pay
from hinterland.fields.field import FieldKind
from tests.unit.demo.forms import form_field

FIELDS = [form_field("company"), form_field("total", FieldKind.DECIMAL, places=2)]
BOOK = AnswerBook(
    {"001": {"company": "KAVERI", "total": "$9.20"}, "002": {"company": "A", "total": "1.00"}}
)
RESULT = "file,page,company,total\r\n001.jpg,1,KAVERI,9.20\r\n002.jpg,1,A,10.00\r\n"
QUERIES = "file,page,company,total,reason\r\n003.jpg,1,,,illegible\r\n"


def write_folder(folder: Path, *, records_in: int = 4, result: str = RESULT) -> None:
    counts = {"records_in": records_in, "delivered": 2, "queried": 1, "rejected": 1}
    (folder / "reconciliation.json").write_text(json.dumps(counts))
    (folder / "invoice.json").write_text(json.dumps({"number": "HL/1", "total": "10.62"}))
    certificate = {"method": {"statement": "Each record was keyed once."}}
    (folder / "certificate.json").write_text(json.dumps(certificate))
    (folder / "result.csv").write_text(result, newline="")
    (folder / "queries.csv").write_text(QUERIES, newline="")


def read(folder: Path) -> Delivery:
    return Delivery.read(folder, "meridian/receipts/june.zip", BOOK, FIELDS)


def test_a_value_that_differs_from_the_truth_is_counted_and_named(tmp_path: Path) -> None:
    write_folder(tmp_path)
    accuracy = read(tmp_path).accuracy
    assert accuracy.compared == 4
    assert [(each.record, each.field) for each in accuracy.differences] == [("002", "total")]
    assert accuracy.percent == 75


def test_a_delivery_that_lost_a_record_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, records_in=5)
    with pytest.raises(UnbalancedError, match="add up"):
        read(tmp_path)


def test_a_result_shorter_than_its_reconciliation_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, result="".join(RESULT.splitlines(keepends=True)[:2]))
    with pytest.raises(UnbalancedError, match="1 results"):
        read(tmp_path)


def test_pay_must_be_what_the_submits_promised() -> None:
    promised = Decimal("5.50")
    require_same_pay({"selvi": Tally(items=1, records=5, earned=promised, paid=Decimal("5.5"))})
    with pytest.raises(UnbalancedError, match="selvi"):
        require_same_pay({"selvi": Tally(items=1, records=5, earned=promised, paid=2 * promised)})


def test_a_file_that_changed_on_the_way_is_found(tmp_path: Path) -> None:
    (tmp_path / "result.csv").write_text(RESULT, newline="")
    sha256 = hashlib.sha256((tmp_path / "result.csv").read_bytes()).hexdigest()
    done = {"files": {"result.csv": sha256}}
    (tmp_path / "done.json").write_text(json.dumps(done))
    assert verify(tmp_path) == 1
    (tmp_path / "result.csv").write_text("short")
    with pytest.raises(DamagedDeliveryError):
        verify(tmp_path)
