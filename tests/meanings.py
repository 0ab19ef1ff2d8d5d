"""What the catalogue's own source says of each field: its type as written, its meaning.

A program forgets the names of its type aliases and the words under its fields; its source keeps
both, so the pages about the catalogue read the source and nobody writes the same thing twice.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct
from msgspec import inspect as shape

from parley.negotiation import evidence, quantities, registration, steps

__all__ = ["ALIASES", "Field", "fields_of", "first_line", "prose", "structs_of"]

ALIASES: Mapping[str, object] = {
    name: getattr(module, name)
    for module, names in (
        (
            evidence,
            ("Attribution", "Count", "Hundredth", "Line", "MomentText", "Sha256", "Text"),
        ),
        (quantities, ("FigureKind", "Measure", "Words")),
        (registration, ("Colour", "PartyName", "StreamName")),
        (
            steps,
            (
                "Actor",
                "Fulfilment",
                "Holder",
                "Issue",
                "Pointer",
                "Proposition",
                "Role",
                "Seat",
                "Stage",
                "Stance",
            ),
        ),
    )
    for name in names
}
"""The catalogue's kinds of value that have a name of their own."""
_FOR_PROGRAMMERS = re.compile(r" \((?:DOMAIN|DESIGN)\b[^)]*\)| Raises [A-Z]\w+\.")


class Field(Struct, frozen=True):
    """One field: its annotation as a syntax tree, its default as people read it, its meaning."""

    name: str
    annotation: ast.expr
    default: str | None
    """None = the field is required."""
    meaning: str


def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """The fields of a Struct in the order of its definition, those of its bases first."""
    known = msgspec.structs.fields(kind)
    defaults = {each.name: _default(each) for each in known}
    written: dict[str, Field] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, Struct) and base is not Struct:
            for name, annotation, meaning in _written(base):
                written[name] = Field(name, annotation, defaults[name], meaning)
    return tuple(written[each.name] for each in known)


def structs_of(kinds: Iterable[type[Struct]]) -> dict[str, type[Struct]]:
    """Every Struct by name that some Structs are or hold, in the order in which they appear."""
    found: dict[str, type[Struct]] = {}
    for kind in kinds:
        for each in _within(shape.type_info(kind), found):
            found[each.__name__] = each
    return found


def prose(value: object) -> tuple[str, ...]:
    """The paragraphs of a docstring, one line each, without what only a programmer asks of it."""
    text = inspect.getdoc(value) or ""
    paragraphs = (" ".join(each.split()) for each in text.split("\n\n"))
    return tuple(_FOR_PROGRAMMERS.sub("", each) for each in paragraphs)


def first_line(value: object) -> str:
    """The first paragraph of a docstring."""
    return prose(value)[0]


def _within(info: shape.Type, found: Mapping[str, type[Struct]]) -> Iterator[type[Struct]]:
    if isinstance(info, shape.StructType):
        if info.cls.__name__ not in found:
            yield info.cls
            for field in info.fields:
                yield from _within(field.type, found)
    elif isinstance(info, shape.Metadata):
        yield from _within(info.type, found)
    elif isinstance(info, shape.UnionType):
        for each in info.types:
            yield from _within(each, found)
    elif isinstance(info, shape.VarTupleType):
        yield from _within(info.item_type, found)


def _default(field: msgspec.structs.FieldInfo) -> str | None:
    if field.required:
        return None
    if field.default is False:
        return "no"
    if field.default is msgspec.NODEFAULT or field.default in (None, ()):
        return "none"
    return f"`{field.default}`"


@cache
def _written(base: type[Struct]) -> tuple[tuple[str, ast.expr, str], ...]:
    """(name, annotation, meaning) of the fields that a class itself defines."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
    assert isinstance(tree, ast.ClassDef), base
    return tuple(_with_meanings(tree.body))


def _with_meanings(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr, str]]:
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if "ClassVar" not in ast.unparse(statement.annotation):
            yield statement.target.id, statement.annotation, _docstring(after)


def _docstring(statement: ast.stmt | None) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return " ".join(str(statement.value.value).split())
    return ""
