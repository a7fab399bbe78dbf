"""A work type: the recipe for a kind of work, at one version."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from hinterland.catalogue.table import Delivering, TableForm
from hinterland.fields.field import Field
from hinterland.texts import Texts


class InputKind(StrEnum):
    """What a work type's drops are made of."""

    ROWS = "rows"
    IMAGES = "images"


class CheckRule(StrEnum):
    """Which items get a second, blind keying."""

    FIXED = "fixed"  # all or none, as `keyings` says
    ADAPTIVE = "adaptive"  # as who keyed it first has earned; see `quality.sampling`


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

    id: str
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
    max_held: int = 20  # items that one operator may hold at a time
    languages: frozenset[str] = frozenset()  # who works on it reads one of these; empty: anybody
    table: TableForm = field(default_factory=TableForm)  # of drops that are rows
    deliver: Delivering = field(default_factory=Delivering)
