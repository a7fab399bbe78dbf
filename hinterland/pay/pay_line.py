"""A pay line: what one entry, or one attempt at training, earned its operator."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Purpose(StrEnum):
    """What a pay line is for."""

    ENTRY = "entry"  # that was accepted
    KEPT = "kept"  # an entry that came too late to be used
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class PayLine:
    """What one entry earned its operator. One per lease, ever."""

    operator: str
    day: date  # in India
    lease: str
    records: int
    amount: Decimal  # rupees
    work_type: str | None = None  # None on lines from before it was noted
    purpose: Purpose = Purpose.ENTRY
