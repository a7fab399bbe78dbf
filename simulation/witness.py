"""Watches every write and every answer, and reports at once when invariant 2 or 4 is broken.

It reads the account's tables directly, so that its looks are no AWS calls of the simulation.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from hinterland import tables
from hinterland.identifiers import LeaseId
from hinterland.stage import Stage
from simulation.front_door import Answer
from simulation.ledger import Hold, Ledger
from simulation.rows import rows_of
from simulation.setting import OPERATORS, SEPARATE

type Row = dict[str, Any]
type Place = tuple[str, str]

_ORDER = list(Stage)


class Witness:
    """Checks each step of a run, and what each answer says."""

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime], links: Counter[str]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._links = links
        self._seen: dict[Place, Row] = {}
        self._taken: dict[tuple[str, str], set[str]] = {}  # leases, by operator and request

    def link(self, what: str) -> None:
        """Count what a link did."""
        self._links[what] += 1

    def lease_on_row(self, place: Place) -> str | None:
        """Return which lease stands on an item's row."""
        row = self._items().get(place)
        lease: str | None = row.get("lease") if row else None
        return lease

    def is_work_waiting(self) -> bool:
        """Say whether any item could be taken by somebody."""
        now = self._clock()
        rows = self._items().values()
        return any(row["stage"] != Stage.DONE and _moment(row) <= now for row in rows)

    def step(self) -> None:
        """Look at every row: accepted entries only ever grow, and no two are of one person."""
        for place, row in self._items().items():
            before = self._seen.get(place)
            if before == row:
                continue
            self._seen[place] = row
            self._check_row(place, row)
            if before is not None:
                self._check_change(place, before, row)

    def told(self, hold: Hold) -> None:
        """Hear of a lease that an operator was told to hold."""
        for other in self._ledger.holds.values():
            if other.place != hold.place or other.operator == hold.operator or other.let_go:
                continue
            if other.until > hold.since and hold.until > other.since and not self._is_past(other):
                self._ledger.broken(
                    f"2 one holder: {other.operator} ({other.lease}) until {other.until} and "
                    f"{hold.operator} ({hold.lease}) since {hold.since} hold the same item"
                )
        self._check_blind(hold)

    def shown(self, operator: str, lease: Row, shown: Row) -> None:
        """See what an operator sees: others' values only as an adjudicator, and unnamed."""
        is_adjudication = lease["stage"] == Stage.ADJUDICATE
        if any(("candidates" in record) != is_adjudication for record in shown["records"]):
            self._ledger.broken(f"4 blind keying: {operator} sees others' values at {lease}")
        if any(name in repr(shown["records"]).lower().split("'") for name in OPERATORS):
            self._ledger.broken(f"4 blind keying: {operator} sees whose the values are: {lease}")

    def answered(self, operator: str, path: str, answer: Answer, uploads: int) -> None:
        """Hear what Assign answered, whether or not it ever arrives."""
        self._ledger.answers[f"{answer.status} {answer.body.get('code', '')}".strip()] += 1
        match path.split("/"):
            case ["", "leases", lease, "submit"]:
                self._submitted(operator, lease, answer, uploads)
            case _:
                pass

    def live_of(self, operator: str, key: str) -> set[str]:
        """Return the leases that a request was answered with before and that are live now."""
        return {lease for lease in self._taken.get((operator, key), ()) if self._is_live(lease)}

    def took(self, operator: str, key: str, answer: Answer, taken: set[str]) -> None:
        """Hear what a request for leases got; `taken` were its leases just before."""
        if answer.status != HTTPStatus.OK:
            return
        named = {lease["lease"] for lease in answer.body["leases"]}
        for lease in taken - named:
            if self._is_live(lease):
                self._ledger.broken(f"5 once: {key} of {operator} got {lease}, and now does not")
        self._taken.setdefault((operator, key), set()).update(named)

    def _is_live(self, lease: str) -> bool:
        name = LeaseId.parse(lease)
        row = self._items().get((name.job, name.item))
        return row is not None and row.get("lease") == lease and _moment(row) > self._clock()

    def _submitted(self, operator: str, lease: str, answer: Answer, uploads: int) -> None:
        outcome = answer.body.get("outcome")
        if outcome is not None:
            told = outcome, answer.body["earned"]
            promised = self._ledger.promised.setdefault(lease, told)
            if promised != told:
                self._ledger.broken(f"5 once: {operator} was told {promised}, {told} for {lease}")
        for upload in self._ledger.uploads[:uploads]:
            if upload.lease == lease:
                upload.kept |= outcome == "kept"
                upload.told_to_mend |= answer.status == HTTPStatus.UNPROCESSABLE_ENTITY

    def _check_row(self, place: Place, row: Row) -> None:
        keyers = [entry["operator"] for entry in row["accepted"]]
        if len(set(keyers)) != len(keyers):
            self._ledger.broken(f"4 blind keying: {keyers} keyed {place}")
        used = {entry["lease"] for entry in row["accepted"]}
        if any(entry["lease"] in used for entry in row.get("kept") or ()):
            self._ledger.broken(f"5 once: an entry of {place} is both used and kept")
        centres = [entry["centre"] for entry in row["accepted"]]
        if row["work_type"] == SEPARATE and len(set(centres[:2])) != len(centres[:2]):
            self._ledger.broken(f"4 separate centres: {centres} keyed {place}")

    def _check_change(self, place: Place, before: Row, row: Row) -> None:
        if row["accepted"][: len(before["accepted"])] != before["accepted"]:
            self._ledger.broken(f"3 nothing lost: an accepted entry of {place} changed")
        kept = before.get("kept") or []
        if (row.get("kept") or [])[: len(kept)] != kept:
            self._ledger.broken(f"3 nothing lost: a kept entry of {place} changed")
        if _ORDER.index(Stage(row["stage"])) < _ORDER.index(Stage(before["stage"])):
            self._ledger.broken(f"5 once: {place} went back to {row['stage']}")
        was_live = before.get("lease") and _moment(before) > self._clock()
        taken = row.get("lease") not in {None, before.get("lease")}
        if was_live and taken and row["stage"] == before["stage"]:
            self._ledger.broken(f"2 one holder: {row['lease']} replaced live {before['lease']}")

    def _check_blind(self, hold: Hold) -> None:
        row = self._items().get(hold.place)
        keyers = [entry["operator"] for entry in row["accepted"]] if row else []
        if row and row.get("lease") == hold.lease and hold.operator in keyers:
            self._ledger.broken(f"4 blind keying: {hold.operator} got {hold.place} again")

    def _is_past(self, hold: Hold) -> bool:
        """Say whether the entry of a hold was taken in: it ended by being used."""
        row = self._items().get(hold.place)
        return row is not None and any(entry["lease"] == hold.lease for entry in row["accepted"])

    def _items(self) -> dict[Place, Row]:
        return {(row["job"], row["item"]): row for row in rows_of(tables.WORK_ITEMS.name)}


def _moment(row: Row) -> datetime:
    return datetime.fromisoformat(row["visible_at"].replace("+0000", "+00:00"))
