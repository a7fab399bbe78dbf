"""What Merge delivers: every record once, in the drop's order, as a table that any reader reads."""

import csv
import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from functions.merge.finish import ReconciliationError
from functions.merge.part import UnfinishedItemError
from hinterland import s3_keys
from hinterland.catalogue.work_type import Quality
from hinterland.fields.field import Deliver
from hinterland.jobs.job import JobState
from hinterland.stage import Stage
from hinterland.work.entries import Flag
from tests.unit.merge.worlds import JOB, NAME, NOON, TOTAL, Said, World, values


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def a_world_with_a_bit_of_everything() -> World:
    world = World(quality=Quality(2))
    world.add_item([["a"], ["b"]], *agreeing(values("One", "1"), Flag.BLANK))
    world.add_item(
        [["c"]],
        Said("selvi", [values("Two", "2")]),
        Said("kavi", [values("Two", "3")]),
        Said("mani", [values("Two", "2.00")]),
    )
    world.add_item([["d"]], *agreeing(values("Three", "3")))
    world.reject(2)
    return world


def agreeing(*records: dict[str, str] | Flag) -> tuple[Said, Said]:
    return Said("selvi", records), Said("kavi", records)


def test_rows_have_the_client_s_columns_and_then_the_fields() -> None:
    world = World(columns=("id", "street"))
    world.add_item([["7", "Main Rd"]], Said("selvi", [values("Kaveri", "9.20")]))
    world.merge()
    assert world.text(s3_keys.RESULT) == "id,street,name,total\r\n7,Main Rd,Kaveri,9.20\r\n"


def test_images_have_file_and_page() -> None:
    world = World(columns=None)
    world.add_item([["a.pdf", 1], ["a.pdf", 2]], Said("selvi", [values("A", "1"), Flag.ILLEGIBLE]))
    world.merge()
    assert world.text(s3_keys.RESULT) == "file,page,name,total\r\na.pdf,1,A,1\r\n"
    assert world.text(s3_keys.QUERIES) == "file,page,name,total,reason\r\na.pdf,2,,,illegible\r\n"


def test_columns_of_the_same_name_both_come_back() -> None:
    world = World(columns=("phone", "phone", "name"))
    world.add_item([["1", "2", "Old"]], Said("selvi", [values("New", "3")]))
    world.merge()
    assert table(world.text(s3_keys.RESULT)) == [
        ["phone", "phone", "name", "name (keyed)", "total"],
        ["1", "2", "Old", "New", "3"],
    ]
    assert world.document(s3_keys.RECONCILIATION)["renamed"] == {"name": "name (keyed)"}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a,b", '"a,b"'),
        ('say "ok"', '"say ""ok"""'),
        ("two\r\nlines", '"two\r\nlines"'),
        ("two\nlines", '"two\nlines"'),
        ("கடை", "கடை"),
        (" kept ", " kept "),
    ],
)
def test_cells_are_quoted_after_rfc_4180(cell: str, written: str) -> None:
    world = World()
    world.add_item([[cell]], Said("selvi", [values("A", "1")]))
    world.merge()
    assert world.text(s3_keys.RESULT) == f"id,name,total\r\n{written},A,1\r\n"


def test_the_order_is_the_drop_s_over_all_parts() -> None:
    world = World(items_per_part=3)
    for number in range(40):
        world.add_item(
            [[f"{number}a"], [f"{number}b"]],
            Said("selvi", [values("A", "1"), values("B", "2")]),
        )
    world.merge()
    ids = [row[0] for row in table(world.text(s3_keys.RESULT))[1:]]
    assert ids == [f"{number}{half}" for number in range(40) for half in "ab"]


def test_the_adjudicator_s_word_is_delivered_and_the_rest_stays() -> None:
    world = World(quality=Quality(2))
    world.add_item(
        [["a"]],
        Said("selvi", [values("Kaveri Stores", "1")]),
        Said("kavi", [values("KAVERI STORES", "2")]),
        Said("mani", [values("", "3")]),
    )
    world.merge()
    assert table(world.text(s3_keys.RESULT))[1] == ["a", "Kaveri Stores", "3"]


def test_an_adjudicator_may_overrule_a_flag_or_set_one() -> None:
    world = World(quality=Quality(2))
    world.add_item(
        [["a"], ["b"]],
        Said("selvi", [values("A", "1"), values("B", "2")]),
        Said("kavi", [Flag.ILLEGIBLE, values("C", "3")]),
        Said("mani", [values("A", "1"), Flag.WRONG_DOCUMENT]),
    )
    world.merge()
    assert table(world.text(s3_keys.RESULT))[1:] == [["a", "A", "1"]]
    assert table(world.text(s3_keys.QUERIES))[1:] == [["b", "", "", "wrong_document"]]


def test_every_record_is_accounted_for() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    assert world.document(s3_keys.RECONCILIATION) == {
        "records_in": 6,
        "delivered": 3,
        "queried": 1,
        "rejected": 2,
        "drop_sha256": "d" * 64,
        "result_sha256": hashlib.sha256(world.delivered(s3_keys.RESULT)).hexdigest(),
        "header": "line 1",
        "skipped": [],
    }


def test_a_job_of_which_every_record_was_rejected_has_empty_tables() -> None:
    world = World()
    world.reject(3)
    world.merge()
    assert world.text(s3_keys.RESULT) == "id,name,total\r\n"
    assert world.text(s3_keys.QUERIES) == "id,name,total,reason\r\n"
    assert world.document(s3_keys.RECONCILIATION)["rejected"] == 3
    statement = world.certificate()["method"]["statement"]
    assert statement == "No record was delivered, and nothing is certified."


@pytest.mark.parametrize(
    "change", [{"records": 7}, {"rejected": 1}, {"done": 5}, {"queried": 0}, {"queried": 2}]
)
def test_nothing_is_delivered_when_the_counts_do_not_add_up(change: dict[str, int]) -> None:
    world = a_world_with_a_bit_of_everything()
    world.jobs.rows[JOB] = replace(world.job, **change)  # type: ignore[arg-type] # all are counts
    with pytest.raises(ReconciliationError):
        world.merge()
    assert {key.rpartition("/")[2] for key in world.deliveries.bodies} == {s3_keys.STATUS}


def test_a_part_with_an_item_at_work_is_not_merged() -> None:
    world = World()
    world.add_item([["a"]], Said("selvi", [values("A", "1")]), stage=Stage.VERIFY)
    with pytest.raises(UnfinishedItemError, match=f"{JOB}/000001 is at verify"):
        world.merge()


def test_a_repeat_delivers_the_same_bytes() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    first = {key: body for key, body in world.deliveries.bodies.items() if "status" not in key}
    world.merge(NOON + timedelta(days=3))
    again = {key: body for key, body in world.deliveries.bodies.items() if "status" not in key}
    assert again == first


def test_a_certificate_of_other_contents_is_issued_anew() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    world.add_item([["e"]], *agreeing(values("Four", "4")))
    later = NOON + timedelta(days=3)
    world.merge(later)
    assert world.certificate()["issued_at"] == "2026-11-24T12:00:00.000Z"


def test_the_client_sees_that_merging_began() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    assert world.document(s3_keys.STATUS)["state"] == "merging"


def test_a_part_that_comes_again_after_delivery_does_not_set_the_job_back() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    world.jobs.move(JOB, JobState.DELIVERED, NOON)
    world.merge()
    assert world.job.state is JobState.DELIVERED


def test_all_but_the_invoice_is_there_when_merging_is_over() -> None:
    world = a_world_with_a_bit_of_everything()
    world.merge()
    files = {key.rpartition("/")[2] for key in world.deliveries.bodies}
    invoice = {s3_keys.INVOICE_JSON, s3_keys.INVOICE_PDF}
    assert files == {s3_keys.STATUS, *s3_keys.DELIVERED} - invoice


def test_a_field_that_wants_it_is_delivered_in_one_way_of_writing() -> None:
    fields = (NAME, replace(TOTAL, deliver=Deliver.NORMALISED))
    world = World(fields=fields)
    world.add_item([["7"]], Said("selvi", [values("Kaveri", "Rs. 1,23,456.50/-")]))
    world.merge()
    assert world.text(s3_keys.RESULT) == "id,name,total\r\n7,Kaveri,123456.50\r\n"
