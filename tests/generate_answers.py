"""A JSON Schema of every answer, made from the shapes that the terminal writes.

Who reads the answers by program gets files that cannot contradict it, with the words that stand
under each member in the code.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

import msgspec
from msgspec import Struct

from parley.answers.catalogue import QUESTIONS
from parley.answers.shapes.base import RebuildAnswer, VerifyAnswer
from parley.answers.shapes.db import (
    BackupAnswer,
    CopyAnswer,
    InfoAnswer,
    MigrateAnswer,
    RightsAnswer,
)
from parley.drafting.receipts import WritingAnswer, WrittenAnswer
from tests.meanings import fields_of, prose, structs_of

__all__ = ["ANSWERS", "ANSWER_SCHEMAS", "schema_of"]

OF_THE_LEDGER: Sequence[type[Struct]] = (
    BackupAnswer,
    CopyAnswer,
    InfoAnswer,
    MigrateAnswer,
    RebuildAnswer,
    RightsAnswer,
    VerifyAnswer,
    WritingAnswer,
    WrittenAnswer,
)
"""What commands answer that ask nothing: they write, check or keep."""


def _named(kind: type[Struct]) -> str:
    """Return the name in a shape's own tag: `offers` of parley.offers/v1."""
    return str(kind.__struct_config__.tag).removeprefix("parley.").removesuffix("/v1")


ANSWERS: Mapping[str, type[Struct]] = {
    _named(kind): kind for kind in (*(each.shape for each in QUESTIONS), *OF_THE_LEDGER)
}
"""Name of the schema -> shape."""

Node = dict[str, object]


def schema_of(kind: type[Struct]) -> Node:
    """Return the JSON Schema of a shape."""
    (reference,), made = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    definitions = cast("dict[str, Node]", made)
    for name, struct in structs_of([kind]).items():
        definitions[name]["description"] = " ".join(prose(struct))
        properties = cast("dict[str, Node]", definitions[name]["properties"])
        if not struct.__struct_config__.omit_defaults:  # then every member is always written
            definitions[name]["required"] = list(properties)
            for each in properties.values():
                each.pop("default", None)
        for field in fields_of(struct):
            if field.meaning:
                # msgspec reads descriptions from annotations only; ours stand under the fields.
                properties[field.name] = {**properties[field.name], "description": field.meaning}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(kind: type[Struct]) -> str:
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


ANSWER_SCHEMAS: Mapping[str, Callable[[], str]] = {
    f"docs/schemas/{name}.schema.json": partial(_describe, kind) for name, kind in ANSWERS.items()
}
"""Page -> what writes it."""
