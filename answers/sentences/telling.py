"""What every act in words shares: the parts of a sentence, and acts that take who, whom and when.

Each act is a message with named parts, whole, so that a language can put them in its own order.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from parley.answers.language import marked, say
from parley.answers.sentences.amounts import things_listed
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.voices import quote_said, voice
from parley.answers.words.moments import hour_said, on_said
from parley.answers.words.phrases import is_read
from parley.answers.words.quantities import figure_said, quantity_said
from parley.negotiation.views.told.facts import Act, Fact, Teller, Thing

__all__ = [
    "DENIED",
    "OURS",
    "Tell",
    "Told",
    "either",
    "ended",
    "is_enough",
    "noun",
    "or_nobody",
    "paraphrase",
    "plain",
    "speaker_first",
    "terms_beside",
    "voiced",
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
    "set_report": marked("the date of the report ({step})"),
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
    "sought_alliance": marked("the bid for an alliance ({step})"),
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
        *("sought_alliance", "met", "telephoned", "met_among_itself"),
        *(
            "put_out",
            "followed_term",
            "made_other_pact",
            "claimed_agreement",
            "claimed_talks",
            "denied",
        ),
        *("confirmed", "corrected", "refuted", "leaked", "said", "excluded", "attacked", "accused"),
    }
)
"""Acts whose words are our paraphrase of what was done or said."""

_DEEDS: Final[frozenset[Act]] = frozenset(
    {
        *("sought_alliance", "met", "telephoned", "met_among_itself"),
        *("put_out", "followed_term", "made_other_pact"),
    }
)
"""Those of them that are no words of anybody: what somebody said of them does not tell them."""

_TELLING: Final[frozenset[Act]] = frozenset(
    {"excluded", "attacked", "accused", "denied", "claimed_agreement", "claimed_talks"}
)
"""Acts in words that say themselves what was said."""

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
    if fact.act == "conceded":
        return "", ended(fact.text or "")
    if fact.act not in OURS or (fact.act == "claimed_agreement" and fact.things):
        return things_listed(fact.things, hedges) or paraphrase(fact), ""
    if fact.act in _DEEDS:
        return terms_beside(fact, hedges), paraphrase(fact)
    return words_told(fact, hedges)


def words_told(fact: Fact, hedges: list[str]) -> tuple[str, str]:
    """(the exact words, and the terms and figures that they leave out; our paraphrase).

    One of the two is enough: the exact words where a reader of this language can read them as they
    were said, else ours, and a translation where there are none of ours.
    """
    quote, words = _words_of(fact)
    listed = (terms_beside(fact, hedges), *_figures_beside(fact))
    told = "" if not quote or fact.teller is None else quote_said(fact.teller, hedges)
    return "; ".join(part for part in (told, *listed) if part), words


def voiced(fact: Fact) -> Teller | None:
    """Who tells of words: where they are quoted one alone, whose they are; where they are not,
    without them."""
    teller = fact.teller
    if teller is None or teller.quote is None:
        return teller
    return replace(teller, also=()) if _words_of(fact)[0] else replace(teller, quote=None)


def is_enough(teller: Teller | None, words: str, *, told: bool) -> bool:
    """Whether there are exact words that a reader of this language reads as they were said, and
    that need not ours beside them: a sentence, or where what was done is told a part of one."""
    quote = None if teller is None else teller.quote
    if teller is None or quote is None:
        return False
    part = quote.strip("…. ")[:1].islower()
    if part and (not told or quote.casefold() in words.casefold()):
        return False
    return is_read(quote, teller.lang, translated=teller.translated)


def _words_of(fact: Fact) -> tuple[str, str]:
    """(exact words that are printed, our words that are): one of the two at most."""
    quote = "" if fact.teller is None else fact.teller.quote or ""
    words = paraphrase(fact)
    enough = is_enough(fact.teller, words, told=fact.act in _TELLING)
    return (quote, "") if quote and (not words or enough) else ("", words)


def terms_beside(fact: Fact, hedges: list[str]) -> str:
    """The terms that stand beside words: none that these tell already, with its figure or its
    names and whose share it is."""
    words = " ".join(_words_of(fact)).casefold()
    if fact.things and all(_is_told(each, words) for each in fact.things):
        return ""
    return things_listed(fact.things, hedges)


def _figures_beside(fact: Fact) -> Iterator[str]:
    """Figures of what is on no table, where the words do not have them."""
    numbers = _numbers(" ".join(_words_of(fact)).casefold())
    for each in fact.figures:
        said = quantity_said(each.quantity) or hour_said(each.when or "")
        if not numbers.issuperset(re.findall(r"\d+", said)):
            yield say("{what}: {figure}", each.what, figure=said)


def _numbers(words: str) -> set[str]:
    """The words of a text, and the small numbers among them in digits."""
    told = {*re.findall(r"\w+", words)}
    return told | {str(number) for number, word in enumerate(_NUMBERS) if word in told}


def _is_told(thing: Thing, words: str) -> bool:
    """Whether words have a term's figure, its names and whom it is for."""
    figures = [] if thing.quantity is None else re.findall(r"\d+", figure_said(thing.quantity))
    told = _numbers(words)
    if thing.words or not (figures or thing.seats):
        return False
    named = all(each.casefold() in words for each in thing.seats)
    counted = told.issuperset(figures) or (not figures and named)
    whom = (f"{each.name} {each.full_name or ''}".casefold().split() for each in thing.for_whom)
    return named and counted and all(told & {*each} for each in whom)
