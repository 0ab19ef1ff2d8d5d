"""What may be done, in no face's words: an action by its name, and what it would be done to.

A terminal types a command, a page has a button, a program sends JSON. So a sentence takes an action
as one of its parts, and the face that speaks words it; with an error it is also given as data.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Final

from msgspec import Struct

from parley.answers.language import say

__all__ = ["ACTS", "Act", "Advice", "Words", "acts_of", "advise", "all_of", "do", "face"]

ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    # Entries that are no steps, or that are one type and told apart.
    "cite": ("target",),
    "correct": ("target", "field", "was", "now", "add", "value", "reason"),
    "reach_deal": (),  # with the talks that it must have come from
    "register": ("slug", "contest"),
    "register_and_join": ("party", "name"),
    "retract": ("target", "reason"),
    # A field, given with the entry that was tried.
    "field": ("path", "type"),
    "give": (
        *("about", "after", "as_of", "at", "attribution", "db", "id", "in_principle"),
        *("internal", "known_at", "moves", "negotiation", "outlet", "public_at", "published"),
        *("reads_as", "replaces", "source", "speaker", "term", "valid_from", "valid_until", "was"),
        "words",
    ),
    # Questions.
    "fields": ("type",),
    "info": (),
    "kept": (),
    "list": (),
    "log": ("negotiation", "recorded"),
    "blame": (),
    "checks": (),
    "offers": (),
    "people": (),
    "quotes": ("words",),
    "refusals": (),
    "sources": (),
    "show": ("version", "negotiation"),
    "status": ("as_of",),
    "types": (),
    "verify": (),
    "version": (),
    # The register and the ledger's own records.
    "add_alias": ("party", "name"),
    "clocks": (),
    "check": ("outlet", "nothing"),
    "correct_clock": ("positions", "really", "by", "why"),
    "keep_refusals": (),
    "record_export": (),
    "describe_source": ("source", "outlet"),
    "enter": ("kind", "entry", "name"),
    "show_entry": ("kind", "entry"),
    # The ledger.
    "copy": ("origin", "place"),
    "describe": (),
    "find_id": ("id",),
    "grant": ("readers", "writers"),
    "init": (),
    "migrate": ("dry_run",),
    "rebuild": (),
    "revoke": ("role",),
}
"""Action -> what it can be done to, or with. To record a step is one too: the type is its name, and
the fields of the type are what it is done with."""


class Act(Struct, frozen=True):
    """Something to do next; `about` holds null for what a person has still to say.

    As a text it is in the words of the face that speaks.
    """

    name: str
    about: Mapping[str, object]

    def __str__(self) -> str:
        return _FACE.get()(self)

    def filled(self, facts: Mapping[str, object]) -> "Act":
        """It with the facts in the place of `$fact`."""
        about = {
            name: facts[value[1:]] if isinstance(value, str) and value.startswith("$") else value
            for name, value in self.about.items()
        }
        return Act(self.name, about)


def do(name: str, /, **about: object) -> Act:
    """An action of `ACTS`, or the recording of a step of that type; `$fact` is filled in later."""
    return Act(name, about)


Words = Callable[[Act], str]
"""Words an action for those who use a face."""


def _plainly(act: Act) -> str:
    """The words of no face in particular."""
    if act.name == "field":
        return str(act.about["path"])
    about = (
        name if value is None or value is True else f"{name}={value}"
        for name, value in act.about.items()
    )
    return " ".join((act.name, *about))


_FACE: Final[ContextVar[Words]] = ContextVar("face", default=_plainly)


def face(words: Words) -> Words:
    """Word actions in this way from now on, in this context (thread, task) alone; return the way
    before."""
    before = _FACE.get()
    _FACE.set(words)
    return before


class Advice(str):
    """A sentence on what to do next, in the words of a face, with the actions that it names."""

    __slots__ = ("acts",)

    acts: tuple[Act, ...]

    def __new__(cls, text: str, acts: Sequence[Act] = ()) -> "Advice":
        made = super().__new__(cls, text)
        made.acts = tuple(acts)
        return made


def advise(sentence: str, /, *bare: object, **parts: object) -> Advice:
    """Return a sentence as `language.say` does, with the actions among its parts."""
    acts = [each for each in (*bare, *parts.values()) if isinstance(each, Act)]
    return Advice(say(sentence, *bare, **parts), acts)


def acts_of(text: str) -> tuple[Act, ...]:
    """Return the actions that a text names, if it is an advice."""
    return text.acts if isinstance(text, Advice) else ()


def all_of(texts: Sequence[str]) -> Advice:
    """Return several pieces of advice as one."""
    return Advice("; ".join(texts), [act for each in texts for act in acts_of(each)])
