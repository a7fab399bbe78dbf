"""Looking up the truth, and keying it as the form asks."""

import pytest

from examples.demo.answers import AnswerBook, UnknownRecordError, in_form
from hinterland.fields.field import FieldKind
from tests.unit.demo.forms import form_field

DATE = form_field("date", FieldKind.DATE, written="dd/mm/yyyy")
TOTAL = form_field("total", FieldKind.DECIMAL, places=2)
COMPANY = form_field("company")


@pytest.mark.parametrize(
    ("written", "keyed"),
    [
        ("5/3/2018", "05/03/2018"),
        ("24 MAR 2018", "24/03/2018"),
        ("19-03-18", "19/03/2018"),
        ("16-04-2018", "16/04/2018"),
        ("21/02/18", "21/02/2018"),
    ],
)
def test_a_date_is_keyed_as_the_form_asks_however_it_is_written(written: str, keyed: str) -> None:
    assert in_form(written, DATE) == keyed


def test_something_that_is_no_date_is_an_error_of_the_truth_file() -> None:
    with pytest.raises(ValueError, match="no date"):
        in_form("soon", DATE)


@pytest.mark.parametrize(("written", "keyed"), [("$9.20", "9.20"), ("RM 57.40", "57.40")])
def test_an_amount_is_keyed_without_its_currency(written: str, keyed: str) -> None:
    assert in_form(written, TOTAL) == keyed


def test_a_text_is_keyed_as_it_is() -> None:
    assert in_form("MR. D.I.Y. (KUCHAI)", COMPANY) == "MR. D.I.Y. (KUCHAI)"


def test_an_image_is_looked_up_by_its_name_whatever_folder_it_is_in() -> None:
    book = AnswerBook({"037": {"total": "57.80"}})
    assert book.values(book.name_of({"file": "june/037.jpg", "page": 1})) == {"total": "57.80"}


def test_a_row_is_looked_up_by_its_id() -> None:
    book = AnswerBook({"A001": {"pin": "609403"}})
    assert book.values(book.name_of({"id": "A001", "address": "…"})) == {"pin": "609403"}


def test_what_cannot_be_read_has_no_values() -> None:
    book = AnswerBook({"001": None, "002": {"total": "1.00"}}, illegible=frozenset({"002"}))
    assert book.values("001") is None
    assert book.values("002") is None


def test_an_unknown_record_is_an_error_and_not_an_empty_answer() -> None:
    with pytest.raises(UnknownRecordError):
        AnswerBook({}).values("001")
