"""The people of the sample catalogue: the catalogue itself, and a way in for each operator."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from office import apply as office

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

GROUP = "operators"
_DIGITS = "1234567890"


def apply_catalogue(directory: Path, table_name: str) -> list[str]:
    """Store the catalogue as `hinterland apply` does; return the names of its operators.

    Raises `office.apply.CatalogueMistakesError`.
    """
    return [each.operator for each in office.apply_catalogue(directory, table_name).operators]


def create_users(pool_id: str, operators: Iterable[str]) -> Mapping[str, str]:
    """Give each operator a user with a password that needs no changing; return the passwords."""
    cognito = boto3.client("cognito-idp")
    shortest = _shortest_password(cognito, pool_id)
    passwords = {operator: password(operator, shortest) for operator in operators}
    for operator, word in passwords.items():
        cognito.admin_create_user(UserPoolId=pool_id, Username=operator, MessageAction="SUPPRESS")
        cognito.admin_set_user_password(
            UserPoolId=pool_id, Username=operator, Password=word, Permanent=True
        )
        cognito.admin_add_user_to_group(UserPoolId=pool_id, Username=operator, GroupName=GROUP)
    return passwords


def password(operator: str, shortest: int) -> str:
    """Return an operator's password: `Selvi-demo-1`, with more digits where it must be longer."""
    stem = f"{operator.capitalize()}-demo-"
    return stem + (_DIGITS * shortest)[: max(1, shortest - len(stem))]


def _shortest_password(cognito: "CognitoIdentityProviderClient", pool_id: str) -> int:
    pool = cognito.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    return pool.get("Policies", {}).get("PasswordPolicy", {}).get("MinimumLength", 8)
