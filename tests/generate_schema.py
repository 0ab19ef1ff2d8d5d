"""The JSON Schema of every entry, made from the Structs that the codec reads and writes.

Who writes another reader, or a tool that makes imports, gets one file that cannot contradict the
code: a schema for what a statement holds in `type`, `type_version` and `step`.
"""

import json
from typing import cast

import msgspec

from parley.negotiation.codec import ENTRIES
from parley.negotiation.upcasts import TYPE_VERSIONS
from tests.meanings import ALIASES, fields_of, structs_of

__all__ = ["CATALOGUE_SCHEMA", "describe_schema"]

CATALOGUE_SCHEMA = "docs/schemas/catalogue.schema.json"
Node = dict[str, "Part"]
Part = None | bool | int | str | list["Part"] | Node


def describe_schema() -> str:
    """Return docs/schemas/catalogue.schema.json."""
    schema: Node = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An entry of a negotiation or a contest",
        "description": (
            "What a statement holds in type, type_version and step, as it is recorded: lists are"
            " lists, quantities are objects, pointers are numbers. What may be written shorter in"
            " a file or on the command line is in examples/README.md."
        ),
        "oneOf": [_entry(name) for name in ENTRIES],
        "$defs": _definitions(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _entry(name: str) -> Part:
    return {
        "type": "object",
        "properties": {
            "type": {"const": name},
            "type_version": {"const": TYPE_VERSIONS[name]},
            "step": {"$ref": f"#/$defs/{name}"},
        },
        "required": ["type", "type_version", "step"],
    }


def _definitions() -> Node:
    _, made = msgspec.json.schema_components(ENTRIES.values(), ref_template="#/$defs/{name}")
    aliases = {name: cast("Node", msgspec.json.schema(kind)) for name, kind in ALIASES.items()}
    definitions = cast("Node", _named(cast("Node", made), aliases))
    for name, kind in structs_of(ENTRIES.values()).items():
        properties = cast("Node", cast("Node", definitions[name])["properties"])
        for field in fields_of(kind):
            if field.meaning:
                # msgspec reads descriptions from annotations only; ours stand under the fields.
                cast("Node", properties[field.name])["description"] = field.meaning
    return dict(sorted({**definitions, **aliases}.items()))


def _named(part: Part, aliases: dict[str, Node]) -> Part:
    """The same schema, with a reference wherever an alias is written out."""
    if isinstance(part, list):
        return [_named(each, aliases) for each in part]
    if not isinstance(part, dict):
        return part
    for name, alias in aliases.items():
        reference: Node = {"$ref": f"#/$defs/{name}"}
        if part == alias:
            return reference
        options, whole = part.get("anyOf"), alias.get("anyOf")
        # `Pointer | None` is one flat choice to msgspec.
        if isinstance(options, list) and isinstance(whole, list) and options[: len(whole)] == whole:
            return {**part, "anyOf": [reference, *options[len(whole) :]]}
    return {key: _named(value, aliases) for key, value in part.items()}
