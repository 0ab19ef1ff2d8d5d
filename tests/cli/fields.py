"""Every field of the catalogue with values that may stand in it and values that may not.

Made from the shapes that the catalogue itself declares, so that a field that is added is typed by
the tests of the door without anybody thinking of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec import inspect as shape

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.evidence import Evidence, MomentText, Quote, Sealed
from parley.negotiation.quantities import Quantity
from parley.negotiation.steps import CATALOGUE, Pointer, Step, Term

__all__ = ["Case", "cells", "every_case", "typed"]

_MOMENT: Final = shape.type_info(MomentText)
_POINTER: Final = shape.type_info(Pointer)
_NOBODY: Final = ("", " ", "\u00a0", "\u200b", "#REF!", "n/a", "NaN", "NULL")
_CELLS: Final = ("07-May", "May-07", "#N/A", "NaN", "NULL", "n/a", "TRUE", "1E+05", " ")
_GOOD: Final = ("INC", "some words", "hi", "a" * 64, "person:A. Person")
_NEEDED: Final[Mapping[type, JsonObject]] = {
    Term: {"words": "water"},
    Evidence: {"attribution": "media_report"},
    Quantity: {"kind": "unquantified", "verbatim": "a few"},
    Quote: {"verbatim": "So be it"},
}
"""What a Struct cannot do without, where its own fields do not say so."""
_ENTRIES: Final[Mapping[str, JsonObject]] = {
    "EntryCorrected": {"effect": "replace", "field": "title", "was": "Talks", "now": "Other"},
    "RegistrationAmended": {"was": "Talks", "now": "Other"},
}


class Case(Struct, frozen=True):
    """A step of one type in which one field has a value; `taken` = the door takes it."""

    type: str
    path: str
    value: JsonValue
    fields: JsonObject
    taken: bool


def every_case(values: int) -> Iterator[Case]:
    """Yield each field with a value that may stand there, and with some that may not.

    `values` is how many of those of each field: they take turns from field to field. What all
    types share is typed once, with the type that has every field of a step.
    """
    turn = 0
    shared = dict(_paths(shape.type_info(Step)))
    for name, kind in CATALOGUE.items():
        own = dict(_paths(shape.type_info(kind)))
        for path, due in own.items():
            if shared.get(path) == due and name not in ("MeetingHeld", "EntryCorrected"):
                continue
            good, *bad = _values(due, path)
            yield _case(name, path, good, taken=True)
            for _ in range(min(values, len(bad))):
                yield _case(name, path, bad[turn % len(bad)], taken=False)
                turn += 1


def typed(value: JsonValue, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words that `parley record` takes: paths with texts."""
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from typed(part, f"{path}.{name}" if path else str(name))
    else:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def cells(value: JsonObject) -> dict[str, str]:
    """Return the row of a spreadsheet, by its columns."""
    return dict(typed(value))


def _case(name: str, path: str, value: JsonValue, *, taken: bool) -> Case:
    fields = _example(shape.type_info(CATALOGUE[name]))
    made = {**fields, **_ENTRIES.get(name, {})} if isinstance(fields, dict) else {}
    _put(made, path.split("."), value, shape.type_info(CATALOGUE[name]))
    return Case(name, path, value, made, taken)


def _paths(due: shape.Type, path: str = "") -> Iterator[tuple[str, shape.Type]]:
    """Yield the path and the shape of every field in which one value stands."""
    bare = _bare(due)
    a_figure = isinstance(bare, shape.StructType) and bare.cls is Quantity
    if bare in (_MOMENT, _POINTER) or a_figure:
        yield path, due
    elif isinstance(bare, shape.VarTupleType):
        yield from _paths(bare.item_type, f"{path}.0")
    elif isinstance(bare, shape.StructType):
        for field in bare.fields:
            if field.name not in _NOT_ALONE:
                yield from _paths(field.type, f"{path}.{field.name}" if path else field.name)
    else:
        yield path, due


def _bare(due: shape.Type) -> shape.Type:
    if isinstance(due, shape.Metadata) and due != _MOMENT:
        return _bare(due.type)
    if isinstance(due, shape.UnionType):
        options = [each for each in due.types if not isinstance(each, shape.NoneType)]
        # What is sealed is typed by nobody; beside it stands the text.
        open_ = [each for each in options if _struct_of(each) is not Sealed]
        return _bare(open_[0]) if len(open_) == 1 else _POINTER
    return due


_NOT_ALONE: Final = ("was", "opens", "anchors")
"""Fields whose parts say nothing alone: what stood there may be anything, and the others have tests
of their own (tests/negotiation/test_sealed.py)."""


def _struct_of(due: shape.Type) -> type | None:
    return due.cls if isinstance(due, shape.StructType) else None


def _values(due: shape.Type, path: str) -> list[JsonValue]:
    """Return a value that may stand there, and then some that may not."""
    bare = _bare(due)
    if isinstance(bare, shape.StructType) and bare.cls is Quantity:
        return ["5", *_CELLS, "5-7", "5."]
    if bare == _MOMENT:
        return ["2024-09-06", "2024-02-30", "07-May", " ", "someday"]
    if bare == _POINTER:
        return [1, "nobody", " "]
    if isinstance(bare, shape.LiteralType):
        return [str(bare.values[0]), "no_such_word", " ", "#REF!"]
    if isinstance(bare, shape.BoolType):
        return [True, "maybe", " "]
    if isinstance(bare, shape.IntType):
        return [1, "x"]
    if isinstance(bare, shape.AnyType):
        return ["Other", *_NOBODY[1:]]
    if not isinstance(bare, shape.StrType):
        raise TypeError(f"{path}: nobody has said what may stand in {bare}")
    good = (each for each in _GOOD if bare.pattern is None or re.search(bare.pattern, each))
    return [next(good), *_NOBODY, *(("07-May",) if path.endswith("verbatim") else ())]


def _example(due: shape.Type) -> JsonValue:
    """Return the least that makes one of a shape."""
    bare = _bare(due)
    if isinstance(bare, shape.VarTupleType):
        return [_example(bare.item_type)]
    if not isinstance(bare, shape.StructType):
        return _values(due, "")[0]
    needed = {each.name: _example(each.type) for each in bare.fields if each.required}
    return {**needed, **_NEEDED.get(bare.cls, {})}


def _put(into: JsonObject, keys: list[str], value: JsonValue, due: shape.Type) -> None:
    """Put a value at a path, with the least that has to stand beside it."""
    bare = _bare(due)
    if not isinstance(bare, shape.StructType):
        raise TypeError(f"{keys} lead through {bare}")
    key, *rest = keys
    inner = next(each.type for each in bare.fields if each.name == key)
    if not rest:
        into[key] = value
    elif rest == ["0"]:
        into[key] = [value]
    elif rest[0] == "0":
        item = _bare(inner)
        least = _example(item.item_type) if isinstance(item, shape.VarTupleType) else {}
        first = dict(least) if isinstance(least, dict) else {}
        _put(
            first, rest[1:], value, item.item_type if isinstance(item, shape.VarTupleType) else item
        )
        into[key] = [first]
    else:
        least = _example(inner)
        there = dict(least) if isinstance(least, dict) else {}
        _put(there, rest, value, inner)
        into[key] = there
