"""Operators' sign-ins, in Cognito."""

import secrets
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

OPERATORS_GROUP = "operators"
# Without characters that look alike on a handwritten note.
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_DIGITS = "23456789"


class CognitoSignIns:
    """Creates users in one user pool. Whoever exists keeps password and rights."""

    def __init__(self, cognito: "CognitoIdentityProviderClient", user_pool_id: str) -> None:
        self._cognito = cognito
        self._pool = user_pool_id

    def create(self, operator: str) -> str | None:
        """Create an operator's user and return the first password; None if there is one already.

        Cognito asks for another password at the first sign-in.
        """
        password = first_password()
        is_new = self._create(operator, password)
        self._admit(operator)  # in any case: an earlier run may have stopped before this
        return password if is_new else None

    def _create(self, operator: str, password: str) -> bool:
        try:
            self._cognito.admin_create_user(
                UserPoolId=self._pool,
                Username=operator,
                TemporaryPassword=password,
                MessageAction="SUPPRESS",  # the office hands it over: operators have no e-mail
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "UsernameExistsException":
                raise
            return False
        return True

    def _admit(self, operator: str) -> None:
        self._cognito.admin_add_user_to_group(
            UserPoolId=self._pool, Username=operator, GroupName=OPERATORS_GROUP
        )


def first_password() -> str:
    """Return a password that is hard to guess and easy to read out: `4kfw-7pzq-3rtx-9dhb`."""
    groups = [
        secrets.choice(_DIGITS) + "".join(secrets.choice(_LETTERS) for _ in range(3))
        for _ in range(4)
    ]
    return "-".join(groups)
