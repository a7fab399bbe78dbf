"""The security headers that the operator page is served with, and its API."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from constructs import Construct

_NO_SNIFFING = cloudfront.ResponseHeadersContentTypeOptions(override=True)
_TLS_ONLY = cloudfront.ResponseHeadersStrictTransportSecurity(
    access_control_max_age=Duration.days(730), include_subdomains=True, override=True
)


def page_headers(scope: Construct, *, work: s3.IBucket) -> cloudfront.ResponseHeadersPolicy:
    """Allow the page its own files, the images of the work bucket, and to sign in; nothing else."""
    return cloudfront.ResponseHeadersPolicy(
        scope,
        "Headers",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=_content_security_policy(work), override=True
            ),
            content_type_options=_NO_SNIFFING,
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=_TLS_ONLY,
        ),
    )


def asset_headers(scope: Construct) -> cloudfront.ResponseHeadersPolicy:
    """Keep scripts and styles what they are. Browsers obey the rest for documents and workers."""
    return cloudfront.ResponseHeadersPolicy(
        scope,
        "AssetHeaders",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_type_options=_NO_SNIFFING, strict_transport_security=_TLS_ONLY
        ),
    )


def api_headers(scope: Construct) -> cloudfront.ResponseHeadersPolicy:
    """Keep answers out of caches, and what they are.

    The functions say so as well, but not of what API Gateway answers by itself.
    """
    return cloudfront.ResponseHeadersPolicy(
        scope,
        "ApiHeaders",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_type_options=_NO_SNIFFING, strict_transport_security=_TLS_ONLY
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(
                    header="Cache-Control", value="no-store", override=True
                )
            ]
        ),
    )


def _content_security_policy(work: s3.IBucket) -> str:
    # Presigned links name the bucket's regional host.
    bucket = f"https://{work.bucket_regional_domain_name}"
    sign_in = f"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}"
    allowed = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "img-src": f"'self' blob: data: {bucket}",
        "connect-src": f"'self' {bucket} {sign_in}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())
