"""A step type says once what it is, and whatever is kept of each type is kept of all of them.

Whoever adds a type and forgets one of its four places is told so here, or when the program starts.
"""

from types import ModuleType
from typing import ClassVar

import pytest

from parley.answers.words.steps import STEPS_SAID
from parley.negotiation.evolve import HANDLERS
from parley.negotiation.rules import RULES
from parley.negotiation.steps import CATALOGUE, AllianceProposed, Step, catalogue_of
from parley.negotiation.upcasts import TYPE_VERSIONS

STEPS = [kind for kind in CATALOGUE.values() if issubclass(kind, Step)]


def room(*kinds: type[Step]) -> ModuleType:
    """A module with some types, as one of negotiation/steps is."""
    made = ModuleType("made_up")
    vars(made).update({each.__name__: each for each in kinds})
    made.__all__ = [each.__name__ for each in kinds]  # type: ignore[attr-defined]
    return made


class Half(Step, frozen=True, kw_only=True):
    """A type that somebody has begun."""

    number: ClassVar[int] = 99


def test_a_type_that_does_not_say_what_it_is_stops_the_program_at_its_start() -> None:
    with pytest.raises(TypeError, match="Half does not say its cameo and family and name, in Step"):
        catalogue_of(room(AllianceProposed, Half))
    assert list(catalogue_of(room(AllianceProposed))) == ["AllianceProposed"]


@pytest.mark.parametrize("kind", STEPS, ids=lambda each: each.__name__)
def test_every_type_is_judged_folded_and_said(kind: type[Step]) -> None:
    name = kind.__name__
    judged = {row.type for row in RULES[max(RULES)].rows}
    moving = {row.type for row in RULES[max(RULES)].rows if row.to is not None}
    assert name in judged
    assert kind in HANDLERS or name in moving, "nothing would come of it"
    assert name in STEPS_SAID
    assert name in TYPE_VERSIONS


def test_nothing_is_kept_of_a_type_that_is_none() -> None:
    registering = {"NegotiationRegistered", "ContestRegistered"}
    assert set(STEPS_SAID) == {*CATALOGUE, *registering}
    assert set(HANDLERS) <= set(STEPS)
