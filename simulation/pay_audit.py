"""The operators' pay at the end of a run: each line explained, each entry paid, once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hinterland import tables
from simulation.answers import FIELDS, Keyed
from simulation.ledger import Ledger
from simulation.rows import Row, rows_of
from simulation.setting import PAY_PER_KEPT_RECORD, PAY_PER_RECORD

type Line = tuple[str, str, str, Decimal]
"""Operator, lease, purpose, rupees."""


class PayAudit:
    """Compares the pay lines with the accepted and kept entries, and with what was promised."""

    def __init__(self, ledger: Ledger, items: Sequence[Row]) -> None:
        self._ledger = ledger
        self._items = items
        self._records = {upload.version_id: upload.records for upload in ledger.uploads}
        self._lines = [
            (row["operator"], row["line"].partition("#")[2], row["purpose"], Decimal(row["amount"]))
            for row in rows_of(tables.PAY.name)
        ]

    def run(self) -> None:
        """Check all of it; what is wrong goes to the ledger."""
        due = sorted(line for item in self._items for line in self._due(item))
        for line in set(self._lines) - set(due):
            self._ledger.broken(f"5 once: nothing explains the pay line {line}")
        for line in set(due) - set(self._lines):
            self._ledger.broken(f"6 exact: {line} is due and not paid so")
        if len(self._lines) != len({lease for _, lease, _, _ in self._lines}):
            self._ledger.broken("5 once: a lease is paid twice")
        amounts = {lease: amount for _, lease, _, amount in self._lines}
        for lease, (outcome, promised) in self._ledger.promised.items():
            if amounts.get(lease, Decimal(0)) != Decimal(promised):
                self._ledger.broken(
                    f"5 once: {promised} promised for {lease} ({outcome}), not paid"
                )

    def _due(self, item: Row) -> Iterator[Line]:
        for entry in item["accepted"]:
            amount = Decimal(PAY_PER_RECORD) * len(self._records[entry["version_id"]])
            yield entry["operator"], entry["lease"], "entry", amount
        paid = set[str]()
        for entry in item.get("kept") or ():
            operator, earned = entry["operator"], Decimal(entry["earned"])
            if earned not in self._fair(item, entry, is_paid=operator in paid):
                self._ledger.broken(f"6 exact: {entry['lease']} was kept and earned {earned}")
            if earned:
                paid.add(operator)
                yield operator, entry["lease"], "kept", earned

    def _fair(self, item: Row, entry: Row, *, is_paid: bool) -> set[Decimal]:
        """Return what a kept entry may have earned: by which of its uploads was looked at."""
        uploads = [each for each in self._ledger.uploads if each.lease == entry["lease"]]
        fair = {
            Decimal(PAY_PER_KEPT_RECORD) * len(upload.records) if _is_sound(upload.records) else 0
            for upload in uploads
        }
        is_used = any(other["operator"] == entry["operator"] for other in item["accepted"])
        # Whoever is used later may have been paid for coming too late before.
        never = {Decimal(0)}
        if entry["reason"] == "dropped":
            return never
        return (
            never if is_paid else {Decimal(each) for each in fair} | (never if is_used else set())
        )


def _is_sound(records: Sequence[Keyed]) -> bool:
    return all(
        record["flag"] or all(record["values"].get(field, "x") for field in FIELDS)
        for record in records
    )
