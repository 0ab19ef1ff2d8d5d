"""A line of an answer is mostly what its rows say under the same names."""

from functools import cache
from typing import TypeVar

from msgspec import Struct

from parley.negotiation.instants import instant

__all__ = ["gather"]

S = TypeVar("S", bound=Struct)


def gather(kind: type[S], /, *given: Struct, **more: object) -> S:
    """The Struct whose members are those of that name in what is given.

    The last one that has a member decides, and `more` before all. `recorded_at` is turned from the
    µs of rows into an instant. A member that is missing, is none or is of another type is an error
    of mypy (`tests/mypy_members.py`), and where it was not asked a TypeError.
    """
    found: dict[str, object] = {
        name: getattr(given[number], name)
        for name, number in _sources(kind, *map(type, given))
        if name not in more
    }
    recorded_at = found.get("recorded_at")
    if isinstance(recorded_at, int):
        found["recorded_at"] = instant(recorded_at)
    return kind(**found, **more)


@cache
def _sources(kind: type[Struct], *given: type[Struct]) -> tuple[tuple[str, int], ...]:
    """Each member that one of these types has, as a field or a property, with the number of the
    last one that has it."""
    return tuple(
        (name, max(having))
        for name in kind.__struct_fields__
        if (having := [at for at, each in enumerate(given) if hasattr(each, name)])
    )
