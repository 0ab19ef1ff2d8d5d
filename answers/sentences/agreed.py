"""Sentences about what is agreed, no longer agreed, and open.

A deal is published with how it was made, who approved it, and who broke it; without these it reads
as more than it is. Source: DOMAIN §4, question 11.
"""

from collections.abc import Iterator
from typing import Final

from parley.answers.sentences.acts import amount
from parley.answers.sentences.draft import Draft
from parley.answers.sentences.words import names, on, seat_or_seats
from parley.answers.words.phrases import body_said
from parley.negotiation import rows
from parley.negotiation.views.agreed import TermItem, agreement
from parley.negotiation.views.seen import Seen

__all__ = ["BY_CONDUCT", "agreed", "by_conduct", "issue"]

BY_CONDUCT: Final = "by what they did; no announcement is on record"
_ENDS: Final = {
    "DealBroken": "broken",
    "DealRatified": "rejected",
    "PartyWithdrew": "ended as it left the table",
    "TalksCollapsed": "ended as the talks collapsed",
}
"""What ended something agreed -> the word for it."""


def by_conduct(seen: Seen, version: int) -> bool:
    """Whether every party assented to the terms of a step by its conduct alone."""
    assents = [
        each.by for row in seen.all(rows.TermRow) if row.step == version for each in row.assent
    ]
    return bool(assents) and set(assents) == {"conduct"}


def agreed(draft: Draft) -> str:
    """`the parties agreed: AAP seat count, 5 seats, on 6 Sep 2024, …; approved by …`."""
    words, value = draft.field.key.replace("_", " ").split(), draft.field.value
    # Where the value begins with the issue, the issue is not said twice.
    said = next((n for n in range(len(words)) if value.startswith(" ".join(words[n:]))), len(words))
    told = ", ".join((" ".join(words[:said]), seat_or_seats(value))).removeprefix(", ")
    text = f"the parties agreed: {told}"
    if draft.last is None:
        return text
    text = f"{text}, {on(draft.last.occurred)}"
    text = draft.by_voice(text, draft.last)
    if by_conduct(draft.seen, draft.last.step):
        draft.hedges.append("on_record")
        text += f", {BY_CONDUCT}"
    approvals = list(_approvals(draft, draft.last))
    return f"{text}; approved by {names(tuple(approvals))}" if approvals else text


def _approvals(draft: Draft, deal: rows.StepRow) -> Iterator[str]:
    """`members of parliament of LD (v16)`, of the ratifications since; a rejection is none."""
    for step in draft.seen.steps:
        if step.type == "DealRatified" and step.place > deal.place:
            row = _ratified(draft.seen, step.step)
            if row.outcome == "approved":
                yield draft.by_step(body_said(row.party, row.body), step.step)


def _ratified(seen: Seen, version: int) -> rows.RatificationRow:
    """What a body decided with this step."""
    return next(row for row in seen.all(rows.RatificationRow) if row.decided_by == version)


def issue(draft: Draft) -> str:
    """`no agreement on seat count is on record`, or what was agreed and what ended it."""
    name = draft.field.key.replace("_", " ")
    ended = [
        item
        for item in agreement(draft.seen).ended
        if item.issue is None or item.issue == draft.field.key.partition(" ")[0]
    ]
    if not ended:
        draft.hedges.append("on_record")
        return f"no agreement on {name} is on record"
    return f"no longer agreed: {'; '.join(_ended(draft, item, name) for item in ended)}"


def _ended(draft: Draft, item: TermItem, name: str) -> str:
    """`the deal of 19 Jan 2024 (v3), broken by RLD on 12 Feb 2024 (v6)`."""
    if item.issue is None:
        what = f"the {'deal' if item.kind != 'partial' else 'partial agreement'}"
        told = f"{what} of {on(item.occurred, '')} (v{item.version}), which names no {name}"
    else:
        told = amount(draft, item)
        named = f"{name}, {told}" if item.issue in ("seat_count", "constituencies") else told
        told = f"{item.party or ''} {named} (v{item.version})".strip()
    step = None if item.ended_by is None else draft.seen.step(item.ended_by)
    if step is None:
        return told
    word = _ENDS.get(step.type, "ended")
    by = f" by {names(step.by)}" if step.type == "DealBroken" and step.by else ""
    if step.type == "DealRatified":
        row = _ratified(draft.seen, step.step)
        by = f" by {body_said(row.party, row.body)}"
    return f"{told}, {draft.by_step(f'{word}{by} {on(step.occurred)}', step.step)}"
