"""From a new object in the drop bucket to a running workflow."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.rules import acknowledge


class Arrival(Construct):
    """The rule that starts the workflow, and the queue of events that it could not start with."""

    def __init__(
        self, scope: Construct, construct_id: str, *, drop: s3.IBucket, machine: sfn.IStateMachine
    ) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
        )
        acknowledge(self.dead_letters, "SQS3", "It is the dead-letter queue: of the rule below.")
        events.Rule(
            self,
            "Rule",
            description="A file in the drop bucket starts the workflow",
            event_pattern=events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={"bucket": {"name": [drop.bucket_name]}},
            ),
            targets=[
                targets.SfnStateMachine(
                    machine,
                    dead_letter_queue=self.dead_letters,
                    max_event_age=Duration.hours(24),
                    retry_attempts=185,
                )
            ],
        )
