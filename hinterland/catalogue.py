"""What the office keeps: itself, clients and contracts, work types, centres and operators.

Entities only. Reading them from YAML or from a stored document is `catalogue_documents`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from hinterland.fields.field import Field
from hinterland.texts import Texts


class InputKind(StrEnum):
    """What a work type's drops are made of."""

    ROWS = "rows"
    IMAGES = "images"


class CheckRule(StrEnum):
    """Which items get a second, blind keying."""

    FIXED = "fixed"  # all or none, as `keyings` says
    ADAPTIVE = "adaptive"  # as the record of the person who keyed it first asks; see `checking`


@dataclass(frozen=True, slots=True)
class Quality:
    """How often a record is keyed, and by whom."""

    keyings: int = 1
    separate_centres: bool = False
    check: CheckRule = CheckRule.FIXED
    target_field_error: Decimal = Decimal(0)  # share of wrong fields that ADAPTIVE may let through
    gold: Decimal = Decimal(0)  # share of the blind keyings that carry a known-answer record

    @property
    def may_verify(self) -> bool:
        """Say whether first keyings get a second one: all of them, or some."""
        return self.keyings > 1 or self.check is CheckRule.ADAPTIVE


@dataclass(frozen=True, slots=True)
class WorkType:
    """The recipe for a kind of work, at one version."""

    work_type: str
    version: int
    title: Texts
    input: InputKind
    records_per_item: int
    fields: tuple[Field, ...]
    instructions: Texts
    quality: Quality
    lease_minutes: int
    skills: frozenset[str]
    pay_per_record: Decimal
    due: timedelta = timedelta(days=2)  # from a drop's arrival; sets the pace of its items
    pay_per_kept_record: Decimal = Decimal(0)  # of an entry that came too late to be used
    languages: frozenset[str] = frozenset()  # who works on it reads one of these; empty: anybody


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


@dataclass(frozen=True, slots=True)
class Client:
    """A company that drops files."""

    client: str
    name: str
    gstin: str
    state: str
    address: tuple[str, ...]
    contracts: tuple[Contract, ...]

    def contract_on(self, day: date) -> Contract | None:
        """Return the contract in force on `day`: of those that have begun, the latest."""
        begun = [contract for contract in self.contracts if contract.start <= day]
        return max(begun, key=lambda contract: contract.start, default=None)


@dataclass(frozen=True, slots=True)
class Office:
    """The supplier on every invoice."""

    name: str
    gstin: str
    state: str
    address: tuple[str, ...]
    invoice_prefix: str
    staff: tuple["Staff", ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """A person in a centre."""

    operator: str
    name: str
    centre: str
    language: str  # of the page
    skills: frozenset[str]
    reads: frozenset[str] = frozenset()  # languages; empty when the office does not say
    withheld: frozenset[str] = frozenset()  # skills that do not count, though earned by training

    def can_read(self, languages: frozenset[str]) -> bool:
        """Say whether the operator reads one of these languages; of no languages, anybody does."""
        return not languages or bool(languages & self.all_read)

    @property
    def all_read(self) -> frozenset[str]:
        """Return the languages that the operator reads: as said, else the page's and English."""
        return self.reads or frozenset({self.language, "en"})


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who looks after work and keys none: a centre's head, or a person in the office."""

    user: str
    name: str
    language: str
    centre: str | None = None  # of a head; None in the office


@dataclass(frozen=True, slots=True)
class Centre:
    """A village office."""

    centre: str
    name: str
    state: str
    operators: tuple[Operator, ...]
    heads: tuple[Staff, ...] = ()
