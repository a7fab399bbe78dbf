"""A scripted operator, at an API that keeps the protocol's promises or breaks one."""

from copy import deepcopy
from decimal import Decimal
from queue import SimpleQueue
from threading import Event

import pytest

from examples.demo.answers import AnswerBook
from examples.demo.api import ApiError, OperatorApi
from examples.demo.board import Board
from examples.demo.keying import Keyer
from examples.demo.mistakes import Mistakes
from examples.demo.operator import Incident, Operator
from hinterland.api import people
from hinterland.api.errors import Detail
from hinterland.api.leases import Input, InputRecord, KeyedRecord, Lease, Receipt
from hinterland.api.work_types import WorkType
from hinterland.catalogue.work_type import InputKind
from hinterland.fields.field import FieldKind
from hinterland.roles import Role
from hinterland.stage import Stage
from tests.unit.demo.forms import form_field

FIELDS = [form_field("company"), form_field("total", FieldKind.DECIMAL, places=2)]
ANSWERS = AnswerBook({"001": {"company": "KAVERI", "total": "$9.20"}, "002": None})
KEYING: list[InputRecord] = [
    {"record": "000001", "show": {"file": "001.jpg", "page": 1}},
    {"record": "000002", "show": {"file": "002.jpg", "page": 1}},
]
DISPUTE: list[InputRecord] = [
    {
        "record": "000001",
        "show": {"file": "001.jpg", "page": 1},
        "candidates": {"total": ["2.90", "9.20"]},
    }
]


class Desk(OperatorApi):
    """The API with one work item; tells its operator to stop when there is no more work."""

    def __init__(self, lease: Lease, records: list[InputRecord], stop: Event) -> None:
        self.records = records
        self.free: list[Lease] = [lease]
        self.taken: dict[str, list[Lease]] = {}
        self.uploads: list[list[KeyedRecord]] = []
        self.submits = 0
        self.returned = 0
        self.renewed = 0
        self.skills = ["english"]
        self.pay_twice = False
        self.refusals: list[list[Detail]] = []  # of the submits to come
        self.stop_on_return = False
        self.paid = Decimal("10.00")  # before today
        self._stop = stop

    def me(self) -> people.Operator:
        month = str(self.paid)
        earnings: people.Earnings = {"currency": "INR", "today": month, "month": month}
        return {
            "operator": "selvi",
            "name": "Selvi",
            "centre": "c",
            "centre_name": "C",
            "language": "ta",
            "roles": [Role.OPERATOR],
            "skills": self.skills,
            "earnings": earnings,
        }

    def take(self, count: int, request_id: str) -> tuple[list[Lease], float]:
        if request_id not in self.taken:
            self.taken[request_id] = self.free[:count]
            self.free = self.free[count:]
        if not self.taken[request_id]:
            self._stop.set()
        return self.taken[request_id], 20

    def held(self) -> list[Lease]:
        return [lease for leases in self.taken.values() for lease in leases]

    def renew(self, lease: str) -> Lease:
        self.renewed += 1
        return next(held for held in self.held() if held["lease"] == lease)

    def give_back(self, lease: str) -> None:
        self.returned += 1
        if self.stop_on_return:
            self._stop.set()
        self.free += [held for held in self.held() if held["lease"] == lease]

    def form(self, work_type: str, version: int) -> WorkType:
        return {
            "work_type": work_type,
            "version": version,
            "title": {"en": "Receipts"},
            "input": InputKind.IMAGES,
            "fields": FIELDS,
            "instructions": {"en": "Key it."},
            "lease_minutes": 30,
            "pay_per_record": "1.10",
            "pay_per_kept_record": "0",
            "languages": [],
        }

    def read_input(self, lease: Lease) -> Input:
        return {"work_item": lease["work_item"], "stage": lease["stage"], "records": self.records}

    def read_image(self, lease: Lease, record: str) -> bytes:
        return b"\xff\xd8" if record in lease["images"] else b""

    def upload(self, lease: Lease, entries: list[KeyedRecord]) -> None:
        assert lease in self.held()
        self.uploads.append(deepcopy(entries))

    def submit(self, lease: str) -> Receipt:
        assert lease in {held["lease"] for held in self.held()}
        if self.refusals:
            raise ApiError(422, "checks_failed", "Look again.", self.refusals.pop())
        self.submits += 1
        if self.submits == 1:
            self.paid += Decimal("2.20")
        earned = "2.20" if self.submits == 1 or not self.pay_twice else "4.40"
        return {"outcome": "accepted", "next_stage": Stage.DONE, "earned": earned}


class Day:
    """One operator's day at a page."""

    def __init__(self, lease: Lease, records: list[InputRecord]) -> None:
        self.stop = Event()
        self.board = Board()
        self.desk = Desk(lease, records, self.stop)

    def work(self, *incidents: Incident, mistakes: float = 0) -> None:
        ahead: SimpleQueue[Incident] = SimpleQueue()
        for incident in incidents:
            ahead.put(incident)
        Operator(
            name="selvi",
            sign_in=lambda: self.desk,
            keyer=Keyer({"receipts": ANSWERS}, Mistakes(seed=1, rate=mistakes)),
            board=self.board,
            incidents=ahead,
        ).work(self.stop)


def failed(record: str, field: str) -> Detail:
    return {"record": record, "field": field, "code": "format", "message": "Look."}


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("PER_RECORD", "LONGEST_WAIT", "POWER_CUT"):
        monkeypatch.setattr(f"examples.demo.operator.{pause}", 0)


def test_a_record_is_keyed_and_an_illegible_one_flagged(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work()
    [[first, second]] = day.desk.uploads
    assert (first["values"], first["flag"]) == ({"company": "KAVERI", "total": "9.20"}, None)
    assert (second["values"], second["flag"]) == ({}, "illegible")


def test_the_board_knows_what_was_keyed_and_earned(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work()
    tally = day.board.tallies["selvi"]
    assert (tally.items, tally.records) == (1, 2)
    assert tally.earned == tally.paid == Decimal("2.20")
    assert day.board.records_keyed["job"] == 2


def test_a_mistake_that_a_check_finds_is_mended(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.desk.refusals = [[failed("000001", "company")]]
    day.work(mistakes=1)
    wrong, mended = (upload[0] for upload in day.desk.uploads)
    assert wrong["values"]["company"] != "KAVERI"
    assert mended["values"]["company"] == "KAVERI"
    assert (day.board.caught, day.board.as_printed) == (1, 0)


def test_a_value_that_is_on_the_paper_so_is_confirmed(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.desk.refusals = [[failed("000001", "total"), failed("000001", "company")]]
    day.work()
    assert day.desk.uploads[1][0]["as_printed"] == ["total", "company"]
    assert (day.board.caught, day.board.as_printed, day.board.troubles) == (0, 2, [])


def test_who_cannot_mend_an_entry_says_so(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.desk.refusals = [[failed("000001", "total")], [failed("000001", "total")]]
    day.work()
    assert "checks_failed" in day.board.troubles[0]


def test_an_adjudicator_answers_only_what_is_in_dispute_with_the_right_value(lease: Lease) -> None:
    lease["stage"] = Stage.ADJUDICATE
    day = Day(lease, DISPUTE)
    day.desk.skills = ["adjudicate"]
    day.board.checking.set()
    day.work()
    assert day.desk.uploads[0][0]["values"] == {"total": "9.20"}


def test_an_adjudicator_leaves_the_keying_to_others(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.desk.skills = ["adjudicate"]
    day.board.checking.set()
    day.desk.stop_on_return = True
    day.work()
    assert (day.desk.returned, day.desk.uploads) == (1, [])


def test_a_returned_lease_can_be_taken_again(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work(Incident.CHANGE_OF_MIND)
    assert day.desk.returned == 1
    assert day.desk.submits == 1


def test_after_a_power_cut_the_same_lease_is_renewed_and_finished(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work(Incident.POWER_CUT)
    assert (day.desk.renewed, day.desk.submits) == (1, 1)


def test_a_double_click_is_counted_once(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work(Incident.DOUBLE_CLICK)
    assert day.desk.submits == 2
    assert day.board.tallies["selvi"].earned == Decimal("2.20")


def test_asking_again_after_a_lost_answer_takes_no_second_lease(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.work(Incident.LOST_ANSWER)
    assert (day.desk.submits, day.board.troubles) == (1, [])


def test_a_desk_that_pays_twice_is_found_out(lease: Lease) -> None:
    day = Day(lease, KEYING)
    day.desk.pay_twice = True
    day.work(Incident.DOUBLE_CLICK)
    assert "repeated submit" in day.board.troubles[0]
