"""The security headers that CloudFront adds to the page, as they must be on the laptop."""

from typing import Any

from localcloud.template import Resolver, Template

_POLICY = "AWS::CloudFront::ResponseHeadersPolicy"


def page_headers(template: Template, resolver: Resolver, aws_url: str) -> dict[str, str]:
    """Return the headers of the template's policies; the page may talk to `aws_url`, too."""
    headers: dict[str, str] = {}
    for name in template.ids(_POLICY):
        policy = resolver.properties(name)["ResponseHeadersPolicyConfig"]
        headers.update(_security_headers(policy.get("SecurityHeadersConfig", {}), aws_url))
        for item in policy.get("CustomHeadersConfig", {}).get("Items", []):
            headers[item["Header"]] = item["Value"]
    return headers


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
