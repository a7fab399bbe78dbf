"""certificate.pdf from certificate.json, and from nothing else: the two cannot differ.

One page, whatever the names and however many the fields: long names are cut off, and of very many
fields those with the highest rates are shown. certificate.json has them all.
"""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from itertools import batched

from fpdf.enums import Align

from functions.merge.certificate import CertificateDocument, RecordsDocument
from functions.merge.findings_table import findings
from hinterland.clock import INDIA
from hinterland.money import grouped
from hinterland.paper.sheet import Sheet

_GAP = 3.4  # mm between blocks
_LEAD = 4.3  # mm from line to line


def certificate_pdf(certificate: CertificateDocument) -> bytes:
    """Lay a certificate out on A4. The same certificate gives the same bytes."""
    sheet = Sheet(
        title=f"Certificate of quality, job {certificate['job']}",
        footing=f"Certificate of quality  ·  job {certificate['job']}",
        made_at=datetime.fromisoformat(certificate["issued_at"]),
    )
    _heading(sheet, certificate)
    _facts(sheet, certificate)
    _block(sheet, "How it was keyed", [certificate["method"]["statement"], _people(certificate)])
    _block(sheet, "What was found", [_legend(certificate)])
    findings(sheet, certificate)
    sheet.ln(_GAP)
    _block(sheet, "What could not be keyed", [_queries(certificate)])
    _limits(sheet, certificate["limits"])
    _seal(sheet, certificate)
    return bytes(sheet.output())


def _heading(sheet: Sheet, certificate: CertificateDocument) -> None:
    width = sheet.epw * 0.52
    sheet.pen(12, bold=True)
    sheet.cell(width, 8, sheet.fitting(certificate["issuer"], width - 2))
    sheet.pen(15, bold=True)
    sheet.cell(sheet.epw - width, 8, "CERTIFICATE OF QUALITY", align=Align.R)
    sheet.ln(10)
    sheet.rule()
    sheet.ln(_GAP)


def _facts(sheet: Sheet, certificate: CertificateDocument) -> None:
    recipe = (
        f"{certificate['title']} ({certificate['work_type']}, version {certificate['version']})"
    )
    _row(sheet, 92, "Client", certificate["client"]["name"], "Job", certificate["job"])
    received, issued = _day(certificate["received_at"]), _day(certificate["issued_at"])
    _row(sheet, 92, "File", certificate["drop"].rpartition("/")[2], "Received", received)
    _row(sheet, 92, "Work", recipe, "Issued", issued)
    _row(sheet, sheet.epw - 18, "Records", _balance(certificate["records"]))
    sheet.ln(_GAP)


def _row(sheet: Sheet, width: float, *facts: str) -> None:
    """Write names and values in turn, each value as far as there is room for it."""
    for name, value in batched(facts, 2, strict=True):
        sheet.pen(8.5, quiet=True)
        sheet.cell(18, 5, name)
        sheet.pen(8.5)
        sheet.cell(width, 5, sheet.fitting(value, width - 2))
        width = 50
    sheet.ln()


def _block(sheet: Sheet, title: str, paragraphs: list[str]) -> None:
    sheet.pen(9, bold=True)
    sheet.lines(title, sheet.epw, 5.2)
    sheet.pen(8.5)
    for paragraph in paragraphs:
        sheet.lines(paragraph, sheet.epw, _LEAD)
    sheet.ln(_GAP)


def _limits(sheet: Sheet, limits: list[str]) -> None:
    _block(sheet, "What this does not show", [])
    sheet.set_y(sheet.y - _GAP)
    indent = 3.0
    for each in limits:
        sheet.cell(indent, _LEAD, "·")
        sheet.lines(each, sheet.epw - indent, _LEAD)
        sheet.set_x(sheet.l_margin)


def _people(certificate: CertificateDocument) -> str:
    people = certificate["people"]
    counts = f"People who worked on it: {people['total']}."
    if people["verified"] == 0:
        return counts
    return (
        f"{counts} Keyed first: {people['keyed']}; keyed again: {people['verified']}; settled "
        f"differences: {people['adjudicated']}. One person may have done different work on "
        "different records, never twice on the same."
    )


def _balance(records: RecordsDocument) -> str:
    came = records["delivered"] + records["queried"] + records["rejected"]
    return (
        f"{_count(came)} in the file = {_count(records['delivered'])} delivered "
        f"+ {_count(records['queried'])} queried + {_count(records['rejected'])} rejected"
    )


def _legend(certificate: CertificateDocument) -> str:
    if certificate["method"]["compared"] == "none":
        return "No value was compared with another keying: there is no error rate to state."
    sample = certificate["sample"]
    # Rounded down: all but one of a million are not 100 %.
    percent = (Decimal(sample["fraction"] or 0) * 100).quantize(Decimal("0.01"), ROUND_DOWN)
    return (
        f"{_count(sample['compared'])} of the {_count(sample['records'])} delivered records were "
        f"compared ({percent} %); each rate is a share of these. Differed: the two keyings, so "
        "that one of them at least was wrong. First keying wrong: it was not what was settled, and "
        "would have been delivered so without the check. At most: the upper bound of the rate, "
        f"with 95 % confidence ({certificate['bound']})."
    )


def _queries(certificate: CertificateDocument) -> str:
    queries = certificate["queries"]
    flags = [
        f"{_count(count)} {flag.replace('_', ' ')}"
        for flag, count in queries["by_flag"].items()
        if count
    ]
    returned = f"Returned in queries.csv, unbilled: {', '.join(flags) or 'no record'}."
    if certificate["people"]["verified"] == 0:
        return returned
    return (
        f"{returned} Settled so by a third person: {_count(queries['adjudicated'])}. Flagged by "
        "one who keyed it, but settled with values and delivered: "
        f"{_count(queries['overruled'])}; these count above as differing in every field."
    )


def _seal(sheet: Sheet, certificate: CertificateDocument) -> None:
    """Close the page: which file this is about on the left, who signs for it on the right."""
    width = sheet.epw / 2 - 4
    top = sheet.h - sheet.b_margin - 12
    sheet.set_y(top)
    sheet.pen(7.5, quiet=True)
    sheet.lines("SHA-256 of result.csv", width, 3.6)
    half = len(certificate["result_sha256"]) // 2
    for text in (certificate["result_sha256"][:half], certificate["result_sha256"][half:]):
        sheet.lines(text, width, 3.6)
    left = sheet.w - sheet.r_margin - width
    sheet.set_xy(left, top + 4)
    sheet.rule(left=left)
    sheet.pen(8.5)
    sheet.cell(width, 5.4, sheet.fitting(f"For {certificate['issuer']}", width - 2))


def _day(timestamp: str) -> str:
    day = datetime.fromisoformat(timestamp).astimezone(INDIA)
    return f"{day.day} {day:%B %Y}"


def _count(number: int) -> str:
    return grouped(str(number))
