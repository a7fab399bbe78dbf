"""The page's types of what the API exchanges: `web/api.d.ts`, made from the same schemas.

Write it anew with `python -m infra.api_description.typescript`; a test says when that is due.
"""

from pathlib import Path

from infra.api_description.openapi import Json, openapi
from infra.packaging.folders import ROOT

FILE = ROOT / "web" / "api.d.ts"
_HEAD = """\
/** What the operator API takes and answers, by the names of /openapi.json. Made from
 * hinterland/api by `python -m infra.api_description.typescript`; not to be changed by hand. */
"""
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def declarations() -> str:
    """Return the file's text."""
    schemas: dict[str, Json] = openapi()["components"]["schemas"]
    return "\n".join([_HEAD, *(_declared(name, schemas[name]) for name in schemas)])


def _declared(name: str, schema: Json) -> str:
    comment = _comment(schema)
    if "properties" in schema:
        return f"{comment}export interface {name} {_members(schema, '')}\n"
    return f"{comment}export type {name} = {_type(schema)};\n"


def _members(schema: Json, indent: str) -> str:
    required = set(schema.get("required", ()))
    lines = [
        _comment(member, indent + "  ")
        + f"{indent}  {name}{'' if name in required else '?'}: {_type(member, indent + '  ')};\n"
        for name, member in schema["properties"].items()
    ]
    return "{\n" + "".join(lines) + indent + "}"


def _comment(schema: Json, indent: str = "") -> str:
    text = schema.get("description", "")
    return f"{indent}/** {' '.join(text.split())} */\n" if text else ""


def _type(schema: Json, indent: str = "") -> str:
    match schema:
        case {"$ref": place}:
            return str(place).rpartition("/")[2]
        case {"enum": values}:
            return " | ".join(f'"{each}"' for each in values)
        case {"const": value}:
            return f'"{value}"'
        case {"anyOf": kinds}:
            return " | ".join(_type(kind, indent) for kind in kinds)
    return _type_by_name(schema, indent)


def _type_by_name(schema: Json, indent: str) -> str:
    match schema:
        case {"type": "array", "items": items, "minItems": least, "maxItems": most} if (
            least == most
        ):
            return f"[{', '.join([_type(items, indent)] * most)}]"
        case {"type": "array", "items": items}:
            inner = _type(items, indent)
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case {"type": "object", "properties": _}:
            return _members(schema, indent)
        case {"type": "object", "additionalProperties": dict(inner)}:
            return f"Record<string, {_type(inner, indent)}>"
    return _PLAIN.get(schema.get("type", ""), "unknown")


def write(file: Path = FILE) -> None:
    """Write the file."""
    file.write_text(declarations(), encoding="utf-8")


if __name__ == "__main__":
    write()
