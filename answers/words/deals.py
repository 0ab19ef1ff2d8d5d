"""How a deal's form, its parties and its ratification are put into words, the same everywhere."""

from collections.abc import Iterable
from typing import Final

from parley.answers.language import marked, say, say_all, say_in, say_list, say_word
from parley.answers.shapes.status import StatusAnswer
from parley.answers.words import wording
from parley.answers.words.moments import hour_said, on_said
from parley.answers.words.phrases import bodies_said, body_said, votes_said
from parley.negotiation.views.deals import DealItem, RatificationItem
from parley.negotiation.views.membership import PartyChange

__all__ = [
    "deal_said",
    "flags_said",
    "form_said",
    "parked_said",
    "party_changes_said",
    "ratification_said",
    "ratifications_said",
    "waits_said",
]


def form_said(form: str | None) -> str:
    """Return `signed` or `de facto`; nothing of a deal that was simply announced."""
    return "" if form == "announced" else wording.spaced(form)


def deal_said(deal: DealItem | None) -> str:
    """Return the step of a deal, its form, and who agreed: `v30, signed, INC (joint)`."""
    if deal is None:
        return ""
    changes = party_changes_said(deal.party_changes)
    parts = (wording.step(deal.version), form_said(deal.form), wording.assent(deal.assent))
    said = say_list(part for part in parts if part)
    return f"{said}; {changes}" if changes else said


_CHANGES: Final = {
    "joined": marked("{party} joined it {when} ({step})"),
    "left": marked("{party} left {when} ({step})"),
    "put_out": marked("{by} put {party} out {when} ({step})"),
}
"""What a party did, or what was done to it -> the words for it."""


def party_changes_said(changes: Iterable[PartyChange]) -> str:
    """Return who joined and who left: `C left on 5 Sep 2024 (v4)`."""
    return "; ".join(map(_change_said, changes))


def _change_said(each: PartyChange) -> str:
    said = say(
        _CHANGES[each.change],
        party=each.party,
        by=say_all(list(each.by)),
        when=on_said(each.occurred),
        step=wording.step(each.step),
    )
    if each.effective is None:
        return said
    return say("{what}, with effect from {when}", what=said, when=hour_said(each.effective))


def ratification_said(item: RatificationItem) -> str:
    """Return `Council of AAP: approved (12–3), 9 Sep 2024 (v39)`, or that it has still to
    decide."""
    waiting = say("has still to decide" if item.pending else "did not decide")
    outcome = waiting if item.outcome is None else say_word(item.outcome)
    votes = votes_said(item.votes)
    vote = f" ({votes})" if votes else ""
    return f"{body_said(item.party, item.body)}: {outcome}{vote}"


def ratifications_said(deal: DealItem | None) -> str:
    """Return a line for each body, with the day and the step of what it decided."""
    return "\n".join(
        ratification_said(each) + (f", {wording.dated(each.decided)}" if each.decided else "")
        for each in (() if deal is None else deal.ratifications)
    )


def waits_said(deal: DealItem | None) -> str:
    """Return the bodies that a deal still waits for: `Council of AAP`."""
    every = () if deal is None else deal.ratifications
    return bodies_said((each.party, each.body) for each in every if each.pending)


def flags_said(answer: StatusAnswer) -> str:
    """Return flags with the steps that set them, and what is parked; a pending ratification says
    whose."""
    waits = waits_said(answer.deal)
    said = []
    for each in answer.flags:
        step, flag = wording.step(each.step), wording.spaced(each.flag)
        if waits and each.flag == "ratification_pending":
            step = say("{step}, waits for {waits}", step, waits)
        elif each.flag == "ratification_pending" and _is_closed(answer):
            flag = say("not ratified by the close")
        said.append(f"{flag} ({step})")
    if answer.parked:
        said.append(say("set aside: {parked}", parked=parked_said(answer)))
    return say_list(said) or say_in("of flags", "none")


def _is_closed(answer: StatusAnswer) -> bool:
    return any(each.flag == "closed" for each in answer.flags)


def parked_said(answer: StatusAnswer) -> str:
    """Return what the talks leave aside: `migration (v5), seat count (v9)`."""
    return say_list(f"{say_word(each.scope)} ({wording.step(each.step)})" for each in answer.parked)
