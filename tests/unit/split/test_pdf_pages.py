"""PDF pages: drawn the same on every machine, or refused for what the client can mend."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from functions.split.decoding import BadFileError
from functions.split.pages.formats.documents import open_document
from hinterland.jobs.job import FileKind
from tests.unit.split.made_papers import pdf_page, raw_pdf, stream

LETTERS = stream(b"BT /F1 40 Tf 40 700 Td (A) Tj ET")
FONT = b"/Font<</F1 5 0 R>>"


def to_unicode(means: bytes) -> bytes:
    """Say what the letter A means."""
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def "
        b"1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfchar <41> <%s> endbfchar endcmap end end" % means
    )


TO_TAMIL = to_unicode(b"0B95")


def drawn(body: bytes) -> Image.Image:
    with open_document(io.BytesIO(body), FileKind.PDF) as document:
        picture = document.picture(1, 0)
    return Image.open(io.BytesIO(picture.body)).convert("L")


def written_in(font: bytes, *more: bytes, content: bytes = LETTERS) -> bytes:
    """A page with the letter A in a font that is not in the file."""
    named = b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar 65/LastChar 65/Widths[600]%s>>"
    last = b"/Encoding/WinAnsiEncoding" + (b"/ToUnicode 6 0 R" if more else b"")
    return raw_pdf(*pdf_page(content, resources=FONT), named % (font, last), *more)


@pytest.mark.parametrize("font", [b"Helvetica", b"Calibri", b"TimesNewRomanPSMT", b"Latha"])
def test_latin_letters_are_drawn_though_their_font_is_missing(font: bytes) -> None:
    assert drawn(written_in(font)).getextrema() == (0, 255)


def test_letters_that_no_font_of_ours_has_are_refused_with_the_font() -> None:
    with pytest.raises(BadFileError) as caught:
        drawn(written_in(b"Latha", TO_TAMIL))
    assert str(caught.value) == (
        "is written in the font Latha, which is not in the file; "
        "save it with its fonts embedded, or as PDF/A"
    )


def test_a_font_of_an_indian_script_from_before_unicode_is_not_drawn_as_latin() -> None:
    with pytest.raises(BadFileError, match="the font KrutiDev010, which is not in the file"):
        drawn(written_in(b"KrutiDev010"))


def test_a_sign_that_is_no_letter_needs_no_font() -> None:
    assert drawn(written_in(b"Impact", to_unicode(b"001A"))).getextrema() == (0, 255)


def test_text_that_a_machine_read_in_a_scan_is_not_to_be_drawn() -> None:
    unseen = stream(b"BT 3 Tr /F1 40 Tf 40 700 Td (A) Tj ET 0 0 300 400 re f")
    assert drawn(written_in(b"Latha", TO_TAMIL, content=unseen)).getextrema() == (0, 255)


def test_no_font_of_this_machine_is_used() -> None:
    """Chinese from a font that many machines have, and Lambda has not."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>"
    )
    under = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
    )
    described = (
        b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
    )
    content = stream(b"BT /F1 40 Tf 40 700 Td <4E2D6587> Tj ET")
    body = raw_pdf(*pdf_page(content, resources=FONT), font, under, described)
    with pytest.raises(BadFileError, match="the font Song, which is not in the file"):
        drawn(body)


def _form(needs_rendering: bytes, says: bytes) -> bytes:
    objects = pdf_page(
        stream(b"BT /F1 14 Tf 40 700 Td (%s) Tj ET" % says),
        resources=b"/Font<</F1 5 0 R>>",
    )
    objects[0] = (
        b"<</Type/Catalog/Pages 2 0 R%s/AcroForm<</Fields[]/XFA 6 0 R>>>>" % needs_rendering
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return raw_pdf(*objects, font, stream(b"<xdp/>"))


WAIT = b"Please wait... your PDF viewer may not be able to display this type of document."


@pytest.mark.parametrize("body", [_form(b"/NeedsRendering true", b"anything"), _form(b"", WAIT)])
def test_a_form_that_only_adobe_shows_is_refused_with_what_to_do(body: bytes) -> None:
    with pytest.raises(BadFileError, match=r"\(XFA\); open it in Adobe Acrobat Reader and print"):
        drawn(body)


def test_a_form_that_has_pages_of_its_own_too_is_drawn() -> None:
    assert drawn(_form(b"", b"Name and address")).getextrema() == (0, 255)


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (b"0 0 226 2260", (800, 8000)),  # 80 mm wide and 80 cm long
        (b"0 0 164 6000", (437, 16_000)),
        (b"0 0 595.28 841.89", (1240, 1754)),
        (b"0 0 14000 7000", (3000, 1500)),
    ],
)
def test_a_page_has_the_pixels_that_its_print_needs(box: bytes, size: tuple[int, int]) -> None:
    body = raw_pdf(*pdf_page(stream(b"0 0 9 9 re f"), box=box))
    assert drawn(body).size == pytest.approx(size, abs=2)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_pdf_is_so_damaged_that_it_is_not_said(data: st.DataObject) -> None:
    body = bytearray(written_in(b"Latha", TO_TAMIL))
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        drawn(bytes(body[: data.draw(st.integers(1, len(body)))]))
    except (BadFileError, MemoryError):
        return
