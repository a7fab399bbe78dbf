"""The steps of the workflow and how they follow one another."""

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from hinterland.workflow import (
    ACTION,
    ERROR,
    EVENT,
    EXECUTION,
    INPUT,
    JOB,
    KEY,
    OUTCOME,
    PART,
    PARTS,
    TOKEN,
    WORKED,
    Action,
    Outcome,
    Step,
)
from infra.functions import Functions
from infra.python_function import PythonFunction
from infra.workflow_tasks import call, execution, text, whole_input

# How long Work sleeps before it looks again whether all is done, should the call that ends its
# wait be lost. An execution may have 25,000 events and a look costs six, so a job that waits for
# 90 days has room for a look in 32 minutes, not for more.
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
            .next(self._wait())
            .next(self._if_accepted(Step.IS_WORKED, self._from_merge_on(), WORKED))
        )

    def _from_merge_on(self) -> sfn.Chain:
        return (
            self._each_part(Step.MERGE_PARTS, Step.MERGE_PART, self._functions.merge)
            .next(self._merge())
            .next(self._invoice())
            .next(sfn.Succeed(self, Step.DELIVERED))
        )

    def _intake(self) -> sfn.INextable:
        payload = {ACTION: Action.RECEIVE, EVENT: whole_input(), EXECUTION: execution()}
        return self._guarded(call(self, Step.INTAKE, self._functions.intake, payload))

    def _plan(self) -> sfn.TaskStateBase:
        payload = {ACTION: Action.PLAN, JOB: text(JOB)}
        return self._guarded(call(self, Step.PLAN, self._functions.split, payload))

    def _merge(self) -> sfn.TaskStateBase:
        payload = {ACTION: Action.FINISH, JOB: text(JOB)}
        return self._guarded(call(self, Step.MERGE, self._functions.merge, payload))

    def _invoice(self) -> sfn.TaskStateBase:
        payload = {JOB: text(JOB)}
        return self._guarded(call(self, Step.INVOICE, self._functions.invoice, payload))

    def _wait(self) -> sfn.TaskStateBase:
        """Wait until the operators have done everything."""
        work = call(
            self,
            Step.WORK,
            self._functions.split,
            {ACTION: Action.OPEN, JOB: text(JOB), TOKEN: sfn.JsonPath.task_token},
            result_path=text(WORKED),
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            task_timeout=sfn.Timeout.duration(LOOK_AGAIN),
        )
        work.add_catch(work, errors=[sfn.Errors.TIMEOUT], result_path=sfn.JsonPath.DISCARD)
        return self._guarded(work)

    def _each_part(self, step: Step, task: Step, function: PythonFunction) -> sfn.DistributedMap:
        """Call a function for every part on the list; leave the state's input as it was."""
        each = sfn.DistributedMap(
            self,
            step,
            item_reader=sfn.S3JsonItemReader(bucket=self._work, key=text(PARTS, KEY)),
            item_selector={
                ACTION: Action.PART,
                JOB: text(JOB),
                PART: sfn.JsonPath.object_at("$$.Map.Item.Value"),
            },
            max_concurrency=PARTS_AT_ONCE,
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(
            call(self, task, function, sfn.TaskInput.from_json_path_at(whole_input()))
        )
        each.add_retry(errors=["States.ItemReaderFailed"], max_attempts=3)
        return self._guarded(each)

    def _if_accepted(self, step: Step, then: sfn.IChainable, *where: str) -> sfn.Choice:
        """Go on if the outcome, which lies at `where` in the input, is that all is well."""
        accepted = sfn.Condition.string_equals(text(*where, OUTCOME), Outcome.ACCEPTED)
        return sfn.Choice(self, step).when(accepted, then).otherwise(self._nothing_to_do)

    def _guarded[State: (sfn.TaskStateBase, sfn.DistributedMap)](self, state: State) -> State:
        """Have whatever goes wrong reported."""
        state.add_catch(self._failure, result_path=text(ERROR))
        return state

    def _report_failure(self) -> sfn.TaskStateBase:
        """Tell the client and the office, then fail; if even that goes wrong, fail at once."""
        failed = sfn.Fail(
            self,
            Step.FAILED,
            error_path=text(ERROR, "Error"),
            cause_path=text(ERROR, "Cause"),
        )
        report = call(
            self,
            Step.REPORT_FAILURE,
            self._functions.intake,
            {ACTION: Action.FAIL, INPUT: whole_input(), EXECUTION: execution()},
            result_path=sfn.JsonPath.DISCARD,
        )
        report.add_catch(failed, result_path=sfn.JsonPath.DISCARD)
        report.next(failed)
        return report
