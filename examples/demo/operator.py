"""A scripted operator: signs in, takes leases, keys from the truth with mistakes, submits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from threading import Event
from uuid import uuid4

from examples.demo.answers import AnswerBook, in_form
from examples.demo.api import Field, InputRecord, Lease, OperatorApi, RecordEntry
from examples.demo.board import Board
from examples.demo.mistakes import Mistakes

IMAGE_STARTS = (b"\xff\xd8", b"\x89PNG", b"II*\x00", b"MM\x00*")
# In seconds; a person takes a hundred times as long, and asks again as late as `retry_after` says.
PER_RECORD = 0.2
LONGEST_WAIT = 1.0
POWER_CUT = 1.5


class Incident(StrEnum):
    """What happens to an operator once, at the first lease of the day."""

    NONE = "none"
    POWER_CUT = "power cut"  # the page is gone with a lease in hand; after a while it carries on
    CHANGE_OF_MIND = "change of mind"  # gives the lease back; somebody else takes it
    DOUBLE_CLICK = "double click"  # submits twice
    LOST_ANSWER = "lost answer"  # the leases came, but not over the line: asks again


class BrokenPromiseError(Exception):
    """The API did something that its protocol says it does not do."""


@dataclass(slots=True)
class Operator:
    """One person at one page."""

    name: str
    sign_in: Callable[[], OperatorApi]
    answers: Mapping[str, AnswerBook]  # by work type
    mistakes: Mistakes
    board: Board
    incident: Incident = Incident.NONE
    forms: dict[tuple[str, int], list[Field]] = field(default_factory=dict)

    def work(self, stop: Event) -> None:
        """Work until told to stop. An error is told to the board, for the demo to end by."""
        try:
            api = self.sign_in()
            self.board.arrive(self.name)
            while not stop.is_set():
                leases, wait = self._take(api)
                for lease in leases:
                    self._work_on(api, lease, stop)
                if not leases:
                    stop.wait(min(wait or LONGEST_WAIT, LONGEST_WAIT))
        except Exception as error:  # noqa: BLE001 - whatever it is, the main thread reports it
            self.board.give_up(f"{self.name}: {type(error).__name__}: {error}")

    def _take(self, api: OperatorApi) -> tuple[list[Lease], float]:
        request_id = str(uuid4())
        leases, wait = api.take(count=1, request_id=request_id)
        if leases and self._happens(Incident.LOST_ANSWER):
            again, _ = api.take(count=1, request_id=request_id)
            if [lease["lease"] for lease in again] != [lease["lease"] for lease in leases]:
                raise BrokenPromiseError("the same request was given other leases")
            self.board.tell(f"{self.name} asked twice after a lost answer and got the same lease")
        return leases, wait

    def _work_on(self, api: OperatorApi, lease: Lease, stop: Event) -> None:
        if self._happens(Incident.CHANGE_OF_MIND):
            api.give_back(lease["lease"])
            self.board.tell(f"{self.name} gave {lease['work_type']} {lease['work_item']} back")
            return
        if self._happens(Incident.POWER_CUT):
            api, lease = self._come_back(lease, stop)
        entries: list[RecordEntry] = []
        for record in api.read_input(lease)["records"]:
            entries.append(self._key(api, lease, record))
            stop.wait(PER_RECORD)
        api.upload(lease, entries)
        self._submit(api, lease, len(entries))

    def _come_back(self, lease: Lease, stop: Event) -> tuple[OperatorApi, Lease]:
        """Sit in the dark, sign in again, find the lease still held, and refresh its links."""
        stop.wait(POWER_CUT)
        api = self.sign_in()
        if lease["lease"] not in {held["lease"] for held in api.held()}:
            raise BrokenPromiseError("a lease was lost in a power cut before it ended")
        self.board.tell(f"{self.name} carried on with the same lease after a power cut")
        return api, api.renew(lease["lease"])

    def _key(self, api: OperatorApi, lease: Lease, record: InputRecord) -> RecordEntry:
        if lease["images"]:
            _require_image(api.read_image(lease, record["record"]))
        name = AnswerBook.name_of(record["show"])
        truth = self.answers[lease["work_type"]].values(name)
        if truth is None:
            return {"record": record["record"], "values": {}, "flag": "illegible", "ms": 2_000}
        values = {
            field["name"]: self._key_field(lease, record, field, truth[field["name"]], name)
            for field in self._form(api, lease)
            if lease["stage"] != "adjudicate" or field["name"] in record.get("candidates", {})
        }
        spent = 900 + 120 * sum(len(value) for value in values.values())
        return {"record": record["record"], "values": values, "flag": None, "ms": spent}

    def _key_field(
        self, lease: Lease, record: InputRecord, wanted: Field, truth: str, name: str
    ) -> str:
        right = in_form(truth, wanted)
        if lease["stage"] == "adjudicate":
            offered = record.get("candidates", {}).get(wanted["name"], [])
            return next((value for value in offered if value == right), right)
        place = (lease["work_type"], lease["stage"], name, wanted["name"])
        return self.mistakes.key(right, wanted["kind"], place)

    def _form(self, api: OperatorApi, lease: Lease) -> list[Field]:
        version = lease["work_type"], lease["version"]
        if version not in self.forms:
            self.forms[version] = api.form(*version)["fields"]
        return self.forms[version]

    def _submit(self, api: OperatorApi, lease: Lease, records: int) -> None:
        answer = api.submit(lease["lease"])
        if answer["outcome"] != "accepted":
            raise BrokenPromiseError(f"an entry under a live lease was {answer['outcome']}")
        self.board.submitted(self.name, lease["job"], records, Decimal(answer["earned"]))
        if self._happens(Incident.DOUBLE_CLICK):
            again = api.submit(lease["lease"])
            if (again["outcome"], again["earned"]) != (answer["outcome"], answer["earned"]):
                raise BrokenPromiseError("a repeated submit was answered otherwise")
            self.board.tell(f"{self.name} submitted twice and was paid once")

    def _happens(self, incident: Incident) -> bool:
        if self.incident is not incident:
            return False
        self.incident = Incident.NONE
        return True


def _require_image(body: bytes) -> None:
    if not body.startswith(IMAGE_STARTS):
        raise BrokenPromiseError("an image link did not give an image")
