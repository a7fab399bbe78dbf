"""The operator page and its API at one address: CloudFront over a private bucket and the HTTP API.

One origin for both means that the browser asks no permission (CORS) before each call.
"""

from aws_cdk import Aws
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.api import Api
from infra.packaging.folders import ROOT
from infra.page_headers import page_headers
from infra.sign_in import SignIn
from infra.storage import Storage, private_bucket

API_PATHS = ("/me", "/leases*", "/work-types/*", "/openapi.json")


class OperatorSite(Construct):
    """The page's files, what they are told of the deployment, and how they are served."""

    def __init__(
        self, scope: Construct, construct_id: str, *, storage: Storage, api: Api, sign_in: SignIn
    ) -> None:
        super().__init__(scope, construct_id)
        self._files = private_bucket(self, "Files", access_logs=storage.access_logs)
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="Hinterland: the operator page and its API",
            default_root_object="index.html",
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self._files),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=page_headers(self, work=storage.work.bucket),
            ),
            additional_behaviors=dict.fromkeys(API_PATHS, _calls(api)),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        )
        self._deploy(sign_in)

    def _deploy(self, sign_in: SignIn) -> None:
        told = {
            "region": Aws.REGION,
            "userPoolClientId": sign_in.client.user_pool_client_id,
            "cognitoUrl": f"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}",
        }
        deployment.BucketDeployment(
            self,
            "Deployment",
            destination_bucket=self._files,
            sources=[
                deployment.Source.asset(
                    str(ROOT / "web"), exclude=["tests", "*.test.js", "*.md", "package.json"]
                ),
                deployment.Source.json_data("config.json", told),
            ],
            distribution=self.distribution,
            # Files keep their names from version to version: browsers ask each time if they changed.
            cache_control=[deployment.CacheControl.no_cache()],
        )


def _calls(api: Api) -> cloudfront.BehaviorOptions:
    """Pass calls on as they are; nothing of them is cached."""
    return cloudfront.BehaviorOptions(
        origin=origins.HttpOrigin(
            f"{api.http.http_api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"
        ),
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
        cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
        origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    )
