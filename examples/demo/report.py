"""The end of the demo: what was delivered, how right it is, who earned what, what it costs."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from rich.console import Console
from rich.table import Table

from examples.demo.accuracy import Accuracy, compare, read_rows
from examples.demo.answers import AnswerBook
from examples.demo.board import Board, Tally
from hinterland.api.work_types import Field

DIFFERENCES_SHOWN = 5


class UnbalancedError(Exception):
    """Something that must add up does not."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one delivery folder says. Counts are of records."""

    folder: Path
    drop: str
    records_in: int
    delivered: int
    queried: int
    rejected: int
    accuracy: Accuracy
    invoice_number: str
    invoice_total: Decimal  # rupees
    certified: str  # what the certificate says about the quality, in words

    @classmethod
    def read(cls, folder: Path, drop: str, answers: AnswerBook, fields: Sequence[Field]) -> Self:
        """Read a folder as its client would, and check that it adds up."""
        counts = _read_json(folder / "reconciliation.json")
        invoice = _read_json(folder / "invoice.json")
        rows = read_rows(folder / "result.csv")
        delivery = cls(
            folder=folder,
            drop=drop,
            records_in=counts["records_in"],
            delivered=counts["delivered"],
            queried=counts["queried"],
            rejected=counts["rejected"],
            accuracy=compare(rows, answers, fields),
            invoice_number=invoice["number"],
            invoice_total=Decimal(invoice["total"]),
            certified=_read_json(folder / "certificate.json")["method"]["statement"],
        )
        delivery.require_balance(len(rows), len(read_rows(folder / "queries.csv")))
        return delivery

    @property
    def work_type(self) -> str:
        """Return what was done to the drop."""
        return self.drop.split("/")[1]

    def require_balance(self, result_rows: int, query_rows: int) -> None:
        """Raise `UnbalancedError` unless every record is accounted for."""
        if self.records_in != self.delivered + self.queried + self.rejected:
            raise UnbalancedError(f"{self.drop}: the reconciliation does not add up")
        if (result_rows, query_rows) != (self.delivered, self.queried):
            raise UnbalancedError(
                f"{self.drop}: {result_rows} results and {query_rows} queries, "
                f"but the reconciliation says {self.delivered} and {self.queried}"
            )


def require_same_pay(tallies: Mapping[str, Tally]) -> None:
    """Raise `UnbalancedError` unless `GET /me` pays everyone what their submits promised."""
    for operator, tally in tallies.items():
        if tally.earned != tally.paid:
            raise UnbalancedError(
                f"{operator} was promised ₹{tally.earned} but is paid ₹{tally.paid}"
            )


def show(console: Console, deliveries: Sequence[Delivery], board: Board) -> None:
    """Print the summary."""
    console.print(_deliveries(deliveries))
    for delivery in deliveries:
        _show_differences(console, delivery)
    console.print(_checks(board), highlight=False, soft_wrap=True)
    console.print(_pay(board.tallies))


def _deliveries(deliveries: Sequence[Delivery]) -> Table:
    """Return a table with a column for each job: narrow enough for any log."""
    table = Table("Delivered", *(each.work_type for each in deliveries))
    facts: dict[str, Callable[[Delivery], str]] = {
        "records in": lambda each: str(each.records_in),
        "= delivered": lambda each: str(each.delivered),
        "+ queried": lambda each: str(each.queried),
        "+ rejected": lambda each: str(each.rejected),
        "values as in the truth": lambda each: str(each.accuracy),
        "invoice": lambda each: each.invoice_number,
        "its total, with tax": lambda each: f"₹{each.invoice_total:.2f}",
    }
    for heading, of in facts.items():
        table.add_row(heading, *(of(each) for each in deliveries))
    return table


def _show_differences(console: Console, delivery: Delivery) -> None:
    differences = delivery.accuracy.differences
    certified = f"{delivery.work_type}: {delivery.certified}"
    console.print(certified, highlight=False, soft_wrap=True)
    for each in differences[:DIFFERENCES_SHOWN]:
        console.print(
            f"  {each.record} {each.field}: keyed {each.delivered!r}, is {each.truth!r}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    if len(differences) > DIFFERENCES_SHOWN:
        console.print(f"  … and {len(differences) - DIFFERENCES_SHOWN} more", highlight=False)


def _checks(board: Board) -> str:
    kept = f", values kept because they are printed so: {board.as_printed}" * (board.as_printed > 0)
    return f"Mistakes that field checks stopped at submit: {board.caught}{kept}"


def _pay(tallies: Mapping[str, Tally]) -> Table:
    table = Table("Paid, as GET /me confirms", "items", "records", "earned")
    for name, tally in sorted(tallies.items()):
        if tally.items:
            table.add_row(name, str(tally.items), str(tally.records), f"₹{tally.earned:.2f}")
    return table


def _read_json(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
