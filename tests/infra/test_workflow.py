"""The state machine: nothing stops in silence, nothing waits for ever."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from hinterland.errors import HinterlandError
from hinterland.workflow import Step
from infra.workflow_tasks import FINAL
from tests.infra.deployed import Template

EVENTS_PER_EXECUTION = 25_000  # Step Functions ends an execution that has more
EVENTS_PER_LOOK = 6  # entered, scheduled, started, submitted, timed out, exited
DAYS_A_JOB_MAY_TAKE = 90

type State = dict[str, Any]


def states(definition: dict[str, Any]) -> Iterator[tuple[str, State]]:
    """Yield every state with its name, those within maps too."""
    for name, state in definition["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"])


def test_the_steps_are_those_that_handlers_know(template: Template) -> None:
    assert {name for name, _ in states(template.machine())} == {step.value for step in Step}


def test_every_task_is_repeated_when_that_may_help(template: Template) -> None:
    for name, state in states(template.machine()):
        if state["Type"] == "Task":
            final, passing, anything = state["Retry"]
            assert final["MaxAttempts"] == 0, name
            assert {"ThrottledError", "Runtime.ExitError"} < set(passing["ErrorEquals"]), name
            assert anything["ErrorEquals"] == ["States.TaskFailed"], name
            assert passing["MaxAttempts"] > anything["MaxAttempts"] > 0, name
            for retry in (passing, anything):
                assert retry["JitterStrategy"] == "FULL", name
                assert retry["BackoffRate"] > 1, name


def kinds_of(error: type[Exception]) -> set[str]:
    below = error.__subclasses__()
    return {error.__name__}.union(*map(kinds_of, below)) if below else {error.__name__}


def test_what_is_never_repeated_are_errors_of_ours_that_stay_as_they_are() -> None:
    for module in ("invoice.handler", "merge.finish", "merge.part", "split.handler"):
        import_module(f"functions.{module}")
    assert set(FINAL) <= kinds_of(HinterlandError) - {"ConflictError", "ThrottledError"}


def test_every_failure_is_reported_before_the_workflow_fails(template: Template) -> None:
    definition = template.machine()
    for name, state in definition["States"].items():
        if state["Type"] in {"Task", "Map"} and name != Step.REPORT_FAILURE:
            last = state["Catch"][-1]
            assert last["ErrorEquals"] == ["States.ALL"], name
            assert last["Next"] == Step.REPORT_FAILURE, name
            assert last["ResultPath"] == "$.error", name
    report = definition["States"][Step.REPORT_FAILURE]
    assert report["Next"] == report["Catch"][-1]["Next"] == Step.FAILED


def test_the_wait_for_operators_looks_again_and_never_ends_in_silence(template: Template) -> None:
    wait = template.machine()["States"][Step.WORK]
    assert wait["Resource"].endswith(":lambda:invoke.waitForTaskToken")
    assert wait["Catch"][0] == {
        "ErrorEquals": ["States.Timeout"],
        "Next": Step.WORK,
        "ResultPath": None,
    }
    looks = DAYS_A_JOB_MAY_TAKE * 86_400 / wait["TimeoutSeconds"]
    assert looks * EVENTS_PER_LOOK < 0.8 * EVENTS_PER_EXECUTION


def test_the_workflow_as_a_whole_has_no_timeout_that_nobody_hears_of(template: Template) -> None:
    assert "TimeoutSeconds" not in template.machine()


def test_maps_run_distributed_and_keep_their_input(template: Template) -> None:
    for name in (Step.SPLIT_PARTS, Step.MERGE_PARTS):
        state = template.machine()["States"][name]
        assert state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
        assert state["ResultPath"] is None
        assert state["MaxConcurrency"] == 40


def test_the_log_holds_no_payloads(template: Template) -> None:
    logging = template.one("AWS::StepFunctions::StateMachine")["LoggingConfiguration"]
    assert logging["IncludeExecutionData"] is False
    assert logging["Level"] == "ERROR"
