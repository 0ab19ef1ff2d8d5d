"""One publishable sentence for each fact, with its hedge and its citation.

A newsroom copies sentences, and what is copied loses its table; so the hedge stands inside the
sentence. The rules are hedges.HEDGES. Source: docs/adr/0023 and 0044.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.answers.language import marked, say
from parley.answers.sentences.acts import tell
from parley.answers.sentences.fates import fates_said
from parley.answers.sentences.names import actors_said, begun, stopped
from parley.answers.sentences.telling import Told, ended
from parley.answers.words.moments import hour_said, moment_said, until_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.views.seen import Seen
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
    if fact.final:
        yield say("it was called final")
    if fact.in_addition:
        yield say("it adds to what was offered before")
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
        hedges.append("on_record")
        yield say("by what they did, and no announcement is on record")
    gives = fact.kind in ("state", "party", "flag", "parked") or fact.act == "suspended"
    if gives and fact.words:
        own = marked("the reason given: {reason}")
        message = own if _gives_it(fact.teller) else marked("a reason that is told: {reason}")
        yield say(message, reason=ended(fact.words))
    if fact.undetermined_with:
        hedges.append("order_open")
        steps = ", ".join(f"v{each}" for each in fact.undetermined_with)
        yield say("the dates leave open whether this or another one came first ({steps})", steps)


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
