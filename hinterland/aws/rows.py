"""How a pynamodb model meets its table, and an entity its row.

The table's name is known only at run time. An attribute of a row is spelled as the entity spells
its field, so that nothing between the two has to be written down; only what a row holds otherwise
is named where it is read and written.
"""

import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, cast

from pynamodb.attributes import MapAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

type _Read = Callable[[Any], object]


@cache
def bound[Row: Model](row: type[Row], table_name: str) -> type[Row]:
    """Return `row` as the model of one deployed table. Region and endpoint come from botocore."""
    meta = type("Meta", (), {"table_name": table_name, "read_timeout_seconds": 20})
    model = types.new_class(row.__name__, (row,), exec_body=lambda body: body.update(Meta=meta))
    return cast("type[Row]", model)


@cache
def connection() -> Connection:
    """Return the connection that transactions over several tables go through."""
    return Connection(read_timeout_seconds=20)


def attributes(
    entity: Any,  # noqa: ANN401 - any dataclass
    *left_out: str,
    **others: object,
) -> dict[str, object]:
    """Return what a row holds of an entity, by attribute.

    Each field is an attribute of that name, but those that are left out, and those that `others`
    gives otherwise. Empty texts and tuples are not held.
    """
    names = {field.name for field in fields(entity)} - {*left_out, *others}
    return {**{name: _held(getattr(entity, name)) for name in names}, **others}


def entity_of[Entity](
    kind: type[Entity], row: Model | MapAttribute[str, Any], **others: object
) -> Entity:
    """Return the entity that a row, or a map in it, holds.

    The fields that `others` names are not read from it.
    """
    known: dict[str, object] = {}
    for field, read in _readers(cast("Hashable", kind)):
        if field.name in others:
            continue
        held = getattr(row, field.name)
        if held is not None:
            known[field.name] = read(held)
        elif field.default is MISSING:
            known[field.name] = None
    return kind(**known, **others)


def _held(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case Decimal():
            return str(value)
        case "" | ():
            return None
        case tuple():
            return list(value)
        case _:
            return value


@cache
def _readers(kind: Any) -> tuple[tuple[Field[Any], _Read], ...]:  # noqa: ANN401 - a dataclass
    """Return how each field of an entity is read from the attribute of its name."""
    hints = typing.get_type_hints(kind)
    return tuple((each, _reader(hints[each.name])) for each in fields(kind))


def _reader(hint: Any) -> _Read:  # noqa: ANN401 - a type, or one with None
    kind = typing.get_args(hint)[0] if isinstance(hint, types.UnionType) else hint
    if isinstance(kind, type) and issubclass(kind, int | StrEnum | Decimal) and kind is not bool:
        return kind
    return tuple if typing.get_origin(kind) is tuple else _as_it_is


def _as_it_is(value: object) -> object:
    return value
