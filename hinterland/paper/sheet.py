"""An A4 sheet: fonts, colours, footer, and the few ways in which text is put on it."""

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "Noto Sans"
_INK, _QUIET, _RULE = (28, 32, 40), (98, 106, 118), (196, 202, 210)
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_MARGIN = 16.0  # mm


class Sheet(FPDF):
    """The same content always gives the same bytes: nothing in it depends on the present."""

    def __init__(self, title: str, footing: str, made_at: datetime) -> None:
        super().__init__(format="A4", unit="mm")
        self._footing = footing
        self.set_creation_date(made_at)
        self.set_title(title)
        self.set_lang("en-IN")
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=22)
        self._add_fonts()
        self.add_page()

    def _add_fonts(self) -> None:
        self.add_font(_FAMILY, "", _FONTS / "NotoSans-Regular.ttf")
        self.add_font(_FAMILY, "B", _FONTS / "NotoSans-Bold.ttf")

    def drawable(self, text: str) -> str:
        """Return text that this font can show: � for what it has not, nothing for the invisible."""
        glyphs = cast(TTFFont, self.fonts["noto sans"]).cmap
        composed = unicodedata.normalize("NFC", text)
        visible = (each for each in composed if unicodedata.category(each) != "Cf")
        return "".join(each if ord(each) in glyphs else _UNKNOWN for each in visible)

    def footer(self) -> None:
        """Close a page with what it is of, and its number; fpdf2 calls this."""
        self.set_y(-16)
        self.rule()
        self.ln(2)
        self.pen(7.5, quiet=True)
        self.cell(self.epw - 20, 4, self.drawable(self._footing))
        # Left-aligned: fpdf2 measures the placeholder, not the number that comes in its place.
        self.cell(20, 4, f"Page {self.page_no()} of {{nb}}")

    def pen(self, size: float, *, bold: bool = False, quiet: bool = False) -> None:
        """Choose how the next text looks."""
        self.set_font(_FAMILY, "B" if bold else "", size)
        self.set_text_color(*(_QUIET if quiet else _INK))

    def lines(self, text: str, width: float, height: float, align: Align = Align.L) -> None:
        """Write text in a column that begins at x, as many lines as it takes; x stays."""
        self.multi_cell(
            width,
            height,
            self.drawable(text),
            align=align,
            new_x=XPos.LEFT,
            new_y=YPos.NEXT,
        )

    def fitting(self, text: str, width: float) -> str:
        """Return as much of a text as fits on one line with the present pen, … for the rest."""
        text = self.drawable(text)
        if self.get_string_width(text) <= width:
            return text
        while text and self.get_string_width(text + "…") > width:
            text = text[:-1]
        return text + "…"

    def rule(self, left: float | None = None) -> None:
        """Draw a thin line at y, to the right margin."""
        self.set_draw_color(*_RULE)
        self.set_line_width(0.2)
        self.line(self.l_margin if left is None else left, self.y, self.w - self.r_margin, self.y)
