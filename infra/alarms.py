"""What the office must hear of: nothing fails in silence."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct


class Alarms(Construct):
    """Alarms on drops that could not start and on workflows that did not come to their end.

    They show in CloudWatch; whom they call is the office's to set.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        machine: sfn.StateMachine,
        dead_letters: sqs.IQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        self._on_any("DropNotStarted", dead_letters.metric_approximate_number_of_messages_visible())
        self._on_any("WorkflowFailed", machine.metric_failed())
        self._on_any("WorkflowTimedOut", machine.metric_timed_out())
        self._on_any("WorkflowAborted", machine.metric_aborted())

    def _on_any(self, name: str, metric: cloudwatch.Metric) -> None:
        metric.with_(period=Duration.minutes(5), statistic="Maximum").create_alarm(
            self,
            name,
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
