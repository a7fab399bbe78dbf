"""invoice.pdf from invoice.json, and from nothing else: the two cannot differ.

The fields are those that rule 46 of the CGST rules asks of a tax invoice.
"""

from datetime import datetime, time

from fpdf.enums import Align, TableBordersLayout
from fpdf.fonts import FontFace

from functions.invoice.document import InvoiceDocument, PartyDocument
from hinterland.catalogue.gst_states import STATES
from hinterland.clock import INDIA
from hinterland.money import grouped
from hinterland.paper.sheet import Sheet

_GAP = 6.0  # mm between columns and blocks
_COLUMNS = (8, 74, 20, 22, 22, 32)  # of 178 mm: no., description, SAC, quantity, rate, value


def invoice_pdf(invoice: InvoiceDocument) -> bytes:
    """Lay an invoice out on A4. The same invoice gives the same bytes."""
    day = datetime.fromisoformat(invoice["date"]).date()
    sheet = Sheet(
        title=f"Tax invoice {invoice['number']}",
        footing=f"{invoice['supplier']['name']}  ·  Tax invoice {invoice['number']}",
        made_at=datetime.combine(day, time(), INDIA),
    )
    _heading(sheet, invoice["supplier"])
    _parties(sheet, invoice, f"{day.day} {day:%B %Y}")
    _lines(sheet, invoice)
    _totals(sheet, invoice)
    _in_words(sheet, invoice["total_in_words"])
    _signature(sheet, invoice["supplier"]["name"])
    return bytes(sheet.output())


def _heading(sheet: Sheet, supplier: PartyDocument) -> None:
    top, width = sheet.y, sheet.epw * 0.62
    sheet.pen(13, bold=True)
    sheet.lines(supplier["name"], width, 6.5)
    _address(sheet, supplier, width)
    bottom = sheet.y
    sheet.set_xy(sheet.l_margin + width, top)
    sheet.pen(17, bold=True)
    sheet.lines("TAX INVOICE", sheet.epw - width, 8, Align.R)
    sheet.pen(8, quiet=True)
    sheet.lines("Original for recipient", sheet.epw - width, 4.5, Align.R)
    sheet.set_xy(sheet.l_margin, max(bottom, sheet.y) + 4)
    sheet.rule()
    sheet.ln(_GAP)


def _parties(sheet: Sheet, invoice: InvoiceDocument, day: str) -> None:
    top, width = sheet.y, (sheet.epw - _GAP) / 2
    sheet.pen(8, quiet=True)
    sheet.lines("Bill to", width, 5)
    sheet.pen(11, bold=True)
    sheet.lines(invoice["recipient"]["name"], width, 5.5)
    _address(sheet, invoice["recipient"], width)
    bottom = sheet.y
    sheet.set_y(top)
    place = invoice["place_of_supply"]
    for name, value in (
        ("Invoice number", invoice["number"]),
        ("Invoice date", day),
        ("Place of supply", f"{STATES[place]} ({place})"),
        ("Reverse charge", "Yes" if invoice["reverse_charge"] else "No"),
        ("File", invoice["drop"].rpartition("/")[2]),
        ("Job", invoice["job"]),
    ):
        _fact(sheet, name, value, sheet.l_margin + width + _GAP, width)
    sheet.set_xy(sheet.l_margin, max(bottom, sheet.y) + _GAP)


def _address(sheet: Sheet, party: PartyDocument, width: float) -> None:
    sheet.pen(9)
    for line in party["address"]:
        sheet.lines(line, width, 4.6)
    sheet.lines(f"State: {party['state_name']}, code {party['state']}", width, 4.6)
    sheet.pen(9, bold=True)
    sheet.lines(f"GSTIN: {party['gstin']}", width, 4.6)


def _fact(sheet: Sheet, name: str, value: str, left: float, width: float) -> None:
    indent = 30.0
    sheet.set_x(left)
    sheet.pen(8.5, quiet=True)
    sheet.cell(indent, 5.2, name)
    sheet.pen(9, bold=name == "Invoice number")
    sheet.lines(value, width - indent, 5.2)


def _lines(sheet: Sheet, invoice: InvoiceDocument) -> None:
    sheet.pen(9)
    left, right = Align.L, Align.R
    with sheet.table(
        col_widths=_COLUMNS,
        text_align=(left, left, left, right, right, right),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", fill_color=(238, 241, 245)),
        line_height=5,
        padding=(1.6, 1.5),
    ) as table:
        table.row(("#", "Description", "SAC", "Quantity", "Rate (₹)", "Value (₹)"))
        for number, line in enumerate(invoice["lines"], start=1):
            table.row(
                (
                    str(number),
                    sheet.drawable(line["description"]),
                    line["sac"],
                    grouped(str(line["quantity"])),
                    grouped(line["rate"]),
                    grouped(line["amount"]),
                )
            )
    sheet.ln(4)


def _totals(sheet: Sheet, invoice: InvoiceDocument) -> None:
    _sum(sheet, "Taxable value", invoice["taxable_value"])
    for tax in invoice["taxes"]:
        _sum(sheet, f"{tax['kind']} at {tax['percent']} %", tax["amount"])
    sheet.ln(1)
    sheet.rule(left=sheet.w - sheet.r_margin - 82)
    sheet.ln(1.5)
    _sum(sheet, "Total", f"₹ {invoice['total']}", bold=True)
    sheet.ln(4)


def _sum(sheet: Sheet, name: str, amount: str, *, bold: bool = False) -> None:
    sheet.set_x(sheet.w - sheet.r_margin - 82)
    sheet.pen(11.5 if bold else 9, bold=bold)
    sheet.cell(46, 5.6, name)
    mark, _, figures = amount.rpartition(" ")
    sheet.cell(36, 5.6, f"{mark} {grouped(figures)}".strip(), align=Align.R)
    sheet.ln()


def _in_words(sheet: Sheet, words: str) -> None:
    sheet.pen(8, quiet=True)
    sheet.lines("Total in words", sheet.epw, 4.6)
    sheet.pen(9.5, bold=True)
    sheet.lines(words, sheet.epw, 5.2)
    sheet.ln(_GAP)


def _signature(sheet: Sheet, supplier: str) -> None:
    width = 82.0
    with sheet.unbreakable() as block:
        top = block.y
        block.pen(8, quiet=True)
        block.lines("This is a computer-generated invoice.", block.epw - width, 4.6)
        block.set_xy(block.w - block.r_margin - width, top)
        block.pen(9)
        block.lines(f"For {supplier}", width, 4.6, Align.R)
        block.ln(16)
        block.set_x(block.w - block.r_margin - width)
        block.lines("Authorised signatory", width, 4.6, Align.R)
