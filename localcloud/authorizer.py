"""The HTTP API's JWT authorizer: who may pass, as API Gateway decides it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.request import urlopen

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

type Claims = Mapping[str, Any]


_FETCH_SECONDS = 5


class UnauthorizedError(Exception):
    """No token, or one that is not good here and now."""


class ForbiddenError(Exception):
    """A good token without any of the scopes that the route asks for."""


@dataclass(frozen=True, slots=True)
class Authorizer:
    """What the template's authorizer accepts."""

    issuer: str
    audience: frozenset[str]
    keys: KeySet

    def claims(self, header: str | None, now: float) -> Claims:
        """Return the claims of the token in an Authorization header; `now` is in epoch seconds.

        Raises `UnauthorizedError`.
        """
        token = (header or "").removeprefix("Bearer ").strip()
        try:
            claims = jwt.decode(token, self.keys, algorithms=["RS256"]).claims
        except (JoseError, ValueError) as exc:
            raise UnauthorizedError("not a token signed by this pool") from exc
        self._check(claims, now)
        return claims

    def _check(self, claims: Claims, now: float) -> None:
        if claims.get("iss") != self.issuer:
            raise UnauthorizedError("another issuer")
        if not _seconds(claims, "nbf", 0) <= now < _seconds(claims, "exp", 0):
            raise UnauthorizedError("expired, or not yet valid")
        given = claims.get("aud", claims.get("client_id"))
        if not self.audience & set(given if isinstance(given, list) else [given]):
            raise UnauthorizedError("another audience")


def signing_keys(issuer: str) -> KeySet:
    """Fetch the keys that an issuer, reached at this address, signs with."""
    address = f"{issuer}/.well-known/jwks.json"
    with urlopen(address, timeout=_FETCH_SECONDS) as answer:  # noqa: S310 - our own http address
        return KeySet.import_key_set(json.load(answer))


def require_scope(claims: Claims, wanted: frozenset[str]) -> None:
    """Let pass whoever has one of the scopes; raise `ForbiddenError`."""
    if wanted and not wanted & set(str(claims.get("scope", "")).split()):
        raise ForbiddenError("none of the scopes that the route asks for")


def as_strings(claims: Claims) -> dict[str, str]:
    """Return claims as API Gateway passes them on: each a string, a list as `[a b]`."""
    return {name: _as_string(value) for name, value in claims.items()}


def _as_string(value: object) -> str:
    if isinstance(value, list):
        return f"[{' '.join(map(str, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _seconds(claims: Claims, name: str, otherwise: float) -> float:
    value = claims.get(name, otherwise)
    if not isinstance(value, int | float):
        raise UnauthorizedError(f"{name} is not a time")
    return value
