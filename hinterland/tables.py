"""The DynamoDB tables: keys and indexes, spelled once for `infra/` and the adapters."""

from dataclasses import dataclass

from hinterland import settings


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index. All key attributes in this project are strings."""

    name: str
    partition: str
    sort: str
    keys_only: bool = False  # what else is in a row may change without a write to the index


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `setting` is the environment variable that tells a function its deployed name."""

    name: str
    setting: str
    partition: str
    sort: str | None = None
    indexes: tuple[Index, ...] = ()
    expires: str | None = None  # the attribute for DynamoDB's own time to live: clean-up only


CATALOGUE = Table("Catalogue", settings.CATALOGUE_TABLE, "entity", "version")
JOBS = Table(
    "Jobs",
    settings.JOBS_TABLE,
    "job",
    indexes=(
        Index("by-client", "client", "created_at"),
        # All open jobs are one partition: that items are counted off must not write to it.
        Index("by-state", "state", "updated_at", keys_only=True),
    ),
)
WORK_ITEMS = Table(
    "WorkItems",
    settings.WORK_ITEMS_TABLE,
    "job",
    "item",
    indexes=(
        # Both are sparse: a done item is in neither, a free one not in `by-operator`.
        Index("queue", "queue", "position"),
        Index("by-operator", "operator", "visible_at"),
    ),
)
TAKES = Table("Takes", settings.TAKES_TABLE, "take", expires="expires")
PAY = Table("Pay", settings.PAY_TABLE, "operator", "line")
INVOICES = Table("Invoices", settings.INVOICES_TABLE, "series", "entry")
# What the system learned about each operator; `fact` begins with the kind of fact it is.
OPERATORS = Table(
    "Operators",
    settings.OPERATORS_TABLE,
    "operator",
    "fact",
    # Sparse: only corrections that an operator objected to are in it.
    indexes=(Index("objections", "objection_month", "objected_at"),),
)

ALL = (CATALOGUE, JOBS, WORK_ITEMS, TAKES, PAY, INVOICES, OPERATORS)
