"""The clock that lets Assign look after leases that have ended."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from hinterland.workflow import ACTION, Action
from infra.python_function import PythonFunction


class Recovery(Construct):
    """Once a minute: what was uploaded but never submitted is to be used within a minute."""

    def __init__(self, scope: Construct, construct_id: str, *, assign: PythonFunction) -> None:
        super().__init__(scope, construct_id)
        events.Rule(
            self,
            "Rule",
            description="Take in uploads of ended leases",
            schedule=events.Schedule.rate(Duration.minutes(1)),
            targets=[
                targets.LambdaFunction(
                    assign.function,
                    event=events.RuleTargetInput.from_object({ACTION: Action.RECOVER.value}),
                    # The next minute does what this one could not.
                    retry_attempts=0,
                )
            ],
        )
