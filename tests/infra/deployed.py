"""The synthesized template, asked the way a test wants to ask."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

type Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One permission, with resources as texts such as `<StorageDrop.Arn>/*`."""

    actions: frozenset[str]
    resources: frozenset[str]


class Template:
    """A CloudFormation template."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.resources: dict[str, Properties] = document["Resources"]

    def of(self, kind: str) -> dict[str, Properties]:
        """Return the properties of every resource of a kind, by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.resources.items()
            if resource["Type"] == kind
        }

    def one(self, kind: str, beginning: str = "") -> Properties:
        """Return the only resource of a kind whose logical id begins like this."""
        (found,) = (found for name, found in self.of(kind).items() if name.startswith(beginning))
        return found

    def statements(self, role: str) -> Iterator[Statement]:
        """Yield what a role may do, from all policies that name it."""
        for policy in self.of("AWS::IAM::Policy").values():
            if any(named["Ref"].startswith(role) for named in policy["Roles"]):
                for statement in policy["PolicyDocument"]["Statement"]:
                    yield Statement(
                        frozenset(_listed(statement["Action"])),
                        frozenset(plain(resource) for resource in _listed(statement["Resource"])),
                    )

    def rights(self, role: str) -> set[tuple[str, str]]:
        """Return every pair of action and resource that a role has."""
        return {
            (action, resource)
            for statement in self.statements(role)
            for action in statement.actions
            for resource in statement.resources
        }

    def machine(self) -> dict[str, Any]:
        """Return the definition of the state machine, with references as plain texts."""
        properties = self.one("AWS::StepFunctions::StateMachine")
        definition: dict[str, Any] = json.loads(plain(properties["DefinitionString"]))
        return definition


def plain(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write a value with its references as text: `<Logical>`, `<Logical.Attribute>`."""
    match value:
        case str():
            return value
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [between, parts]}:
            return str(between).join(plain(part) for part in parts)
    return json.dumps(value)


def _listed[Value](value: Value | list[Value]) -> list[Value]:
    return value if isinstance(value, list) else [value]
