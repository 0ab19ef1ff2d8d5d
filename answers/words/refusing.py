"""What the tables of refusals are made of: the sentences of a case, and the actions in them."""

from collections.abc import Mapping

from msgspec import Struct

from parley.answers.acts import Act

__all__ = ["Case", "refusal"]


class Case(Struct, frozen=True):
    """The sentences of one case, with its facts in braces; in the hint actions stand beside them.

    A hint of None is that of the refusal which is a fact of this one; an empty one is none.
    """

    reason: str
    hint: str | None
    acts: Mapping[str, Act]


def refusal(reason: str, hint: str | None, /, **acts: Act) -> Case:
    """The sentences of a case. What an action is done with is `$fact` where a fact says it."""
    return Case(reason, hint, acts)
