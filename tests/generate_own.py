"""A JSON Schema of the ledger's own records, made from the Structs that their door reads.

Who writes another reader finds here what the streams without a slash hold, as
docs/schemas/catalogue.schema.json says it of the negotiations.
"""

import json
from typing import cast

import msgspec
from msgspec import Struct

from parley.events.own import OWN
from parley.negotiation.register import Facts
from tests.meanings import fields_of, prose, structs_of

__all__ = ["OWN_SCHEMA", "describe_own"]

OWN_SCHEMA = "docs/schemas/own-records.schema.json"
Node = dict[str, object]


def describe_own() -> str:
    """Return docs/schemas/own-records.schema.json."""
    kinds = [kind for types in OWN.values() for kind in types]
    everything: list[type[Struct]] = [*kinds, Facts]
    _, made = msgspec.json.schema_components(
        everything, schema_hook=_anything, ref_template="#/$defs/{name}"
    )
    definitions = cast("dict[str, Node]", _portable(made))
    for name, struct in structs_of(everything).items():
        definitions[name]["description"] = " ".join(prose(struct))
        properties = cast("dict[str, Node]", definitions[name]["properties"])
        for field in fields_of(struct):
            if field.meaning:
                # msgspec reads descriptions from annotations only; ours stand under the fields.
                properties[field.name] = {**properties[field.name], "description": field.meaning}
    entered = cast("dict[str, Node]", definitions["RegisterEntered"]["properties"])
    entered["facts"] = {"$ref": "#/$defs/Facts", "description": entered["facts"]["description"]}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of the ledger's own",
        "description": "What a statement holds in stream, type, rules and step, as recorded.",
        "oneOf": [_entry(stream, kind.__name__) for stream in OWN for kind in OWN[stream]],
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _anything(_: object) -> Node:
    """The schema of a JSON value of any kind; msgspec takes an empty one for none."""
    return {"description": "Any JSON."}


def _portable(part: object) -> object:
    """The same schema with the ends of patterns as every language writes them."""
    if isinstance(part, list):
        return [_portable(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: _portable(value) for key, value in part.items()}
    if isinstance(pattern := made.get("pattern"), str):
        made["pattern"] = pattern.replace(r"\A", "^").replace(r"\Z", "$")
    return made


def _entry(stream: str, name: str) -> Node:
    return {
        "type": "object",
        "properties": {
            "stream": {"const": stream},
            "type": {"const": name},
            "type_version": {"const": 1},
            "rules": {"const": None},
            "step": {"$ref": f"#/$defs/{name}"},
        },
        "required": ["stream", "type", "type_version", "rules", "step"],
    }
