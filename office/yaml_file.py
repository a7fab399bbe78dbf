"""YAML as plain documents that know their lines, and keep every number as it was written.

Composed rather than loaded: `4.50` stays the text 4.50, and no date, float or tag becomes an
object of some kind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from hinterland.documents.place import Path

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DEEPEST = 20  # an anchor that contains itself would go on for ever


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that a person should mend, with the place where they find it."""

    file: str
    line: int  # from 1
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class YamlFile:
    """A file's document, and the line of every place in it."""

    name: str  # as the office sees it
    document: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake_at(self, path: Path, message: str) -> Mistake:
        """Say something about a place; of one that is missing, about what should contain it."""
        return Mistake(self.name, self.line_of(path), message)

    def line_of(self, path: Path) -> int:
        """Return the line on which a place, or else the closest place around it, begins."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path: FilePath, name: str) -> YamlFile:
    """Read a file; what is wrong with it as YAML is in its `mistakes`."""
    file = YamlFile(name)
    try:
        root = YAML(typ="safe", pure=True).compose(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        file.mistakes.append(file.mistake_at((), "the file is not UTF-8 text"))
    except YAMLError as error:
        file.mistakes.append(_syntax_mistake(name, error))
    else:
        if root is None:
            file.mistakes.append(file.mistake_at((), "the file is empty"))
        else:
            file.document = _plain(root, (), file)
    return file


def _syntax_mistake(name: str, error: YAMLError) -> Mistake:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        problem = " ".join(str(part) for part in (error.context, error.problem) if part)
        return Mistake(name, error.problem_mark.line + 1, f"this is not YAML: {problem}")
    return Mistake(name, 1, "this is not YAML")


def _plain(node: Node, path: Path, file: YamlFile) -> object:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > _DEEPEST:
        file.mistakes.append(file.mistake_at(path[:1], "is nested too deeply"))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, path, file)
    if isinstance(node, SequenceNode):
        return [_plain(child, (*path, index), file) for index, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: MappingNode, path: Path, file: YamlFile) -> Mapping[str, object]:
    plain: dict[str, object] = {}
    for key, value in node.value:
        name = str(key.value)
        here = (*path, name)
        if name in plain:
            twice = Mistake(file.name, key.start_mark.line + 1, f"{name!r} is there twice")
            file.mistakes.append(twice)
        file.lines[here] = key.start_mark.line + 1
        plain[name] = _plain(value, here, file)
    return plain


def _scalar(node: Node) -> object:
    text = str(node.value)
    kind = str(node.tag).rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int" and _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return text
