"""The list of all types, made of what stands in this room: nobody has to enter a new one.

A type that does not say all of itself fails here, when the program starts, and at nobody's desk.
"""

from types import ModuleType
from typing import Final, get_args

from parley.negotiation.steps import dates, deals, offers, people, talks, words
from parley.negotiation.steps.entry import Entry, Step, pointer_fields
from parley.negotiation.steps.parts import StepType

__all__ = ["CATALOGUE", "catalogue_of", "pointing"]

_SAID: Final = ("number", "cameo", "family")
"""What every type says of itself."""


def catalogue_of(*rooms: ModuleType) -> dict[str, type[Entry]]:
    """Return the types that these modules name, by name, in the order of DOMAIN's numbers.

    Raises TypeError for a type that does not say what it is.
    """
    kinds = [vars(room)[name] for room in rooms for name in room.__all__]
    for kind in kinds:
        silent = [each for each in _SAID if each not in vars(kind)]
        if issubclass(kind, Step) and kind.__name__ not in get_args(StepType):
            silent.append("name, in StepType")
        if silent:
            raise TypeError(f"{kind.__name__} does not say its {' and '.join(silent)}")
    return {kind.__name__: kind for kind in sorted(kinds, key=lambda each: each.number)}


CATALOGUE: Final = catalogue_of(talks, people, offers, dates, deals, words)
"""Step type name -> its Struct, in the order of DOMAIN's numbers."""


def pointing(type_name: str) -> tuple[str, ...]:
    """The fields of an entry type that hold pointers; a registration has none."""
    kind = CATALOGUE.get(type_name)
    return () if kind is None else pointer_fields(kind)
