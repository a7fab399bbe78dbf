"""The office: the supplier on every invoice, and its staff."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinterland.catalogue.centre import Staff


@dataclass(frozen=True, slots=True)
class Office:
    """The supplier on every invoice."""

    name: str
    gstin: str
    state: str
    address: tuple[str, ...]
    invoice_prefix: str
    staff: tuple["Staff", ...] = ()
