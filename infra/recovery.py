"""The clock: once a minute Assign looks after ended leases, and Oversee after cancelled jobs."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from hinterland.workflow import ACTION, Action
from infra.python_function import PythonFunction


class Recovery(Construct):
    """Once a minute: what was uploaded but never submitted is to be used within a minute."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        assign: PythonFunction,
        oversee: PythonFunction,
    ) -> None:
        super().__init__(scope, construct_id)
        events.Rule(
            self,
            "Rule",
            description="Take in uploads of ended leases; withdraw the items of cancelled jobs",
            schedule=events.Schedule.rate(Duration.minutes(1)),
            targets=[_called(assign, Action.RECOVER), _called(oversee, Action.WITHDRAW)],
        )


def _called(function: PythonFunction, action: Action) -> targets.LambdaFunction:
    return targets.LambdaFunction(
        function.function,
        event=events.RuleTargetInput.from_object({ACTION: action.value}),
        # The next minute does what this one could not.
        retry_attempts=0,
    )
