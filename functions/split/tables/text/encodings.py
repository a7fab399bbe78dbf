"""The encoding of a text file: from its mark or its bytes, as stated, or, if unsure, refused."""

import codecs
import re
from dataclasses import dataclass

from functions.split.tables.survey import Survey
from functions.split.tables.text.encoding_evidence import Reading, readings, reads_as_words
from hinterland.errors import RejectedError
from hinterland.jobs.wide_text import wide_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_HZ = re.compile(rb"~\{(?:[!-~]{2})+?~\}")
_ISO_2022 = re.compile(rb"\x1b(\$[@B]|\$\)C|\([BJ])")
# With so many valid characters for each bad byte it is UTF-8 that somebody damaged.
_FOR_EACH_BAD = 4
# How far the better of two readings must be ahead: in mean log frequency, and in that of the whole.
_AHEAD = 0.3
_LIKELIER = 5.0


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to read a file's bytes as text."""

    name: str
    begin: int = 0  # of the text: bytes of the mark before it

    @property
    def errors(self) -> str:
        """Return what is to become of bytes that are no text: marks that a row can be told by."""
        return "replace" if self.name in _UNMARKED else "surrogateescape"


def encoding_of(found: Survey, stated: str | None) -> Encoding:
    """Decide; raise `RejectedError` with the likeliest readings when the bytes leave doubt."""
    for mark, name in _MARKS:
        if found.head.startswith(mark) and stated in {None, name, name[:6], "utf-8-sig", "utf-8"}:
            return Encoding(name, len(mark))
    if stated is not None:
        return Encoding(stated)
    wide = wide_encoding(found.head)
    if wide is not None:
        return Encoding(wide)
    if found.is_ascii:
        return Encoding(_within_ascii(found))
    if not found.not_utf8 or found.utf8 > _FOR_EACH_BAD * found.not_utf8:
        return Encoding("utf-8")
    return Encoding(_by_evidence(found))


def _within_ascii(found: Survey) -> str:
    """Tell the encodings that write all they have in ASCII characters."""
    if escape := _ISO_2022.search(found.head):
        return "iso2022_kr" if escape[1].startswith(b"$)") else "iso2022_jp"
    if _HZ.search(found.head):
        raise _unsure("hz", "utf-8")
    if b"+" in found.head and _is_utf7(found.head):
        raise _unsure("utf-7", "utf-8")
    return "utf-8"


def _is_utf7(head: bytes) -> bool:
    try:
        text = head.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return not text.isascii() and reads_as_words(text)


def _by_evidence(found: Survey) -> str:
    sensible = readings(bytes(found.sample))
    is_half_utf8 = found.utf8 * 2 > found.not_utf8
    if sensible and not is_half_utf8 and _is_sure(sensible[0], sensible[1:]):
        return sensible[0].encoding
    names = _likeliest(found, [each.encoding for each in sensible])
    raise _unsure(*names)


def _unsure(first: str, second: str) -> RejectedError:
    return RejectedError(
        "unsure_encoding",
        "The file's letters cannot be read with certainty: the likeliest "
        f"encodings are {first} and {second}. Save it as CSV in UTF-8; or ask the office to "
        f"state the encoding in the work type, such as `table: {{encoding: {first}}}`.",
    )


def _is_sure(best: Reading, others: list[Reading]) -> bool:
    # Where another reading has letters and this one only signs, the signs are too few to tell.
    rivals = [each for each in others if each.letters or not best.letters]
    return all(
        rival.fit + _AHEAD <= best.fit and best.letters * (best.fit - rival.fit) >= _LIKELIER
        for rival in rivals
    )


def _likeliest(found: Survey, names: list[str]) -> list[str]:
    if found.utf8 * 2 > found.not_utf8:
        names = ["utf-8", *names]
    if len(names) < 2:  # noqa: PLR2004 - two are named
        # Half a second to load, and only for this: it guesses among many more, less surely.
        from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

        names += [each.encoding for each in from_bytes(bytes(found.sample))]
    return list(dict.fromkeys([*names, "cp1252", "utf-8"]))[:2]
