"""A refusal as a person at the terminal reads it, in the sentences of the product."""

from collections.abc import Mapping
from typing import Protocol

from parley.answers.words.refusals import said_of
from parley.cli.acts import typed
from parley.events.canonical import JsonValue
from tests.facing import facing

__all__ = ["Worded"]


class Refusing(Protocol):
    @property
    def case(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, JsonValue]: ...


class Worded:
    """The sentences of a refusal."""

    def __init__(self, refusal: Refusing) -> None:
        with facing(typed):
            said = said_of(refusal.case, refusal.facts)
        self.reason = said.reason
        self.hint = "" if said.hint is None else str(said.hint)
