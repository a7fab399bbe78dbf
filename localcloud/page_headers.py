"""The headers that CloudFront adds to page and API, as they must be on the laptop."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from localcloud.template import Properties, Resolver, Template

_DISTRIBUTION = "AWS::CloudFront::Distribution"


@dataclass(frozen=True, slots=True)
class PageHeaders:
    """The headers of each path pattern; the first that fits counts."""

    by_pattern: tuple[tuple[str, dict[str, str]], ...]

    def of(self, path: str) -> dict[str, str]:
        """Return the headers that are added to a file, by its path without a leading slash."""
        fitting = (added for pattern, added in self.by_pattern if fnmatchcase(f"/{path}", pattern))
        return next(fitting, {})


def page_headers(template: Template, resolver: Resolver, aws_url: str) -> PageHeaders:
    """Return the headers that the template's distribution adds; the page may talk to `aws_url`."""
    return PageHeaders(
        tuple(
            (behaviour.get("PathPattern", "*"), _headers(behaviour, resolver, aws_url))
            for behaviour in _behaviours(template)
        )
    )


def _behaviours(template: Template) -> Iterator[Properties]:
    for name in template.ids(_DISTRIBUTION):
        config = template.resource(name)["Properties"]["DistributionConfig"]
        yield from config.get("CacheBehaviors", [])
        yield config["DefaultCacheBehavior"]


def _headers(behaviour: Properties, resolver: Resolver, aws_url: str) -> dict[str, str]:
    if "ResponseHeadersPolicyId" not in behaviour:
        return {}
    policy = resolver.properties(behaviour["ResponseHeadersPolicyId"]["Ref"])
    config = policy["ResponseHeadersPolicyConfig"]
    custom = config.get("CustomHeadersConfig", {}).get("Items", [])
    return {
        **_security_headers(config.get("SecurityHeadersConfig", {}), aws_url),
        **{item["Header"]: item["Value"] for item in custom},
    }


def content_security_policy(policy: str, aws_url: str) -> str:
    """Let the page read images from the local endpoint and talk to it, which has no TLS."""
    directives = [directive.split() for directive in policy.split(";") if directive.strip()]
    return "; ".join(
        " ".join([*words, aws_url] if words[0] in {"connect-src", "img-src"} else words)
        for words in directives
        if words[0] != "upgrade-insecure-requests"
    )


def _security_headers(config: dict[str, Any], aws_url: str) -> dict[str, str]:
    """Translate the policy. Strict-Transport-Security is left out: nothing here has TLS."""
    headers: dict[str, str] = {}
    if "ContentSecurityPolicy" in config:
        policy = config["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        headers["Content-Security-Policy"] = content_security_policy(policy, aws_url)
    if "ContentTypeOptions" in config:
        headers["X-Content-Type-Options"] = "nosniff"
    if "FrameOptions" in config:
        headers["X-Frame-Options"] = config["FrameOptions"]["FrameOption"]
    if "ReferrerPolicy" in config:
        headers["Referrer-Policy"] = config["ReferrerPolicy"]["ReferrerPolicy"]
    return headers
