"""Parts are runs of whole work items, and together they are the drop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.split.cutting import ITEMS_IN_PART, Marks, Sizes
from hinterland.errors import RejectedError


@given(
    records=st.integers(1, 400),
    in_item=st.integers(1, 20),
    most_records=st.integers(1, 50),
    most_parts=st.integers(1, 10),
)
def test_parts_follow_one_another_in_whole_items(
    records: int, in_item: int, most_records: int, most_parts: int
) -> None:
    marks: Marks[int] = Marks(Sizes.of(in_item, most_records))
    for record in range(1, records + 1):
        marks.count(record)
    parts = marks.parts(lambda start, end: {"start": start, "end": end}, most_parts)
    assert len(parts) <= most_parts
    record, item = 1, 1
    for number, part in enumerate(parts, start=1):
        assert (part["part"], part["first_record"], part["first_item"]) == (number, record, item)
        assert part["source"]["start"] == record
        record, item = record + part["records"], item + part["items"]
        is_last = number == len(parts)
        assert part["source"]["end"] == (None if is_last else record)
        assert part["items"] == -(-part["records"] // in_item)
        assert is_last or part["records"] % in_item == 0
    assert record == records + 1


@pytest.mark.parametrize(
    ("in_item", "most_records", "in_part"),
    [(1, 3000, ITEMS_IN_PART), (50, 3000, 3000), (200, 100, 200), (7, 100, 98)],
)
def test_a_part_is_bounded_in_items_and_in_records(
    in_item: int, most_records: int, in_part: int
) -> None:
    assert Sizes.of(in_item, most_records).in_part == in_part


def test_more_records_than_ids_can_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.split.cutting.RECORDS_IN_DROP", 3)
    marks: Marks[int] = Marks(Sizes.of(1, 10))
    for record in range(3):
        marks.count(record)
    with pytest.raises(RejectedError, match="more than 3 records"):
        marks.count(3)
