"""The API's authorizer, with tokens that are signed well and wrong otherwise."""

import time
from collections.abc import Mapping

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from moto.utilities.utils import load_resource

from localcloud import RunningCloud
from localcloud.authorizer import (
    Authorizer,
    ForbiddenError,
    UnauthorizedError,
    as_strings,
    require_scope,
)
from tests.flow.site import Site

NOW = 1_800_000_000
KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})
GOOD: Mapping[str, object] = {
    "iss": "https://issuer",
    "aud": "page",
    "exp": NOW + 60,
    "cognito:groups": ["operators", "office"],
}
AUTHORIZER = Authorizer("https://issuer", frozenset({"page"}), KeySet([KEY]))


def signed(claims: Mapping[str, object], key: RSAKey = KEY) -> str:
    header = {"alg": "RS256", "kid": str(key.kid)}
    return "Bearer " + jwt.encode(header, dict(claims), key)


def test_a_good_token_passes_with_its_claims_as_strings() -> None:
    claims = AUTHORIZER.claims(signed(GOOD), NOW)
    assert as_strings(claims)["cognito:groups"] == "[operators office]"
    assert as_strings(claims)["exp"] == str(NOW + 60)


def test_an_access_token_names_its_audience_as_client_id() -> None:
    token = signed({"iss": "https://issuer", "client_id": "page", "exp": NOW + 60})
    assert AUTHORIZER.claims(token, NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other"},
        {"aud": "other"},
        {"aud": None, "client_id": "page"},
        {"exp": NOW},
        {"exp": "never"},
        {"nbf": NOW + 1},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(wrong: Mapping[str, object]) -> None:
    with pytest.raises(UnauthorizedError):
        AUTHORIZER.claims(signed({**GOOD, **wrong}), NOW)


def test_a_token_signed_with_another_key_is_refused() -> None:
    other = RSAKey.generate_key(2048, parameters={"kid": "one"})
    with pytest.raises(UnauthorizedError):
        AUTHORIZER.claims(signed(GOOD, other), NOW)


def test_a_route_with_scopes_wants_one_of_them() -> None:
    require_scope({"scope": "a b"}, frozenset({"b", "c"}))
    with pytest.raises(ForbiddenError):
        require_scope({"scope": "a b"}, frozenset({"c"}))


@pytest.mark.parametrize(("lives_for", "status"), [(60, 200), (-1, 401)])
def test_the_api_refuses_a_token_of_its_own_pool_once_it_is_expired(
    lives_for: int, status: int, cloud: RunningCloud, site: Site
) -> None:
    claims = {
        "iss": f"https://cognito-idp.{cloud.outputs['Region']}.amazonaws.com/"
        + cloud.outputs["UserPoolId"],
        "aud": cloud.outputs["UserPoolClientId"],
        "cognito:username": "selvi",
        "cognito:groups": ["operators"],
        "exp": int(time.time()) + lives_for,
    }
    token = signed(claims, pool_key()).removeprefix("Bearer ")
    assert site.call("GET", "/me", token=token).status == status


def pool_key() -> RSAKey:
    """Return the key with which every user pool of moto signs."""
    stored = load_resource("cognitoidp/resources/jwks-private.json")
    return RSAKey.import_key({**stored, "kid": "dummy"})
