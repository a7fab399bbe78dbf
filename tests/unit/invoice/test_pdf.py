"""invoice.pdf: what is on it, on how many pages, and that no name breaks it."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from functions.invoice.document import InvoiceDocument
from functions.invoice.pdf import invoice_pdf

INVOICE: InvoiceDocument = {
    "number": "HL/2627/0042",
    "date": "2026-11-21",
    "supplier": {
        "name": "Hinterland Data Services Private Limited",
        "gstin": "33AABCH4821K1ZR",
        "state": "33",
        "state_name": "Tamil Nadu",
        "address": ["12 Second Main Road", "Chennai 600113"],
    },
    "recipient": {
        "name": "Meridian Insurance Ltd",
        "gstin": "27AAPFU0939F1ZV",
        "state": "27",
        "state_name": "Maharashtra",
        "address": ["4 Hill Road", "Mumbai 400050"],
    },
    "place_of_supply": "27",
    "reverse_charge": False,
    "currency": "INR",
    "lines": [
        {
            "description": "Data entry: Receipts, per record delivered",
            "sac": "998599",
            "quantity": 61900,
            "rate": "4.50",
            "amount": "278550.00",
        }
    ],
    "taxable_value": "278550.00",
    "taxes": [{"kind": "IGST", "percent": "18", "amount": "50139.00"}],
    "total": "328689.00",
    "total_in_words": "Rupees Three Lakh Twenty Eight Thousand Six Hundred and Eighty Nine Only",
    "job": "20261121-abcdefghij23",
    "drop": "meridian/receipts/june receipts.zip",
}


def text_of(pdf: bytes) -> list[str]:
    """Return the text of each page, its white space made single."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def with_recipient(**changes: Any) -> InvoiceDocument:  # noqa: ANN401 - parts of a document
    recipient = {**INVOICE["recipient"], **changes}
    return {**INVOICE, "recipient": recipient}  # type: ignore[typeddict-item] # as above


@pytest.mark.parametrize(
    "wanted",
    [
        "TAX INVOICE",
        "HL/2627/0042",
        "21 November 2026",
        "Hinterland Data Services Private Limited",
        "12 Second Main Road",
        "GSTIN: 33AABCH4821K1ZR",
        "Meridian Insurance Ltd",
        "Mumbai 400050",
        "GSTIN: 27AAPFU0939F1ZV",
        "Place of supply Maharashtra (27)",
        "Reverse charge No",
        "998599",
        "61,900",
        "4.50",
        "2,78,550.00",
        "IGST at 18 % 50,139.00",
        "Total ₹ 3,28,689.00",
        "Rupees Three Lakh Twenty Eight Thousand Six Hundred and Eighty Nine Only",
        "This is a computer-generated invoice",
        "Authorised signatory",
        "june receipts.zip",
        "20261121-abcdefghij23",
        "Page 1 of 1",
    ],
)
def test_it_shows_what_a_tax_invoice_must(wanted: str) -> None:
    [page] = text_of(invoice_pdf(INVOICE))
    assert wanted in page


def test_in_the_same_state_both_taxes_are_shown() -> None:
    both: InvoiceDocument = {
        **INVOICE,
        "taxes": [
            {"kind": "CGST", "percent": "9", "amount": "25069.50"},
            {"kind": "SGST", "percent": "9", "amount": "25069.50"},
        ],
    }
    [page] = text_of(invoice_pdf(both))
    assert "CGST at 9 % 25,069.50 SGST at 9 % 25,069.50" in page


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert invoice_pdf(INVOICE) == invoice_pdf(INVOICE)


def test_many_lines_go_on_over_numbered_pages() -> None:
    pages = text_of(invoice_pdf({**INVOICE, "lines": INVOICE["lines"] * 70}))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "HL/2627/0042" in page
    assert "Description SAC Quantity" in pages[1]


@pytest.mark.parametrize("name", ["காவேரி ஸ்டோர்ஸ்", "कावेरी", "Café Ñandú Škoda", "Компания"])
def test_names_in_the_scripts_of_its_font_can_be_read_back(name: str) -> None:
    [page] = text_of(invoice_pdf(with_recipient(name=name)))
    assert name in page


def test_characters_without_a_glyph_are_marked_not_lost() -> None:
    [page] = text_of(invoice_pdf(with_recipient(name="A\N{GRINNING FACE}B 株式 \ud800C\x07")))
    assert "A\ufffdB \ufffd\ufffd \ufffdC\ufffd" in page


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300), st.lists(st.text(min_size=1), max_size=4))
def test_no_name_or_address_breaks_it(name: str, address: list[str]) -> None:
    odd = with_recipient(name=name, address=address)
    assert invoice_pdf({**odd, "drop": f"meridian/receipts/{name}"}).startswith(b"%PDF")
