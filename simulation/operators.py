"""An operator with a script, a bad link and unsteady power."""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from hinterland.aws.clients import client
from simulation.account import WORK, read_json
from simulation.front_door import Answer, FrontDoor
from simulation.keying import key_record
from simulation.ledger import Hold, Ledger, Upload
from simulation.malice import hostile_body
from simulation.timeline import Life, Timeline
from simulation.witness import Witness

_HOSTILE = 0.1  # of the uploads, on a malicious day
_TRIES = 8  # before an operator gives a request up
_LINK_SECONDS = 3600  # that an upload form lives
_OK = 200
_ASKS_IN_VAIN = 0.1
# S3's news of an upload
_TOLD_WITHIN = 20  # seconds
_TOLD_TWICE = 0.1
_ATTEMPTS, _ANOTHER_ATTEMPT = 3, 90  # of Lambda, and the seconds between


@dataclass(frozen=True, slots=True)
class Habits:
    """How an operator and the village's link and power are: chances, each of one occasion."""

    request_lost: float
    answer_lost: float
    sent_twice: float  # the second comes later, and nobody hears its answer
    slips: float  # of a value
    forgets: float  # to fill in what is required
    flags: float
    gives_back: float
    wanders_off: float  # for longer than a lease, and comes back
    leaves: float  # for good
    uploads_twice: float
    submits_at_once: float  # before the upload
    power_cut: float  # between upload and submit: the submit never comes
    renews: float
    restarts: float  # the page: it asks what it holds
    takes_home: float  # leases of some hours, to key where there is no link
    malice: Random  # of what is sent that no page would send
    is_hostile: bool


def habits(
    dice: Random, badness: float, malice: Random, *, faithful: bool, is_hostile: bool
) -> Habits:
    """Draw an operator's habits. Somebody must stay, or no work would ever be finished."""

    def up_to(chance: float) -> float:
        return dice.random() * chance * badness

    return Habits(
        request_lost=up_to(0.15),
        answer_lost=up_to(0.2),
        sent_twice=up_to(0.1),
        slips=up_to(0.15),
        forgets=up_to(0.05),
        flags=up_to(0.1),
        gives_back=up_to(0.1),
        wanders_off=up_to(0.25),
        leaves=0 if faithful else up_to(0.1),
        uploads_twice=up_to(0.2),
        submits_at_once=up_to(0.1),
        power_cut=up_to(0.2),
        renews=up_to(0.4),
        restarts=up_to(0.3),
        takes_home=up_to(0.1),
        malice=malice,
        is_hostile=is_hostile,
    )


class OperatorLife:
    """One operator's working day."""

    def __init__(
        self,
        name: str,
        ways: Habits,
        door: FrontDoor,
        timeline: Timeline,
        ledger: Ledger,
        witness: Witness,
        dice: Random,
    ) -> None:
        self._name = name
        self._ways = ways
        self._door = door
        self._timeline = timeline
        self._ledger = ledger
        self._witness = witness
        self._dice = dice
        self._requests = 0

    def live(self, is_over: Callable[[], bool]) -> Life:
        """Work until there is no more to come."""
        while not is_over():
            if self._happens(self._ways.leaves):
                self._note("leaves for good")
                return
            if self._happens(self._ways.takes_home):
                yield from self._work_at_home(self._dice.choice((1, 2)))
            leases = yield from self._get_leases()
            yield self._dice.uniform(10, 300)
            # Asking in vain costs moto a dozen calls, so most of that is left out.
            while not leases and not self._witness.is_work_waiting() and not is_over():
                yield self._dice.uniform(60, 300)
                if self._happens(_ASKS_IN_VAIN):
                    break
            for lease in leases:
                yield from self._work(lease)

    def _work_at_home(self, hours: int) -> Life:
        """Take work along, and hand it in when there is a link again, perhaps too late."""
        taken_at = self._timeline.now
        leases = yield from self._get_leases(hours)
        batch = [(lease, self._read(lease)) for lease in leases]
        if batch:
            self._note(f"takes {len(batch)} home")
            yield self._dice.uniform(600, hours * 3600 * 1.2)
        for lease, shown in batch:
            yield from self._hand_in(lease, shown, taken_at)

    def _get_leases(self, hours: int | None = None) -> Generator[float, None, list[dict[str, Any]]]:
        if hours is None and self._happens(self._ways.restarts):
            answer = yield from self._ask("GET", "/leases")
        else:
            self._requests += 1
            key = f"{self._name}-{self._requests}"
            wanted = {"count": self._dice.choice((1, 1, 2, 3)), "hours": hours}
            answer = yield from self._ask("POST", "/leases", wanted, key)
        leases: list[dict[str, Any]] = answer.body.get("leases", []) if answer else []
        return [lease for lease in leases if self._is_unfinished(lease["lease"])]

    def _is_unfinished(self, lease: str) -> bool:
        return lease not in self._ledger.promised

    def _work(self, lease: dict[str, Any]) -> Life:
        name: str = lease["lease"]
        if self._happens(self._ways.gives_back):
            yield from self._send_off(name, "return")
            return
        if self._happens(self._ways.wanders_off):
            yield self._dice.uniform(60, 2400)
        shown = self._read(lease)
        self._witness.shown(self._name, lease, shown)
        yield self._dice.uniform(15, 200)
        form_made = self._timeline.now
        if self._happens(self._ways.renews):
            answer = yield from self._ask("POST", f"/leases/{name}/renew")
            if answer and answer.body.get("code") == "lease_lost":
                self._let_go(name)
            form_made = self._timeline.now if answer else form_made
        if self._happens(self._ways.submits_at_once):
            yield from self._send_off(name, "submit")
        yield from self._hand_in(lease, shown, form_made)

    def _hand_in(self, lease: dict[str, Any], shown: dict[str, Any], form_made: datetime) -> Life:
        """Upload and submit, mending what is said to be wrong, until it is taken or given up."""
        for attempt in range(4):
            forgets = 0 if attempt else self._ways.forgets
            records = [
                key_record(each, self._dice, self._ways.slips, self._ways.flags, forgets)
                for each in shown["records"]
            ]
            if (self._timeline.now - form_made).total_seconds() > _LINK_SECONDS:
                form = yield from self._fresh_form(lease["lease"])
                if form is None:
                    return
                lease, form_made = {**lease, "upload": form}, self._timeline.now
            if self._ways.is_hostile and not attempt and self._ways.malice.random() < _HOSTILE:
                body = hostile_body(self._ways.malice, lease["lease"], "000001")
                self._put(lease, [], body)
            else:
                yield from self._upload(lease, records)
            if self._happens(self._ways.power_cut):
                self._note(f"power cut before submitting {lease['lease']}")
                yield self._dice.uniform(60, 3600)
                return
            if self._happens(self._ways.gives_back / 3):
                yield from self._send_off(lease["lease"], "return")
                return
            answer = yield from self._send_off(lease["lease"], "submit")
            if answer is None or answer.status == _OK:
                return
            yield self._dice.uniform(5, 60)

    def _fresh_form(self, name: str) -> Generator[float, None, dict[str, Any] | None]:
        """Ask for an upload form that still lives; there is one also for a lease that was lost."""
        answer = yield from self._ask("POST", f"/leases/{name}/renew")
        if answer and answer.body.get("code") == "lease_lost":
            self._let_go(name)
        return answer.body.get("upload") if answer else None

    def _upload(self, lease: dict[str, Any], records: list[dict[str, Any]]) -> Life:
        while self._happens(self._ways.request_lost):
            yield self._dice.uniform(5, 90)
        self._put(lease, records)
        if self._happens(self._ways.uploads_twice):
            yield self._dice.uniform(1, 30)
            self._put(lease, records)

    def _put(
        self, lease: dict[str, Any], records: list[dict[str, Any]], body: bytes | None = None
    ) -> None:
        fields: dict[str, str] = lease["upload"]["fields"]
        name: str = lease["lease"]
        place = (lease["job"], lease["work_item"])
        had_lease = self._witness.lease_on_row(place) == name
        stored = client("s3").put_object(
            Bucket=WORK,
            Key=fields["key"],
            Body=_json({"lease": name, "records": records}) if body is None else body,
            Metadata={"operator": fields["x-amz-meta-operator"]},
        )
        self._note(f"uploaded under {name}")
        for _ in range(2 if self._happens(_TOLD_TWICE) else 1):
            told = partial(self._announce, name, fields["key"], _ATTEMPTS)
            self._timeline.after(self._dice.random() * _TOLD_WITHIN, told)
        self._ledger.uploads.append(
            Upload(
                name, place, self._name, self._timeline.now, stored["VersionId"], records, had_lease
            )
        )

    def _announce(self, lease: str, key: str, attempts: int) -> None:
        """Have S3 tell of an upload; Lambda tries again, minutes later, when that fails."""
        if self._door.announce(key):
            return
        if attempts == 1:
            self._ledger.unheard.add(lease)
            return
        again = partial(self._announce, lease, key, attempts - 1)
        self._timeline.after(_ANOTHER_ATTEMPT, again)

    def _read(self, lease: dict[str, Any]) -> dict[str, Any]:
        """Fetch what is to be keyed by its link."""
        key = unquote(urlsplit(lease["input_url"]).path).lstrip("/")
        return dict(read_json(WORK, key.removeprefix(f"{WORK}/")))

    def _send_off(self, lease: str, how: str) -> Generator[float, None, Answer | None]:
        """Submit or give back; from now on the operator does not count on holding it."""
        hold = self._ledger.holds[lease]
        was_held = not hold.let_go
        hold.let_go = True
        answer = yield from self._ask("POST", f"/leases/{lease}/{how}")
        if answer and answer.status != _OK:
            hold.let_go = not was_held or answer.body.get("code") in {"not_found", "lease_lost"}
        return answer

    def _let_go(self, lease: str) -> None:
        self._ledger.holds[lease].let_go = True

    def _ask(
        self, method: str, path: str, body: object = None, key: str = ""
    ) -> Generator[float, None, Answer | None]:
        """Ask until there is an answer; give up after some tries."""
        for _ in range(_TRIES):
            answer = self._try(method, path, body, key)
            if answer is not None and answer.is_final:
                return answer
            yield self._dice.uniform(1, 40)
        return None

    def _try(self, method: str, path: str, body: object, key: str) -> Answer | None:
        if self._happens(self._ways.request_lost):
            self._witness.link("request lost")
            return None
        if self._happens(self._ways.sent_twice):
            self._witness.link("request sent twice")
            later = self._dice.random() ** 2 * 400
            self._timeline.after(later, partial(self._carry_out, method, path, body, key))
        answer = self._carry_out(method, path, body, key)
        if self._happens(self._ways.answer_lost):
            self._witness.link("answer lost")
            return None
        if answer.status == _OK:
            self._learn(path, answer)
        return answer

    def _carry_out(self, method: str, path: str, body: object, key: str) -> Answer:
        uploads = len(self._ledger.uploads)
        taken = self._witness.live_of(self._name, key)
        answer = self._door.ask(self._name, method, path, body, key)
        self._note(f"{method} {path} {key} -> {answer.status} {_gist(answer)}")
        self._witness.answered(self._name, path, answer, uploads)
        if key:
            self._witness.took(self._name, key, answer, taken)
        return answer

    def _learn(self, path: str, answer: Answer) -> None:
        """Take in what an answer says of leases and pay, now that it arrived."""
        for lease in answer.body.get("leases", []):
            self._hold(lease)
        if path.endswith("/renew"):
            self._hold(answer.body)

    def _hold(self, lease: dict[str, Any]) -> None:
        known = self._ledger.holds.get(lease["lease"])
        until = datetime.fromisoformat(lease["expires_at"])
        if known and known.until >= until:
            return
        hold = Hold(
            lease["lease"],
            (lease["job"], lease["work_item"]),
            lease["stage"],
            self._name,
            datetime.fromisoformat(lease["issued_at"]),
            until,
        )
        self._witness.told(hold)
        self._ledger.holds[hold.lease] = hold

    def _happens(self, chance: float) -> bool:
        return self._dice.random() < chance

    def _note(self, what: str) -> None:
        self._ledger.trace.append(f"{self._timeline.now:%H:%M:%S} {self._name}: {what}")


def _gist(answer: Answer) -> str:
    leases = answer.body.get("leases")
    if leases is not None:
        return " ".join(lease["lease"] for lease in leases)
    names = ("code", "outcome", "next_stage", "reason", "expires_at")
    return " ".join(str(answer.body[name]) for name in names if name in answer.body)


def _json(document: object) -> bytes:
    return json.dumps(document).encode()
