"""A choice among words of the catalogue, that says which word was probably meant.

The catalogue's words are many and easily misspelt, and a list of nineteen stances is no answer to
a slip of one letter.
"""

from collections.abc import Sequence

import click

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say

__all__ = ["OneOf"]


class OneOf(click.Choice[str]):
    """One of some words, as they are written; `otherwise` is the option for what is none."""

    def __init__(self, choices: Sequence[str], otherwise: str | None = None) -> None:
        super().__init__(choices)
        self._otherwise = otherwise

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word. Raises Failure (usage) with the nearest ones."""
        word = str(value)
        if word in self.choices:
            return word
        name = "value" if param is None else param.get_error_hint(ctx).strip("'[]")
        known = ", ".join(self.choices)
        near = suggest(word, self.choices)
        hint = (
            say("{near} It is one of {known}", near, known)
            if near
            else say("it is one of {known}", known)
        )
        if self._otherwise is not None:
            option = self._otherwise
            hint = say("{hint}; what is none of these is `{option}`", hint=hint, option=option)
        raise Failure(Kind.USAGE, say("{name} cannot be “{word}”", name, word), hint=hint)
