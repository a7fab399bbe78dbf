"""One bad thing costs one thing: what is poisonous is set aside, and everybody else goes on."""

import json
from datetime import timedelta
from typing import Any

import pytest

from functions.assign import accept as accept_module
from functions.assign import answered_leases, expired_leases, lease_take
from functions.assign import find_work as find_work_module
from functions.assign import handler as assign
from functions.assign import submit as submit_module
from functions.assign.responses import lease_document
from functions.oversee.set_aside import Choice, decide, set_aside_list
from hinterland import tables
from hinterland.aws.catalogue.rows import CatalogueRows, Kind
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.quality.accepted_entries import read_accepted
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.items import WorkItem
from simulation.account import WORK
from simulation.front_door import CONTEXT
from simulation.office import room
from simulation.setting import furnish_catalogue
from tests.simulation.quiet_day import JOB, NOON, Document, QuietDay, put_work, quiet_day

LATER = NOON + timedelta(minutes=10)
ROW = {"name": "Asha K", "amount": "7"}


def keyed(lease: Document) -> list[Document]:
    return [
        {
            "record": each["record"],
            "values": {"keyed_name": each["show"]["name"], "keyed_amount": "7"},
        }
        for each in lease["input"]["records"]
    ]


def put(lease: Document, body: bytes) -> None:
    fields = lease["upload"]["fields"]
    owner = {"operator": fields["x-amz-meta-operator"]}
    client("s3").put_object(Bucket=WORK, Key=fields["key"], Body=body, Metadata=owner)


def row(item: str) -> WorkItem:
    return DynamoWorkItems(tables.WORK_ITEMS.name).get(JOB, item)


def breaks_for(item: str, patch: pytest.MonkeyPatch, error: Exception) -> None:
    """Have whatever is accepted of one item break in a way that nobody foresaw."""

    def broken(work: Any, found: WorkItem, *rest: Any) -> object:  # noqa: ANN401 - passes on
        if found.id == item:
            raise error
        return read_accepted(work, found, *rest)

    patch.setattr(accept_module, "read_accepted", broken)


@pytest.fixture
def day() -> Any:  # noqa: ANN401 - a fixture that yields a day
    with quiet_day() as opened:
        furnish_catalogue(["once", "twice"])
        yield opened


def test_what_fails_each_time_is_set_aside_and_its_entry_kept(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW], [ROW]])
    held = {lease["work_item"]: lease for lease in day.take("asha")}
    breaks_for("000001", monkeypatch, RecursionError())
    bad = day.hand_in(held["000001"], keyed(held["000001"]))
    good = day.hand_in(held["000002"], keyed(held["000002"]))
    assert (bad["outcome"], bad["reason"]) == ("kept", "set_aside")
    assert good["outcome"] == "accepted"
    assert day.take("bala") == []
    [found] = set_aside_list(room())
    assert (found["work_item"], found["reason"], found["count"]) == ("000001", "RecursionError", 3)


def test_the_minutes_look_goes_on_behind_what_fails(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW], [ROW]])
    for lease in day.take("asha"):
        put(lease, b"{}")
    monkeypatch.setattr(assign, "system_clock", lambda: LATER)

    def submit(stores: Any, operator: Any, lease: str, now: Any) -> Any:  # noqa: ANN401 - passes on
        if ".000001." in lease:
            raise RecursionError
        return submit_module.submit(stores, operator, lease, now)

    monkeypatch.setattr(expired_leases, "submit", submit)
    assert assign.handle({"action": "recover"}, CONTEXT) == {
        "accepted": 0, "kept": 1, "freed": 0, "failed": 1,
    }  # fmt: skip
    for _ in range(2):
        assign.handle({"action": "recover"}, CONTEXT)
    assert row("000001").is_set_aside
    assert assign.handle({"action": "recover"}, CONTEXT)["failed"] == 0


def test_an_outage_of_a_store_sets_nothing_aside(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW]])
    day.take("asha")

    class OutageError(Exception):
        pass

    def submit(*_: object) -> None:
        raise OutageError

    monkeypatch.setattr(expired_leases, "submit", submit)
    monkeypatch.setattr(assign, "system_clock", lambda: LATER)
    for _ in range(5):
        assert assign.handle({"action": "recover"}, CONTEXT)["failed"] == 1
    assert row("000001").trouble is None


def test_leases_won_are_told_though_a_later_item_fails(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW], [ROW], [ROW]])
    real = lease_take._take  # noqa: SLF001 - what wins one lease

    def take(stores: Any, operator: Any, request: Any, lease: str, *rest: Any) -> Any:  # noqa: ANN401 - passes on
        if ".000002." in lease:
            raise RecursionError
        return real(stores, operator, request, lease, *rest)

    monkeypatch.setattr(lease_take, "_take", take)
    assert {lease["work_item"] for lease in day.take("asha")} == {"000001", "000003"}


def test_a_lease_that_cannot_be_shown_is_given_back_and_the_others_are_told(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW], [ROW]])

    def document(stores: Any, item: WorkItem, now: Any) -> Any:  # noqa: ANN401 - passes on
        if item.id == "000001":
            raise KeyError("records")
        return lease_document(stores, item, now)

    monkeypatch.setattr(answered_leases, "lease_document", document)
    assert [lease["work_item"] for lease in day.take("asha")] == ["000002"]
    assert row("000001").lease is None


def test_half_an_emoji_of_the_first_keyer_costs_the_second_nothing(day: QuietDay) -> None:
    put_work("twice", [[ROW]])
    [first] = day.take("asha")
    half = keyed(first)
    lenient = '{"lease": "%s", "records": [{"record": "%s", "values": {"keyed_name": "\\ud83d", '
    lenient += '"keyed_amount": "7"}}]}'
    put(first, (lenient % (first["lease"], half[0]["record"])).encode())
    answer = day.door.ask("asha", "POST", f"/leases/{first['lease']}/submit")
    if answer.status != 200:
        pytest.skip("such a value is refused at the door by now")
    [second] = day.take("devi")
    assert day.hand_in(second, keyed(second)) == {
        "outcome": "accepted", "next_stage": "adjudicate", "earned": "1.10",
    }  # fmt: skip


def _broken(*_: object) -> None:
    raise RecursionError


def aside(day: QuietDay, patch: pytest.MonkeyPatch) -> Document:
    """Have the one item of a job set aside, and return the lease that it was under."""
    put_work("once", [[ROW]])
    [lease] = day.take("asha")
    with patch.context() as broken:
        broken.setattr(expired_leases, "submit", _broken)
        put(lease, b"{}")
        broken.setattr(assign, "system_clock", lambda: LATER)
        for _ in range(3):
            assign.handle({"action": "recover"}, CONTEXT)
    assert row("000001").is_set_aside
    return lease


def test_the_office_gives_out_anew_what_was_set_aside(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = aside(day, monkeypatch)
    decide(room(), JOB, "000001", Choice.GIVE_OUT, LATER)
    assert set_aside_list(room()) == []
    monkeypatch.setattr(assign, "system_clock", lambda: LATER)
    [again] = day.take("bala")
    assert again["lease"] != lease["lease"]
    assert day.hand_in(again, keyed(again))["outcome"] == "accepted"


def test_a_dropped_upload_is_kept_with_the_reason_and_never_used(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = aside(day, monkeypatch)
    decide(room(), JOB, "000001", Choice.DROP, LATER)
    [kept] = row("000001").kept
    assert (kept.lease, kept.reason) == (lease["lease"], "dropped")
    monkeypatch.setattr(assign, "system_clock", lambda: LATER)
    receipt = day.hand_in(lease, keyed(lease))
    assert (receipt["outcome"], receipt["reason"]) == ("kept", "dropped")


def test_a_queried_item_is_counted_off_and_the_job_goes_on(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside(day, monkeypatch)
    decide(room(), JOB, "000001", Choice.QUERY, LATER)
    job = DynamoJobs(tables.JOBS.name).get(JOB)
    assert (job.items_done, job.done, job.queried) == (1, 1, 1)
    assert row("000001").stage is Stage.DONE
    decide(room(), JOB, "000001", Choice.QUERY, LATER)  # pressed twice
    assert DynamoJobs(tables.JOBS.name).get(JOB).items_done == 1


def test_nobody_holds_more_than_the_work_type_allows(day: QuietDay) -> None:
    put_work("once", [[ROW]] * 50)
    assert len(day.take("asha")) == 20
    assert day.take("asha") == []
    assert len(day.take("bala")) == 20


def test_two_who_ask_at_once_with_two_keys_hold_no_more_together(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW]] * 50)
    with monkeypatch.context() as patch:
        patch.setattr(lease_take, "room_of", lambda *_: lambda work_type: work_type.max_held)
        held = [lease for _ in range(2) for lease in day.take("asha")]
    assert len(held) == 20


def test_a_lease_is_not_renewed_beyond_what_its_work_may_take(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW]])  # due in four hours
    [lease] = day.take("asha")
    path = f"/leases/{lease['lease']}/renew"
    renewed: Document = {}
    for hours in range(4):
        now = NOON + timedelta(hours=hours, minutes=55)
        monkeypatch.setattr(assign, "system_clock", lambda now=now: now)
        renewed = day.ask("asha", "POST", path, {"hours": 1})
    assert renewed["expires_at"] == "2026-11-22T10:30:00.000Z"
    monkeypatch.setattr(assign, "system_clock", lambda: NOON + timedelta(hours=4, minutes=1))
    answer = day.door.ask("asha", "POST", path)
    assert (answer.status, answer.body["code"]) == (409, "lease_lost")


def test_the_same_key_after_a_give_back_takes_nothing_anew(day: QuietDay) -> None:
    put_work("once", [[ROW], [ROW]])
    [lease] = day.ask("asha", "POST", "/leases", {"count": 1}, "k")["leases"]
    day.ask("asha", "POST", f"/leases/{lease['lease']}/return")
    assert day.ask("asha", "POST", "/leases", {"count": 1}, "k")["leases"] == []


def test_a_twin_that_comes_when_nothing_is_left_is_answered_as_the_first(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first loses all it planned to others, and looks again; its twin comes in between."""
    put_work("once", [[ROW]])
    answers: list[list[str]] = []
    looks = iter(("first look", "second look"))

    def find_work(stores: Any, *given: Any) -> list[WorkItem]:  # noqa: ANN401 - passes on
        found = find_work_module.find_work(stores, *given)
        match next(looks, None):
            case "first look":
                for item in found:
                    other = f"{JOB}.{item.id}.key.others"
                    until = NOON + timedelta(minutes=1)
                    bala = stores.catalogue.operator("bala")
                    stores.work_items.change(leases.take(item, other, bala, NOON, until))
            case "second look":
                answers.append(asked(day))
                put_work_beside("000002")
                return find_work_module.find_work(stores, *given)
        return found

    monkeypatch.setattr(lease_take, "find_work", find_work)
    answers.append(asked(day))
    assert answers[0] == answers[1]


def asked(day: QuietDay) -> list[str]:
    answer = day.ask("asha", "POST", "/leases", {"count": 1}, "twin")
    return [lease["lease"] for lease in answer["leases"]]


def put_work_beside(item: str) -> None:
    rows = DynamoWorkItems(tables.WORK_ITEMS.name)
    rows.add([WorkItem(JOB, item, "once", 1, Stage.KEY, ("000009",), NOON, NOON)])


def test_the_jobs_of_a_retired_work_type_are_worked_to_their_end(day: QuietDay) -> None:
    put_work("once", [[ROW]])
    CatalogueRows(tables.CATALOGUE.name).retire(Kind.WORK_TYPE, "once")
    [lease] = day.take("asha")
    assert day.hand_in(lease, keyed(lease))["outcome"] == "accepted"


def test_what_was_uploaded_by_somebody_who_left_is_used_and_paid(
    day: QuietDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_work("once", [[ROW]])
    [lease] = day.take("asha")
    put(lease, json.dumps({"lease": lease["lease"], "records": keyed(lease)}).encode())
    CatalogueRows(tables.CATALOGUE.name).retire(Kind.OPERATOR, "asha")
    assign.stores.cache_clear()
    monkeypatch.setattr(assign, "system_clock", lambda: LATER)
    assert assign.handle({"action": "recover"}, CONTEXT)["accepted"] == 1
