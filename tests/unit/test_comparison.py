"""When two keyings are the same: never where a letter, mark or digit of any script differs."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.fields.agreement import agree
from hinterland.fields.comparison import exact, loose
from hinterland.fields.field import Field, FieldKind, Match

LABEL = {"en": "Name"}
EXACT = Field("name", FieldKind.TEXT, LABEL)
LOOSE = Field("name", FieldKind.TEXT, LABEL, match=Match.LOOSE)
EVERYTHING = [chr(number) for number in range(0x110000)]
# The scripts of the languages of the Eighth Schedule, by their blocks, and Latin.
SCRIPTS = {
    "Latin": (0x0041, 0x024F),
    "Devanagari: Bodo, Dogri, Hindi, Konkani, Maithili, Marathi, Nepali, Sanskrit": (
        0x0900,
        0x097F,
    ),
    "Bengali: Assamese, Bengali, Manipuri": (0x0980, 0x09FF),
    "Gurmukhi: Punjabi": (0x0A00, 0x0A7F),
    "Gujarati": (0x0A80, 0x0AFF),
    "Odia": (0x0B00, 0x0B7F),
    "Tamil": (0x0B80, 0x0BFF),
    "Telugu": (0x0C00, 0x0C7F),
    "Kannada": (0x0C80, 0x0CFF),
    "Malayalam": (0x0D00, 0x0D7F),
    "Arabic: Kashmiri, Sindhi, Urdu": (0x0620, 0x06FF),
    "Ol Chiki: Santali": (0x1C50, 0x1C7F),
    "Meetei Mayek: Manipuri": (0xABC0, 0xABFF),
    "Meetei Mayek, extended": (0xAAE0, 0xAAFF),
    "Devanagari, extended": (0xA8E0, 0xA8FF),
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("கமலா", "கமலி"),
        ("राम", "रमा"),
        ("राम", "रोम"),
        ("ராமன்", "ரமணி"),
        ("சீதா", "சதி"),
        ("मीना", "मनु"),
        ("Kamala", "Kamali"),
        ("కమల", "కమలా"),
        ("ಕಮಲ", "ಕಮಲಾ"),
        ("കമല", "കമലാ"),
        ("કમલ", "કમલા"),
        ("ਕਮਲ", "ਕਮਲਾ"),
        ("କମଳ", "କମଳା"),
        ("কমল", "কমলা"),
        ("کمَل", "کمِل"),
        ("ᱠᱚᱢᱚᱞ", "ᱠᱚᱢᱚᱞᱟ"),
        ("ꯀꯃꯜ", "ꯀꯃꯜꯥ"),
        ("हिंदी", "हिदी"),
        ("कँवल", "कंवल"),
        ("क़लम", "कलम"),
        ("Jose", "José"),
        ("12/3", "1/23"),
        ("12/3", "12.3"),
        ("12 3", "1 23"),
        ("12 3", "123"),
        ("1,50", "150"),
        ("Flat 1-11", "Flat 11-1"),
        ("Flat 1-11", "Flat 111"),
        ("Rs 1.50", "Rs 150"),
        ("Rs .50", "Rs 50"),
        ("Rs.-50", "Rs.50"),
        ("₹-5", "₹5"),
        ("-5", "5"),
        ("(5)", "5"),
        ("5%", "5"),
        ("5'", '5"'),
        ("C++", "C#"),
        ("C++", "C"),
        ("C#", "C"),
        ("A+", "A-"),
        ("A-", "A"),
        ("R & D", "R D"),
        ("ravi@x.in", "ravix.in"),
        ("१२", "21"),
        ("½", "12"),
        ("m²", "m2"),
        ("खरʼ", "खर"),
        ("അവന്‍", "അവന്"),
        ("दर्‍या", "दर्या"),
        ("র‍্য", "র্য"),
    ],
)
def test_what_differs_in_a_letter_a_mark_a_digit_or_a_sign_is_disputed(
    one: str, other: str
) -> None:
    assert not agree(LOOSE, one, other)
    assert not agree(EXACT, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary", "St Mary"),
        ("Sun-Fish Ltd.", "sunfish ltd"),
        ("K.S. Ravi", "K. S. RAVI"),
        ("Anna Nagar, Chennai", "ANNANAGAR CHENNAI"),
        ("12, Anna Nagar", "12 Anna Nagar"),
        ("No. 5", "no 5"),
        ("No.5", "No 5"),
        ("B-12", "B 12"),
        ("12-A", "12A"),
        ("Rs. 100/-", "Rs 100"),
        ("(Mary)", "Mary"),
        ('"Mary"', "Mary"),
        ("राम। सीता", "राम सीता"),
        ("\uff32\uff41\uff56\uff49\u3000\uff11\uff12", "Ravi 12"),
        ("O\u2019Brien", "O'Brien"),
        ("“Mary”", '"Mary"'),
        ("12\u201313", "12-13"),
        ("12\u221213", "12-13"),
        ("खर\u02bc", "खर'"),
        ("STRASSE", "straße"),
        ("\ufedb\ufe98\ufe8e\ufe8f", "كتاب"),
    ],
)
def test_case_spacing_width_and_punctuation_between_words_are_forgiven(
    one: str, other: str
) -> None:
    assert agree(LOOSE, one, other)
    assert not agree(EXACT, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("क्‍ष", "क्ष"),
        ("क्‌ष", "क्ष"),
        ("Ravi\u200c", "Ravi"),
        ("Ravi\u200b Kumar", "Ravi Kumar"),
        ("a\u00a0b", "a b"),
        ("a  b ", "a b"),
        ("\u00c5", "A\u030a"),
        ("\u0915\u093c", "\u0958"),
        ("അവന്‍", "അവൻ"),
        ("উৎসব", "উত্‍সব"),
        ("दर्‍या", "दऱ्या"),
        ("❤️", "❤"),
    ],
)
def test_what_looks_the_same_agrees_exactly_too(one: str, other: str) -> None:
    assert agree(EXACT, one, other)
    assert agree(LOOSE, one, other)


@pytest.mark.parametrize("kind", sorted(set(FieldKind)))
def test_what_cannot_be_seen_divides_no_kind_of_field(kind: FieldKind) -> None:
    field = Field("it", kind, LABEL, choices=("12/12/2025",))
    assert agree(field, "12/12\u200b/2025\ufeff", "\u200e12/12/2025")


@pytest.mark.parametrize("block", SCRIPTS.values(), ids=SCRIPTS)
def test_every_letter_mark_and_digit_of_a_script_counts(block: tuple[int, int]) -> None:
    first, last = block
    characters = [chr(number) for number in range(first, last + 1)]
    base = next(each for each in characters if unicodedata.category(each) in {"Lo", "Ll"})
    found: dict[str, str] = {}
    for each in characters:
        if unicodedata.category(each)[0] not in "LMN":
            continue
        counts = loose(base + each)
        assert counts != loose(base)
        same = unicodedata.normalize("NFC", (base + each).casefold())
        assert found.setdefault(counts, same) == same


@settings(max_examples=300)
@given(st.text(), st.text(), st.characters(categories=("L", "M", "N"), codec="utf-8"))
def test_no_letter_mark_or_digit_can_be_left_out_anywhere(
    before: str, after: str, one: str
) -> None:
    whole, rest = before + one + after, before + after
    assert (loose(whole) == loose(rest)) <= (exact(whole) == exact(rest))


DIGITS = st.text(st.sampled_from("0123456789 ./-,"), max_size=8)


@given(DIGITS, DIGITS)
def test_digits_agree_only_in_the_same_groups(one: str, other: str) -> None:
    if agree(LOOSE, one, other):
        groups = [
            "".join(each if each.isdigit() else " " for each in text).split()
            for text in (one, other)
        ]
        assert groups[0] == groups[1]


@given(st.text(), st.text())
def test_what_agrees_exactly_agrees_loosely_and_in_either_order(one: str, other: str) -> None:
    assert agree(LOOSE, one, one)
    assert agree(LOOSE, one, other) == agree(LOOSE, other, one)
    if agree(EXACT, one, other):
        assert agree(LOOSE, one, other)
