"""What counts of a text when two keyings of it are compared, exactly or loosely.

Exactly, every character counts but for how wide a gap is and for joiners that change no letter.
Loosely, case, spacing, width and punctuation between words do not count either; every letter, mark,
digit and symbol of every script does. `docs/quality.md` says it for those who order the work.
"""

import re
import unicodedata
from itertools import groupby

from hinterland.fields.characters import VIRAMAS, clean

# Older spellings with a joiner, which are drawn as the letter beside them: Malayalam chillus, the
# Bengali khanda ta, and the ra of Marathi and Nepali that is drawn as an eyelash.
_LETTERS_BY_JOINER = {
    "\u0d23\u0d4d\u200d": "\u0d7a",
    "\u0d28\u0d4d\u200d": "\u0d7b",
    "\u0d30\u0d4d\u200d": "\u0d7c",
    "\u0d32\u0d4d\u200d": "\u0d7d",
    "\u0d33\u0d4d\u200d": "\u0d7e",
    "\u0d15\u0d4d\u200d": "\u0d7f",
    "\u09a4\u09cd\u200d": "\u09ce",
    "\u0930\u094d\u200d": "\u0931\u094d",
}
_LETTER_BY_JOINER = re.compile("|".join(_LETTERS_BY_JOINER))
# Joiners and selectors of variants change how letters are drawn and not which they are; except for
# ZWJ before a virama, which keeps a ra whole.
_OF_DRAWING = re.compile(
    "\u200c|\u200d(?![" + VIRAMAS + "])|[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc`\u00b4\u2039\u203a", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212", "-")
    | dict.fromkeys("\u2044\u2215", "/")
)
_FORMS_OF_ONE_LETTER = ("<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
_PASSING = frozenset({"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Zs", "Zl", "Zp"})
# Punctuation by its category, and yet it stands for a word or says what a number is.
_SIGNS = frozenset("#%&*@\\\u00a7\u00b6\u2020\u2021\u2030\u2031\u203b\u066a\u0609\u060a\u066d")
_QUOTES = "'\""


def exact(text: str) -> str:
    """Return what counts of a text: gaps are one space, and joiners do not count."""
    whole = _LETTER_BY_JOINER.sub(lambda found: _LETTERS_BY_JOINER[found[0]], clean(text))
    return " ".join(unicodedata.normalize("NFC", _OF_DRAWING.sub("", whole)).split())


def loose(text: str) -> str:
    """Return what counts of a text for a loose comparison: letters, marks, digits, symbols.

    Of what stands between them only what a number or a word would be another without (`_between`).
    """
    folded = unicodedata.normalize("NFC", _folded(exact(text)))
    runs = [(passes, "".join(run)) for passes, run in groupby(folded, _passes)]
    counts = []
    for at, (passes, run) in enumerate(runs):
        if passes:
            left = runs[at - 1][1][-1] if at else ""
            right = runs[at + 1][1][0] if at + 1 < len(runs) else ""
            run = _between(left, run, right)  # noqa: PLW2901 (what counts of it takes its place)
        counts.append(run)
    return "".join(counts)


def _folded(text: str) -> str:
    """Return a text in small letters of one width, with the quotes and dashes of a keyboard."""
    one_form = "".join(
        unicodedata.normalize("NFKC", each)
        if unicodedata.decomposition(each).startswith(_FORMS_OF_ONE_LETTER)
        else each
        for each in text
    )
    plain = unicodedata.normalize("NFD", one_form.translate(_PLAIN))
    return unicodedata.normalize("NFD", plain.casefold())


def _passes(character: str) -> bool:
    return unicodedata.category(character) in _PASSING and character not in _SIGNS


def _between(left: str, run: str, right: str) -> str:
    """Return what counts of the spaces and punctuation between two characters, "" for no character.

    - Between two digits all of it: 12/3 is not 1/23, nor 1 23, nor 1.23.
    - Before a digit, what hangs on it and not on a word: -5, .50, (5); but not the points of Rs.5
      and No. 5, nor the hyphen of B-12.
    - After a digit or a letter a quote (5', 5", O'Brien), and at the end a hyphen (A-).
    """
    if _is_digit(left) and _is_digit(right):
        return run
    before = _before_digit(left, run) if _is_digit(right) else ""
    return _after(left, run, right) + before


def _before_digit(left: str, run: str) -> str:
    *apart, hanging = run.split(" ")
    if apart or not _is_letter(left):
        return hanging
    return "" if hanging in {"-", "/", "_"} else hanging.lstrip(".,:;'")


def _after(left: str, run: str, right: str) -> str:
    if _is_digit(left) and run[0] in _QUOTES:
        return run[0]
    if _is_letter(left) and run[0] == "'":
        return run[0]
    return "-" if left and not right and run[0] == "-" else ""


def _is_digit(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] == "N"


def _is_letter(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "LM"
