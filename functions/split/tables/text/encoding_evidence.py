"""How well bytes read in an encoding: letters of one language, each in its place.

A wrong reading nearly always shows: signs within words, capitals after small letters, two scripts
in one word, letters that no one language has together.
"""

# ruff: noqa: RUF001 - look-alike letters of many scripts are what this is about

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

from functions.split.tables.text import alphabets

# Each with the languages that are written in it. The first of two that read alike is named.
_LETTERED: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("cp1252", alphabets.WESTERN),
    ("iso8859-15", alphabets.WESTERN),
    ("cp1250", alphabets.CENTRAL),
    ("iso8859-2", alphabets.CENTRAL),
    ("cp1254", alphabets.TURKISH),
    ("cp1257", alphabets.BALTIC),
    ("cp1251", alphabets.CYRILLIC),
    ("koi8-r", alphabets.CYRILLIC),
    ("koi8-u", alphabets.CYRILLIC),
    ("cp866", alphabets.CYRILLIC),
    ("iso8859-5", alphabets.CYRILLIC),
    ("cp1253", alphabets.GREEK),
    ("iso8859-7", alphabets.GREEK),
    ("cp1255", alphabets.HEBREW),
    ("cp862", alphabets.HEBREW),
    ("cp1256", alphabets.ARABIC),
    ("iso8859-6", alphabets.ARABIC),
    ("cp874", alphabets.THAI),
    ("mac-roman", alphabets.WESTERN),
    ("cp850", alphabets.WESTERN),
    ("cp437", alphabets.WESTERN),
    ("cp852", alphabets.CENTRAL),
    ("cp857", alphabets.TURKISH),
)
_OLD = frozenset({"mac-roman", "cp850", "cp437", "cp852", "cp857"})
# Those of thousands of letters: with the first bytes of the common half of them, and the most
# frequent.
_WIDE: tuple[tuple[str, str, range, frozenset[str]], ...] = (
    ("cp932", "shift_jis", range(0x88, 0x98), alphabets.JAPANESE),
    ("euc-jp", "euc-jp", range(0xB0, 0xD0), alphabets.JAPANESE),
    ("gb18030", "gb2312", range(0xB0, 0xD8), alphabets.SIMPLIFIED),
    ("big5", "big5", range(0xA4, 0xC7), alphabets.TRADITIONAL),
    ("cp949", "euc-kr", range(0xB0, 0xC9), alphabets.KOREAN),
)
_SIGNS = set("“”„‘’‚–—…€£°§«»¿¡½¼¾²³·•®©™ºª×±´¨`\xa0\xad№₪฿₹،؛؟ـ")
_APOSTROPHE = re.compile(r"(?:\b[dlcjmnstqDLCJMNSTO]|\b[qQ]u)[’‘]\w|\w[’‘](?:s|t|d|m|ll|re|ve)\b")
# So rarely is a letter of another language, or a sign in the wrong place, no mistake.
_MOST_ODD = 0.03
_COMMON = 0.85
_NO_FIT = -3.5  # about the mean log frequency of letters that are put together by chance


@dataclass(frozen=True, slots=True)
class Reading:
    """Text as an encoding makes it of a sample."""

    encoding: str
    text: str
    letters: int  # beyond ASCII
    fit: float  # mean log frequency of its letters in the language that fits best


def readings(sample: bytes) -> list[Reading]:
    """Return every reading of a sample that makes sense, the best first; of equal texts, one."""
    found = [
        reading
        for encoding, languages in _LETTERED
        if (reading := _lettered(sample, encoding, languages))
    ]
    found += [reading for each in _WIDE if (reading := _wide(sample, *each))]
    return sorted(
        _one_of_each(_likely(found)),
        key=lambda each: (bool(each.letters), each.fit),
        reverse=True,
    )


def _likely(found: list[Reading]) -> list[Reading]:
    """Leave out what only old Macs and DOS write, if it may be of another system."""
    likely = [each for each in found if each.encoding not in _OLD]
    return likely or found


def _one_of_each(found: list[Reading]) -> list[Reading]:
    by_text: dict[str, Reading] = {}
    for each in found:
        same = by_text.setdefault(each.text, each)
        if each.fit > same.fit:
            by_text[each.text] = replace(same, fit=each.fit)
    return list(by_text.values())


def reads_as_words(text: str) -> bool:
    """Say whether text has letters beyond ASCII, those of one language, each in its place."""
    return any(
        reading is not None and reading.letters
        for _, languages in _LETTERED
        for reading in [_lettered(text.encode(), "utf-8", languages)]
    )


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lettered(sample: bytes, encoding: str, languages: Mapping[str, str]) -> Reading | None:
    text = _decoded(sample, encoding)
    if text is None:
        return None
    beyond = Counter(char for char in text if char > "\x7f")
    letters = {char: n for char, n in beyond.items() if unicodedata.category(char)[0] in "LM"}
    signs = sum(n for char, n in beyond.items() if char not in letters and char not in _SIGNS)
    count, total = sum(letters.values()), sum(beyond.values())
    odd = signs + _out_of_place(text, cased=bool(languages))
    if odd > _MOST_ODD * total:
        return None
    if not count:
        return Reading(encoding, text, 0, 0.0)
    fits = [_fit(letters, alphabet) for alphabet in languages.values()]
    best = max((fit for fit in fits if fit is not None), default=None)
    return None if best is None else Reading(encoding, text, count, best)


def _fit(letters: Mapping[str, int], alphabet: str) -> float | None:
    """Return the mean log frequency of letters in a language; None if they are not its own."""
    ranks = {letter: rank for rank, letter in enumerate(alphabet)}
    inside = outside = 0
    sum_of_logs = 0.0
    whole = sum(1 / (rank + 3) for rank in range(len(alphabet)))
    for char, n in letters.items():
        rank = ranks.get(char.lower() if char != "İ" else "i")
        if rank is None:
            outside += n
            continue
        inside += n
        sum_of_logs += n * log(1 / (rank + 3) / whole)
    if not inside or outside > _MOST_ODD * (inside + outside):
        return None
    return sum_of_logs / inside


def _out_of_place(text: str, *, cased: bool) -> int:
    """Count what is not where letters and signs are put in words."""
    odd = 0
    for sign in re.finditer(r"(?<=[^\W\d_])[^\w\s\x00-\x7f](?=[^\W\d_])", text):
        if unicodedata.category(sign[0])[0] == "M" or sign[0] == "…":
            continue
        around = text[max(0, sign.start() - 4) : sign.end() + 4]
        odd += not (sign[0] in "·\xad\u200c\u200d" or _APOSTROPHE.search(around))
    # A sign that ends or begins a word, where no quote, degree or dash would stand.
    odd += len(
        re.findall(r"(?<=[a-z])[²³¹¼½¾±×÷¤¦¬¶µ¿¡§£¥¢](?![\w])|[¼½¾±÷¤¦¬¶¹¥¢](?=[a-z])", text)
    )
    odd += len(_STUCK.findall(text))
    for word in re.findall(r"[^\W\d_]{2,}", text):
        if word.isascii():
            continue
        odd += len({_script(char) for char in word}) > 1
        odd += cased and bool(_CASE.search(_cases(word)))
    return odd


# Letters or marks of another script right after a Latin letter or a digit, or before a Latin one.
_STUCK = re.compile(r"[A-Za-z0-9][\u0590-\u06ff\u0e00-\u0e7f]|[\u0590-\u06ff\u0e00-\u0e7f][A-Za-z]")
_CASE = re.compile("uUU*u|uU")  # see `_cases`: small letters are u, capitals U


def _cases(word: str) -> str:
    return "".join(
        "U" if char.isupper() else "u" if char.islower() and char not in "ßªº" else "-"
        for char in word
    )


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    first = name.partition(" ")[0]
    return "LATIN" if first in {"FEMININE", "MASCULINE", "MICRO"} else first


def _wide(
    sample: bytes, encoding: str, narrow: str, common: range, frequent: frozenset[str]
) -> Reading | None:
    """Read East Asian text: nearly all its letters must be common ones, and of one language."""
    text = _decoded(_whole_characters(sample, encoding), encoding)
    if text is None:
        return None
    beyond = [char for char in text if char > "\x7f"]
    if any("\uff61" <= char <= "\uff9f" or "\ue000" <= char <= "\uf8ff" for char in beyond):
        return None  # half-width kana, or letters of nobody: mostly bytes of something else
    letters = [char for char in beyond if unicodedata.category(char) == "Lo"]
    kana = sum("\u3040" <= char <= "\u30ff" for char in letters)
    syllables = [char for char in letters if "\uac00" <= char <= "\ud7a3"]
    hangul = sum(_is_common(char, narrow, common) for char in syllables)
    han = [char for char in letters if "\u4e00" <= char <= "\u9fff"]
    ordinary = sum(_is_common(char, narrow, common) for char in han)
    if not _is_one_language(encoding, len(letters), len(han), kana, hangul):
        return None
    good = ordinary + kana + hangul
    if not letters or good < _COMMON * len(beyond) - _signs(beyond):
        return None
    if _out_of_place(text, cased=True) > _MOST_ODD * len(beyond):
        return None
    share = (kana + sum(char in frequent for char in letters)) / len(letters)
    return Reading(encoding, text, len(letters), share * -_NO_FIT + _NO_FIT)


def _signs(beyond: list[str]) -> int:
    return sum("\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60" for char in beyond)


def _is_one_language(encoding: str, letters: int, han: int, kana: int, hangul: int) -> bool:
    if encoding == "cp949":
        return hangul >= 0.95 * letters
    if encoding in {"gb18030", "big5"}:
        return han >= 0.98 * letters
    return not hangul and kana + han >= 0.98 * letters


def _is_common(char: str, narrow: str, common: range) -> bool:
    try:
        return char.encode(narrow)[0] in common
    except UnicodeEncodeError:
        return False


def _whole_characters(sample: bytes, encoding: str) -> bytes:
    """Drop the lines that were cut within a character, which is the sampler's doing."""
    return b"\n".join(line for line in sample.split(b"\n") if _decoded(line, encoding) is not None)
