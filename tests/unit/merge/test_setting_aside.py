"""A record that cannot be written or read costs itself: the others are delivered."""

from dataclasses import replace

import pytest

from functions.merge.finish import ReconciliationError
from hinterland import s3_keys
from hinterland.catalogue.work_type import Quality
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from tests.unit.merge.worlds import JOB, Said, World, values

HALF_AN_EMOJI = "(half an emoji)"


def spoil(world: World, item: WorkItem, body: bytes | None = None) -> None:
    """Have the first entry of an item be other bytes: by default with half an emoji in it."""
    key = s3_keys.entry(JOB, item.id, item.accepted[0].lease)
    half = world.work.read(key).replace(HALF_AN_EMOJI.encode(), rb"\ud83d")
    world.work.write(key, half if body is None else body, "application/json")


def lines(world: World, file: str) -> list[str]:
    return world.text(file).split("\r\n")[1:-1]


def test_a_value_that_is_no_text_is_queried_and_the_rest_delivered() -> None:
    world = World()
    said = Said("selvi", [values(HALF_AN_EMOJI, "1"), values("Two", "2")])
    spoil(world, world.add_item([["a"], ["b"]], said))
    world.merge()
    assert lines(world, s3_keys.RESULT) == ["b,Two,2"]
    assert lines(world, s3_keys.QUERIES) == ["a,,,set_aside"]
    counts = world.document(s3_keys.RECONCILIATION)
    assert (counts["delivered"], counts["queried"], counts["records_in"]) == (1, 1, 2)
    assert world.job.queried == 1  # and so it is not billed
    assert world.certificate()["queries"]["by_flag"]["set_aside"] == 1


def test_merging_again_sets_the_same_aside_and_counts_it_once() -> None:
    world = World()
    said = Said("selvi", [values(HALF_AN_EMOJI, "1"), values("Two", "2")])
    spoil(world, world.add_item([["a"], ["b"]], said))
    world.merge()
    world.merge()
    assert world.job.queried == 1


def test_an_entry_that_cannot_be_read_any_more_costs_its_own_item() -> None:
    world = World()
    broken = world.add_item([["a"]], Said("selvi", [values("One", "1")]))
    world.add_item([["b"]], Said("selvi", [values("Two", "2")]))
    spoil(world, broken, b"[" * 100_000)
    world.merge()
    assert lines(world, s3_keys.RESULT) == ["b,Two,2"]
    assert lines(world, s3_keys.QUERIES) == ["a,,,set_aside"]


def test_what_a_second_keyer_made_good_is_delivered() -> None:
    world = World(quality=Quality(2))
    item = world.add_item(
        [["a"]],
        Said("selvi", [values(HALF_AN_EMOJI, "1")]),
        Said("kavi", [values("One", "1")]),
        Said("mani", [values("One", "1")]),
    )
    spoil(world, item)
    world.merge()
    assert lines(world, s3_keys.RESULT) == ["a,One,1"]


def test_an_item_that_the_office_queried_goes_back_whole() -> None:
    world = World()
    item = world.add_item([["a"], ["b"]], stage=Stage.DONE)
    world.items.rows[JOB, item.id] = replace(item, is_queried=True)
    world.jobs.rows[JOB] = replace(world.job, queried=2)
    world.merge()
    assert lines(world, s3_keys.QUERIES) == ["a,,,set_aside", "b,,,set_aside"]
    assert lines(world, s3_keys.RESULT) == []


def test_counts_that_differ_for_another_reason_still_stop_the_delivery() -> None:
    world = World()
    world.add_item([["a"]], Said("selvi", [values("One", "1")]))
    world.jobs.rows[JOB] = replace(world.job, queried=1)
    with pytest.raises(ReconciliationError):
        world.merge()
