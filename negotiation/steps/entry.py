"""What every entry of a stream may carry, and what a step has in common with every other."""

from functools import cache
from typing import Annotated, ClassVar, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Meta

from parley.negotiation.evidence import Evidence, Line, MomentText, Text, Value
from parley.negotiation.moments import parse_moment
from parley.negotiation.steps.parts import (
    Actor,
    Family,
    Opening,
    Pointer,
    Proposition,
    StepType,
)

__all__ = ["Entry", "Step", "local_pointers", "moments", "pointer_fields", "pointers"]


class Entry(Value, frozen=True, kw_only=True):
    """What every entry of a stream may carry."""

    number: ClassVar[int]
    """Row of the catalogue in DOMAIN §3."""
    cameo: ClassVar[str]
    """CAMEO root or code and PLOVER event, for exports."""
    family: ClassVar[Family]
    """What a picture draws it as."""
    answered_with: ClassVar[tuple[StepType, ...]] = ()
    """The types of what usually comes next: answers to it, or what goes on from it."""
    speaks_of: ClassVar[Proposition | None] = None
    """What a denial of it, or a confirmation, says of the state."""
    away: ClassVar[bool] = False
    """An act away from the table: what a threat is carried out with."""

    text: Text | None = None
    """Our paraphrase."""
    note: Text | None = None
    """The recorder's remark; no part of any answer."""
    act: Line | None = None
    """One act recorded in several negotiations carries one act id."""


class Step(Entry, frozen=True, kw_only=True):
    """What one step has in common with every other: who, to whom, when, according to whom."""

    occurred: MomentText
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1, max_length=100)]
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    about: Pointer | None = None
    in_reply_to: Pointer | None = None
    supersedes: Pointer | None = None
    after: tuple[Pointer, ...] = ()
    """Steps that came before this one, where the dates alone leave the order open."""
    opens: Opening | None = None
    """The commitment that this step makes good."""

    def __post_init__(self) -> None:
        for moment in moments(self):
            parse_moment(moment)


def moments(step: Entry) -> tuple[str, ...]:
    """Every moment that the step itself states (not those of its evidence)."""
    found = (getattr(step, name) for name in _named(type(step)).moments)
    return tuple(each for each in found if each is not None)


def pointer_fields(kind: type[Entry]) -> tuple[str, ...]:
    """The fields of a type that hold pointers (EntryCorrected's target is a version, not one)."""
    return _named(kind).pointers


def pointers(step: Entry) -> tuple[tuple[str, int | str], ...]:
    """(field, pointer) for every pointer of a step."""
    found: list[tuple[str, int | str]] = []
    for field in pointer_fields(type(step)):
        value = getattr(step, field)
        if isinstance(value, tuple):
            found.extend((field, each) for each in value)
        elif value is not None:
            found.append((field, value))
    return tuple(found)


def local_pointers(step: Entry) -> tuple[int, ...]:
    """The versions of this stream at which a step points."""
    return tuple(pointer for _, pointer in pointers(step) if isinstance(pointer, int))


class _Named(NamedTuple):
    moments: tuple[str, ...]
    pointers: tuple[str, ...]


@cache
def _named(kind: type[Entry]) -> _Named:
    """The fields that hold moments, and pointers, by what a type says that they are."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: _parts(hints[name]) for name in kind.__struct_fields__}
    return _Named(
        tuple(name for name, parts in fields.items() if MomentText in parts),
        tuple(name for name, parts in fields.items() if {*get_args(Pointer)} <= parts),
    )


def _parts(hint: object) -> set[object]:
    """A hint, and what it is made of: `X | None`, `tuple[X, ...]`."""
    within = () if get_origin(hint) is Annotated else get_args(hint)
    return {hint, *(part for each in within for part in _parts(each))}
