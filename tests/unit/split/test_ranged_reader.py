"""A reader by ranges is a file like any other, holds few blocks, and bears answers breaking off."""

import io
from typing import Any

import pytest
from botocore.exceptions import IncompleteReadError
from hypothesis import given
from hypothesis import strategies as st

from hinterland.aws.objects import S3Objects
from hinterland.aws.ranged_reader import BLOCKS_KEPT, RangedReader
from hinterland.errors import ThrottledError

STEPS = st.lists(
    st.tuples(st.just("read"), st.integers(-1, 40))
    | st.tuples(st.just("seek"), st.integers(0, 120)),
    max_size=12,
)


@given(body=st.binary(max_size=100), block_bytes=st.integers(1, 30), steps=STEPS)
def test_it_reads_as_a_file_in_memory_does(
    body: bytes, block_bytes: int, steps: list[tuple[str, int]]
) -> None:
    file = io.BytesIO(body)
    ranged = RangedReader(len(body), lambda start, end: body[start:end], block_bytes)
    buffered = io.BufferedReader(ranged, 8)
    for name, number in steps:
        assert getattr(buffered, name)(number) == getattr(file, name)(number)
        assert buffered.tell() == file.tell()


def test_a_block_is_fetched_once_while_it_is_kept() -> None:
    fetched: list[int] = []

    def fetch(start: int, end: int) -> bytes:
        fetched.append(start)
        return bytes(end - start)

    reader = RangedReader(100, fetch, 10)
    for offset in (0, 90, 5, 95, 2):
        reader.seek(offset)
        reader.read(1)
    assert fetched == [0, 90]
    for offset in range(10, 10 + BLOCKS_KEPT * 10, 10):
        reader.seek(offset)
        reader.read(1)
    reader.seek(0)
    reader.read(1)
    assert fetched.count(0) == 2


class _Flaky:
    """An S3 whose first answers break off."""

    def __init__(self, broken: int) -> None:
        self.broken = broken

    def get_object(self, **_: object) -> dict[str, Any]:
        self.broken -= 1
        body = _Breaking() if self.broken >= 0 else io.BytesIO(b"whole")
        return {"Body": body, "ETag": "a"}


class _Breaking:
    def read(self) -> bytes:
        raise IncompleteReadError(actual_bytes=1, expected_bytes=5)


def _objects(broken: int) -> S3Objects:
    client: Any = _Flaky(broken)
    return S3Objects(client, "bucket")


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    assert _objects(2).read("k") == b"whole"


def test_answers_that_always_break_off_are_left_to_the_workflow() -> None:
    with pytest.raises(ThrottledError):
        _objects(3).read("k")
