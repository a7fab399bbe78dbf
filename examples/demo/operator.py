"""A scripted operator's day: signs in, takes leases, keys and submits, meets with an incident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Event
from uuid import uuid4

from examples.demo.api import ApiError, OperatorApi
from examples.demo.board import Board
from examples.demo.keying import Keyer
from hinterland.api.errors import Detail
from hinterland.api.leases import Input, KeyedRecord, Lease, Receipt

# In seconds; a person takes a hundred times as long, and asks again as late as `retry_after` says.
PER_RECORD = 0.2
LONGEST_WAIT = 1.0
POWER_CUT = 1.5
CHECKS_FAILED = "checks_failed"
ADJUDICATE = "adjudicate"  # the skill, and the stage


class Incident(StrEnum):
    """What may happen around a lease."""

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
    keyer: Keyer
    board: Board
    incidents: SimpleQueue[Incident]  # shared: who takes the next lease meets with the next one

    def work(self, stop: Event) -> None:
        """Work until told to stop. An error is told to the board, for the demo to end by."""
        try:
            api = self.sign_in()
            me = api.me()
            self.board.arrive(self.name)
            if ADJUDICATE in me["skills"]:
                self._adjudicate_all(api, stop)
            else:
                self._key_all(api, stop)
            earned = Decimal(api.me()["earnings"]["month"]) - Decimal(me["earnings"]["month"])
            self.board.paid(self.name, earned)
        except Exception as error:  # noqa: BLE001 - whatever it is, the main thread reports it
            self.board.give_up(f"{self.name}: {type(error).__name__}: {error}")

    def _key_all(self, api: OperatorApi, stop: Event) -> None:
        while not stop.is_set():
            request_id = str(uuid4())
            leases, wait = api.take(1, request_id)
            for lease in leases:
                self._work_on(api, lease, request_id, stop)
            if not leases:
                stop.wait(min(wait, LONGEST_WAIT))

    def _adjudicate_all(self, api: OperatorApi, stop: Event) -> None:
        """Leave the keying to others, to be the third person wherever two disagree."""
        while not stop.is_set():
            leases = api.take(1, str(uuid4()))[0] if self.board.checking.is_set() else []
            for lease in leases:
                if lease["stage"] == ADJUDICATE:
                    self._finish(api, lease, stop)
                else:
                    api.give_back(lease["lease"])
            stop.wait(LONGEST_WAIT)

    def _work_on(self, api: OperatorApi, lease: Lease, request_id: str, stop: Event) -> None:
        if lease["stage"] != "key":
            self.board.checking.set()
        incident = self._next_incident()
        match incident:
            case Incident.CHANGE_OF_MIND:
                api.give_back(lease["lease"])
                self.board.tell(f"{self.name} gave {lease['work_type']} {lease['work_item']} back")
                return
            case Incident.LOST_ANSWER:
                self._ask_again(api, lease, request_id)
            case Incident.POWER_CUT:
                api, lease = self._come_back(lease, stop)
        answer = self._finish(api, lease, stop)
        if incident is Incident.DOUBLE_CLICK:
            self._submit_again(api, lease, answer)

    def _next_incident(self) -> Incident | None:
        try:
            return self.incidents.get_nowait()
        except Empty:
            return None

    def _ask_again(self, api: OperatorApi, lease: Lease, request_id: str) -> None:
        again, _ = api.take(1, request_id)
        if [each["lease"] for each in again] != [lease["lease"]]:
            raise BrokenPromiseError("the same request was given other leases")
        self.board.tell(f"{self.name} asked twice after a lost answer and got the same lease")

    def _come_back(self, lease: Lease, stop: Event) -> tuple[OperatorApi, Lease]:
        """Sit in the dark, sign in again, find the lease still held, and refresh its links."""
        stop.wait(POWER_CUT)
        api = self.sign_in()
        if lease["lease"] not in {held["lease"] for held in api.held()}:
            raise BrokenPromiseError("a lease was lost in a power cut before it ended")
        self.board.tell(f"{self.name} carried on with the same lease after a power cut")
        return api, api.renew(lease["lease"])

    def _finish(self, api: OperatorApi, lease: Lease, stop: Event) -> Receipt:
        work = api.read_input(lease)
        entries: list[KeyedRecord] = []
        for record in work["records"]:
            entries.append(self.keyer.key(api, lease, record))
            stop.wait(PER_RECORD)
        api.upload(lease, entries)
        answer = self._submit(api, lease, work, entries)
        if answer["outcome"] != "accepted":
            raise BrokenPromiseError(f"an entry under a live lease was {answer['outcome']}")
        self.board.submitted(self.name, lease, len(entries), Decimal(answer["earned"]))
        return answer

    def _submit(
        self, api: OperatorApi, lease: Lease, work: Input, entries: list[KeyedRecord]
    ) -> Receipt:
        """Submit; if checks failed, look at those values again, and send the entry once more."""
        try:
            return api.submit(lease["lease"])
        except ApiError as refused:
            if refused.code != CHECKS_FAILED:
                raise
            self._look_again(api, lease, work, entries, refused.details)
        api.upload(lease, entries)
        return api.submit(lease["lease"])

    def _look_again(
        self,
        api: OperatorApi,
        lease: Lease,
        work: Input,
        entries: list[KeyedRecord],
        details: Sequence[Detail],
    ) -> None:
        shown = {record["record"]: record for record in work["records"]}
        keyed = {entry["record"]: entry for entry in entries}
        mended = [
            self.keyer.mend(api, lease, shown[each["record"]], keyed[each["record"]], each["field"])
            for each in details
        ]
        self.board.looked_again(mistakes=sum(mended), as_printed=len(mended) - sum(mended))

    def _submit_again(self, api: OperatorApi, lease: Lease, answer: Receipt) -> None:
        again = api.submit(lease["lease"])
        if (again["outcome"], again["earned"]) != (answer["outcome"], answer["earned"]):
            raise BrokenPromiseError("a repeated submit was answered otherwise")
        self.board.tell(f"{self.name} submitted twice and was paid once")
