"""Who a signed-in user is: a role takes the sign-in's group and the catalogue's word."""

from dataclasses import dataclass, field

import pytest

from hinterland.catalogue.centre import Operator, Staff
from hinterland.catalogue.people import Person, UnknownPersonError, WrongRoleError, person_of
from hinterland.errors import NotFoundError
from hinterland.roles import Role
from tests.doubles.in_memory import Books

SELVI = Operator("selvi", "Selvi", "kollumangudi", "ta", frozenset())
HEAD = Staff("selvi", "Selvi", "ta", "kollumangudi")
OFFICE = Staff("selvi", "Selvi", "en")


@dataclass
class Listing(Books):
    """A catalogue that lists selvi as whatever it is told."""

    listed: dict[Role, Operator | Staff] = field(default_factory=dict)

    def operator(self, operator: str) -> Operator:
        found = self._find(operator, Role.OPERATOR)
        assert isinstance(found, Operator)
        return found

    def head(self, user: str) -> Staff:
        found = self._find(user, Role.HEAD)
        assert isinstance(found, Staff)
        return found

    def staff(self, user: str) -> Staff:
        found = self._find(user, Role.OFFICE)
        assert isinstance(found, Staff)
        return found

    def _find(self, user: str, role: Role) -> Operator | Staff:
        if user != "selvi" or role not in self.listed:
            raise NotFoundError(user)
        return self.listed[role]


EVERYTHING: dict[Role, Operator | Staff] = {
    Role.OPERATOR: SELVI,
    Role.HEAD: HEAD,
    Role.OFFICE: OFFICE,
}


def person(groups: str, listed: dict[Role, Operator | Staff]) -> Person:
    claims = {"username": "selvi", "cognito:groups": groups}
    return person_of(Listing(listed=listed), claims)


@pytest.mark.parametrize("groups", ["[operators heads]", "[operators,heads]", "operators heads"])
def test_somebody_may_have_several_roles(groups: str) -> None:
    assert person(groups, EVERYTHING).roles == (Role.OPERATOR, Role.HEAD)


@pytest.mark.parametrize("role", Role)
def test_the_group_alone_gives_no_role(role: Role) -> None:
    listed = {each: entity for each, entity in EVERYTHING.items() if each is not role}
    assert role not in person("[operators heads office]", listed).roles


@pytest.mark.parametrize("groups", ["", "[]", "[somebody]", "[operator]"])
def test_the_catalogue_alone_gives_no_role(groups: str) -> None:
    with pytest.raises(UnknownPersonError):
        person(groups, EVERYTHING)


def test_who_has_another_role_is_told_so() -> None:
    head = person("[heads]", EVERYTHING)
    assert head.as_head() == HEAD
    for other in (head.as_operator, head.as_office):
        with pytest.raises(WrongRoleError):
            other()


def test_an_id_token_names_the_user_in_its_own_way() -> None:
    claims = {"cognito:username": "selvi", "cognito:groups": "[office]"}
    assert person_of(Listing(listed=EVERYTHING), claims).roles == (Role.OFFICE,)


def test_a_token_that_names_nobody_is_nobodys() -> None:
    with pytest.raises(UnknownPersonError):
        person_of(Listing(listed=EVERYTHING), {"cognito:groups": "[operators]"})
