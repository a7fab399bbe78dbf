"""Work items: one winner of every race, and a closing transaction that is all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hinterland import tables
from hinterland.errors import ConflictError, NotFoundError
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work.items import AcceptedEntry, KeptEntry, Queue, WorkItem
from tests.doubles.dynamodb import DynamoDouble
from tests.doubles.stores import AllItems, AllJobs, Doubles

NOON = datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)
HOUR = timedelta(hours=1)
JOB = "20261121-abcdefghijkl"
QUEUE = Queue("receipts", Stage.KEY, 0)


def item(number: int, rank: datetime = NOON) -> WorkItem:
    records = tuple(record_id(5 * number + each) for each in range(5))
    return WorkItem(JOB, item_id(number), "receipts", 3, Stage.KEY, records, rank, NOON)


@pytest.fixture
def work_items(doubles: Doubles) -> AllItems:
    return doubles.work_items


@pytest.fixture
def jobs(doubles: Doubles) -> AllJobs:
    drop = Drop("meridian/receipts/a.zip", "v1", 10)
    state = JobState.OPEN
    doubles.jobs.begin(
        Job(JOB, "meridian", "receipts", 3, drop, FileKind.ZIP, "run-1", state, NOON, NOON)
    )
    return doubles.jobs


def test_an_item_comes_back_as_it_was_stored(work_items: AllItems) -> None:
    work_items.add([item(1)])
    stored = work_items.get(JOB, "000001")
    assert replace(stored, revision=None) == item(1)
    entry = AcceptedEntry("a.b.key.c", "v9", "selvi", "kollumangudi", 5)
    changed = work_items.change(
        replace(
            stored,
            lease="x",
            operator="kumar",
            leased_at=NOON,
            accepted=(entry,),
            lightened=stored.records[1:3],
        )
    )
    assert work_items.get(JOB, "000001") == changed
    assert (changed.accepted, changed.lightened) == ((entry,), stored.records[1:3])


def test_adding_twice_changes_nothing(work_items: AllItems) -> None:
    work_items.add([item(1)])
    leased = work_items.change(replace(work_items.get(JOB, "000001"), lease="x"))
    work_items.add([item(1), item(2)])
    assert work_items.get(JOB, "000001") == leased
    assert work_items.get(JOB, "000002").lease is None


def test_an_unknown_item_is_not_found(work_items: AllItems) -> None:
    with pytest.raises(NotFoundError):
        work_items.get(JOB, "000009")


def test_of_two_changes_to_one_revision_the_first_wins(work_items: AllItems) -> None:
    work_items.add([item(1)])
    seen = work_items.get(JOB, "000001")
    work_items.change(replace(seen, lease="first"))
    with pytest.raises(ConflictError):
        work_items.change(replace(seen, lease="second"))
    assert work_items.get(JOB, "000001").lease == "first"


def test_of_many_at_once_exactly_one_wins(work_items: AllItems) -> None:
    work_items.add([item(1)])
    seen = work_items.get(JOB, "000001")

    def attempt(number: int) -> bool:
        try:
            work_items.change(replace(seen, lease=f"lease-{number}"))
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as racers:
        assert sum(racers.map(attempt, range(16))) == 1


def test_an_item_that_is_there_is_no_new_one(work_items: AllItems) -> None:
    work_items.add([item(1)])
    with pytest.raises(ConflictError):
        work_items.change(item(1))
    with pytest.raises(ConflictError):
        work_items.change(replace(item(2), revision=1))


def test_what_is_free_is_counted_up_to_a_number(work_items: AllItems) -> None:
    work_items.add([item(number) for number in (1, 2, 3)])
    seen = work_items.get(JOB, "000001")
    work_items.change(replace(seen, lease="x", operator="selvi", visible_at=NOON + HOUR))
    assert [work_items.count_free(QUEUE, at_most) for at_most in (1, 2, 9)] == [1, 2, 2]
    assert work_items.count_free(Queue("receipts", Stage.VERIFY, 0), 9) == 0


def test_live_leases_are_listed_by_their_end(work_items: AllItems) -> None:
    work_items.add([item(number) for number in (1, 2, 3)])
    for number, hours in ((1, 3), (2, 1), (3, 2)):
        seen = work_items.get(JOB, item_id(number))
        until = NOON + hours * HOUR
        work_items.change(replace(seen, lease="x", operator="selvi", visible_at=until))
    ending = work_items.ending(QUEUE, NOON, NOON + 2 * HOUR)
    assert [each.id for each in ending] == ["000002", "000003"]
    later = NOON + HOUR + HOUR / 2
    assert [each.id for each in work_items.ending(QUEUE, later, NOON + 2 * HOUR)] == ["000003"]
    assert [each.id for each in work_items.held_by("selvi", later)] == ["000003", "000001"]


def test_a_withdrawn_item_waits_nowhere(work_items: AllItems) -> None:
    work_items.add([item(1)])
    work_items.change(replace(work_items.get(JOB, "000001"), is_withdrawn=True))
    assert not list(work_items.waiting(QUEUE, NOON + HOUR, page=10))
    assert work_items.head(QUEUE) is None


def test_free_items_wait_by_rank(work_items: AllItems) -> None:
    assert work_items.head(QUEUE) is None
    work_items.add([item(1, NOON), item(2, NOON - HOUR), item(3, NOON + HOUR)])
    waiting = list(work_items.waiting(QUEUE, NOON, page=1))
    assert [each.id for each in waiting] == ["000002", "000001", "000003"]
    assert work_items.head(QUEUE) == NOON - HOUR


def test_a_leased_item_leaves_the_queue_until_its_lease_ends(work_items: AllItems) -> None:
    work_items.add([item(1)])
    seen = work_items.get(JOB, "000001")
    work_items.change(replace(seen, lease="x", operator="selvi", visible_at=NOON + HOUR))
    assert not list(work_items.waiting(QUEUE, NOON, page=10))
    assert [each.id for each in work_items.held_by("selvi", NOON)] == ["000001"]
    work_items.add([item(2, NOON - HOUR)])
    waiting = work_items.waiting(QUEUE, NOON + HOUR, page=10)
    assert [each.id for each in waiting] == ["000002", "000001"]
    assert [each.id for each in work_items.expired(QUEUE, NOON + HOUR, page=10)] == ["000001"]
    assert not work_items.held_by("selvi", NOON + HOUR)


def test_the_items_of_a_job_come_in_order_between_two(work_items: AllItems) -> None:
    work_items.add([item(number) for number in (5, 1, 3, 2, 4)])
    found = work_items.of_job(JOB, "000002", "000004")
    assert [each.id for each in found] == ["000002", "000003", "000004"]


PAY = PayLine("selvi", date(2026, 11, 21), f"{JOB}.000001.key.t", 5, Decimal("5.50"))


def test_finishing_an_item_counts_it_off_its_job_and_pays(
    work_items: AllItems, jobs: AllJobs, doubles: Doubles
) -> None:
    work_items.add([item(1)])
    done = replace(work_items.get(JOB, "000001"), stage=Stage.DONE)
    work_items.accept(done, PAY, queried=2)
    job = jobs.get(JOB)
    assert (job.items_done, job.done, job.queried) == (1, 5, 2)
    assert work_items.get(JOB, "000001").queue is None
    assert not list(work_items.waiting(QUEUE, NOON + HOUR, page=10))
    assert doubles.pay.between("selvi", PAY.day, PAY.day) == [PAY]


def test_accepting_again_from_the_same_revision_pays_and_counts_nothing(
    work_items: AllItems, jobs: AllJobs, doubles: Doubles
) -> None:
    work_items.add([item(1)])
    done = replace(work_items.get(JOB, "000001"), stage=Stage.DONE)
    work_items.accept(done, PAY, queried=0)
    with pytest.raises(ConflictError):
        work_items.accept(done, replace(PAY, lease="other"), queried=0)
    assert jobs.get(JOB).items_done == 1
    assert len(doubles.pay.between("selvi", PAY.day, PAY.day)) == 1


def test_what_is_kept_is_paid_with_the_row_or_not_at_all(
    work_items: AllItems, doubles: Doubles
) -> None:
    work_items.add([item(1)])
    seen = work_items.get(JOB, "000001")
    kept = KeptEntry("a.b.key.c", "selvi", "too_late", NOON, Decimal("2.75"))
    work_items.keep(replace(seen, kept=(kept,)), PAY)
    with pytest.raises(ConflictError):
        work_items.keep(seen, replace(PAY, lease="other"))
    assert work_items.get(JOB, "000001").kept == (kept,)
    assert doubles.pay.between("selvi", PAY.day, PAY.day) == [PAY]


def test_pay_lines_come_by_day_and_of_one_operator(work_items: AllItems, doubles: Doubles) -> None:
    lines = [
        replace(PAY, lease=f"l{day}", day=date(2026, 11, day), operator=who)
        for day, who in ((23, "selvi"), (21, "selvi"), (22, "kumar"), (24, "selvi"))
    ]
    for number, line in enumerate(lines, start=1):
        work_items.add([item(number)])
        work_items.keep(work_items.get(JOB, item_id(number)), line)
    found = doubles.pay.between("selvi", date(2026, 11, 21), date(2026, 11, 23))
    assert found == [lines[1], lines[0]]


def test_an_accepted_entry_of_an_earlier_stage_counts_nothing_off(
    work_items: AllItems, jobs: AllJobs
) -> None:
    work_items.add([item(1)])
    verify = replace(work_items.get(JOB, "000001"), stage=Stage.VERIFY)
    work_items.accept(verify, PAY, queried=0)
    assert jobs.get(JOB).items_done == 0
    waiting = work_items.waiting(Queue("receipts", Stage.VERIFY, 0), NOON, page=10)
    assert [each.id for each in waiting] == ["000001"]


def test_a_row_with_two_hundred_records_and_three_entries_stays_under_a_kilobyte(
    work_items: AllItems, dynamodb: DynamoDouble
) -> None:
    records = tuple(record_id(number) for number in range(1, 201))
    lease = f"{JOB}.000001.adjudicate.{'t' * 20}"
    entries = tuple(
        AcceptedEntry(lease, "v" * 32, f"operator-number-{i}", "kollumangudi", 200)
        for i in range(2)
    )
    drawn = replace(item(1), probability=1 / (1 + 0.0005 * 12_345))
    work_items.add([replace(drawn, records=records, accepted=entries, lease=lease)])
    assert work_items.get(JOB, "000001").probability == drawn.probability
    table = dynamodb.name(tables.WORK_ITEMS)
    row = dynamodb.client.get_item(
        TableName=table, Key={"job": {"S": JOB}, "item": {"S": "000001"}}
    )["Item"]
    assert len(str(row)) < 1200  # its size in DynamoDB is less: no type tags, no quotes
