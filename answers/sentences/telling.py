"""What every act in words shares: the parts of a sentence, and acts that take who, whom and when.

Each act is a message with named parts, whole, so that a language can put them in its own order.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.language import marked, say
from parley.answers.sentences.amounts import things_listed
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.voices import quoted, voice
from parley.answers.words.moments import on_said
from parley.answers.words.quantities import figure_said
from parley.negotiation.views.told.facts import Act, Fact, Thing

__all__ = [
    "DENIED",
    "OURS",
    "Tell",
    "Told",
    "either",
    "ended",
    "noun",
    "or_nobody",
    "paraphrase",
    "plain",
    "speaker_first",
    "terms_beside",
    "when_said",
    "worded",
    "words_told",
]


class Told(Struct, frozen=True):
    """The parts of a sentence: what was done, who says so, what stands after a colon, and how we
    put it, which is nobody else's words."""

    act: str
    voice: str
    detail: str = ""
    ours: str = ""
    spoken: bool = False
    """It is words that the act is: `Ann of A said on 3 Sep 2024, in our words: …`."""


Tell = Callable[[Fact, list[str]], Told]
"""How an act is told; the hedges that shaped it join the list."""

_NOUNS: Final[Mapping[str, str]] = {
    "offered": marked("the offer ({step})"),
    "demanded": marked("the demand ({step})"),
    "made_precondition": marked("the precondition ({step})"),
    "ruled_out": marked("the veto ({step})"),
    "set_condition": marked("the condition ({step})"),
    "set_date": marked("the date ({step})"),
    "gave_ultimatum": marked("the ultimatum ({step})"),
    "moved_date": marked("the new date ({step})"),
    "met": marked("the meeting ({step})"),
    "telephoned": marked("the telephone call ({step})"),
    "leaked": marked("the leak ({step})"),
    "denied": marked("the denial ({step})"),
    "claimed_agreement": marked("the claim of an agreement ({step})"),
    "agreed_part": marked("the agreement on a part ({step})"),
    "claimed_part": marked("the claim that a part is agreed ({step})"),
    "claimed_talks": marked("the claim that talks are on ({step})"),
    "opened_talks": marked("the opening of talks ({step})"),
    "proposed_alliance": marked("the proposal of an alliance ({step})"),
    "agreed": marked("the deal ({step})"),
    "amended": marked("the change of the deal ({step})"),
    "added_to_deal": marked("the addition to the deal ({step})"),
    "suspended": marked("the pause ({step})"),
    "resumed_talks": marked("the resumption of talks ({step})"),
    "declared_over": marked("the end of the talks ({step})"),
    "put_out_list": marked("the list ({step})"),
}


OURS: Final[frozenset[Act]] = frozenset(
    {
        *("proposed_alliance", "met", "telephoned", "met_among_itself", "conceded"),
        "put_out",
        *("followed_term", "made_other_pact", "claimed_agreement", "claimed_talks", "denied"),
        *("confirmed", "corrected", "refuted", "leaked", "said", "excluded", "attacked", "accused"),
    }
)
"""Acts whose words are our paraphrase of what was done or said."""

DENIED: Final[Mapping[str, str]] = {
    "talks": marked("that there are talks"),
    "agreement": marked("that there is an agreement"),
    "collapse": marked("that the talks are over"),
    "secrecy": marked("what is said of secrecy"),
}
"""Proposition -> what who denies it denies, where that needs no step to be said."""


_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""How whoever writes in English writes small numbers."""
_BESIDE: Final = re.compile(r"^(?:, who| to| in| at| on| before) [^:,]+: ")
"""What may stand between a name and the colon behind it, and is no verb: `Ann to the agency: …`."""


def noun(act: Act | None, step: int | None) -> str:
    """`the offer (v11)`: a step as others speak of it."""
    said = _NOUNS.get(act or "")
    if step is None:
        return say("it")
    label = f"v{step}"
    return say("what was said ({step})", step=label) if said is None else say(said, step=label)


def ended(words: str) -> str:
    """Our paraphrase in the middle of a sentence: without the full stop at its end."""
    return words.strip().removesuffix(".")


def paraphrase(fact: Fact) -> str:
    """Our words for what somebody said, to stand behind their name and a colon: without the name
    with which they begin."""
    words = ended(fact.words or "")
    said, rest = speaker_first(fact)
    return rest.removeprefix(":").strip() if said and rest.startswith(":") else words


def speaker_first(fact: Fact) -> tuple[bool, str]:
    """(whether our words begin with the name of who speaks, the words behind it)."""
    words = ended(fact.words or "")
    teller = fact.teller
    names = [each.name for each in fact.by]
    if teller is not None:
        names += [each for each in (teller.speaker, teller.outlet) if each is not None]
    begin, colon, rest = words.partition(": ")
    if colon and _are_names(begin.split(), {word for name in names for word in name.split()}):
        return True, f": {rest}"
    for name in names:
        parts = name.split()
        for called in (" ".join(parts[count:]) for count in range(len(parts))):
            rest = words.removeprefix(called)
            if rest != words and not rest[:1].isalnum() and rest[:1] not in ("'", "’", "-"):
                return True, _BESIDE.sub(": ", rest)
    return False, words


def _are_names(begin: Sequence[str], known: Collection[str]) -> bool:
    """Whether words are names alone: `Ann and Bob` of Ann Smith and Bob Jones, with no more than a
    word that joins them; `Ann resigns` tells something."""
    strange = [place for place, word in enumerate(begin) if word not in known]
    if not strange:
        return True
    joins = len(strange) == 1 and 0 < strange[0] < len(begin) - 1
    return joins and begin[strange[0]].islower()


def when_said(fact: Fact) -> str:
    """When it happened; nothing of what has no date."""
    return "" if fact.occurred is None else on_said(fact.occurred)


def plain(message: str) -> Tell:
    """An act that takes who, when and what they have in words; nobody is `somebody`."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        said = say(message, by=actors_said(fact.by), to=actors_said(fact.to), when=when_said(fact))
        detail, ours = worded(fact, hedges)
        return Told(said, voice(fact.teller, fact.by, hedges), detail, ours)

    return told


def either(with_to: str, without: str) -> Tell:
    """The same, where somebody may be named to whom it was done."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        return plain(with_to if fact.to else without)(fact, hedges)

    return told


def or_nobody(message: str, nobody: str) -> Tell:
    """The same, where nobody may be named who did it."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        return plain(message if fact.by else nobody)(fact, hedges)

    return told


def worded(fact: Fact, hedges: list[str]) -> tuple[str, str]:
    """(what it is about, how we put it): its terms, its words as they were recorded, our
    paraphrase."""
    own = fact.act == "suspended" or fact.kind in ("state", "attempt", "party", "flag", "parked")
    if own:
        return things_listed(fact.things, hedges), ""
    words = paraphrase(fact)
    if fact.act not in OURS or (fact.act == "claimed_agreement" and fact.things):
        return things_listed(fact.things, hedges) or words, ""
    return terms_beside(fact, hedges), words


def words_told(fact: Fact, hedges: list[str]) -> tuple[str, str]:
    """(the words of the evidence where we have none of our own, and the terms; our paraphrase)."""
    quote = None if fact.teller is None else fact.teller.quote
    words = paraphrase(fact)
    own = "" if quote is None or words else quoted(quote)
    listed = terms_beside(fact, hedges)
    return "; ".join(part for part in (own, listed) if part), words


def terms_beside(fact: Fact, hedges: list[str]) -> str:
    """The terms that stand beside our paraphrase: none that it tells already, with its figure or
    its names and whose share it is."""
    words = (fact.words or "").casefold()
    if fact.things and all(_is_told(each, words) for each in fact.things):
        return ""
    return things_listed(fact.things, hedges)


def _is_told(thing: Thing, words: str) -> bool:
    """Whether words have a term's figure, its names and whom it is for."""
    figures = [] if thing.quantity is None else re.findall(r"\d+", figure_said(thing.quantity))
    told = {*re.findall(r"\w+", words)}
    told |= {str(number) for number, word in enumerate(_NUMBERS) if word in told}
    if thing.words or not (figures or thing.seats):
        return False
    named = all(each.casefold() in words for each in thing.seats)
    counted = told.issuperset(figures) or (not figures and named)
    whom = (f"{each.name} {each.full_name or ''}".casefold().split() for each in thing.for_whom)
    return named and counted and all(told & {*each} for each in whom)
