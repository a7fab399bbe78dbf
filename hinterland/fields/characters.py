"""What a keyed text is made of: the invisible is taken out, what cannot be written is refused.

The operator's page does the same (`web/keying/characters.js`; `tests/field-characters.json` holds
both to one table). Whether two texts are the same is said in `comparison`.
"""

import re
import unicodedata

LONGEST = 10_000
"""Characters that a value may have at most: several printed pages, and well below what a cell of a
spreadsheet holds (32,767)."""

# More marks than this on one letter are no writing (the Stream-Safe Text Format of UAX #15), and
# putting them in order takes time that grows with their square.
_MOST_MARKS = 30
# What Unicode calls white space, without the controls that only end up in files.
_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# Default_Ignorable_Code_Point of Unicode, and the marks of interlinear annotation; without the
# joiners, which are kept where they show, and without the selectors of variants, which do show.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
VIRAMAS = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u103a\u17d2"
    "\ua8c4\uaaf6\uabed\U00011133\U00011134\U000111c0\U00011442\U000114c2\U0001163f\U00011839"
)
"""The signs that take a vowel away and join what follows (Unicode's combining class 9), in the
scripts in which India and its neighbours write today, and Newa, Tirhuta, Modi, Dogra, Sharada."""
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_PICTURES = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"

_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# A joiner that changes nothing: RFC 5892 (CONTEXTJ) has the same idea. One shows after a virama,
# between two letters of Arabic script, in a picture made of several; and ZWJ before a virama, where
# it keeps a ra from becoming a mark above what follows.
_IDLE_JOINER = re.compile(
    f"(?<![{VIRAMAS}{_ARABIC}{_PICTURES}])(?:\u200c|\u200d(?![{VIRAMAS}]))"
    f"|(?<=[{_ARABIC}])\u200c(?![{_ARABIC}])"
    f"|(?<=[{_PICTURES}])(?:\u200c|\u200d(?![{_PICTURES}]))"
)
# Controls, halves of surrogate pairs, and the code points that are no characters.
_UNWRITABLE = re.compile(
    "[\0-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


def clean(text: str) -> str:
    """Return a keyed text in Unicode NFC, without what cannot be seen and without outer space.

    Taken out are soft hyphens, byte order marks, marks of direction, spaces of no width, and the
    joiners (ZWJ, ZWNJ) that change nothing. Joiners stay where a script is drawn by them.

    A text that is not writable may stay as it is.
    """
    if text.isascii():  # as most are: nothing of the above is among these characters
        return text.strip(_SPACE)
    if _is_heaped(text):
        return text.strip(_SPACE)
    seen = _JOINERS.sub(r"\1", _UNSEEN.sub("", text))
    drawn = _IDLE_JOINER.sub("", unicodedata.normalize("NFC", seen))
    return unicodedata.normalize("NFC", drawn).strip(_SPACE)


def is_writable(text: str) -> bool:
    """Say whether a text can be written to any file: valid Unicode, without control characters.

    Marks that are heaped on one letter beyond all writing are not taken either.
    """
    return _UNWRITABLE.search(text) is None and not _is_heaped(text)


def _is_heaped(text: str) -> bool:
    kinds = "".join(unicodedata.category(each)[0] for each in text)
    return "M" * (_MOST_MARKS + 1) in kinds
