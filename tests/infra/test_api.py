"""The operator API and page: who may call what, and what a browser is told."""

import re
from fnmatch import fnmatchcase
from typing import Any

from infra.packaging.page import built_page
from tests.infra.deployed import Template, plain

BY_FUNCTION = {
    "Account": {
        "GET /me",
        "PUT /me/outbox",
        "GET /work-types/{work_type}/{version}",
        "GET /pay/{month}",
        "GET /corrections",
        "GET /corrections/{correction}",
        "POST /corrections/{correction}/objection",
        "GET /training",
        "POST /training/{set}/attempts",
        "POST /training/{set}/attempts/{attempt}",
        "GET /openapi.json",
    },
    "Assign": {
        "POST /leases",
        "GET /leases",
        "POST /leases/{lease}/renew",
        "POST /leases/{lease}/submit",
        "POST /leases/{lease}/return",
    },
    "Oversee": {
        "GET /centre",
        "GET /office",
        "POST /office/jobs/{job}/retry",
        "POST /office/jobs/{job}/cancel",
        "POST /office/leases/{lease}/reassign",
        "POST /office/items/{job}/{item}/{choice}",
    },
}
ROUTES = set[str]().union(*BY_FUNCTION.values())
ANY_METHOD = {f"ANY {route.partition(' ')[2]}" for route in ROUTES}


def test_every_route_but_the_description_wants_a_token(template: Template) -> None:
    routes = template.of("AWS::ApiGatewayV2::Route").values()
    wants = {route["RouteKey"]: route.get("AuthorizationType") for route in routes}
    assert wants == dict.fromkeys(ROUTES | ANY_METHOD, "JWT") | {"GET /openapi.json": "NONE"}


def test_leases_own_affairs_and_overseeing_have_a_function_each(template: Template) -> None:
    functions = {
        name: plain(one["IntegrationUri"]).strip("<>")
        for name, one in template.of("AWS::ApiGatewayV2::Integration").items()
    }
    for route in template.of("AWS::ApiGatewayV2::Route").values():
        function = functions[plain(route["Target"]).removeprefix("integrations/").strip("<>")]
        path = route["RouteKey"].partition(" ")[2]
        expected = next(
            name
            for name, routes in BY_FUNCTION.items()
            if any(r.endswith(f" {path}") for r in routes)
        )
        assert function.startswith(f"Functions{expected}"), route["RouteKey"]


def test_no_answer_of_the_api_is_cached_or_taken_for_a_page(template: Template) -> None:
    policies = template.of("AWS::CloudFront::ResponseHeadersPolicy")
    behaviours = [
        one
        for one in _distribution(template)["CacheBehaviors"]
        if one["PathPattern"] in _of_the_api(template)
    ]
    assert behaviours
    for one in behaviours:
        config = policies[one["ResponseHeadersPolicyId"]["Ref"]]["ResponseHeadersPolicyConfig"]
        assert config["SecurityHeadersConfig"]["ContentTypeOptions"] == {"Override": True}
        (header,) = config["CustomHeadersConfig"]["Items"]
        assert header == {"Header": "Cache-Control", "Value": "no-store", "Override": True}


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
    assert groups == {"operators", "heads", "office"}


def test_calls_are_limited_and_logged(template: Template) -> None:
    stage = template.one("AWS::ApiGatewayV2::Stage")
    assert stage["StageName"] == "$default"
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] > 0
    assert "DestinationArn" in stage["AccessLogSettings"]


def test_the_page_reaches_every_route_at_its_own_address(template: Template) -> None:
    for route in ROUTES:
        path = route.partition(" ")[2]
        assert any(fnmatchcase(path, pattern) for pattern in _of_the_api(template)), path


def test_no_file_of_the_page_is_taken_for_a_call(template: Template) -> None:
    page = built_page()
    files = [f"/{path.relative_to(page).as_posix()}" for path in page.rglob("*")]
    assert "/sw.js" in files
    # Nor would be a file that is called like a route.
    for pattern in _of_the_api(template):
        assert not [file for file in (*files, "/leases.js") if fnmatchcase(file, pattern)]


def test_files_named_by_their_content_are_kept_for_ever_and_the_others_asked_for(
    template: Template,
) -> None:
    kept = {
        deployed.get("DestinationBucketKeyPrefix", ""): deployed["SystemMetadata"]["cache-control"]
        for deployed in template.of("Custom::CDKBucketDeployment").values()
    }
    assert kept == {"": "no-cache", "assets": "public, max-age=31536000, immutable"}
    (assets,) = (
        deployed
        for deployed in template.of("Custom::CDKBucketDeployment").values()
        if deployed.get("DestinationBucketKeyPrefix")
    )
    assert assets["Prune"] is False  # pages that are open may still want an old one


def test_the_page_may_load_and_call_only_what_it_needs(template: Template) -> None:
    headers = template.one("AWS::CloudFront::ResponseHeadersPolicy", "OperatorSiteHeaders")
    security = headers["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy = plain(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    allowed = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert allowed["default-src"] == allowed["frame-ancestors"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == "'self'"
    assert re.fullmatch(
        r"'self' https://<StorageWork\w+\.RegionalDomainName> https://cognito-idp\.\S+",
        allowed["connect-src"],
    )


def _of_the_api(template: Template) -> list[str]:
    """Return the path patterns that CloudFront passes on to the API."""
    behaviours = _distribution(template)["CacheBehaviors"]
    return [one["PathPattern"] for one in behaviours if "POST" in one.get("AllowedMethods", ())]


def _distribution(template: Template) -> dict[str, Any]:
    found: dict[str, Any] = template.one("AWS::CloudFront::Distribution")["DistributionConfig"]
    return found
