"""One publishable sentence for each fact, with its hedge and its citation.

A newsroom copies sentences, and what is copied loses its table; so the hedge stands inside the
sentence. The rules are hedges.HEDGES. Source: docs/adr/0023 and 0044.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from parley.answers.language import marked, say, say_list, say_word
from parley.answers.sentences.acts import tell
from parley.answers.sentences.amounts import things_listed, things_said
from parley.answers.sentences.fates import fates_said
from parley.answers.sentences.names import actors_said, begun, kept, stopped
from parley.answers.sentences.telling import Told, ended
from parley.answers.words.moments import hour_said, moment_said, until_said
from parley.answers.words.phrases import votes_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.acts import STANCES
from parley.negotiation.views.told.facts import Fact, Teller

__all__ = ["Sentence", "clauses_said", "sentence"]


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence about one fact, without a full stop."""

    text: str
    citation: str
    """`[v25, 7 Sep 2024, lokmat-2024-09-07]`; of the registration `[v1, registered]`."""
    hedges: tuple[str, ...]
    """The rules of HEDGES that shaped it."""

    @property
    def whole(self) -> str:
        """The sentence as it is printed, with one full stop, in a quotation or behind it."""
        return stopped(self.text)


def sentence(seen: Seen, fact: Fact) -> Sentence:
    """The sentence for a fact of this view."""
    hedges: list[str] = []
    text = begun(clauses_said(fact, hedges))
    if fact.synthetic:
        hedges.append("synthetic")
        text = say("Synthetic data: {sentence}", sentence=text)
    return Sentence(
        text=text,
        citation=f"[{'; '.join(_cited(seen, version) for version in fact.steps)}]",
        hedges=tuple(dict.fromkeys(hedges)),
    )


def clauses_said(fact: Fact, hedges: list[str]) -> str:
    """The same, to stand in a sentence: its clauses, with the hedges that they are."""
    told = tell(fact, hedges)
    text = told.act
    if fact.effective is not None:
        text = say("{said}, with effect from {when}", said=text, when=hour_said(fact.effective))
    if told.voice:
        text = say("{said}, {voice}", said=text, voice=told.voice)
    if fact.by_other_side:
        hedges.append("other_side")
        if not _names_the_other(fact):
            text = say("{said}, according to the other side", said=text)
    if told.detail:
        text = say("{said}: {detail}", said=text, detail=told.detail)
    text = _in_our_words(text, told, hedges)
    for clause in (*_terms(fact, hedges), *fates_said(fact, hedges)):
        text = say("{said}; {more}", said=text, more=clause)
    return text


def _in_our_words(said: str, told: Told, hedges: list[str]) -> str:
    """The sentence with our paraphrase as ours: who speaks is not made to say it, and what follows
    is none of it."""
    if not told.ours:
        return said
    hedges.append("our_words")
    if told.spoken and not told.detail:
        return say("{said}, in our words: {words}", said, words=told.ours)
    return say("{said} (in our words: {words})", said, words=told.ours)


def _names_the_other(fact: Fact) -> bool:
    """Whether whoever tells is called by the party of the other side already."""
    return fact.teller is not None and fact.teller.party in {each.name for each in fact.to}


def _terms(fact: Fact, hedges: list[str]) -> Iterator[str]:
    """How a thing was meant: final, added, on conditions; how it was agreed; why it ended."""
    if fact.finality is not None:
        final = fact.finality == "final"
        yield say("it was called final") if final else say("it was called open")
    if fact.teller is not None and fact.teller.translated and _is_worded(fact):
        hedges.append("translated")
        yield say("the words of it are a translation")
    if fact.package:
        yield say("its terms stand or fall together")
    if fact.in_addition:
        yield say("it adds to what was offered before")
    if fact.act == "conceded" and fact.words:
        yield say("what was given up: {words}", words=ended(fact.words))
    if fact.scope is not None:
        yield say("what it is for: {scope}", scope=ended(fact.scope))
    if fact.form is not None and fact.kind == "agreed":
        yield say("it was signed") if fact.form == "signed" else say("it stands de facto")
    if fact.was is not None:
        yield say("before that: {was}", was=ended(fact.was))
    if fact.was_agreed:
        yield say("before that: {was}", was=things_listed(fact.was_agreed, hedges))
    if fact.votes is not None:
        yield say("the vote on it: {votes}", votes=votes_said(fact.votes))
    if fact.act == "set_condition" and fact.words:
        yield say("what it requires: {condition}", condition=ended(fact.words))
    for each in fact.conditions:
        if fact.act == "set_condition":
            yield say("what depends on it: {what}", what=ended(each))
        else:
            yield say("on condition: {condition}", condition=ended(each))
    if fact.lasting is not None:
        yield say("it is to last {span}", span=quantity_said(fact.lasting))
    if fact.act in ("suspended", "set_aside") and fact.due is not None:
        yield say("it is to last until {when}", when=until_said(fact.due.when or ""))
    if fact.expires is not None:
        yield say("it is to hold until {when}", when=hour_said(fact.expires))
    if fact.kind == "agreed" and not fact.things and fact.act != "agreed_part":
        yield say("no term of it is named")
    if fact.kind == "attempt" and not fact.by and fact.to:
        yield say("{whom} sat at the table then", whom=actors_said(fact.to))
    if fact.secret:
        held = fact.act in ("met", "telephoned", "met_among_itself", "mediated")
        yield say("it was held in secret") if held else say("it is to stay secret")
    if fact.act in ("ended_by_conduct", "talks_lapsed"):
        hedges.append("on_record")
        yield say("nobody is recorded as declaring it")
    if fact.by_conduct:
        yield say("as what they did shows")
    yield from _beside(fact, hedges)
    if fact.reason and not _is_quoted(fact):
        own = marked("the reason given: {reason}")
        message = own if _gives_it(fact.teller) else marked("a reason that is told: {reason}")
        yield say(message, reason=ended(fact.reason))
    if fact.undetermined_with:
        hedges.append("order_open")
        steps = ", ".join(f"v{each}" for each in fact.undetermined_with)
        yield say("the dates leave open whether this or another one came first ({steps})", steps)


_OF_ITS_OWN: Final = ("put_out_list", "named_seats", "contests_alone")
"""Moves that are done to nobody, and may be recorded with regard to somebody."""


def _is_worded(fact: Fact) -> bool:
    """Whether a figure stands in the words of the report."""
    given = (each.quantity for each in fact.things)
    return any(each is not None and each.verbatim is not None for each in given)


def _beside(fact: Fact, hedges: list[str]) -> Iterator[str]:
    """What else the step says: where, with whose consent, as whose act, with which office, of how
    many seats that the other side has named too."""
    if fact.place is not None:
        yield say("the place: {place}", place=ended(fact.place))
    if fact.to and fact.act in _OF_ITS_OWN:
        yield say("with regard to {whom}", whom=actors_said(fact.to))
    if untold := _untold(fact):
        yield say("also: {stances}", stances=say_list(map(say_word, untold)))
    if fact.consent:
        yield say("by consent of {whom}", whom=actors_said(fact.consent))
    if fact.done_by:
        yield say("recorded as an act of {whom}", whom=actors_said(fact.done_by))
    if fact.office is not None:
        yield say("with it goes the office of {office}", office=kept(fact.office))
    if fact.overlap is not None:
        seats = things_said([fact.overlap], hedges)
        yield say("named by the other side too: {seats}", seats=seats)


_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "denied": ("claimed_talks", "claimed_agreement"),
    "claimed_talks": ("denied",),
}
"""Act -> what its sentence says beside it."""


def _untold(fact: Fact) -> list[str]:
    """The stances of words that nobody recorded, of which the act says nothing."""
    words = fact.words or (fact.teller is not None and fact.teller.quote)
    if words or fact.act == "said":
        return []
    told = {"excluded": ("rules_out",)}.get(fact.act, ())
    acts = (fact.act, *(each for each in fact.also if each in _ALSO.get(fact.act, ())))
    told = (*told, *(stance for stance, act in STANCES if act in acts))
    return [each for each in fact.stances if each not in told]


def _is_quoted(fact: Fact) -> bool:
    """Whether the reason stands in exact words that are printed."""
    quote = None if fact.act != "left_deal" or fact.teller is None else fact.teller.quote
    return quote is not None and ended(fact.reason or "").casefold() in quote.casefold()


def _gives_it(teller: Teller | None) -> bool:
    """Whether who acts says why; another's reason for it is another's."""
    return teller is None or (teller.own and teller.attribution != "public_record")


def _cited(seen: Seen, version: int) -> str:
    """`v25, 7 Sep 2024, lokmat-2024-09-07`."""
    step = seen.step(version)
    if step is None:
        return say("v1, registered") if version == 1 else say("v{version}, our correction", version)
    parts = (f"v{version}", moment_said(step.occurred), step.source)
    return ", ".join(part for part in parts if part)
