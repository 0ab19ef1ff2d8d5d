"""Sentences about claims: what somebody says is so, and what the record says of it.

A claim keeps its “claimed”; but what the record bears out is not left looking unconfirmed, and a
denial is not lost behind what was said with it. Source: DOMAIN §4, question 21.
"""

from typing import Final

from parley.answers.sentences.acts import amount, date_set, demanded, moved, offered
from parley.answers.sentences.draft import Draft
from parley.answers.sentences.hedges import quoted
from parley.answers.sentences.talking import talks_told
from parley.answers.sentences.words import CLAIM_ENDINGS, names, on
from parley.answers.words.steps import STEPS_SAID, content_said
from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["claim"]

_DENIED: Final = {
    "talks": "that there are talks",
    "agreement": "that it is agreed",
    "collapse": "that the talks are over",
}
"""Proposition -> what is denied."""
_SAID: Final = {
    "insists": "insisted",
    "rebuffs": "rebuffed",
    "denies": "denied",
    "confirms": "confirmed",
    "corrects": "corrected",
    "refutes": "refuted",
    "expects": "expected",
    "urges": "urged",
    "prefers": "preferred",
    "rules_out": "ruled out",
    "welcomes": "welcomed",
}
"""Stance -> its verb; any other is `said`."""
_ACTS: Final = {
    "AllianceProposed": "{by} proposed an alliance{to} {what}",
    "MeetingHeld": "{by} {met} {what}",
    "MandateChanged": "{by} gave the mandate “{what}”",
    "NegotiatorAppointed": "{by} appointed {what}",
    "OfferWithdrawn": "{by} withdrew the offer {what}",
    "OfferAccepted": "{by} accepted the offer {what}",
    "OfferRejected": "{by} rejected {thing} {what}",
    "ConcessionMade": "{by} conceded{to}: {what}",
    "ConditionSet": "{by} set the condition “{what}”",
    "ConditionResolved": "the condition was resolved: {what}",
    "DeadlineExtended": "{by} moved a date: {what}",
    "PartialAgreementReached": "a part is agreed: {what}",
    "DealBroken": "{by} broke the deal",
    "TalksCollapsed": "the talks collapsed",
    "PartyJoined": "{what} joined the table",
    "PartyWithdrew": "{what} left the table",
}
"""Type of a step -> the clause for it where no row has one; `what` is its content in words."""


def claim(draft: Draft) -> str:
    """`it was claimed that INC offered AAP 7 seats, on 4 Sep 2024, …; nothing … confirms it`."""
    step = draft.first
    if step is None:
        raise TypeError(f"{draft.field.field} is no claim")
    if step.type in ("TalksOpened", "TalksSuspended", "TalksResumed"):
        return draft.by_voice(talks_told(step), step)
    draft.hedges.append("claimed")
    talks = "claims_talks" in step.stances
    ending = _borne_out(draft, step) if talks and draft.field.value == "reported" else None
    if "denies" in step.stances and (talks or "claims_agreement" in step.stances):
        denied = _DENIED.get(step.proposition or "", "it")
        also = "talks are on" if talks else "there is an agreement"
        text = f"{names(step.by)} denied {denied}, and said that {also}"
    elif "claims_agreement" in step.stances:
        terms = draft.field.said.partition("claims agreement: ")[2]
        text = f"it was claimed that there is an agreement{f' on {terms}' if terms else ''}"
    elif talks:
        text = "it was claimed that talks are on"
    else:
        text = f"it was claimed that {_act(draft, step)}"
    text = draft.by_voice(f"{text}, {on(step.occurred)}", step)
    if ending is not None:
        return text + ending
    said = CLAIM_ENDINGS.get(draft.field.value, "")
    if draft.field.value in ("corroborated", "disputed") and len(draft.field.steps) > 1:
        # It is the very report that is spoken of; its voice would be said twice.
        return f"{text}; {said} (v{draft.field.set_by})"
    return text + draft.ending(CLAIM_ENDINGS)


def _borne_out(draft: Draft, step: rows.StepRow) -> str | None:
    """What the record says of a claim that talks are on; None where it does not show them.

    They are borne out where they were under way, and a step of both sides on record shows it;
    under way on the word of one side they are left without a tail.
    """
    if step.state != "talks_underway":
        return None
    opened = draft.seen.step(step.since) if step.since is not None else None
    shows = (
        row.step
        for row in draft.seen.steps
        if opened is not None
        and opened.place <= row.place <= step.place
        and row.type != "StatementMade"
        and row.attribution_class == "on_record"
        and len(_parties(draft.seen) & set(row.on_record_by)) > 1
    )
    found = next(shows, None)
    if found is None:
        return ""
    if "denies" in step.stances:
        return f"; that talks are on, the record bears out (v{found})"
    return f", which the record bears out (v{found})"


def _parties(seen: Seen) -> set[str]:
    return {row.party for row in seen.all(rows.PartyRow) if row.at_table}


def _act(draft: Draft, step: rows.StepRow) -> str:
    """The clause for what is said to have been done."""
    seen, version = draft.seen, step.step
    told = [
        offered(draft, row) + (", called final" if row.finality == "final" else "")
        for row in seen.all(rows.OfferRow)
        if row.step == version
    ]
    told += [demanded(draft, row) for row in seen.all(rows.DemandRow) if row.step == version]
    told += [date_set(draft, row) for row in seen.all(rows.DeadlineRow) if row.step == version]
    told += [moved(draft, row) for row in seen.all(rows.MoveRow) if row.step == version]
    if told:
        return " and ".join(told)
    if step.type == "StatementMade":
        return _statement(draft, step)
    what = content_said(step)
    to = names(step.to) if step.to else ""
    demands = {row.step for row in seen.all(rows.DemandRow)}
    pointed = what.startswith("v") and what[1:].isdigit()
    pattern = _ACTS.get(step.type, "{by}: " + STEPS_SAID[step.type] + " {what}")
    text = pattern.format(
        by=names(step.by),
        to=f" to {to}" if to else "",
        with_=f" with {to}" if to else "",
        met=f"met {to}" if to else "held a meeting",
        thing="the demand" if pointed and int(what[1:]) in demands else "the offer",
        what=f"({what})" if what and (pointed or step.type == "AllianceProposed") else what,
    )
    return text.strip().removesuffix(":")


def _statement(draft: Draft, step: rows.StepRow) -> str:
    """`SP insisted: INC 11 seats, RLD 7 seats`, `AAP said “all is well”`."""
    stance = step.stances[0] if step.stances else ""
    by = names(step.by)
    to = f" {names(step.to)}" if step.to and stance == "rebuffs" else ""
    terms = [
        f"{row.party or ''} {amount(draft, row)}".strip()
        for row in draft.seen.all(rows.StatedRow)
        if row.step == step.step
    ]
    if terms and "leak" in step.stances:
        return f"a leak from {by} named: {'; '.join(terms)}"
    if terms:
        return f"{by} {_SAID.get(stance, 'said')}{to}: {'; '.join(terms)}"
    if stance == "denies":
        return f"{by} denied {_DENIED.get(step.proposition or '', 'it')}"
    if step.quote is not None:
        return f"{by} said {quoted(step.quote)}"
    return f"{by} spoke ({' and '.join(step.stances).replace('_', ' ')})"
