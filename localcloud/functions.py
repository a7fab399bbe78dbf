"""Which functions the template has, and what each needs to run here."""

from localcloud.assembly import Assembly
from localcloud.aws_environment import aws_environment
from localcloud.function_process import FunctionSpec
from localcloud.template import Resolver, Template

_FUNCTION = "AWS::Lambda::Function"


def function_specs(assembly: Assembly, resolver: Resolver, aws_url: str) -> list[FunctionSpec]:
    """Return the functions that do the work, and not those that only serve a deployment."""
    template = assembly.template
    wanted = (name for name in template.ids(_FUNCTION) if name not in deployers(template))
    return [_spec(assembly, resolver, name, aws_url) for name in wanted]


def _spec(assembly: Assembly, resolver: Resolver, logical_id: str, aws_url: str) -> FunctionSpec:
    properties = resolver.properties(logical_id)
    handler: str = properties["Handler"]
    return FunctionSpec(
        name=resolver.physical(logical_id).name,
        label=handler.removeprefix("functions.").split(".")[0],
        handler=handler,
        folder=assembly.asset(properties["Code"]["S3Key"]),
        timeout=int(properties.get("Timeout", 3)),
        memory=int(properties.get("MemorySize", 128)),
        environment={
            **properties.get("Environment", {}).get("Variables", {}),
            **aws_environment(aws_url),
            "POWERTOOLS_TRACE_DISABLED": "1",  # no X-Ray daemon listens here
        },
    )


def deployers(template: Template) -> set[str]:
    """Return the functions that CloudFormation itself calls, for a custom resource."""
    tokens = (
        template.resource(name)["Properties"]["ServiceToken"]
        for kind in template.types()
        if kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource"
        for name in template.ids(kind)
    )
    return {token["Fn::GetAtt"][0] for token in tokens if "Fn::GetAtt" in token}
