"""The sign-ins of operators, heads and office, in Cognito."""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

# Without characters that look alike on a handwritten note.
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_DIGITS = "23456789"


class CognitoSignIns:
    """Creates users in one user pool. Whoever exists keeps password and rights."""

    def __init__(self, cognito: "CognitoIdentityProviderClient", user_pool_id: str) -> None:
        self._cognito = cognito
        self._pool = user_pool_id

    def create(self, user: str, groups: Iterable[str]) -> str | None:
        """Create a user in some groups and return the first password; None if there is one already.

        Cognito asks for another password at the first sign-in.
        """
        password = first_password()
        is_new = self._create(user, password)
        for group in groups:
            # In any case: an earlier run may have stopped before this, or the role is new.
            self._cognito.admin_add_user_to_group(
                UserPoolId=self._pool, Username=user, GroupName=group
            )
        return password if is_new else None

    def _create(self, user: str, password: str) -> bool:
        try:
            self._cognito.admin_create_user(
                UserPoolId=self._pool,
                Username=user,
                TemporaryPassword=password,
                MessageAction="SUPPRESS",  # the office hands it over: operators have no e-mail
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "UsernameExistsException":
                raise
            return False
        return True


def first_password() -> str:
    """Return a password that is hard to guess and easy to read out: `4kfw-7pzq-3rtx-9dhb`."""
    groups = [
        secrets.choice(_DIGITS) + "".join(secrets.choice(_LETTERS) for _ in range(3))
        for _ in range(4)
    ]
    return "-".join(groups)
