"""Who a signed-in user is: what the catalogue says of them, as far as their sign-in allows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hinterland.catalogue.centre import Operator, Staff
from hinterland.catalogue.port import Catalogue
from hinterland.errors import HinterlandError, NotFoundError
from hinterland.roles import GROUPS, Role


class WrongRoleError(HinterlandError):
    """The caller is somebody, but not one who may do this."""

    code = "wrong_role"

    def __init__(self, role: Role) -> None:
        super().__init__(f"This is for people with the role {role.value!r} only.")


class UnknownPersonError(HinterlandError):
    """The caller signed in but has no role."""

    code = "unknown_operator"

    def __init__(self) -> None:
        super().__init__("You are signed in, but no centre lists you.")


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in user with at least one role; the role's entity says the rest."""

    user: str
    operator: Operator | None = None
    head: Staff | None = None
    office: Staff | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the person's roles."""
        held = zip(Role, (self.operator, self.head, self.office), strict=True)
        return tuple(role for role, entity in held if entity is not None)

    @property
    def entity(self) -> Operator | Staff:
        """Return what says the person's name and language."""
        entity = self.operator or self.head or self.office
        if entity is None:
            raise UnknownPersonError
        return entity

    def as_operator(self) -> Operator:
        """Return the person as an operator; raise `WrongRoleError`."""
        if self.operator is None:
            raise WrongRoleError(Role.OPERATOR)
        return self.operator

    def as_head(self) -> Staff:
        """Return the person as the head of a centre; raise `WrongRoleError`."""
        if self.head is None:
            raise WrongRoleError(Role.HEAD)
        return self.head

    def as_office(self) -> Staff:
        """Return the person as one of the office; raise `WrongRoleError`."""
        if self.office is None:
            raise WrongRoleError(Role.OFFICE)
        return self.office


def person_of(catalogue: Catalogue, claims: Mapping[str, str]) -> Person:
    """Return the person whom a token's claims name; raise `UnknownPersonError` without any role.

    The user is `username` in an access token, `cognito:username` in an id token. A role takes
    both: the sign-in's group, and that the catalogue lists the user.
    """
    user = claims.get("username") or claims.get("cognito:username") or ""
    groups = _listed(claims.get("cognito:groups", ""))
    found = Person(
        user,
        _if_listed(catalogue.operator, user, Role.OPERATOR, groups),
        _if_listed(catalogue.head, user, Role.HEAD, groups),
        _if_listed(catalogue.staff, user, Role.OFFICE, groups),
    )
    if not found.roles:
        raise UnknownPersonError
    return found


def _if_listed[Entity](
    look_up: Callable[[str], Entity], user: str, role: Role, groups: frozenset[str]
) -> Entity | None:
    if GROUPS[role] not in groups:
        return None
    try:
        return look_up(user)
    except NotFoundError:
        return None


def _listed(claim: str) -> frozenset[str]:
    """Read a list as API Gateway writes it into a claim: `[operators office]`."""
    return frozenset(claim.strip("[]").replace(",", " ").split())
