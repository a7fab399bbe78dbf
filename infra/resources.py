"""The CloudFormation resource beneath a construct, for what the construct itself does not offer."""

from aws_cdk import CfnElement, Stack
from constructs import IConstruct


def resource_of[Element: CfnElement](made: IConstruct, kind: type[Element]) -> Element:
    """Return the resource that a construct makes; raise `TypeError` if it is of another kind."""
    element = made.node.default_child
    if not isinstance(element, kind):
        raise TypeError(f"{made.node.path} makes {element}, not {kind.__name__}")
    return element


def logical_id(made: IConstruct) -> str:
    """Return the name that a construct's resource has in the template."""
    return Stack.of(made).get_logical_id(resource_of(made, CfnElement))
