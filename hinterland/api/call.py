"""A call of a route: by whom, for what, and with what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hinterland.catalogue.centre import Operator
from hinterland.catalogue.people import Person, WrongRoleError
from hinterland.roles import Role

NOBODY = Person("")


@dataclass(frozen=True, slots=True)
class Call:
    """What a handler is given. The caller has the role that the route asks for."""

    person: Person = NOBODY  # of an open route, whoever calls
    parameters: Mapping[str, str] = field(default_factory=dict)  # of the path
    body: Mapping[str, Any] = field(default_factory=dict)  # empty where the route takes none
    key: str = ""  # the Idempotency-Key; without one, every request has another

    def __getitem__(self, parameter: str) -> str:
        """Return a parameter of the path."""
        return self.parameters[parameter]

    @property
    def operator(self) -> Operator:
        """Return the caller as an operator; raise `WrongRoleError`."""
        return self.person.as_operator()


def require_role(person: Person, role: Role | None) -> None:
    """Raise `WrongRoleError` unless a person has a role; None is any."""
    if role is not None and role not in person.roles:
        raise WrongRoleError(role)
