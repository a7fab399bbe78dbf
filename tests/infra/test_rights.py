"""Least privilege: each role does its own work and touches nothing else."""

import pytest

from hinterland import settings
from tests.infra.deployed import Template, plain

FUNCTIONS = ("Intake", "Split", "Assign", "Account", "Merge", "Invoice", "Oversee")
NARROWEST = ("xray:PutTelemetryRecords", "xray:PutTraceSegments")


def places(template: Template, function: str) -> set[str]:
    """Name the buckets and tables that a function may do anything with."""
    stores = {*template.of("AWS::S3::Bucket"), *template.of("AWS::DynamoDB::Table")}
    reached = {resource for _, resource in template.rights(f"Functions{function}Role")}
    return {
        short
        for store in stores
        if any(resource.startswith(f"<{store}") for resource in reached)
        for short in [store.removeprefix("Storage").removeprefix("Tables")[:-8]]
    }


@pytest.mark.parametrize(
    ("function", "may_touch"),
    [
        ("Intake", {"Drop", "Delivery", "Catalogue", "Jobs"}),
        ("Split", {"Drop", "Work", "Delivery", "Catalogue", "Jobs", "WorkItems"}),
        ("Assign", {"Work", "Catalogue", "Jobs", "WorkItems", "Takes", "Pay", "Operators"}),
        ("Account", {"Work", "Catalogue", "WorkItems", "Pay", "Operators"}),
        ("Merge", {"Work", "Delivery", "Catalogue", "Jobs", "WorkItems"}),
        ("Invoice", {"Delivery", "Catalogue", "Jobs", "Invoices"}),
        ("Oversee", {"Delivery", "Catalogue", "Jobs", "WorkItems", "Pay", "Operators"}),
    ],
)
def test_a_function_touches_only_what_it_works_on(
    template: Template, function: str, may_touch: set[str]
) -> None:
    assert places(template, function) == may_touch


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_no_right_to_everything(template: Template, function: str) -> None:
    for action, resource in template.rights(f"Functions{function}Role"):
        assert "*" not in action
        assert resource != "*" or action in NARROWEST


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_deletes(template: Template, function: str) -> None:
    assert not [
        action for action, _ in template.rights(f"Functions{function}Role") if "Delete" in action
    ]


def test_the_operators_function_reads_what_is_leased_and_no_more(template: Template) -> None:
    read = {
        resource.partition("/")[2]
        for action, resource in template.rights("FunctionsAssignRole")
        if action == "s3:GetObject"
    }
    assert read == {"*/items/*", "*/images/*", "*/originals/*", "*/entries/*", "known/*"}


def test_the_function_of_own_affairs_reads_what_it_shows_and_writes_no_work(
    template: Template,
) -> None:
    rights = template.rights("FunctionsAccountRole")
    in_work = {(action, target) for action, target in rights if target.startswith("<StorageWork")}
    read = {target.partition("/")[2] for action, target in in_work if action == "s3:GetObject"}
    assert read == {"*/items/*", "*/images/*", "*/entries/*", "known/*"}
    assert not {action for action, _ in in_work if action.startswith("s3:Put")}
    changed = {target for action, target in rights if action == "dynamodb:UpdateItem"}
    assert [target.startswith("<TablesOperators") for target in changed] == [True]


def test_who_leases_looks_up_nobodys_pay(template: Template) -> None:
    on_pay = {
        action for action, target in template.rights("FunctionsAssignRole") if "TablesPay" in target
    }
    assert on_pay == {"dynamodb:PutItem"}


def test_a_finished_delivery_is_written_by_its_step_alone(template: Template) -> None:
    writers = {
        file: {
            function
            for function in FUNCTIONS
            for action, resource in template.rights(f"Functions{function}Role")
            if action == "s3:PutObject"
            and resource.startswith("<StorageDelivery")
            and resource.endswith(f"/{file}")
        }
        for file in ("result.csv", "certificate.pdf", "invoice.pdf", "done.json", "rejected.json")
    }
    assert writers == {
        "result.csv": {"Merge"},
        "certificate.pdf": {"Merge"},
        "invoice.pdf": {"Invoice"},
        "done.json": {"Invoice"},
        "rejected.json": {"Intake", "Split", "Oversee"},
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_told_the_names_of_what_it_may_touch(
    template: Template, function: str
) -> None:
    told = template.one("AWS::Lambda::Function", f"Functions{function}")["Environment"]["Variables"]
    names = {
        plain(value).strip("<>").removeprefix("Storage").removeprefix("Tables")[:-8]
        for name, value in told.items()
        if name in vars(settings).values() and name != settings.WORKFLOW_ARN
    }
    assert names == places(template, function)


def test_who_oversees_reads_nothing_that_was_keyed_or_dropped(template: Template) -> None:
    rights = template.rights("FunctionsOverseeRole")
    read = {target for action, target in rights if action.startswith("s3:Get")}
    # What the client was told last, for that may be news by now.
    assert [target.rpartition("/")[2] for target in read] == ["status.json"]


def test_only_oversee_steers_the_workflow(template: Template) -> None:
    steerers = {
        (function, action)
        for function in FUNCTIONS
        for action, _ in template.rights(f"Functions{function}Role")
        if action in {"states:StartExecution", "states:StopExecution"}
    }
    assert steerers == {
        ("Oversee", "states:StartExecution"),
        ("Oversee", "states:StopExecution"),
    }


def test_only_who_finishes_items_or_opens_the_job_ends_the_wait(template: Template) -> None:
    enders = {
        function
        for function in FUNCTIONS
        for action, _ in template.rights(f"Functions{function}Role")
        if action == "states:SendTaskSuccess"
    }
    assert enders == {"Split", "Assign", "Oversee"}


def test_the_workflow_calls_four_functions_and_reads_lists_of_parts(template: Template) -> None:
    rights = template.rights("WorkflowRole")
    called = {target for action, target in rights if action == "lambda:InvokeFunction"}
    read = {target for action, target in rights if action.startswith("s3:")}
    assert len(called) == 4
    assert not any("Assign" in target for target in called)
    assert [target.partition("/")[2] for target in read] == ["*/parts.json"]
    assert ("states:StartExecution", f"<{_machine(template)}>") in rights


def _machine(template: Template) -> str:
    (name,) = template.of("AWS::StepFunctions::StateMachine")
    return name
