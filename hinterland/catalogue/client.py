"""A client, its contracts, and what they say of money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DUPLICATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Tax:
    """How a client's invoices are taxed."""

    sac: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Contract:
    """What a client pays from a date on: rupees per delivered record, by work type."""

    start: date
    currency: str
    rates: Mapping[str, Decimal]
    tax: Tax
    # So long after a file its content, dropped once more, is held to be the same file; 0: never.
    duplicate_days: int = DUPLICATE_DAYS


@dataclass(frozen=True, slots=True)
class Client:
    """A company that drops files."""

    id: str
    name: str
    gstin: str
    state: str
    address: tuple[str, ...]
    contracts: tuple[Contract, ...]
    version: int = 1  # of its document; a job is priced by the one that it began with

    def contract_on(self, day: date) -> Contract | None:
        """Return the contract in force on `day`: of those that have begun, the latest."""
        begun = [contract for contract in self.contracts if contract.start <= day]
        return max(begun, key=lambda contract: contract.start, default=None)
