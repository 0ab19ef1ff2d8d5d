"""One refusal of one guard, and the like that the guard takes."""

from msgspec import Struct

from parley.events.politics import Draft

__all__ = ["Case"]


class Case(Struct, frozen=True, kw_only=True):
    """`given` is recorded first; `refused` and `taken` are each tried after it. The `words` stand
    in the refusal's reason or in its hint, and `case` is the one of the guard that says so."""

    guard: str
    case: str
    refused: Draft
    words: tuple[str, ...]
    given: tuple[Draft, ...] = ()
    taken: Draft
    registration: Draft | None = None
