"""A synthesized CloudFormation template, and the values that its intrinsic functions stand for."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from localcloud.naming import Physical, Place, physical

# What JSON holds; a template's shape is AWS's to check, not ours.
type Value = Any
type Properties = dict[str, Any]

ABSENT = object()  # what AWS::NoValue leaves behind, until the property around it is dropped


class TemplateError(Exception):
    """The template uses something that the local cloud does not know."""


class Template:
    """The resources and outputs of one stack, as CDK wrote them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.outputs: Mapping[str, Properties] = document.get("Outputs", {})

    @classmethod
    def read(cls, path: Path) -> "Template":
        """Read a template from its file."""
        return cls(json.loads(path.read_text()))

    def resource(self, logical_id: str) -> Properties:
        """Return one resource; raise `TemplateError` when there is none of that name."""
        try:
            found: Properties = self._document["Resources"][logical_id]
        except KeyError as exc:
            raise TemplateError(f"the template has no resource {logical_id}") from exc
        return found

    def ids(self, *types: str) -> list[str]:
        """Return the logical ids of all resources of these types, in the template's order."""
        resources: Mapping[str, Properties] = self._document["Resources"]
        return [name for name, resource in resources.items() if resource["Type"] in types]

    def types(self) -> set[str]:
        """Return every resource type in the template."""
        return {resource["Type"] for resource in self._document["Resources"].values()}

    def has(self, logical_id: str) -> bool:
        """Say whether there is a resource of that name."""
        return logical_id in self._document["Resources"]

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return one of the template's Mappings."""
        found: Mapping[str, Any] = self._document["Mappings"][name]
        return found


class Resolver:
    """Puts values in the place of intrinsic functions, as CloudFormation would.

    Every resource has its physical name before anything is created, so order does not matter;
    only what AWS alone can name (a user pool) is told with `know` once it exists.
    """

    def __init__(self, template: Template, place: Place) -> None:
        self._template = template
        self._place = place
        self._known: dict[str, Physical] = {}
        self._functions: Mapping[str, Callable[[Value], Value]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._get_att,
            "Fn::Join": self._join,
            "Fn::Sub": self._sub,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::FindInMap": self._find_in_map,
        }

    def know(self, logical_id: str, resource: Physical) -> None:
        """Take note of what a created resource is called."""
        self._known[logical_id] = resource

    def physical(self, logical_id: str) -> Physical:
        """Return what a resource is called; raise `TemplateError` when there is no such one."""
        if logical_id not in self._known:
            resource = self._template.resource(logical_id)
            self._known[logical_id] = physical(
                logical_id, resource["Type"], self._own_name(resource), self._place
            )
        return self._known[logical_id]

    def properties(self, logical_id: str) -> Properties:
        """Return a resource's properties with every intrinsic function replaced."""
        resolved: Properties = self.resolve(
            self._template.resource(logical_id).get("Properties", {})
        )
        return resolved

    def resolve(self, value: Value) -> Value:
        """Replace every intrinsic function within a value."""
        if isinstance(value, dict):
            function = next(iter(value)) if len(value) == 1 else ""
            if function in self._functions:
                return self._functions[function](value[function])
            if function.startswith("Fn::"):
                raise TemplateError(f"the local cloud does not know {function}")
            pairs = ((key, self.resolve(inner)) for key, inner in value.items())
            return {key: inner for key, inner in pairs if inner is not ABSENT}
        if isinstance(value, list):
            return [inner for inner in map(self.resolve, value) if inner is not ABSENT]
        return value

    def _own_name(self, resource: Properties) -> Callable[[str], str | None]:
        def named(attribute: str) -> str | None:
            given = self.resolve(resource.get("Properties", {}).get(attribute))
            return given if isinstance(given, str) else None

        return named

    def _ref(self, name: str) -> Value:
        if name == "AWS::NoValue":
            return ABSENT
        return self._place.pseudo.get(name) or self.physical(name).ref

    def _get_att(self, path: Value) -> str:
        logical_id, attribute = path.split(".", 1) if isinstance(path, str) else path
        found = self.physical(logical_id).attributes.get(attribute)
        if found is None:
            kind = self._template.resource(logical_id)["Type"]
            raise TemplateError(f"the local cloud does not know the {attribute} of {kind}")
        return found

    def _join(self, parts: Value) -> str:
        separator, values = parts
        joined: str = separator.join(self.resolve(values))
        return self._place.as_reachable(joined)

    def _sub(self, argument: Value) -> str:
        text, given = (argument, {}) if isinstance(argument, str) else argument

        def replaced(match: re.Match[str]) -> str:
            name = match.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in given:
                return str(self.resolve(given[name]))
            return str(self._get_att(name) if "." in name else self._ref(name))

        return self._place.as_reachable(re.sub(r"\$\{([^}]+)\}", replaced, text))

    def _select(self, argument: Value) -> Value:
        index, values = argument
        return self.resolve(values)[int(index)]

    def _split(self, argument: Value) -> list[str]:
        separator, text = argument
        parts: list[str] = self.resolve(text).split(separator)
        return parts

    def _find_in_map(self, argument: Iterable[Value]) -> Value:
        name, first, second = (self.resolve(part) for part in argument)
        return self._template.mapping(name)[first][second]
