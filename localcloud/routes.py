"""The HTTP API's routes, from the template, and which of them a request takes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from localcloud.authorizer import Authorizer, signing_keys
from localcloud.template import Properties, Resolver, Template


@dataclass(frozen=True, slots=True)
class Route:
    """One route: its key, which function answers it, and who may pass."""

    key: str  # such as "POST /leases/{lease}/renew"
    function: str  # ARN
    authorizer: Authorizer | None
    scopes: frozenset[str] = frozenset()

    @property
    def method(self) -> str:
        """Return the method that it answers, or ANY."""
        return self.key.split(" ")[0]

    @property
    def path(self) -> str:
        """Return the path with its parameters in braces."""
        return self.key.split(" ")[-1]

    def parameters(self, path: str) -> Mapping[str, str] | None:
        """Return a raw path's parameters, URL-decoded, or None when it is not this route's."""
        found = re.fullmatch(_pattern(self.path), path)
        if found is None:
            return None
        return {name: unquote(value) for name, value in found.groupdict().items()}


def read_routes(template: Template, resolver: Resolver, aws_url: str) -> list[Route]:
    """Return every route of the template, the most specific first."""
    authorizers = {
        resolver.physical(name).ref: _authorizer(resolver.properties(name), aws_url)
        for name in template.ids("AWS::ApiGatewayV2::Authorizer")
    }
    functions = {
        resolver.physical(name).ref: _function(resolver.properties(name)["IntegrationUri"])
        for name in template.ids("AWS::ApiGatewayV2::Integration")
    }
    found = []
    for name in template.ids("AWS::ApiGatewayV2::Route"):
        route = resolver.properties(name)
        function = functions[route["Target"].removeprefix("integrations/")]
        authorizer = authorizers.get(route.get("AuthorizerId", ""))
        scopes = frozenset(route.get("AuthorizationScopes", []))
        found.append(Route(route["RouteKey"], function, authorizer, scopes))
    return sorted(found, key=_generality)


def find(known: Sequence[Route], method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route that a request takes, and its path parameters."""
    for route in known:
        parameters = route.parameters(path)
        if parameters is not None and route.method in {method, "ANY"}:
            return route, parameters
    return None


def _authorizer(properties: Properties, aws_url: str) -> Authorizer:
    accepted = properties["JwtConfiguration"]
    issuer: str = accepted["Issuer"]
    keys = signing_keys(f"{aws_url}/{issuer.rpartition('/')[2]}")
    return Authorizer(issuer, frozenset(accepted["Audience"]), keys)


def _function(integration_uri: str) -> str:
    """Return the function's ARN; an integration may name it within an invocation's own ARN."""
    return integration_uri.rpartition("/functions/")[2].removesuffix("/invocations")


def _pattern(path: str) -> str:
    parts = re.split(r"(\{[^}]+\})", path)
    return "".join(_part_pattern(part) for part in parts)


def _part_pattern(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name = part.strip("{}")
    return f"(?P<{name[:-1]}>.+)" if name.endswith("+") else f"(?P<{name}>[^/]+)"


def _generality(route: Route) -> tuple[int, int, int]:
    return (route.path.count("+}"), route.path.count("{"), route.method == "ANY")
