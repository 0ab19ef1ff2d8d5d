"""Typed words beside the shape that is due: `pools.seats=95` is a number, `evidence.url=95` not.

A command line and a CSV cell hold texts only. Which of them is a number, a yes or a no is known by
the catalogue alone, so it is asked here and nowhere guessed; short forms stay what they are and
are read at the door of the politics.
"""

import re
from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec
from msgspec import inspect as shape

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.drafting.files.documents import DocumentError, read_value
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.pairs import PAIRS
from parley.negotiation.quantities import Measure

__all__ = ["due_at", "nested", "read_typed", "read_typed_tree"]

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_MEASURES = tuple(map(shape.type_info, get_args(Measure)))
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def due_at(kind: type[msgspec.Struct], path: Sequence[str]) -> shape.Type | None:
    """Return the shape that is due at a path of an entry; None where there is no such field."""
    due: shape.Type | None = shape.type_info(kind)
    for key in path:
        due = _inside(due, key)
    return due


def read_typed(text: str, due: shape.Type | None) -> JsonValue:
    """Return what a text says where `due` is due; itself where that is no number, yes or no.

    An object or a list may be written as JSON. Raises Failure (usage) for JSON that is none.
    """
    bare = _bare(due)
    if isinstance(bare, shape.BoolType) and text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()]
    if (isinstance(bare, shape.IntType) or _measures(due)) and _NUMBER.fullmatch(text):
        return int(text)
    free = isinstance(bare, shape.AnyType)
    if free and (_NUMBER.fullmatch(text) or text in ("true", "false")):
        return read_typed(text, shape.BoolType() if text in ("true", "false") else shape.IntType())
    if text[:1] in ("{", "[") and (free or not isinstance(bare, shape.StrType)):
        try:
            return read_value(text)
        except DocumentError as error:
            first = error.problems[0]
            reason = f"{first.field}: {first.reason}" if first.field else first.reason
            raise Failure(
                Kind.USAGE, say("“{text}” cannot be kept: {reason}", text, reason)
            ) from error
    return text


def read_typed_tree(value: JsonValue, due: shape.Type | None) -> JsonValue:
    """Return texts, lists and objects of texts with each text read beside its shape."""
    if isinstance(value, Mapping):
        return {key: read_typed_tree(each, _inside(due, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [read_typed_tree(each, _inside(due, "0")) for each in value]
    return read_typed(value, due) if isinstance(value, str) else value


def nested(assignments: Sequence[tuple[str, JsonValue]]) -> JsonObject:
    """Return the object that dotted fields make: `terms.0.issue`, `evidence.speaker`.

    A field that is given twice is a list of both. Raises Failure (usage) where two do not fit.
    """
    made: JsonObject = {}
    for path, value in assignments:
        here: JsonObject = made
        *way, last = path.split(".")
        for key in way:
            inner = here.setdefault(key, {})
            if not isinstance(inner, dict):
                detail = say(
                    "{path}: {key} is given as a value and as something with fields", path, key
                )
                raise Failure(Kind.USAGE, detail, hint=say("give it once"))
            here = inner
        if last not in here:
            here[last] = value
            continue
        before = here[last]
        here[last] = [*before, value] if isinstance(before, list) else [before, value]
    return {key: _listed(value) for key, value in made.items()}


def _listed(value: JsonValue) -> JsonValue:
    """Return objects whose keys count from 0 as the lists that they are."""
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(each) for key, each in value.items()}
    if inner and sorted(inner) == sorted(str(index) for index in range(len(inner))):
        return [inner[str(index)] for index in range(len(inner))]
    return inner


def _inside(due: shape.Type | None, key: str) -> shape.Type | None:
    bare = _bare(due)
    if isinstance(bare, shape.VarTupleType | shape.ListType):
        # One value may stand where a list is due, so a name leads into its only item.
        return bare.item_type if key.isdigit() else _named_inside(bare.item_type, key)
    if isinstance(bare, shape.StructType):
        return next((field.type for field in bare.fields if field.name == key), None)
    if isinstance(bare, shape.DictType):
        return bare.value_type
    return None


def _named_inside(item: shape.Type, key: str) -> shape.Type | None:
    """Return what is due under a name in a list: a field of its only item, else of a list of pairs
    what the name stands for."""
    bare = _bare(item)
    given = bare.fields if isinstance(bare, shape.StructType) else ()
    fields = {field.name: field.type for field in given}
    for members in PAIRS.values():
        if fields.keys() == {members.name, members.value} and key not in fields:
            return fields[members.value]
    return _inside(item, key)


def _measures(due: shape.Type | None) -> bool:
    """Whether a number is due, which may have a point; one that has it is kept as a text."""
    options = due.types if isinstance(due, shape.UnionType) else ()
    return all(each in options for each in _MEASURES)


def _bare(due: shape.Type | None) -> shape.Type | None:
    """Return a shape without what may be missing; a choice of several shapes is a text."""
    if isinstance(due, shape.Metadata):
        return _bare(due.type)
    if isinstance(due, shape.UnionType):
        options = [each for each in due.types if not isinstance(each, shape.NoneType)]
        return _bare(options[0]) if len(options) == 1 else shape.StrType()
    return due
