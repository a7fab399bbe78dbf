"""The table of certificate.pdf: a row for each field, and one for whole records."""

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from fpdf.enums import Align, TableBordersLayout
from fpdf.fonts import FontFace
from fpdf.table import Table

from functions.merge.certificate import CertificateDocument, ComparisonDocument, FieldDocument
from hinterland.money import grouped
from hinterland.paper.sheet import Sheet

# Of 178 mm: field, keyed, compared, agreed, three of the differing, three of the first, the second.
_COLUMNS = (36, 15, 19, 15, 14, 15, 17, 14, 15, 17, 15)
_NOT_MEASURED = "\N{EN DASH}"
# More fields than this do not fit on the page.
ROWS = 16
_AIRY_ROWS = 9
_SHOWN_PLACES = Decimal("0.001")


def findings(sheet: Sheet, certificate: CertificateDocument) -> None:
    """Draw the table; of more than `ROWS` fields, those with the highest rates."""
    shown = _shown(certificate["fields"])
    sheet.pen(7.8)
    with sheet.table(
        col_widths=_COLUMNS,
        text_align=(Align.L, *(Align.R for _ in _COLUMNS[1:])),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", fill_color=(238, 241, 245)),
        num_heading_rows=2,
        line_height=3.8,
        padding=(0.9 if len(shown) <= _AIRY_ROWS else 0.2, 1),
    ) as table:
        _headings(table)
        for name, field in shown.items():
            cut = sheet.fitting(name, _COLUMNS[0] - 5)
            table.row((cut, grouped(str(field["keyed"])), *_numbers(field)))
        keyed = sum(field["keyed"] for field in certificate["fields"].values())
        table.row(
            ("Whole record", grouped(str(keyed)), *_numbers(certificate["records"])),
            style=FontFace(emphasis="BOLD"),
        )
    _note_of_left_out(sheet, len(certificate["fields"]) - len(shown))


def _shown(fields: dict[str, FieldDocument]) -> dict[str, FieldDocument]:
    worst = sorted(fields, key=lambda name: _rank(fields[name]), reverse=True)[:ROWS]
    return {name: field for name, field in fields.items() if name in worst}


def _rank(field: FieldDocument) -> Decimal:
    return Decimal(field["error_rate"] or 0)


def _headings(table: Table) -> None:
    top = table.row()
    for text in ("Field", "Values keyed", "Compared", "Agreed"):
        top.cell(text, rowspan=2)
    for text in ("Differed", "First keying wrong"):
        top.cell(text, colspan=3, align=Align.C)
    top.cell("Second wrong", rowspan=2)
    second = table.row()
    for text in ("count", "rate, %", "at most") * 2:
        second.cell(text)


def _numbers(counts: ComparisonDocument) -> tuple[str, ...]:
    if counts["error_rate"] is None:
        return (_NOT_MEASURED,) * (len(_COLUMNS) - 2)
    first = counts["first_keying"]
    return (
        grouped(str(counts["compared"])),
        grouped(str(counts["agreed"])),
        grouped(str(counts["adjudicated"])),
        _percent(counts["error_rate"], ROUND_HALF_EVEN),
        _percent(counts["error_rate_upper_bound"], ROUND_CEILING),
        grouped(str(first["wrong"])),
        _percent(first["error_rate"], ROUND_HALF_EVEN),
        _percent(first["error_rate_upper_bound"], ROUND_CEILING),
        grouped(str(counts["second_keying"]["wrong"])),
    )


def _percent(rate: str | None, rounding: str) -> str:
    return str((Decimal(rate or 0) * 100).quantize(_SHOWN_PLACES, rounding))


def _note_of_left_out(sheet: Sheet, count: int) -> None:
    if count > 0:
        sheet.ln(0.6)
        sheet.pen(7.5, quiet=True)
        sheet.lines(
            f"The {ROWS} fields with the highest rates; {count} more are in certificate.json.",
            sheet.epw,
            4,
        )
