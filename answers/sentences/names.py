"""Who: actors in words, with the article that an office takes.

A registered name is printed as it is registered, also where a sentence begins with it: it is marked
while the sentence is made, and what is marked is never given a capital.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from parley.answers.language import say, say_all
from parley.negotiation.views.told.facts import Actor

__all__ = ["actor_said", "actors_said", "begun", "introducing", "kept", "stopped"]

_KEPT = "\ue000"
"""Stands before a name while a sentence is made; it means nothing in any text."""


def kept(name: str) -> str:
    """A name that stays as it is."""
    return f"{_KEPT}{name}"


def begun(sentence: str) -> str:
    """The whole sentence: with a capital, unless it begins with a name."""
    return (sentence[:1].upper() + sentence[1:]).replace(_KEPT, "")


def stopped(sentence: str) -> str:
    """A sentence as it is printed: with one full stop, in a quotation or behind it."""
    return sentence if sentence.endswith((".", ".”", "?”", "!”", "?", "!")) else f"{sentence}."


def actor_said(actor: Actor) -> str:
    """`INC`, `the governor`, `the talman, Andreas Norlén,`, `the smaller parties`."""
    match actor.kind:
        case "office" if actor.held_by is not None:
            return say(
                "the {office} ({holder})", office=kept(actor.name), holder=kept(actor.held_by)
            )
        case "office":
            return say("the {office}", office=kept(actor.name))
        case "described":
            return actor.name
        case "party":
            return _party(actor)
        case _:
            return kept(actor.name)


_known: ContextVar[set[str] | None] = ContextVar("parties known to the reader", default=None)


@contextmanager
def introducing(known: set[str]) -> Iterator[None]:
    """Say a party in full where it comes first: it joins those that are `known` to the reader."""
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def _party(actor: Actor) -> str:
    known = _known.get()
    if known is None or actor.name in known or actor.full_name in (None, actor.name):
        return kept(actor.name)
    known.add(actor.name)
    return kept(say("{name} ({short})", name=actor.full_name, short=actor.name))


def actors_said(actors: Sequence[Actor]) -> str:
    """`INC and AAP`; nobody is `somebody`."""
    return say_all([actor_said(each) for each in actors]) if actors else say("somebody")
