"""What mypy is told of `gather`, `cite` and `Reading.answer`: which members each call has to give.

These fill the members of one Struct from others of the same names, so their signatures hold any
member. Here each call gets a signature of its own: a member that nothing given has must be named, a
name that is no member is an error, and whatever has a member has it of the right type.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from mypy.nodes import (
    ARG_NAMED,
    ARG_NAMED_OPT,
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    Decorator,
    Expression,
    RefExpr,
    StrExpr,
    TypeInfo,
    Var,
)
from mypy.plugin import FunctionSigContext, MethodSigContext, Plugin
from mypy.subtypes import is_subtype
from mypy.types import (
    AnyType,
    CallableType,
    FunctionLike,
    Instance,
    LiteralType,
    Type,
    TypeOfAny,
    TypeVarType,
    UnionType,
    get_proper_type,
)

_GATHER: Final = "parley.negotiation.views.gathering.gather"
_CITE: Final = "parley.negotiation.views.citations.cite"
_ANSWER: Final = "parley.answers.reading.Reading.answer"
_WRITTEN_ANEW: Final = "recorded_at"
"""µs in a row, an instant in an answer: `gather` turns one into the other."""

_Context = FunctionSigContext | MethodSigContext


def plugin(_: str) -> type[Plugin]:
    """Return what mypy loads."""
    return Members


class Members(Plugin):
    """Gives each call the signature that its Struct asks for."""

    def get_function_signature_hook(
        self, fullname: str
    ) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """Return the hook of the two functions."""
        if fullname == _GATHER:
            return lambda context: _signature(context, (), ())
        if fullname == _CITE:
            return lambda context: _signature(context, context.args[2], ("version", "said"))
        return None

    def get_method_signature_hook(
        self, fullname: str
    ) -> Callable[[MethodSigContext], FunctionLike] | None:
        """Return the hook of the method; it gives the facts of the reading too."""
        return _answer_signature if fullname == _ANSWER else None


def _answer_signature(context: MethodSigContext) -> FunctionLike:
    reading = get_proper_type(context.type)
    facts = reading.type.get_method("facts") if isinstance(reading, Instance) else None
    kind = None if facts is None else get_proper_type(facts.type)
    last = [] if not isinstance(kind, CallableType) else [kind.ret_type]
    return _signature(context, (), (), last)


def _signature(
    context: _Context, behind: Sequence[Expression], known: Sequence[str], last: Sequence[Type] = ()
) -> CallableType:
    """Return the signature of this call.

    `behind` and `last` are given behind what is `given`; `known` are members that are worked out.
    """
    default, call = context.default_signature, context.context
    made = _members(context.args[0])
    if made is None or not isinstance(call, CallExpr):
        return default
    places = [each for each, name in enumerate(default.arg_names) if name == "given"]
    given = [expression for each in places for expression in context.args[each]]
    types = [context.api.get_expression_type(each) for each in (*given, *behind)]
    having = [*map(_alternatives, (*types, *last))]
    unsure = ARG_STAR in call.arg_kinds or any(
        _says_nothing(one) for each in having for one in each
    )
    if ARG_STAR2 in call.arg_kinds:
        for name in call.arg_names:
            if name is not None and name not in {each for each, *_ in made}:
                context.api.fail(f'"{name}" is no member', call)
        return default
    named = dict(zip(call.arg_names, call.args, strict=True))
    names, kinds, due = [], [], []
    for name, member, needed in made:
        found = next((kind for each in reversed(having) if (kind := _member(each, name))), None)
        otherwise = name in named or name in (*known, _WRITTEN_ANEW)
        if found is not None and not otherwise and not is_subtype(found, _as_text(member)):
            context.api.fail(f'"{name}" is given as {found}, and is {member}', call)
        there = found is not None or name in known or unsure or not needed
        names.append(name)
        kinds.append(ARG_NAMED_OPT if there else ARG_NAMED)
        due.append(member if isinstance(named.get(name), StrExpr) else _as_text(member))
    return default.copy_modified(
        arg_types=[*default.arg_types[:-1], *due],
        arg_kinds=[*default.arg_kinds[:-1], *kinds],
        arg_names=[*default.arg_names[:-1], *names],
    )


def _members(kind: Sequence[Expression]) -> list[tuple[str, Type, bool]] | None:
    """Return name, type and whether it is needed of each member of the Struct that is named; None
    where it is a variable."""
    if len(kind) != 1 or not isinstance(kind[0], RefExpr) or not isinstance(kind[0].node, TypeInfo):
        return None
    init = kind[0].node.get_method("__init__")
    made = None if init is None else get_proper_type(init.type)
    if not isinstance(made, CallableType):
        return None
    arguments = zip(made.arg_names, made.arg_types, made.arg_kinds, strict=True)
    return [
        (name, type, not kind.is_optional())
        for name, type, kind in list(arguments)[1:]
        if name is not None
    ]


def _alternatives(type: Type) -> list[Instance]:
    """Return the types of which something given may be."""
    proper = get_proper_type(type)
    if isinstance(proper, TypeVarType):
        return _alternatives(proper.upper_bound)
    if isinstance(proper, UnionType):
        return [one for each in proper.items for one in _alternatives(each)]
    return [proper] if isinstance(proper, Instance) else []


def _says_nothing(type: Instance) -> bool:
    """Whether it may have members of which its type does not tell."""
    return type.type.fullname == "msgspec.Struct"


def _member(alternatives: Sequence[Instance], name: str) -> Type | None:
    """Return the type of a member, of a field or a property; None where not all have it."""
    found = [kind for each in alternatives for kind in _member_of(each, name)]
    return UnionType.make_union(found) if found and len(found) == len(alternatives) else None


def _member_of(type: Instance, name: str) -> Iterator[Type]:
    symbol = type.type.get(name)
    node = None if symbol is None else symbol.node
    if isinstance(node, Var) and node.type is not None:
        yield node.type
    elif isinstance(node, Decorator):
        made = get_proper_type(node.func.type)
        yield made.ret_type if isinstance(made, CallableType) else AnyType(TypeOfAny.special_form)


def _as_text(type: Type) -> Type:
    """Return a type in which a word of a choice may be any text: so rows keep them, and the schemas
    hold what is answered."""
    proper = get_proper_type(type)
    if isinstance(proper, UnionType):
        return UnionType.make_union([_as_text(each) for each in proper.items])
    return proper.fallback if isinstance(proper, LiteralType) else type
