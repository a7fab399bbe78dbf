"""The DynamoDB tables, made from their description in `hinterland.tables`."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from hinterland import tables


class Tables(Construct):
    """Every table: on demand, recoverable to any moment of five weeks, kept when the stack goes."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self._made = {table: self._make(table) for table in tables.ALL}

    def __getitem__(self, table: tables.Table) -> dynamodb.Table:
        """Return the deployed table of a description."""
        return self._made[table]

    def _make(self, table: tables.Table) -> dynamodb.Table:
        made = dynamodb.Table(
            self,
            table.name,
            partition_key=_key(table.partition),
            sort_key=_key(table.sort) if table.sort else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute=table.expires,
            removal_policy=RemovalPolicy.RETAIN,
        )
        for index in table.indexes:
            made.add_global_secondary_index(
                index_name=index.name,
                partition_key=_key(index.partition),
                sort_key=_key(index.sort),
                projection_type=(
                    dynamodb.ProjectionType.KEYS_ONLY
                    if index.keys_only
                    else dynamodb.ProjectionType.ALL
                ),
            )
        return made


def _key(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
