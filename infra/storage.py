"""The buckets that hold what clients drop, what is being worked on, and what is delivered."""

from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_s3 as s3
from constructs import Construct

from hinterland import settings
from infra.resources import resource_of


@dataclass(frozen=True, slots=True)
class Store:
    """A bucket, and the environment variable that tells a function its name."""

    bucket: s3.Bucket
    setting: str


class Storage(Construct):
    """The three buckets of a drop's way, and one for the record of who read what."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.access_logs = _access_logs(self)
        self.drop = Store(self._bucket("Drop"), settings.DROP_BUCKET)
        self.work = Store(self._bucket("Work", cors=[_page_transfers()]), settings.WORK_BUCKET)
        self.delivery = Store(self._bucket("Delivery"), settings.DELIVERY_BUCKET)
        for announcing in (self.drop, self.work):
            _announce_objects(announcing.bucket)

    def _bucket(self, name: str, cors: list[s3.CorsRule] | None = None) -> s3.Bucket:
        return private_bucket(self, name, access_logs=self.access_logs, cors=cors)


def private_bucket(
    scope: Construct,
    name: str,
    *,
    access_logs: s3.IBucket,
    cors: list[s3.CorsRule] | None = None,
) -> s3.Bucket:
    """Make a bucket as all of ours are: private, encrypted, versioned, TLS only, reads recorded."""
    return s3.Bucket(
        scope,
        name,
        versioned=True,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        cors=cors,
        lifecycle_rules=[_clean_up()],
        server_access_logs_bucket=access_logs,
        server_access_logs_prefix=f"{name.lower()}/",
        removal_policy=RemovalPolicy.RETAIN,
    )


def _access_logs(scope: Construct) -> s3.Bucket:
    return s3.Bucket(
        scope,
        "AccessLogs",
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(365))],
        removal_policy=RemovalPolicy.RETAIN,
    )


def _clean_up() -> s3.LifecycleRule:
    """Current versions stay; what was replaced can be had back for a quarter of a year."""
    return s3.LifecycleRule(
        abort_incomplete_multipart_upload_after=Duration.days(7),
        noncurrent_version_expiration=Duration.days(90),
    )


def _page_transfers() -> s3.CorsRule:
    """Let the operator page read images and send entries by presigned links.

    Any origin: the link is what permits, and naming the page's address here would make the
    bucket and the page, whose security policy names the bucket, depend on each other.
    """
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.POST],
        allowed_origins=["*"],
        allowed_headers=["*"],
        max_age=3600,
    )


def _announce_objects(bucket: s3.Bucket) -> None:
    """Send the bucket's events to EventBridge.

    `event_bridge_enabled=True` would do it by a custom resource with a function of its own.
    """
    resource = resource_of(bucket, s3.CfnBucket)
    resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
        event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(
            event_bridge_enabled=True
        )
    )
