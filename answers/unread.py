"""Streams that cannot be read: left out of an answer about many, and all named at its end.

One damaged negotiation hides no other, and whoever reads the answer must know what it lacks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_list, say_many
from parley.events.errors import IntegrityError

__all__ = ["Unread"]

_NAMED_MAX: Final = 8
"""Streams named to a person; JSON has all of them."""


class Unread:
    """The streams that one answer lacks."""

    def __init__(self) -> None:
        self._errors: dict[str, IntegrityError] = {}

    @property
    def streams(self) -> tuple[str, ...]:
        """Which they are, in the order in which they were met."""
        return tuple(self._errors)

    @contextmanager
    def left_out(self, stream: str) -> Iterator[None]:
        """Note that a stream cannot be read, where that shows in the block, and go on."""
        try:
            yield
        except IntegrityError as error:
            self._errors[stream] = error

    def complain(self) -> None:
        """Raise, once the rest is written, the error of the only one, or Failure (integrity) with
        the names of all; nothing where all were read."""
        match list(self._errors):
            case []:
                return
            case [stream]:
                raise self._errors[stream]
            case streams:
                named = say_list(streams[:_NAMED_MAX])
                more = len(streams) - _NAMED_MAX
                if more > 0:
                    named = say("{named} and {more} more", named, more)
                raise Failure(
                    Kind.INTEGRITY,
                    say_many(
                        len(streams),
                        "{number} stream cannot be read: {named}",
                        "{number} streams cannot be read: {named}",
                        named,
                    ),
                    hint=advise(
                        "{verify} says why of each; everything else in the ledger goes on",
                        verify=do("verify"),
                    ),
                    facts={"unread": streams},
                )
