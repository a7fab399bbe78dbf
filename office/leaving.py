"""What follows when people are in the catalogue no more: leases go back, sign-ins are disabled.

It is done for everybody who ever left, each time: whoever applied last may have been interrupted.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from hinterland.aws.catalogue.rows import CatalogueRows, Kind
from hinterland.aws.sign_ins import CognitoSignIns
from hinterland.errors import ConflictError
from hinterland.roles import GROUPS, Role
from hinterland.work import leases
from hinterland.work.leases import LeaseRefusedError
from hinterland.work.port import WorkItems
from office.people import Listed

_ROLES = {Kind.OPERATOR: Role.OPERATOR, Kind.HEAD: Role.HEAD, Kind.STAFF: Role.OFFICE}


def former_groups(rows: CatalogueRows) -> dict[str, set[str]]:
    """Return who once had a role and has it no more, with the sign-in groups of these roles."""
    former: dict[str, set[str]] = {}
    for kind, role in _ROLES.items():
        for each in rows.all_retired(kind):
            former.setdefault(each.name, set()).add(GROUPS[role])
    return former


def end_leases(work_items: WorkItems, operators: Iterable[str], now: datetime) -> int:
    """End the leases of operators who left; what they uploaded is still taken in. Count them."""
    held = (item for operator in operators for item in work_items.held_by(operator, now))
    ended = 0
    for item in held:
        try:
            work_items.change(leases.end(item, str(item.lease), now))
        except (ConflictError, LeaseRefusedError):
            continue  # submitted or given back at this very moment
        ended += 1
    return ended


def close_sign_ins(
    sign_ins: CognitoSignIns, former: Mapping[str, Collection[str]], people: Iterable[Listed]
) -> None:
    """Disable who left altogether; take from who stays in another role the group of the former."""
    still = {each.user for each in people}
    for user, groups in former.items():
        if user in still:
            sign_ins.leave(user, groups)
        else:
            sign_ins.disable(user)
