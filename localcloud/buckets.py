"""What moto's CloudFormation leaves out of a bucket: versions, events, CORS."""

from typing import TYPE_CHECKING, cast

import boto3

from localcloud.template import Properties, Resolver, Template

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CORSRuleTypeDef

# CloudFormation's names for what the API calls otherwise.
_CORS_NAMES = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds", "Id": "ID"}


def finish_buckets(template: Template, resolver: Resolver) -> None:
    """Set on every created bucket what its properties say."""
    s3 = boto3.client("s3")
    for logical_id in template.ids("AWS::S3::Bucket"):
        _finish(s3, resolver.physical(logical_id).name, resolver.properties(logical_id))


def _finish(s3: "S3Client", bucket: str, properties: Properties) -> None:
    if properties.get("VersioningConfiguration", {}).get("Status") == "Enabled":
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    if "EventBridgeConfiguration" in properties.get("NotificationConfiguration", {}):
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}}
        )
    rules = properties.get("CorsConfiguration", {}).get("CorsRules", [])
    if rules:
        named = [{_CORS_NAMES.get(key, key): rule[key] for key in rule} for rule in rules]
        s3.put_bucket_cors(
            Bucket=bucket,
            CORSConfiguration={"CORSRules": cast("list[CORSRuleTypeDef]", named)},
        )
