"""Refusals of one another in words: who, whom, in whose words, and what became of it.

Whole sentences of the facts; `exclusions`, `status`, `line` and the report say the same ones.
"""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_all, say_list
from parley.answers.words import wording
from parley.answers.words.issues import issue_named
from parley.negotiation.views.exclusions import ExclusionItem, Pair, SinceThen

__all__ = [
    "became_said",
    "elsewhere_said",
    "exclusion_said",
    "kind_said",
    "names_said",
    "place_said",
    "refusal_said",
    "since_said",
    "standing_said",
    "turn_said",
    "words_said",
]

_KINDS: Final = {
    "ruled_out": marked("ruled out"),
    "put_out": marked("put out"),
    "veto": marked("veto"),
    "precondition": marked("precondition"),
    "condition": marked("condition"),
}
_SAID: Final = {
    "ruled_out": marked("{by} ruled out {whom}"),
    "put_out": marked("{by} put out {whom}"),
    "veto": marked("{by} vetoed {whom}"),
    "precondition": marked("{by} set {whom} a precondition"),
    "condition": marked("{by} set {whom} a condition"),
}
_SAID_OF_NOBODY: Final = {
    "put_out": marked("{by} put somebody out"),
    "veto": marked("{by} set a veto"),
    "precondition": marked("{by} set a precondition"),
    "condition": marked("{by} set a condition"),
}
_SINCE: Final = {
    "denied": marked("{party} denied it, {when}"),
    "corrected": marked("{party} corrected it, {when}"),
    "dropped": marked("{party} dropped it, {when}"),
    "welcomed": marked("{party} welcomed what {whom} did or said, {when}"),
    "claimed": marked("{party} spoke of talks or agreement with {whom}, {when}"),
    "proposed": marked("{party} sought an alliance with {whom}, {when}"),
    "offered": marked("{party} made an offer to {whom}, {when}"),
    "accepted": marked("{party} accepted an offer of {whom}, {when}"),
    "talks": marked("{every} were in talks, {when}"),
    "joined": marked("{party} let {whom} join, {when}"),
    "agreed": marked("{every} agreed on a part, {when}"),
    "deal": marked("{every} reached a deal, {when}"),
    "amended": marked("{every} changed their deal, {when}"),
    "met": marked("{every} met, {when}"),
}
_BECAME: Final = {
    "not_taken_back": marked("nothing recorded takes it back"),
    "taken_back": marked("taken back"),
    "overtaken": marked("not taken back in words, but see what came since"),
    "denied": marked("denied"),
    "in_part": marked("nothing recorded takes it back between {pairs}"),
    "open": marked("open"),
}


def kind_said(item: ExclusionItem) -> str:
    """Return what sort of refusal it is, in a word."""
    return say(_KINDS[item.kind])


def exclusion_said(item: ExclusionItem) -> str:
    """Return who refuses whom, and what: `PS ruled out N-VA`."""
    by, whom = names_said(item.by), names_said(map(wording.principal, item.whom))
    if item.issue is not None:
        issue = issue_named(item.issue)
        return say("{by} set {whom} a limit as for {issue}", by, whom, issue)
    said = say(_SAID[item.kind], by=by, whom=whom) if whom else say(_SAID_OF_NOBODY[item.kind], by)
    return f"{said}: {item.what}" if item.what else said


def standing_said(item: ExclusionItem) -> str:
    """Return who still refuses whom: without those between whom something has taken it back."""
    if item.status != "in_part":
        return exclusion_said(item)
    whom: dict[str, list[str]] = {}
    for pair in item.holds_between:
        whom.setdefault(pair.party, []).append(pair.whom)
    return say_list(
        exclusion_said(replace(item, by=(party,), whom=tuple(others)))
        for party, others in whom.items()
    )


def words_said(item: ExclusionItem) -> str:
    """Return the exact words of one report and who says so; a translation says that it is one."""
    return wording.said_by(item, "")


def became_said(item: ExclusionItem) -> str:
    """Return what became of it."""
    if item.ended is not None or item.status not in _BECAME:
        version = None if item.ended is None else item.ended.version
        return wording.ended(item.status, version, item.stood_until)
    return say(_BECAME[item.status], pairs=_pairs_said(item.holds_between))


def since_said(item: SinceThen, here: str) -> str:
    """Return what came after, with its step: `PS and N-VA met, 14 Aug 2020 (v12)`; steps of another
    negotiation than `here` name it."""
    step = wording.step(item.step.version)
    if item.negotiation != here:
        step = f"{item.negotiation}#{item.step.version}"
    if item.order_open:
        step = say("{step}, order not determined", step)
    party, whom = (each.party for each in item.pairs), (each.whom for each in item.pairs)
    return turn_said(item.what, party, whom, wording.moment(item.step.occurred), step)


def turn_said(turn: str, party: Iterable[str], whom: Iterable[str], moment: str, step: str) -> str:
    """Return what came after, in one clause."""
    one, other = tuple(dict.fromkeys(party)), tuple(dict.fromkeys(whom))
    return say(
        _SINCE[turn],
        party=names_said(one),
        whom=names_said(other),
        every=names_said(dict.fromkeys((*one, *other))),
        when=f"{moment} ({step})",
    )


def refusal_said(item: ExclusionItem) -> str:
    """Return who refused whom, when and in whose words, as a sentence."""
    return say(
        "{refusal}, {when} ({place}); {words}.",
        refusal=standing_said(item),
        when=wording.moment(item.occurred),
        place=place_said(item),
        words=words_said(item),
    )


def elsewhere_said(item: ExclusionItem, since: Iterable[SinceThen]) -> str:
    """Return what came of a refusal in other negotiations, as a sentence."""
    then = "; ".join(since_said(each, item.negotiation) for each in since)
    return say(
        "{refusal} (v{version}); elsewhere since then: {then}.",
        then=then,
        refusal=exclusion_said(item),
        version=item.version,
    )


def names_said(names: Iterable[str]) -> str:
    """Return `PS, MR and Ecolo` of names."""
    every = tuple(names)
    return say_all(every) if every else ""


def place_said(item: ExclusionItem) -> str:
    """Return the step with the negotiation in which it stands: `nva-ps-2019#5`."""
    return f"{item.negotiation}#{item.version}"


def _pairs_said(pairs: Iterable[Pair]) -> str:
    return say_list(say("{party} and {whom}", party=each.party, whom=each.whom) for each in pairs)
