"""The people of the sample catalogue: the catalogue itself, and a way in for each of them."""

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from hinterland.roles import Role
from office import apply as office
from office.people import Listed

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_DIGITS = "1234567890"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords by user name. Whoever is an operator is not among the staff as well."""

    operators: MutableMapping[str, str]
    staff: MutableMapping[str, str]  # heads and office


def apply_catalogue(directory: Path, table_name: str, work_bucket: str) -> Sequence[Listed]:
    """Store the catalogue as `hinterland apply` does; return its people.

    Raises `office.apply.CatalogueMistakesError`.
    """
    return office.apply_catalogue(directory, table_name, work_bucket).people


def create_users(pool_id: str, people: Iterable[Listed]) -> Passwords:
    """Give everybody a user with a password that needs no changing; return the passwords."""
    cognito = boto3.client("cognito-idp")
    shortest = _shortest_password(cognito, pool_id)
    passwords = Passwords({}, {})
    for each in people:
        word = password(each.user, shortest)
        _create_user(cognito, pool_id, each, word)
        is_operator = Role.OPERATOR in each.roles
        kept = passwords.operators if is_operator else passwords.staff
        kept[each.user] = word
    return passwords


def _create_user(
    cognito: "CognitoIdentityProviderClient", pool_id: str, person: Listed, word: str
) -> None:
    user = person.user
    cognito.admin_create_user(UserPoolId=pool_id, Username=user, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=user, Password=word, Permanent=True
    )
    for group in person.groups:
        cognito.admin_add_user_to_group(UserPoolId=pool_id, Username=user, GroupName=group)


def password(user: str, shortest: int) -> str:
    """Return a user's password: `Selvi-demo-1`, with more digits where it must be longer."""
    stem = f"{user.capitalize()}-demo-"
    return stem + (_DIGITS * shortest)[: max(1, shortest - len(stem))]


def _shortest_password(cognito: "CognitoIdentityProviderClient", pool_id: str) -> int:
    pool = cognito.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    return pool.get("Policies", {}).get("PasswordPolicy", {}).get("MinimumLength", 8)
