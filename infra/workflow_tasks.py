"""How the workflow calls a function, what it repeats, and how it names what it passes on."""

from typing import TypedDict, Unpack

from aws_cdk import Duration
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from hinterland.workflow import Step
from infra.python_function import PythonFunction

# What stays as it is however often it is tried, and is for the office to see at once.
FINAL = [
    "JobOverdueError",
    "MiscountedPartError",
    "MissingSettingError",
    "NotPricedError",
    "ReconciliationError",
    "SeriesExhaustedError",
    "UnfinishedItemError",
]
# What is known to pass by itself is tried long: busy services, and crashes. By these names Lambda
# tells of a runtime that was killed, or ran out of memory or of time.
PASSING = [
    "ConflictError",
    "ThrottledError",
    "Lambda.AWSLambdaException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.SdkClientException",
    "Lambda.ServiceException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
    "Runtime.ExitError",
    "Runtime.OutOfMemory",
    "Sandbox.Timedout",
]
# All else is tried a few times: every task may run twice, and a crash may have other names. This
# names any error but a state's own time-out. A mistake of ours is then told within seconds.
ANY = "States.TaskFailed"


class Manner(TypedDict, total=False):
    """How a call differs from the usual one, in which the answer is the next state's input."""

    result_path: str
    integration_pattern: sfn.IntegrationPattern
    task_timeout: sfn.Timeout


def call(
    scope: Construct,
    step: Step,
    function: PythonFunction,
    payload: dict[str, str] | sfn.TaskInput,
    **manner: Unpack[Manner],
) -> tasks.LambdaInvoke:
    """Make a task that invokes a function, and invokes it again after an error that may pass."""
    task = tasks.LambdaInvoke(
        scope,
        step,
        lambda_function=function.function,
        payload=sfn.TaskInput.from_object(payload) if isinstance(payload, dict) else payload,
        output_path=None if "result_path" in manner else "$.Payload",
        retry_on_service_exceptions=False,
        **manner,
    )
    task.add_retry(errors=FINAL, max_attempts=0)
    task.add_retry(
        errors=PASSING,
        interval=Duration.seconds(2),
        backoff_rate=2,
        max_attempts=6,
        max_delay=Duration.minutes(1),
        jitter_strategy=sfn.JitterType.FULL,
    )
    task.add_retry(
        errors=[ANY],
        interval=Duration.seconds(1),
        backoff_rate=2,
        max_attempts=3,
        jitter_strategy=sfn.JitterType.FULL,
    )
    return task


def text(*keys: str) -> str:
    """Refer to a text in the state's input."""
    return sfn.JsonPath.string_at(".".join(("$", *keys)))


def whole_input() -> str:
    """Refer to the state's whole input."""
    return sfn.JsonPath.entire_payload


def execution() -> str:
    """Refer to the name of the execution, which is the same on every repetition."""
    return sfn.JsonPath.execution_name
