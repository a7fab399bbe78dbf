"""What is done without being asked for: by the clock, and when an upload arrives.

Once a minute Assign looks after ended leases, and Oversee after cancelled jobs and after those
whose execution is not running any more. Of uploads S3 tells, so that one that comes too late is
not forgotten though its page is never opened again.
"""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_s3 as s3
from constructs import Construct

from hinterland import s3_keys
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
        work: s3.IBucket,
    ) -> None:
        super().__init__(scope, construct_id)
        events.Rule(
            self,
            "Rule",
            description="Look after ended leases, cancelled jobs, and executions that ended",
            schedule=events.Schedule.rate(Duration.minutes(1)),
            targets=[
                _called(assign, Action.RECOVER),
                _called(oversee, Action.WITHDRAW),
                _called(oversee, Action.COMPARE),
            ],
        )
        events.Rule(
            self,
            "Uploads",
            description="An entry was uploaded; its submit may never come",
            event_pattern=events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={
                    "bucket": {"name": [work.bucket_name]},
                    "object": {"key": [{"wildcard": s3_keys.entries("*") + "*"}]},
                },
            ),
            targets=[targets.LambdaFunction(assign.function)],
        )


def _called(function: PythonFunction, action: Action) -> targets.LambdaFunction:
    return targets.LambdaFunction(
        function.function,
        event=events.RuleTargetInput.from_object({ACTION: action.value}),
        # The next minute does what this one could not.
        retry_attempts=0,
    )
