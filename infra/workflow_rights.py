"""What the workflow may do, spelled out: the CDK by itself would allow more than is used."""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from hinterland import settings
from infra.functions import Functions
from infra.python_function import PythonFunction
from infra.resources import logical_id
from infra.rules import acknowledge, acknowledge_keys
from infra.storage import Storage

PARTS_LIST = "*/parts.json"
# Neither knows a resource narrower than all.
LOG_DELIVERY = (
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
)
CHILDREN = ("states:DescribeExecution", "states:StopExecution", "states:RedriveExecution")
TRACES = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
)


def workflow_role(scope: Construct, *, functions: Functions, storage: Storage) -> iam.Role:
    """Make the role: it calls four functions and reads lists of parts."""
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
    called = (functions.intake, functions.split, functions.merge, functions.invoice)
    arns = [function.function.function_arn for function in called]
    role.add_to_policy(_allow(["lambda:InvokeFunction"], *arns))
    lists = storage.work.bucket.arn_for_objects(PARTS_LIST)
    role.add_to_policy(_allow(["s3:GetObject"], lists))
    acknowledge_keys(role, storage.work.bucket, PARTS_LIST, "Every job has its list of parts.")
    role.add_to_policy(_allow([*LOG_DELIVERY, *TRACES], "*"))
    acknowledge(role, "IAM5[Resource::*]", "Log delivery and X-Ray know no narrower resource.")
    return role


def let_run_maps(scope: Construct, machine: sfn.StateMachine, role: iam.Role) -> None:
    """Allow the machine to run the children of its maps, which are executions of itself.

    By a policy of its own: it names the machine, whose role comes first.
    """
    # The CDK's policy for this, which stays empty as the machine must not change its role.
    machine.node.try_remove_child("DistributedMapPolicy")
    children = _executions(scope, machine)
    iam.Policy(
        scope,
        "RunMaps",
        roles=[role],
        statements=[
            _allow(["states:StartExecution"], machine.state_machine_arn),
            _allow(list(CHILDREN), f"{children}:*", f"{children}/*"),
        ],
    )
    _acknowledge_executions(scope, machine, ":*", "/*")


def let_end_the_wait(
    scope: Construct, machine: sfn.StateMachine, *functions: PythonFunction
) -> None:
    """Allow functions to answer a task token.

    By a policy of its own, too: the machine names the functions, whose roles come first.
    """
    iam.Policy(
        scope,
        "EndTheWait",
        roles=[function.role for function in functions],
        statements=[_allow(["states:SendTaskSuccess"], machine.state_machine_arn)],
    )


def let_steer(scope: Construct, machine: sfn.StateMachine, function: PythonFunction) -> None:
    """Allow a function to start the workflow again, to look at it and to stop it; say which one.

    By a policy of its own, as above.
    """
    function.function.add_environment(settings.WORKFLOW_ARN, machine.state_machine_arn)
    iam.Policy(
        scope,
        "Steer",
        roles=[function.role],
        statements=[
            _allow(["states:StartExecution"], machine.state_machine_arn),
            _allow(
                ["states:DescribeExecution", "states:StopExecution"],
                f"{_executions(scope, machine)}:*",
            ),
        ],
    )
    _acknowledge_executions(scope, machine, ":*")


def _executions(scope: Construct, machine: sfn.StateMachine) -> str:
    return Stack.of(scope).format_arn(
        service="states",
        resource="execution",
        resource_name=machine.state_machine_name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def _acknowledge_executions(scope: Construct, machine: sfn.StateMachine, *endings: str) -> None:
    name = f"<{logical_id(machine)}.Name>"
    execution = f"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}"
    for ending in endings:
        acknowledge(
            scope,
            f"IAM5[Resource::{execution}{ending}]",
            "Executions of this machine alone; their names are made when they start.",
        )


def _allow(actions: list[str], *resources: str) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=actions, resources=list(resources))
