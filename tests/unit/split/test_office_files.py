"""Rows that come in other files than text: each cell as people see it there."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.split.tables.workbooks.calamine_sheets import sheets_in
from functions.split.tables.workbooks.number_formats import shown
from hinterland.catalogue.table import Column, TableForm
from hinterland.errors import RejectedError
from tests.unit.split.drops import split_rows


def xlsx(*rows: Sequence[object], formats: dict[str, str] | None = None) -> bytes:
    return workbook({"June": rows}, formats)


def workbook(
    sheets: dict[str, Iterable[Sequence[object]]], formats: dict[str, str] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell, code in (formats or {}).items():
            sheet[cell].number_format = code
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def ods(*rows: str) -> bytes:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="S">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind, "META-INF/manifest.xml": b"<m/>", "content.xml": content.encode()}
    )


def ods_text(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("46351", "yyyy-mm-dd", "2026-11-25"),
        ("46351", "dd/mm/yyyy", "25/11/2026"),
        ("46351", r"dd\-mmm\-yy;@", "25-Nov-26"),
        ("46351.3958911", "d/m/yy h:mm AM/PM", "25/11/26 9:30 AM"),
        ("46351.5", "[$-F800]dddd, mmmm dd, yyyy", "Wednesday, November 25, 2026"),
        ("0.39583334", "hh:mm", "09:30"),
        ("1.25", "[h]:mm:ss", "30:00:00"),
        ("0.125", "0.0%", "12.5%"),
        ("0.5", "0%", "50%"),
        ("7", "00000", "00007"),
        ("123456789", "000-00-0000", "123-45-6789"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234.5", '"Rs." #,##0.00', "Rs. 1,234.50"),
        ("-1234.5", "[$₹-4009] #,##0.00", "-₹ 1,234.50"),
        ("-5", "#,##0_);[Red](#,##0)", "(5)"),
        ("12", '0 "kg"', "12 kg"),
        ("12345678901234567890", "General", "12345678901234567890"),
        ("1.2345678901234567E+19", "General", "12345678901234567000"),
        ("1.1000000000000001", "General", "1.1"),
        ("1E-7", "General", "0.0000001"),
        ("1234", "0,", "1234"),
        ("0.5", "# ?/?", "0.5"),
        ("9876543210", "0", "9876543210"),
    ],
)
def test_a_number_is_as_its_cell_shows_it(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


def test_cells_of_a_workbook_come_as_people_see_them() -> None:
    body = xlsx(
        ["id", "day", "share", "pin", "paid", "at", "for", "sum", "text"],
        ["007", date(2026, 11, 25), 0.125, 7, True, time(9, 30), timedelta(hours=30), 1.1, "a\nb"],
        formats={"C2": "0.0%", "D2": "00000", "H2": "#,##0.00"},
    )
    assert split_rows(body).table[1] == [
        "007", "2026-11-25", "12.5%", "00007", "TRUE", "9:30:00", "30:00:00", "1.10", "a\nb",
    ]  # fmt: skip


def test_a_formula_counts_by_its_value_and_without_one_its_row_is_set_aside() -> None:
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "sum"])
    sheet.write_row(1, 0, ["1"])
    sheet.write_formula(1, 1, "=1+1", None, 2)
    book.close()
    assert split_rows(body.getvalue()).table == [["id", "sum"], ["1", "2"]]
    drop = split_rows(xlsx(["id", "sum"], ["1", "=1+1"], ["2", 3]))
    assert drop.table == [["id", "sum"], ["2", "3"]]
    assert "on row 2 of the sheet, in cell B2 has a formula whose value" in drop.reasons[0]


def test_each_sheet_with_a_table_is_kept_apart_and_others_are_told() -> None:
    body = workbook(
        {"June": [["id", "x"], ["1", "a"]], "July": [["id", "y"], ["2", "b"]], "notes": [["hello"]]}
    )
    drop = split_rows(body)
    assert drop.table == [
        ["sheet", "id", "x", "y"],
        ["June", "1", "a", ""],
        ["July", "2", "", "b"],
    ]
    assert drop.skipped == {"on sheet notes, which has no table": 1}
    assert split_rows(body, form=TableForm(sheet="july")).table == [["id", "y"], ["2", "b"]]
    with pytest.raises(RejectedError, match=r"no sheet 'May'.*'June', 'July', 'notes'"):
        split_rows(body, form=TableForm(sheet="May"))


def test_titles_blank_rows_and_hidden_sheets_of_a_workbook_are_no_records() -> None:
    body = workbook({"S": [["Report"], [], ["id", "a", "b"], ["1", "x", "y"], [None, " "], ["2"]]})
    drop = split_rows(body)
    assert drop.table == [["id", "a", "b"], ["1", "x", "y"], ["2", "", ""]]
    assert drop.skipped == {"above the table": 1, "blank": 1}
    book = openpyxl.load_workbook(io.BytesIO(body))
    book.create_sheet("lists").append(["a", "b"])
    book["lists"].append(["1", "2"])
    book["lists"].sheet_state = "hidden"
    hidden = io.BytesIO()
    book.save(hidden)
    assert split_rows(hidden.getvalue()).table == drop.table


def test_an_old_workbook_is_read() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, (name, cell) in enumerate([("id", "007"), ("n", 1.5), ("d", datetime(2026, 1, 2))]):  # noqa: DTZ001 - a sheet knows no zones
        sheet.write(0, column, name)
        sheet.write(1, column, cell, day if column == 2 else xlwt.Style.default_style)
    body = io.BytesIO()
    book.save(body)
    assert split_rows(body.getvalue()).table == [["id", "n", "d"], ["007", "1.5", "2026-01-02"]]


def test_cells_of_an_open_document_are_as_it_shows_them() -> None:
    def cell(kind: str, value: str, text: str) -> str:
        return (
            f'<table:table-cell office:value-type="{kind}" {value}><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    drop = split_rows(
        ods(
            "".join(map(ods_text, ["id", "text", "share", "pin", "day", "long", "twice", "again"])),
            ods_text("007")
            + '<table:table-cell office:value-type="string"><text:p>x<text:s text:c="2"/>y</text:p>'
            "<text:p>z<text:span>q</text:span></text:p></table:table-cell>"
            + cell("percentage", 'office:value="0.125"', "12.5%")
            + cell("float", 'office:value="7"', "00007")
            + cell("date", 'office:date-value="2026-11-25"', "25/11/2026")
            + '<table:table-cell office:value-type="float" office:value="12345678901234567890"/>'
            + '<table:table-cell table:number-columns-repeated="2"><text:p>r</text:p>'
            '</table:table-cell><table:table-cell table:number-columns-repeated="16376"/>',
            '<table:table-cell table:number-columns-repeated="16384"/>',
            ods_text("8"),
        )
    )
    assert drop.table[1:] == [
        ["007", "x  y\nzq", "12.5%", "00007", "25/11/2026", "12345678901234567890", "r", "r"],
        ["8", "", "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("body", "table"),
    [
        (
            b'[{"id":"007","n":1.10,"x":null},{"id":"8","y":[1,2],"b":true,"n":12345678901234567890}]',
            [["id", "n", "x", "y", "b"], ["007", "1.10", "", "", ""],
             ["8", "12345678901234567890", "", "[1, 2]", "true"]],
        ),
        (b'{"meta":[1],"rows":[{"a":"1"},{"a":"2"}]}', [["a"], ["1"], ["2"]]),
        (b'\xef\xbb\xbf{"a":1}\n{"a":2,"b":"x"}\n', [["a", "b"], ["1", ""], ["2", "x"]]),
        (b'{"a":"one"}', [["a"], ["one"]]),
    ],
)  # fmt: skip
def test_objects_of_json_are_rows(body: bytes, table: list[list[str]]) -> None:
    assert split_rows(body).table == table


def test_what_is_wrong_in_json_is_told() -> None:
    assert "object 2, is no object" in split_rows(b'[{"a":1},2,{"a":3}]').reasons[0]
    assert "has half a character" in split_rows(b'[{"a":1},{"a":"\\ud83d"}]').reasons[0]
    with pytest.raises(RejectedError, match="breaks off"):
        split_rows(b'[{"a":1},')
    with pytest.raises(RejectedError, match="There is no b in the objects"):
        split_rows(b'[{"a":1}]', form=TableForm(columns=(Column("b"),)))


def test_tables_of_a_web_page_are_read() -> None:
    page = (
        "<html><meta charset=cp1252><table><tr><td><table><tr><th>id<th>city</tr>"
        "<tr><td>1<td>Málaga&nbsp;&amp; more<br>x</tr></table></table>"
    )
    table = [["id", "city"], ["1", "Málaga\xa0& more x"]]
    assert split_rows(page.encode("cp1252")).table == table
    saved = EmailMessage()
    saved["Subject"] = "saved"
    saved.set_content(page, subtype="html", charset="utf-8")
    assert split_rows(bytes(saved).replace(b"cp1252", b"utf-8")).table == table
    with pytest.raises(RejectedError, match="without a table"):
        split_rows(b"<html><p>hello</p></html>")


def test_what_is_attached_to_mail_is_the_drop() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "June"
    message.set_content("Please find the table.")
    with pytest.raises(RejectedError, match="nothing attached"):
        split_rows(bytes(message))
    message.add_attachment(b"id,x\n1,a\n", maintype="text", subtype="csv", filename="t.csv")
    assert split_rows(bytes(message)).table == [["id", "x"], ["1", "a"]]
    postmark = b"From a@b.example Mon Jan  5 10:00:00 2026\n"
    box = postmark + bytes(message) + b"\n" + postmark + bytes(message)
    assert split_rows(box).table == [["file", "id", "x"], *[["t.csv", "1", "a"]] * 2]


def test_tables_in_an_archive_are_kept_apart() -> None:
    inner = zipped({"e.csv": b"id,x\n9,z\n"})
    body = zipped(
        {"a.csv": b"id,x\n1,a\n", "b.xlsx": xlsx(["id", "y"], ["2", "b"]), "c.zip": inner,
         "__MACOSX/._a.csv": b"\x00\x05", "._a.csv": b"\x00\x05", ".DS_Store": b"x"}
    )  # fmt: skip
    assert split_rows(body).table == [
        ["file", "id", "x", "y"],
        ["a.csv", "1", "a", ""],
        ["b.xlsx", "2", "", "b"],
        ["c.zip/e.csv", "9", "z", ""],
    ]
    assert split_rows(zipped({"a.csv": b"id,x\n1,a\n"})).table == [["id", "x"], ["1", "a"]]


def _nested(times: int) -> bytes:
    body = b"id,x\n1,a\n"
    for _ in range(times):
        body = zipped({"a": body})
    return body


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (zipped({}), "no files in the archive"),
        (zipped({"a.csv": b"id,x\n1,a\n", "b.jpg": b"\xff\xd8\xff\xe0"}), "b.jpg: .*JPEG picture"),
        (_nested(4), "a/a/a: It is packed in more than 3"),
        (zipped({"a.csv": b"id,x\n1,a\n"})[:-30], "damaged"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a/>"}), "Word document"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"<a"}), "workbook is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook is damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(99),
            "Word document",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (xlsx(["1", "2"], ["3", "4"]), "looks like a record"),
        (b"%PDF-1.7\n", "PDF document"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(body: bytes, says: str) -> None:
    with pytest.raises(RejectedError, match=says):
        split_rows(body)


def test_a_sheet_that_repeats_a_cell_beyond_all_bounds_is_one_refusal() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    with pytest.raises(RejectedError, match="too many cells"):
        split_rows(ods(ods_text("id"), ods_text("1"), cell))


@pytest.mark.prove
@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet><sheetData><row><c t='str'><v>" + b"x" * 17_000_000 + b"</v></c></row>",
        b"<worksheet><sheetData><row>" + b"<c/>" * 1_100_000 + b"</row>",
        b"<a>" * 300,
        b"<!DOCTYPE a [<!ENTITY b 'xxxxxxxxxx'>"
        + b"".join(
            b"<!ENTITY b%d '%s'>" % (n, b"&b%s;" % (b"%d" % (n - 1) if n else b"") * 10)
            for n in range(9)
        )
        + b"]><worksheet><sheetData><row><c t='str'><v>&b8;</v></c></row></sheetData></worksheet>",
    ],
    ids=["long", "wide", "deep", "entities"],
)
def test_a_sheet_that_is_built_to_fill_the_memory_is_one_refusal(sheet: bytes) -> None:
    files = {}
    with zipfile.ZipFile(io.BytesIO(xlsx(["id", "x"], ["1", "a"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(RejectedError, match=r"not built as|damaged"):
        split_rows(zipped(files | {"xl/worksheets/sheet1.xml": sheet}))


def test_a_reader_that_dies_is_one_refusal(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "id")
    path = tmp_path / "a.xls"
    book.save(str(path))
    assert sheets_in(str(path)) == [("S", False)]
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(RejectedError, match="larger than can be read"):
        sheets_in(str(path))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda text: f"v{text}"
)
CELL: st.SearchStrategy[tuple[Any, str]] = st.one_of(
    TEXT.map(lambda text: (text, text)),
    st.integers(-(10**14), 10**14).map(lambda number: (number, str(number))),
    st.booleans().map(lambda flag: (flag, str(flag).upper())),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: (day, day.isoformat())),
    st.decimals(-9999, 9999, places=2).map(
        lambda number: (float(number), f"{number.normalize():f}" if number else "0")
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    writer=st.sampled_from(["openpyxl", "xlsxwriter"]),
)
def test_random_sheets_come_back_cell_by_cell(
    rows: list[list[tuple[Any, str]]], writer: str
) -> None:
    table = [["first", "second", "third"], *([cell for cell, _ in row] for row in rows)]
    body = xlsx(*table) if writer == "openpyxl" else _by_xlsxwriter(table)
    assert split_rows(body).table[1:] == [[text for _, text in row] for row in rows]


def _by_xlsxwriter(table: list[list[Any]]) -> bytes:
    body = io.BytesIO()
    book = xlsxwriter.Workbook(
        body, {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            write = sheet.write_string if isinstance(cell, str) else sheet.write
            write(number, column, cell)
    book.close()
    return body.getvalue()
