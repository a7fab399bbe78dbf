"""The operator page and its API at one address: CloudFront over a private bucket and the HTTP API.

One origin for both means that the browser asks no permission (CORS) before each call.
"""

from typing import cast

from aws_cdk import Aws
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct, IConstruct

from hinterland.api.routes import ROUTES
from infra.api import Api
from infra.packaging.page import ASSETS, built_page
from infra.page_headers import api_headers, asset_headers, page_headers
from infra.rules import acknowledge, acknowledge_keys
from infra.sign_in import SignIn
from infra.storage import Storage, private_bucket

# Each path of one part by itself and what is below it: `/leases*` would take a /leases.js as well.
API_PATHS = tuple(
    pattern
    for first in dict.fromkeys(route.path.split("/")[1] for route in ROUTES)
    for pattern in ([f"/{first}"] if "." in first else [f"/{first}", f"/{first}/*"])
)
_FOR_EVER = "public, max-age=31536000, immutable"


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
            default_behavior=self._files_with(page_headers(self, work=storage.work.bucket)),
            additional_behaviors={
                f"/{ASSETS}/*": self._files_with(asset_headers(self)),
                **dict.fromkeys(API_PATHS, _calls(api, api_headers(self))),
            },
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
        )
        self._acknowledge_rules()
        self._deploy(sign_in)

    def _files_with(self, headers: cloudfront.IResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self._files),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            response_headers_policy=headers,
        )

    def _deploy(self, sign_in: SignIn) -> None:
        told = {
            "region": Aws.REGION,
            "userPoolClientId": sign_in.client.user_pool_client_id,
            "cognitoUrl": f"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}",
        }
        page = built_page()
        assets = deployment.BucketDeployment(
            self,
            "Assets",
            destination_bucket=self._files,
            destination_key_prefix=ASSETS,
            sources=[deployment.Source.asset(str(page / ASSETS))],
            # What is in them is in their names: they never change, and no browser asks again.
            cache_control=[deployment.CacheControl.from_string(_FOR_EVER)],
            # A page that was opened before may still fetch what it did not need until now.
            prune=False,
        )
        shell = deployment.BucketDeployment(
            self,
            "Deployment",
            destination_bucket=self._files,
            sources=[
                deployment.Source.asset(str(page), exclude=[ASSETS]),
                deployment.Source.json_data("config.json", told),
            ],
            exclude=[f"{ASSETS}/*"],
            distribution=self.distribution,
            # These keep their names from version to version: browsers ask whether they changed.
            cache_control=[deployment.CacheControl.no_cache()],
        )
        shell.node.add_dependency(assets)
        _acknowledge_deployment(shell, self._files)

    def _acknowledge_rules(self) -> None:
        site = self.distribution
        acknowledge(site, "CFR1", "Operators sign in from wherever the company opens a centre.")
        acknowledge(site, "CFR2", "A static page; its API is throttled and for the signed-in only.")
        acknowledge(site, "CFR3", "The page is the same for all; the API logs who called what.")
        acknowledge(
            site, "CFR4", "CloudFront's own certificate settles it; a domain brings TLS 1.2."
        )


def _calls(api: Api, headers: cloudfront.IResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
    """Pass calls on as they are; nothing of them is cached."""
    return cloudfront.BehaviorOptions(
        origin=origins.HttpOrigin(
            f"{api.http.http_api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"
        ),
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
        cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
        origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        response_headers_policy=headers,
    )


def _acknowledge_deployment(deployed: deployment.BucketDeployment, files: s3.Bucket) -> None:
    """The function that copies the files is the CDK's own, and so are its rights."""
    copier = cast(IConstruct, deployed.handler_role.node.scope)
    cdks_own = "The CDK's own function, which copies the page's files when they are deployed."
    acknowledge(copier, "L1", cdks_own)
    basic = "service-role/AWSLambdaBasicExecutionRole"
    acknowledge(copier, f"IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{basic}]", cdks_own)
    for action in ("GetBucket", "GetObject", "List", "Abort", "DeleteObject"):
        acknowledge(copier, f"IAM5[Action::s3:{action}*]", cdks_own)
    assets = "cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>"
    acknowledge(copier, f"IAM5[Resource::arn:<AWS::Partition>:s3:::{assets}/*]", cdks_own)
    acknowledge(copier, "IAM5[Resource::*]", cdks_own)
    acknowledge_keys(copier, files, "*", cdks_own)
