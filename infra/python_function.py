"""How every function is made: runtime, logging, tracing, and a role that grows only by need."""

from collections.abc import Iterable, Mapping

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from hinterland.tables import Table
from infra.packaging import package
from infra.rules import acknowledge, acknowledge_keys
from infra.storage import Store

READ_ROWS = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
ADD_ROWS = ("dynamodb:PutItem",)
CHANGE_ROWS = ("dynamodb:UpdateItem", "dynamodb:ConditionCheckItem")


class PythonFunction(Construct):
    """The function `functions/{name}`, which may do nothing yet.

    Each permission given also sets the environment variable with the name of the bucket or
    table: a function is told of exactly what it may touch. `made` are texts that it ships, by name.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        memory_mb: int,
        timeout: Duration,
        made: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(self.role)
        shipped = package(name, made)
        self.function = lambda_.Function(
            self,
            "Function",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            handler=f"functions.{name}.handler.handle",
            code=lambda_.Code.from_asset(str(shipped.folder), asset_hash=shipped.digest),
            memory_size=memory_mb,
            timeout=timeout,
            tracing=lambda_.Tracing.ACTIVE,
            log_group=log_group,
            role=self.role,
            environment={
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_METRICS_NAMESPACE": "Hinterland",
                "POWERTOOLS_LOG_LEVEL": "INFO",
            },
        )
        acknowledge(self.role, "IAM5[Resource::*]", "X-Ray takes traces by no narrower resource.")
        acknowledge(self.function, "L1", "The project is built and tested on Python 3.13.")

    def reads(self, store: Store, *patterns: str) -> None:
        """Allow reading the objects whose keys match.

        Listing comes with it: without that right S3 answers "forbidden" instead of "not found".
        """
        self._reaches(store, patterns, "s3:GetObject", "s3:GetObjectVersion")
        self._allow(("s3:ListBucket",), (store.bucket.bucket_arn,))

    def writes(self, store: Store, *patterns: str) -> None:
        """Allow storing objects whose keys match, large ones in several uploads."""
        self._reaches(store, patterns, "s3:PutObject", "s3:AbortMultipartUpload")

    def uses(self, table: dynamodb.Table, described: Table, *actions: Iterable[str]) -> None:
        """Allow some kinds of actions on a table, and on its indexes those that read."""
        self.function.add_environment(described.setting, table.table_name)
        self._allow((action for kind in actions for action in kind), (table.table_arn,))
        if READ_ROWS in actions and described.indexes:
            self._allow(
                ("dynamodb:Query",),
                (f"{table.table_arn}/index/{index.name}" for index in described.indexes),
            )

    def _reaches(self, store: Store, patterns: tuple[str, ...], *actions: str) -> None:
        self.function.add_environment(store.setting, store.bucket.bucket_name)
        self._allow(actions, (store.bucket.arn_for_objects(pattern) for pattern in patterns))
        for pattern in patterns:
            acknowledge_keys(
                self.role, store.bucket, pattern, "Works on every client's jobs, on these files."
            )

    def _allow(self, actions: Iterable[str], resources: Iterable[str]) -> None:
        self.role.add_to_policy(
            iam.PolicyStatement(actions=list(actions), resources=list(resources))
        )
