"""The operator API and page: who may call what, and what a browser is told."""

import re
from typing import Any

from tests.infra.deployed import Template, plain

ROUTES = {
    "GET /me",
    "POST /leases",
    "GET /leases",
    "POST /leases/{lease}/renew",
    "POST /leases/{lease}/submit",
    "POST /leases/{lease}/return",
    "GET /work-types/{work_type}/{version}",
    "GET /openapi.json",
}


def test_every_route_but_the_description_wants_an_operator(template: Template) -> None:
    routes = template.of("AWS::ApiGatewayV2::Route").values()
    wants = {route["RouteKey"]: route.get("AuthorizationType") for route in routes}
    assert wants == dict.fromkeys(ROUTES, "JWT") | {"GET /openapi.json": "NONE"}


def test_tokens_come_from_our_pool_and_our_client(template: Template) -> None:
    (pool,) = template.of("AWS::Cognito::UserPool")
    (client,) = template.of("AWS::Cognito::UserPoolClient")
    trusted = template.one("AWS::ApiGatewayV2::Authorizer")["JwtConfiguration"]
    assert trusted["Audience"] == [{"Ref": client}]
    assert plain(trusted["Issuer"]).endswith(f"/<{pool}>")


def test_nobody_signs_themselves_up(template: Template) -> None:
    pool = template.one("AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["DeletionProtection"] == "ACTIVE"
    groups = {group["GroupName"] for group in template.of("AWS::Cognito::UserPoolGroup").values()}
    assert groups == {"operators", "office"}


def test_calls_are_limited_and_logged(template: Template) -> None:
    stage = template.one("AWS::ApiGatewayV2::Stage")
    assert stage["StageName"] == "$default"
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] > 0
    assert "DestinationArn" in stage["AccessLogSettings"]


def test_the_page_reaches_every_route_at_its_own_address(template: Template) -> None:
    behaviours = _distribution(template)["CacheBehaviors"]
    patterns = [one["PathPattern"].replace("*", ".*") for one in behaviours]
    for route in ROUTES:
        path = route.partition(" ")[2]
        assert any(re.fullmatch(pattern, path) for pattern in patterns), path
    assert all("POST" in one["AllowedMethods"] for one in behaviours)


def test_the_page_may_load_and_call_only_what_it_needs(template: Template) -> None:
    headers = template.one("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    security = headers["SecurityHeadersConfig"]
    policy = plain(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    allowed = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert allowed["default-src"] == allowed["frame-ancestors"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == "'self'"
    assert re.fullmatch(
        r"'self' https://<StorageWork\w+\.RegionalDomainName> https://cognito-idp\.\S+",
        allowed["connect-src"],
    )


def _distribution(template: Template) -> dict[str, Any]:
    found: dict[str, Any] = template.one("AWS::CloudFront::Distribution")["DistributionConfig"]
    return found
