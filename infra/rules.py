"""AWS's rules for a sound stack (cdk-nag), and how a part says why one does not hold for it."""

from aws_cdk import Acknowledgment, App, Validations
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks
from constructs import IConstruct

from infra.resources import logical_id


def obey_rules(app: App) -> None:
    """Let synthesis fail on every finding that is neither mended nor acknowledged."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))


def acknowledge(part: IConstruct, rule: str, reason: str) -> None:
    """Say why `rule`, such as `COG2` or `IAM5[Resource::*]`, may be broken by `part`."""
    Validations.of(part).acknowledge(
        Acknowledgment(id=f"AwsSolutions::AwsSolutions-{rule}", reason=reason)
    )


def acknowledge_keys(part: IConstruct, bucket: s3.Bucket, pattern: str, reason: str) -> None:
    """Say why a policy of `part` may name all keys of a bucket that match `pattern`."""
    acknowledge(part, f"IAM5[Resource::<{logical_id(bucket)}.Arn>/{pattern}]", reason)
