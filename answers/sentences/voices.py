"""According to whom: one evidence in words, with the hedges that these words are."""

from collections.abc import Sequence
from typing import Final

from parley.answers.language import marked, say, say_all, say_list
from parley.answers.sentences.names import actors_said, kept
from parley.negotiation.views.told.facts import Actor, Speaker, Teller

__all__ = ["is_the_report", "quote_said", "quoted", "subject", "voice"]

_UNNAMED: Final = frozenset({"unnamed source", "unnamed sources", "source", "sources", "a source"})
"""Descriptions that say no more than that nobody is named."""
_WITHOUT_SPEAKER: Final = {
    "document": marked("a document shows"),
    "public_record": marked("the public record shows"),
    "own_observation": marked("as we saw ourselves"),
}


def voice(teller: Teller | None, by: Sequence[Actor], hedges: list[str]) -> str:
    """`Deepak Babaria said`, `according to unnamed AAP sources (“party insiders”)`; empty where
    nobody has to say it. `by` are those who act."""
    if teller is None:
        return ""
    return say_list([_said(teller, by, hedges), *_doubts(teller, hedges)])


def _doubts(teller: Teller, hedges: list[str]) -> list[str]:
    found: list[str] = []
    if teller.doubted:
        hedges.append("low_confidence")
        found.append(say("in a report that we doubt"))
    return found


def _said(teller: Teller, by: Sequence[Actor], hedges: list[str]) -> str:
    if teller.attribution_class == "anonymous":
        hedges.append("unnamed_source")
        return say("according to {sources}", sources=_unnamed(teller))
    if teller.attribution_class == "media_report":
        hedges.append("report")
        if teller.outlet is None:
            return say("a report said")
        return say("{outlet} reported", outlet=kept(teller.outlet))
    if teller.attribution == "public_record" and teller.outlet is not None:
        return say("{outlet} reported", outlet=kept(teller.outlet))  # the witness of the act
    if teller.attribution in _WITHOUT_SPEAKER:
        return say(_WITHOUT_SPEAKER[teller.attribution])
    hedges.append("attributed")
    if teller.attribution == "party_statement":
        who = actors_said(by) if teller.party is None else kept(teller.party)
        return say("{who} said in a statement", who)
    if teller.speaker is None:
        if teller.party is None and not by:
            return say("as was said on record")
        who = actors_said(by) if teller.party is None else kept(teller.party)
        return say("{who} said", who)
    if [each.held_by for each in by] == [teller.speaker]:
        return say("on record")
    acting = {each.name for each in by}
    every = [Speaker(name=teller.speaker, party=teller.party), *teller.also]
    own = [each.name for each in every if each.party is None or each.party in acting]
    others = [each for each in every if each.name not in own]
    named = [*map(kept, own), *(_of_party(each) for each in others)]
    return say("{who} said", who=say_all(named))


def _of_party(speaker: Speaker) -> str:
    return say("{who} of {side}", who=kept(speaker.name), side=kept(speaker.party or ""))


def _is_nobody(described: str | None) -> bool:
    """Whether a description says no more than that nobody is named."""
    return not described or described.casefold() in _UNNAMED


def _unnamed(teller: Teller, called: str | None = None) -> str:
    """Unnamed sources in the report's own words, or as whoever acts is called."""
    described = called or teller.described_as or ""
    side = None if teller.party is None else kept(teller.party)
    if _is_nobody(described):
        return say("unnamed sources") if side is None else say("unnamed {side} sources", side)
    if side is None:
        return say("unnamed sources (“{described}”)", described=kept(described))
    return say("unnamed {side} sources (“{described}”)", side, described=kept(described))


def subject(teller: Teller | None, by: Sequence[Actor], hedges: list[str]) -> tuple[str, str]:
    """(who said it, who says that they did): of a statement the speakers are those who act.

    `Ann of A`, and nothing beside it; `A`, and `Bob of B said`.
    """
    if teller is None:
        return actors_said(by), ""
    party = by[0].name if len(by) == 1 and by[0].kind == "party" else None
    if teller.own and teller.attribution == "on_record" and teller.speaker is not None:
        hedges.append("attributed")
        if [each.held_by for each in by] == [teller.speaker]:
            return actors_said(by), say_list(_doubts(teller, hedges))
        beside = say_list(_doubts(teller, hedges))
        # Who speaks for another side beside them does not act.
        also = [each.name for each in teller.also if each.party in (None, party, teller.party)]
        who = say_all([kept(each) for each in (teller.speaker, *also)])
        if party is not None:
            return say("{who} of {side}", who, side=actors_said(by)), beside
        if [each.name for each in by] == [teller.speaker] or not by:
            return who, beside
        return say("{who} for {side}", who, side=actors_said(by)), beside
    described = [each.kind for each in by] == ["described"]
    theirs = party is not None or (teller.party is None and {each.kind for each in by} == {"party"})
    if teller.own and teller.attribution == "party_statement" and theirs:
        hedges.append("attributed")
        return actors_said(by), say_list([say("in a statement"), *_doubts(teller, hedges)])
    if teller.attribution_class == "anonymous" and (described or party == teller.party is not None):
        hedges.append("unnamed_source")
        called = by[0].name if described and _is_nobody(teller.described_as) else None
        return _unnamed(teller, called), say_list(_doubts(teller, hedges))
    if teller.attribution_class == "media_report" and is_the_report(teller, by):
        hedges.append("report")
        return actors_said(by), say_list(_doubts(teller, hedges))
    return actors_said(by), voice(teller, by, hedges)


def is_the_report(teller: Teller, by: Sequence[Actor]) -> bool:
    """Whether those who act are the outlet itself, or a report of it, which need nobody to say that
    they did."""
    outlet = teller.outlet or ""
    return [each.kind for each in by] == ["described"] and bool(outlet) and outlet in by[0].name


def quoted(words: str) -> str:
    """Words in quotation marks; those that have some already keep them."""
    return words if words.startswith(("“", "‘")) else f"“{words}”"


def quote_said(teller: Teller, hedges: list[str]) -> str:
    """The exact words of an evidence; a translation says that it is one, where the words stand."""
    said = quoted(teller.quote or "")
    if not teller.translated:
        return said
    hedges.append("translated")
    return say("{words}, in translation", words=said)
