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
_UNKNOWN = "UserNotFoundException"


class CognitoSignIns:
    """The users of one user pool. Whoever is there and enabled keeps their password."""

    def __init__(self, cognito: "CognitoIdentityProviderClient", user_pool_id: str) -> None:
        self._cognito = cognito
        self._pool = user_pool_id

    def create(self, user: str, groups: Iterable[str]) -> str | None:
        """Create a user in some groups and return the first password; None if there is one already.

        Who was disabled comes back with a new first password. Cognito asks for another one at the
        first sign-in.
        """
        password = first_password()
        is_new = self._create(user, password) or self._enable(user, password)
        for group in groups:
            # In any case: an earlier run may have stopped before this, or the role is new.
            self._cognito.admin_add_user_to_group(
                UserPoolId=self._pool, Username=user, GroupName=group
            )
        return password if is_new else None

    def disable(self, user: str) -> None:
        """Let a user sign in no more, and end every session; one who never was does no harm."""
        try:
            self._cognito.admin_disable_user(UserPoolId=self._pool, Username=user)
            self._cognito.admin_user_global_sign_out(UserPoolId=self._pool, Username=user)
        except ClientError as error:
            if _code(error) != _UNKNOWN:
                raise

    def leave(self, user: str, groups: Iterable[str]) -> None:
        """Take a user out of groups."""
        for group in groups:
            self._cognito.admin_remove_user_from_group(
                UserPoolId=self._pool, Username=user, GroupName=group
            )

    def _enable(self, user: str, password: str) -> bool:
        """Enable a user who was disabled, under a new first password; return False if none was."""
        found = self._cognito.admin_get_user(UserPoolId=self._pool, Username=user)
        if found["Enabled"]:
            return False
        # The password first: an old one must not open anything, not even for a moment.
        self._cognito.admin_set_user_password(
            UserPoolId=self._pool, Username=user, Password=password, Permanent=False
        )
        self._cognito.admin_enable_user(UserPoolId=self._pool, Username=user)
        return True

    def _create(self, user: str, password: str) -> bool:
        try:
            self._cognito.admin_create_user(
                UserPoolId=self._pool,
                Username=user,
                TemporaryPassword=password,
                MessageAction="SUPPRESS",  # the office hands it over: operators have no e-mail
            )
        except ClientError as error:
            if _code(error) != "UsernameExistsException":
                raise
            return False
        return True


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")


def first_password() -> str:
    """Return a password that is hard to guess and easy to read out: `4kfw-7pzq-3rtx-9dhb`."""
    groups = [
        secrets.choice(_DIGITS) + "".join(secrets.choice(_LETTERS) for _ in range(3))
        for _ in range(4)
    ]
    return "-".join(groups)
