"""What an operator earned, as the page and the centre's head see it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hinterland.clock import india_date
from hinterland.pay.port import Pay


@dataclass(frozen=True, slots=True)
class Earnings:
    """Rupees of today and of this month, in India."""

    today: Decimal
    month: Decimal


def earnings(pay: Pay, operator: str, now: datetime) -> Earnings:
    """Add up an operator's pay lines."""
    today = india_date(now)
    lines = pay.between(operator, today.replace(day=1), today)
    return Earnings(
        today=sum((line.amount for line in lines if line.day == today), Decimal(0)),
        month=sum((line.amount for line in lines), Decimal(0)),
    )
