"""Fonts that a PDF names and does not bring along: drawn with PDFium's own, or told.

PDFium has Latin fonts within, and otherwise takes what the machine has: on Lambda nothing. So it is
given no fonts of a machine anywhere, and a page is the same wherever it is drawn; and one whose
letters those Latin fonts lack is not shown, for nobody can key what is left blank.
"""

import ctypes
import re
from itertools import islice
from typing import Final
from unicodedata import category

import pypdfium2
from pypdfium2 import raw

from functions.split.decoding import BadFileError

# What PDFium's own fonts have: the letters of Western Europe, and a few more.
_OWN_LETTERS: Final = frozenset(
    bytes(code for code in range(0x20, 0x100) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}).decode(
        "cp1252"
    )
    + "\ufb01\ufb02\u0131\u0141\u0142\u02c6\u02c7\u02d8\u02d9\u02da\u02db\u02dc\u02dd"
    + "\u2044\u2212\u2215\u2219\u2010\u2011\u03bc\ufffd"
)
# Fonts of Indian scripts from before Unicode: Latin letters, drawn as others. Told by their names.
_DISGUISED: Final = re.compile(
    r"kruti|devlys|chanakya|shusha|bamini|vanavil|akruti|shree[-_ ]?\w|aps[-_]|tscii|tam[-_]|"
    r"nudi|baraha|anmol|sulekha|walkman|asees|agra|4c ?gandhi|stmzh|amudham",
    re.IGNORECASE,
)
_SYMBOLS: Final = re.compile(r"symbol|dingbat|wingding|webding", re.IGNORECASE)
_UNSEEN: Final = "CZ"  # controls, signs of somebody's own, and spaces
_INVISIBLE: Final = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_COVERS: Final = 0.8  # of a page: then the picture is the paper, and text only lies under it
_DEEP: Final = 6  # forms within forms
_OBJECTS: Final = 50_000

_NO_FONTS: Final = raw.FPDF_SYSFONTINFO(version=1)


def use_no_fonts_of_this_machine() -> None:
    """Have PDFium draw with its own fonts and those of the file alone, on every machine."""
    raw.FPDF_SetSystemFontInfo(_NO_FONTS)


def check_fonts(page: pypdfium2.PdfPage) -> None:
    """Raise `BadFileError` when letters of a page cannot be drawn, for their font is missing."""
    objects = list(islice(page.get_objects(max_depth=_DEEP), _OBJECTS))
    if any(_covers(each, page) for each in objects if each.type == raw.FPDF_PAGEOBJ_IMAGE):
        return
    text = page.get_textpage()
    try:
        for each in objects:
            if each.type == raw.FPDF_PAGEOBJ_TEXT:
                _check(each, text)
    finally:
        text.close()


def _check(each: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> None:
    font = raw.FPDFTextObj_GetFont(each)
    if not font or raw.FPDFFont_GetIsEmbedded(font) == 1:
        return
    if raw.FPDFTextObj_GetTextRenderMode(each) == _INVISIBLE:  # what a machine read in a scan
        return
    name = _font_name(font)
    if _SYMBOLS.search(name):
        return
    if _DISGUISED.search(name) or not _OWN_LETTERS.issuperset(_letters(each, text)):
        raise BadFileError(
            f"is written in {f'the font {name}' if name else 'a font'}, which is not in the file; "
            "save it with its fonts embedded, or as PDF/A"
        )


def _covers(image: pypdfium2.PdfObject, page: pypdfium2.PdfPage) -> bool:
    left, bottom, right, top = image.get_bounds()
    width, height = page.get_size()
    return bool((right - left) * (top - bottom) >= _COVERS * width * height)


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("ascii", "ignore")[:80]


def _letters(each: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    """Return what is to be seen of an object's text, as far as the file says what it means."""
    length = raw.FPDFTextObj_GetText(each, text, None, 0)
    letters = ctypes.create_string_buffer(length)
    buffer = ctypes.cast(letters, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFTextObj_GetText(each, text, buffer, length)
    found = letters.raw.decode("utf-16-le", "replace")
    return "".join(sign for sign in found if category(sign)[0] not in _UNSEEN)
