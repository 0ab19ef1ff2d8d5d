"""The catalogue as a person at the terminal meets it: which verb records a type, what fields take.

Both the list of `record` and the form of --edit are drawn from the Structs themselves, so a new
field is there the day it is defined.
"""

from collections.abc import Mapping

from msgspec import inspect as shape

from parley.answers.forms import Column, Columns, Listing
from parley.answers.language import say
from parley.cli.acts import VERBS
from parley.negotiation.steps import CATALOGUE

__all__ = ["choices_of", "fields_of", "list_catalogue", "list_fields", "takes"]


def list_catalogue() -> Listing[Mapping[str, object]]:
    """Return every step type with its number, its verb and what it stands for."""
    items = [
        {
            "number": kind.number,
            "type": name,
            "verb": VERBS.get(name, "record"),
            "about": (kind.__doc__ or "").strip().splitlines()[0],
        }
        for name, kind in CATALOGUE.items()
    ]
    columns: Columns[object] = [
        Column("number", "#"),
        Column("type", "type"),
        Column("verb", "verb"),
        Column("about", "what happened"),
    ]
    return Listing({}, items, columns)


def list_fields(type_name: str) -> Listing[Mapping[str, object]]:
    """Return the fields of a step type, the needed ones first."""
    fields = sorted(fields_of(type_name).values(), key=lambda field: not field.required)
    items = [
        {"field": field.name, "needed": field.required, "takes": takes(field.type)}
        for field in fields
    ]
    columns: Columns[object] = [
        Column("field", "field"),
        Column("needed", "needed"),
        Column("takes", "takes"),
    ]
    return Listing({"type": type_name}, items, columns)


def fields_of(type_name: str) -> dict[str, shape.Field]:
    """Return the fields of a step type by name."""
    info = shape.type_info(CATALOGUE[type_name])
    if not isinstance(info, shape.StructType):
        raise TypeError(f"{type_name} is no Struct")
    return {field.name: field for field in info.fields}


def takes(due: shape.Type) -> str:
    """Return what a field takes, in words."""
    match due:
        case shape.Metadata():
            said = (due.extra_json_schema or {}).get("description")
            return _as_clause(str(said)) if said else takes(due.type)
        case shape.UnionType() if {shape.IntType, shape.StrType} <= {
            type(_bare(o)) for o in due.types
        }:
            return say("a step: 4, v4 or slug#4")
        case shape.UnionType():
            options = [takes(each) for each in due.types if not isinstance(each, shape.NoneType)]
            return " or ".join(dict.fromkeys(options))
        case shape.VarTupleType():
            return say("one or more: {takes}", takes=takes(due.item_type))
        case shape.LiteralType():
            return ", ".join(str(each) for each in due.values)
        case shape.StructType():
            fields = (f"{field.name}{'' if field.required else '?'}" for field in due.fields)
            return f"{{{', '.join(fields)}}}"
        case shape.BoolType():
            return say("yes or no")
        case shape.IntType():
            return say("a whole number")
        case shape.AnyType():
            return say("any value")
        case _:
            return "text"


def choices_of(due: shape.Type) -> tuple[str, ...]:
    """Return the words among which a field chooses; none where it takes others."""
    match due:
        case shape.Metadata():
            return choices_of(due.type)
        case shape.UnionType():
            return next((found for each in due.types if (found := choices_of(each))), ())
        case shape.VarTupleType():
            return choices_of(due.item_type)
        case shape.LiteralType():
            return tuple(sorted(str(each) for each in due.values))
        case shape.BoolType():
            return ("true", "false")
        case _:
            return ()


def _bare(due: shape.Type) -> shape.Type:
    return _bare(due.type) if isinstance(due, shape.Metadata) else due


def _as_clause(sentence: str) -> str:
    """Return a sentence as a part of another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
