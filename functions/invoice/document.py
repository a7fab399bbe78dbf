"""invoice.json: the invoice as machines read it, and all that invoice.pdf shows."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from functions.invoice.pricing import Line, TaxLine
from functions.invoice.words import in_words
from hinterland.catalogue.client import Client
from hinterland.catalogue.gst_states import STATES
from hinterland.catalogue.office import Office
from hinterland.jobs.job import Job
from hinterland.money import rupees


class PartyDocument(TypedDict):
    """The supplier or the recipient."""

    name: str
    gstin: str
    state: str  # GST code
    state_name: str
    address: list[str]


class LineDocument(TypedDict):
    """One line; money in rupees."""

    description: str
    sac: str
    quantity: int
    rate: str
    amount: str


class TaxDocument(TypedDict):
    """One tax on the taxable value."""

    kind: str
    percent: str
    amount: str


class InvoiceDocument(TypedDict):
    """The whole (design 5.2). Money as strings of rupees with two decimals."""

    number: str
    date: str
    supplier: PartyDocument
    recipient: PartyDocument
    place_of_supply: str
    reverse_charge: bool
    currency: str
    lines: list[LineDocument]
    taxable_value: str
    taxes: list[TaxDocument]
    total: str
    total_in_words: str
    job: str
    drop: str


def invoice_document(
    *,
    number: str,
    issued_on: date,
    supplier: Office,
    recipient: Client,
    lines: list[Line],
    taxes: list[TaxLine],
    job: Job,
) -> InvoiceDocument:
    """Put an invoice together; its total is that of the lines and taxes as they are rounded."""
    taxable = sum((line.amount for line in lines), Decimal(0))
    total = taxable + sum((tax.amount for tax in taxes), Decimal(0))
    return {
        "number": number,
        "date": issued_on.isoformat(),
        "supplier": _party(supplier),
        "recipient": _party(recipient),
        "place_of_supply": recipient.state,
        "reverse_charge": False,
        "currency": "INR",
        "lines": [_line(line) for line in lines],
        "taxable_value": rupees(taxable),
        "taxes": [_tax(tax) for tax in taxes],
        "total": rupees(total),
        "total_in_words": in_words(total),
        "job": job.id,
        "drop": job.drop.key,
    }


def _party(party: Office | Client) -> PartyDocument:
    return {
        "name": party.name,
        "gstin": party.gstin,
        "state": party.state,
        "state_name": STATES[party.state],
        "address": list(party.address),
    }


def _line(line: Line) -> LineDocument:
    return {
        "description": line.description,
        "sac": line.sac,
        "quantity": line.quantity,
        "rate": rupees(line.rate),
        "amount": rupees(line.amount),
    }


def _tax(tax: TaxLine) -> TaxDocument:
    percent = format(tax.percent.normalize(), "f")
    return {"kind": tax.kind, "percent": percent, "amount": rupees(tax.amount)}
