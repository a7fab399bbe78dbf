"""The steps of the workflow and how they follow one another."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from hinterland import workflow as names
from hinterland.workflow import Action, Outcome, Step
from infra.functions import Functions
from infra.python_function import PythonFunction

# What may pass by itself. Every task may run twice, so a run that broke off is repeated too.
PASSING = [
    "ThrottledError",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
    "Sandbox.Timedout",
]
# How long Work sleeps before it looks again. An execution ends after 25,000 events and a look
# costs six, so a job that may take 90 days has room for one look in 32 minutes, not more.
LOOK_AGAIN = Duration.hours(1)
PARTS_AT_ONCE = 40


class WorkflowSteps(Construct):
    """Every step; `first` is where it begins."""

    def __init__(
        self, scope: Construct, construct_id: str, *, functions: Functions, work: s3.IBucket
    ) -> None:
        super().__init__(scope, construct_id)
        self._functions = functions
        self._work = work
        self._failure = self._report_failure()
        self._nothing_to_do = sfn.Succeed(self, Step.NOTHING_TO_DO)
        self.first = self._intake().next(
            self._if_accepted(
                Step.IS_ACCEPTED,
                self._plan().next(self._if_accepted(Step.IS_PLANNED, self._from_split_on())),
            )
        )

    def _from_split_on(self) -> sfn.Chain:
        return (
            self._each_part(Step.SPLIT_PARTS, Step.SPLIT_PART, self._functions.split)
            .next(self._work_done())
            .next(self._each_part(Step.MERGE_PARTS, Step.MERGE_PART, self._functions.merge))
            .next(self._merge())
            .next(self._invoice())
            .next(sfn.Succeed(self, Step.DELIVERED))
        )

    def _intake(self) -> sfn.TaskStateBase:
        payload = {
            names.ACTION: Action.RECEIVE,
            names.EVENT: sfn.JsonPath.object_at("$"),
            names.EXECUTION: sfn.JsonPath.string_at("$$.Execution.Name"),
        }
        return self._task(Step.INTAKE, self._functions.intake, payload)

    def _plan(self) -> sfn.TaskStateBase:
        payload = {names.ACTION: Action.PLAN, names.JOB: _text(names.JOB)}
        return self._task(Step.PLAN, self._functions.split, payload)

    def _merge(self) -> sfn.TaskStateBase:
        payload = {names.ACTION: Action.FINISH, names.JOB: _text(names.JOB)}
        return self._task(Step.MERGE, self._functions.merge, payload)

    def _invoice(self) -> sfn.TaskStateBase:
        return self._task(Step.INVOICE, self._functions.invoice, {names.JOB: _text(names.JOB)})

    def _work_done(self) -> sfn.TaskStateBase:
        """Wait until the operators are done; look again now and then, should the call be lost."""
        work = tasks.LambdaInvoke(
            self,
            Step.WORK,
            lambda_function=self._functions.split.function,
            payload=sfn.TaskInput.from_object(
                {
                    names.ACTION: Action.OPEN,
                    names.JOB: _text(names.JOB),
                    names.TOKEN: sfn.JsonPath.task_token,
                }
            ),
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            task_timeout=sfn.Timeout.duration(LOOK_AGAIN),
            result_path=sfn.JsonPath.DISCARD,
            retry_on_service_exceptions=False,
        )
        work.add_catch(work, errors=[sfn.Errors.TIMEOUT], result_path=sfn.JsonPath.DISCARD)
        return self._guarded(work)

    def _report_failure(self) -> sfn.TaskStateBase:
        """Tell the client and the office, then fail; fail too if not even that works."""
        failed = sfn.Fail(
            self,
            Step.FAILED,
            error_path=f"$.{names.ERROR}.Error",
            cause_path=f"$.{names.ERROR}.Cause",
        )
        payload = {names.ACTION: Action.FAIL, names.INPUT: sfn.JsonPath.object_at("$")}
        report = tasks.LambdaInvoke(
            self,
            Step.REPORT_FAILURE,
            lambda_function=self._functions.intake.function,
            payload=sfn.TaskInput.from_object(payload),
            result_path=sfn.JsonPath.DISCARD,
            retry_on_service_exceptions=False,
        )
        _retry(report)
        report.add_catch(failed, result_path=sfn.JsonPath.DISCARD)
        report.next(failed)
        return report

    def _task(
        self, step: Step, function: PythonFunction, payload: Mapping[str, object]
    ) -> sfn.TaskStateBase:
        """Invoke a function; its answer is the next state's input."""
        return self._guarded(_invoke(self, step, function, sfn.TaskInput.from_object(payload)))

    def _each_part(self, step: Step, task: Step, function: PythonFunction) -> sfn.DistributedMap:
        """Run `task` for every part on the list, and leave the state's input as it was."""
        parts = sfn.JsonPath.string_at(f"$.{names.PARTS}.{names.KEY}")
        each = sfn.DistributedMap(
            self,
            step,
            item_reader=sfn.S3JsonItemReader(bucket=self._work, key=parts),
            item_selector={
                names.ACTION: Action.PART,
                names.JOB: _text(names.JOB),
                names.PART: sfn.JsonPath.object_at("$$.Map.Item.Value"),
            },
            max_concurrency=PARTS_AT_ONCE,
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(
            _retry(_invoke(self, task, function, sfn.TaskInput.from_json_path_at("$")))
        )
        return self._guarded(each)

    def _if_accepted(self, step: Step, then: sfn.IChainable) -> sfn.Choice:
        accepted = sfn.Condition.string_equals(f"$.{names.OUTCOME}", Outcome.ACCEPTED)
        return sfn.Choice(self, step).when(accepted, then).otherwise(self._nothing_to_do)

    def _guarded[T: (tasks.LambdaInvoke, sfn.DistributedMap)](self, state: T) -> T:
        """Repeat what may pass; whatever else goes wrong is reported, never silent."""
        _retry(state)
        state.add_catch(self._failure, result_path=f"$.{names.ERROR}")
        return state


def _invoke(
    scope: Construct, step: Step, function: PythonFunction, payload: sfn.TaskInput
) -> tasks.LambdaInvoke:
    return tasks.LambdaInvoke(
        scope,
        step,
        lambda_function=function.function,
        payload=payload,
        output_path="$.Payload",
        retry_on_service_exceptions=False,
    )


def _retry[T: (tasks.LambdaInvoke, sfn.DistributedMap)](state: T) -> T:
    state.add_retry(
        errors=PASSING,
        interval=Duration.seconds(2),
        backoff_rate=2,
        max_attempts=6,
        max_delay=Duration.minutes(1),
        jitter_strategy=sfn.JitterType.FULL,
    )
    return state


def _text(key: str) -> str:
    return sfn.JsonPath.string_at(f"$.{key}")
