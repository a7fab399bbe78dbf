"""Everybody whom a catalogue folder lists, once, with all the roles that they have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hinterland.roles import GROUPS, Role
from office.check import CatalogueFolder

_IN_THE_OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who is to sign in."""

    user: str
    name: str
    place: str  # the centre, or "office"
    roles: tuple[Role, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the sign-in's groups."""
        return tuple(GROUPS[role] for role in self.roles)


def people_of(folder: CatalogueFolder) -> tuple[Listed, ...]:
    """Return the operators, heads and office staff of a folder; who is several of them, once."""
    people: dict[str, Listed] = {}
    for each in _all(folder):
        known = people.get(each.user)
        people[each.user] = replace(known, roles=(*known.roles, *each.roles)) if known else each
    return tuple(people.values())


def _all(folder: CatalogueFolder) -> Iterator[Listed]:
    for operator in folder.operators():
        yield Listed(operator.id, operator.name, operator.centre, (Role.OPERATOR,))
    for centre in folder.centres:
        for head in centre.entity.heads:
            yield Listed(head.user, head.name, centre.entity.id, (Role.HEAD,))
    for office in folder.offices:
        for staff in office.entity.staff:
            yield Listed(staff.user, staff.name, _IN_THE_OFFICE, (Role.OFFICE,))
