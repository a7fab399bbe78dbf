"""A centre without power or line: its operators keep what they hold until it is back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hinterland.errors import ConflictError
from hinterland.work import leases
from hinterland.work.leases import LeaseRefusedError
from hinterland.work.port import WorkItems


def extend_leases(
    work_items: WorkItems, operators: Iterable[str], length: timedelta, now: datetime
) -> list[str]:
    """Let every live lease of these operators last until `now + length` at least; return them.

    Run again, it counts from the later `now`: the lengths of two runs do not add up.
    """
    return [
        str(item.lease)
        for operator in operators
        for item in work_items.held_by(operator, now)
        if item.visible_at < now + length
        and _extend(work_items, item.job, item.id, str(item.lease), now + length)
    ]


def _extend(work_items: WorkItems, job: str, item: str, lease: str, until: datetime) -> bool:
    try:
        work_items.change(leases.renew(work_items.get(job, item), lease, until))
    except (ConflictError, LeaseRefusedError):
        # Submitted, given back or renewed at this very moment: there is somebody, and power.
        return False
    return True
