"""The state machine and its log; its steps and its rights have files of their own."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.functions import Functions
from infra.rules import acknowledge
from infra.storage import Storage
from infra.workflow_rights import let_end_the_wait, let_run_maps, let_steer, workflow_role
from infra.workflow_steps import WorkflowSteps


class Workflow(Construct):
    """A drop's way from intake to invoice."""

    def __init__(
        self, scope: Construct, construct_id: str, *, functions: Functions, storage: Storage
    ) -> None:
        super().__init__(scope, construct_id)
        role = workflow_role(self, functions=functions, storage=storage)
        steps = WorkflowSteps(self, "Steps", functions=functions, work=storage.work.bucket)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            definition_body=sfn.DefinitionBody.from_chainable(steps.first),
            role=role.without_policy_updates(),
            tracing_enabled=True,
            logs=self._log(),
        )
        acknowledge(self.machine, "SF1", "Errors are enough: each execution keeps its history.")
        let_run_maps(self, self.machine, role)
        enders = (functions.split, functions.assign, functions.oversee)
        let_end_the_wait(self, self.machine, *enders)
        let_steer(self, self.machine, functions.oversee)

    def _log(self) -> sfn.LogOptions:
        """Log what went wrong, without the payloads."""
        return sfn.LogOptions(
            destination=logs.LogGroup(
                self,
                "Logs",
                retention=logs.RetentionDays.THREE_MONTHS,
                removal_policy=RemovalPolicy.DESTROY,
            ),
            level=sfn.LogLevel.ERROR,
            include_execution_data=False,
        )
