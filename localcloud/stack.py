"""Creates the template's resources in moto: through its CloudFormation, and what that cannot here.

What moto has no double of (API Gateway v2, CloudFront, the page's deployment) is read from the
template by the front door.
"""

import json

import boto3
from moto.cloudformation.parsing import get_model_map

from localcloud.buckets import finish_buckets
from localcloud.functions import deployers
from localcloud.naming import STACK
from localcloud.sign_in import create_sign_in
from localcloud.template import Properties, Resolver, Template

_STATE_MACHINE = "AWS::StepFunctions::StateMachine"
# A layer is only code, too, and for the functions that serve the deployment.
_LEFT_OUT = {_STATE_MACHINE, "AWS::Lambda::LayerVersion"}
# An empty ZIP archive, base64: functions run from the assembly, so moto needs none of their code.
_NO_CODE = {"ZipFile": "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}


def create_stack(template: Template, resolver: Resolver) -> dict[str, str]:
    """Create the stack and return its outputs."""
    create_sign_in(template, resolver)
    outputs = {
        name: str(resolver.resolve(output["Value"])) for name, output in template.outputs.items()
    }
    _create_by_cloudformation(template, resolver, outputs)
    finish_buckets(template, resolver)
    _create_state_machines(template, resolver)
    return outputs


def _create_by_cloudformation(
    template: Template, resolver: Resolver, outputs: dict[str, str]
) -> None:
    kinds = template.types() & (get_model_map().keys() - _LEFT_OUT)
    wanted = (name for name in template.ids(*kinds) if name not in deployers(template))
    document = {
        "Resources": {name: _literal(template, resolver, name) for name in wanted},
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }
    boto3.client("cloudformation").create_stack(
        StackName=STACK, TemplateBody=json.dumps(document), Capabilities=["CAPABILITY_IAM"]
    )


def _literal(template: Template, resolver: Resolver, name: str) -> Properties:
    """Return a resource with every value in place, its own name too."""
    resource = template.resource(name)
    properties = resolver.properties(name)
    own_name = resolver.physical(name)
    if own_name.name_property:
        properties[own_name.name_property] = own_name.name
    if resource["Type"] == "AWS::Lambda::Function":
        properties["Code"] = _NO_CODE
    # The order does not matter: no value waits for another, so DependsOn is left out.
    return {"Type": resource["Type"], "Properties": properties}


def _create_state_machines(template: Template, resolver: Resolver) -> None:
    """Create them where they are executed: CloudFormation puts them into moto's other backend."""
    step_functions = boto3.client("stepfunctions")
    for logical_id in template.ids(_STATE_MACHINE):
        properties = resolver.properties(logical_id)
        step_functions.create_state_machine(
            name=resolver.physical(logical_id).name,
            definition=properties["DefinitionString"],
            roleArn=properties["RoleArn"],
        )
