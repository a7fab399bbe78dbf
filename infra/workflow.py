"""The state machine: a drop's way from intake to invoice. Its names are in `hinterland.workflow`."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.functions import Functions
from infra.storage import Storage
from infra.workflow_steps import WorkflowSteps


class Workflow(Construct):
    """The state machine with its log."""

    def __init__(
        self, scope: Construct, construct_id: str, *, functions: Functions, storage: Storage
    ) -> None:
        super().__init__(scope, construct_id)
        steps = WorkflowSteps(self, "Steps", functions=functions, work=storage.work.bucket)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            definition_body=sfn.DefinitionBody.from_chainable(steps.first),
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=logs.LogGroup(
                    self,
                    "Logs",
                    retention=logs.RetentionDays.THREE_MONTHS,
                    removal_policy=RemovalPolicy.DESTROY,
                ),
                level=sfn.LogLevel.ERROR,
                include_execution_data=False,
            ),
        )
