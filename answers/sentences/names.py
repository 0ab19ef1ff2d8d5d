"""Who: actors in words, with the article that an office takes.

A registered name is printed as it is registered, also where a sentence begins with it: it is marked
while the sentence is made, and what is marked is never given a capital.
"""

from collections.abc import Sequence

from parley.answers.language import say, say_all
from parley.negotiation.views.told.facts import Actor

__all__ = ["actor_said", "actors_said", "begun", "kept"]

_KEPT = "\ue000"
"""Stands before a name while a sentence is made; it means nothing in any text."""


def kept(name: str) -> str:
    """A name that stays as it is."""
    return f"{_KEPT}{name}"


def begun(sentence: str) -> str:
    """The whole sentence: with a capital, unless it begins with a name."""
    return (sentence[:1].upper() + sentence[1:]).replace(_KEPT, "")


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
        case _:
            return kept(actor.name)


def actors_said(actors: Sequence[Actor]) -> str:
    """`INC and AAP`; nobody is `somebody`."""
    return say_all([actor_said(each) for each in actors]) if actors else say("somebody")
