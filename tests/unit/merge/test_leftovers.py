"""Uploads that were never submitted are noted before a job is delivered."""

from hinterland import s3_keys
from hinterland.identifiers import LeaseId, item_id
from tests.unit.merge.worlds import JOB, NOON, Said, World, values


def test_an_upload_that_nobody_submitted_is_kept_with_a_note() -> None:
    world = World()
    for number in range(3):
        world.add_item([[number]], Said("selvi", [values("A", "1")]))
    world.work.last_modified = NOON
    lost = str(LeaseId(JOB, item_id(2), "key", "lost"))
    world.work.write(s3_keys.entry(JOB, item_id(2), lost), b"{}", "application/json")
    before = set(world.work.bodies)
    world.merge()
    world.merge()
    notes = {key for key in world.work.bodies if "/kept/" in key}
    assert notes == {s3_keys.kept(JOB, item_id(2), lost)}
    assert world.work.read_json(notes.pop())["reason"] == "never_submitted"
    assert before <= set(world.work.bodies)


def test_a_note_that_is_there_already_stays_as_it_is() -> None:
    world = World()
    world.add_item([[1]], Said("selvi", [values("A", "1")]))
    world.work.last_modified = NOON
    late = str(LeaseId(JOB, item_id(1), "key", "late"))
    world.work.write(s3_keys.entry(JOB, item_id(1), late), b"{}", "application/json")
    note = {"lease": late, "reason": "lease_lost"}
    world.work.write_json(s3_keys.kept(JOB, item_id(1), late), note)
    world.merge()
    assert world.work.read_json(s3_keys.kept(JOB, item_id(1), late)) == note
