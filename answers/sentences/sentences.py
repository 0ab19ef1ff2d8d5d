"""One publishable sentence for each field of an answer, with its hedge and its citation.

A newsroom copies sentences, and what is copied loses its table; so the hedge stands inside the
sentence. The rules are hedges.HEDGES. Source: docs/adr/0023.
"""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from parley.answers.sentences.acts import date_set, demanded, moved, offered
from parley.answers.sentences.agreed import BY_CONDUCT, agreed, by_conduct, issue
from parley.answers.sentences.claims import claim
from parley.answers.sentences.draft import Draft
from parley.answers.sentences.exclusions import exclusion
from parley.answers.sentences.hedges import quoted
from parley.answers.sentences.talking import in_talks, pause, talks_told
from parley.answers.sentences.words import (
    CONDITION_ENDINGS,
    DATE_ENDINGS,
    DEMAND_ENDINGS,
    FLAGS,
    names,
    on,
    seat_or_seats,
    since,
)
from parley.answers.words.phrases import body_said
from parley.negotiation import rows
from parley.negotiation.views.deals import standing_deal, waits_for
from parley.negotiation.views.fields import Field
from parley.negotiation.views.seen import Seen

__all__ = ["Sentence", "sentence"]


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence about one field; `text` begins with a capital and has no full stop."""

    text: str
    citation: str
    """`[v25, 7 Sep 2024, lokmat-2024-09-07]`; of the registration `[v1, registered]`."""
    hedges: tuple[str, ...]
    """The rules of HEDGES that shaped it."""


def sentence(seen: Seen, field: Field) -> Sentence:
    """The sentence for a field of this view."""
    draft = Draft(seen, field)
    text = _WRITERS[field.kind](draft)
    if seen.negotiation.synthetic:
        draft.hedges.append("synthetic")
        text = f"Synthetic data: {text}"
    return Sentence(
        text=text[:1].upper() + text[1:],
        citation=f"[{'; '.join(draft.cited(version) for version in field.steps)}]",
        hedges=tuple(dict.fromkeys(draft.hedges)),
    )


_CLASSES: Final = {
    "on_record": "on record",
    "anonymous": "reported by unnamed sources",
    "media_report": "in reports",
}


def _table(seen: Seen) -> str:
    return names(seen.seated) if len(seen.seated) > 1 else "the parties"


# One writer a kind ------------------------------------------------------------------------------


def _state(draft: Draft) -> str:
    step, table = draft.last, _table(draft.seen)
    when = "" if step is None else on(step.occurred)
    kind = "" if step is None else step.type
    match draft.field.value:
        case "proposed":
            text = f"an alliance was proposed {when}, and no talks are on record since"
            draft.hedges.append("on_record")
        case "talks_underway":
            began = "" if step is None else f" {since(step.occurred)}"
            there = () if step is None else in_talks(draft.seen, step)
            text = f"{names(there)} have been in talks{began}"
            if not there:
                text = f"talks have been under way{began}"
        case "deal_reached":
            text = f"{table} reached a deal {when}"
        case _ if step is not None and kind in ("TalksCollapsed", "DealBroken", "PartyWithdrew"):
            draft.hedges.append("one_side")
            ended = {"DealBroken": "broke the deal", "PartyWithdrew": "left the table"}
            text = f"{names(step.by)} {ended.get(kind, 'declared the talks over')} {when}"
        case _:
            text = f"the talks collapsed {when}"
    text = draft.by_voice(text, step)
    if kind == "DealReached" and step is not None and by_conduct(draft.seen, step.step):
        draft.hedges.append("on_record")
        text += f", {BY_CONDUCT}"
    flags = draft.seen.steps[-1].flags
    if "contested" in flags:
        draft.hedges.append("contested")
        text += f"; this is contested (v{flags['contested']})"
    if "reported" in flags:
        draft.hedges.append("reported")
        again = "" if flags["reported"] in draft.field.steps else " again"
        text += f"; that they are on{again} is reported, and on record by nobody"
        text += f" (v{flags['reported']})"
    if "gap" in flags:
        draft.hedges.append("gap")
        text += f"; an earlier step is not in view (v{flags['gap']})"
    return text


def _flag(draft: Draft) -> str:
    if draft.field.key in ("contested", "gap", "reported"):
        draft.hedges.append(draft.field.key)
        return FLAGS[draft.field.key]
    waits = [body_said(*each) for each in waits_for(standing_deal(draft.seen))]
    if draft.field.key == "ratification_pending" and waits:
        return draft.by_voice(f"{FLAGS[draft.field.key]} by {names(tuple(waits))}", draft.last)
    when = "" if draft.last is None else f" {since(draft.last.occurred)}"
    if draft.field.key == "suspended" and draft.last is not None:
        when += pause(draft.last)
    return draft.by_voice(f"{FLAGS[draft.field.key]}{when}", draft.last)


def _parked(draft: Draft) -> str:
    text = "" if draft.last is None else talks_told(draft.last)
    return draft.by_voice(text, draft.last)


def _party(draft: Draft) -> str:
    when = "" if draft.last is None else f" {on(draft.last.occurred)}"
    match draft.field.value:
        case "left" if draft.last is not None and draft.last.type != "PartyWithdrew":
            again = "resumed" if draft.last.type == "TalksResumed" else "opened"
            text = f"{draft.field.key} is not in the talks that {again}{when}"
            return draft.by_voice(text, draft.last)
        case "left":
            return draft.by_voice(f"{draft.field.key} left the table{when}", draft.last)
        case "at_table" if draft.last is not None:
            return draft.by_voice(f"{draft.field.key} came to the table{when}", draft.last)
        case "at_table":
            return f"{draft.field.key} is at the table"
        case _:
            return f"{draft.field.key} is not at the table"


def _offer(draft: Draft) -> str:
    row = draft.row(rows.OfferRow)
    if not isinstance(row, rows.OfferRow) or draft.first is None:
        raise TypeError(f"{draft.field.field} is no offer")
    final = ", called final," if row.finality == "final" else ""
    text = f"{offered(draft, row)}{final} {on(draft.first.occurred)}"
    return draft.by_voice(text, draft.first) + draft.ending(draft.offer_endings(row))


def _demand(draft: Draft) -> str:
    row = draft.row(rows.DemandRow)
    if not isinstance(row, rows.DemandRow) or draft.first is None:
        raise TypeError(f"{draft.field.field} is no demand")
    text = draft.by_voice(f"{demanded(draft, row)} {on(draft.first.occurred)}", draft.first)
    if row.attributed_by_other_side:
        draft.hedges.append("other_side")
        text += ", according to the other side"
    return text + draft.ending(DEMAND_ENDINGS)


def _last_offer(draft: Draft) -> str:
    order = len(draft.field.steps) > 1
    line, _, words = draft.field.key.rpartition(" ")
    giver, _, about = line.partition(" ")
    receiver, _, about = about.partition(" ")
    kind = {"on_record": "on record", "anonymous": "reported by unnamed sources"}.get(
        words, "in reports"
    )
    which = f"{giver} to {receiver}, {about.replace('_', ' ')}"
    text = f"the last offer {kind} ({which}) was {seat_or_seats(draft.field.said)}"
    if "“" in draft.field.said:
        draft.hedges.append("no_figure")
    if "we read" in draft.field.said:
        draft.hedges.append("our_reading")
    if draft.last is not None:
        text = draft.by_voice(f"{text}, {on(draft.last.occurred)}", draft.last)
    if order:
        draft.hedges.append("order_open")
        text += "; the dates leave open which of these came last"
    return text


def _condition(draft: Draft) -> str:
    row = draft.row(rows.ConditionRow)
    if not isinstance(row, rows.ConditionRow) or draft.first is None:
        raise TypeError(f"{draft.field.field} is no condition")
    text = f"{names(row.by)} set the condition {quoted(row.condition)}"
    text = draft.by_voice(f"{text} {on(draft.first.occurred)}", draft.first)
    return text + draft.ending(CONDITION_ENDINGS)


def _deadline(draft: Draft) -> str:
    row = draft.row(rows.DeadlineRow)
    if not isinstance(row, rows.DeadlineRow):
        raise TypeError(f"{draft.field.field} is no date")
    text = draft.by_voice(date_set(draft, row, over=draft.field.value == "passed"), draft.first)
    if row.kind == "external_hard" and draft.field.value == "passed":
        return text
    return text + draft.ending(DATE_ENDINGS)


def _attempt(draft: Draft) -> str:
    if draft.first is None:
        raise TypeError(f"{draft.field.field} is no attempt")
    if draft.field.value == "underway":
        began = since(draft.first.occurred)
        return draft.by_voice(f"talks have been under way {began}", draft.first)
    began = on(draft.first.occurred)
    ended = "in a deal" if draft.field.value == "deal_reached" else "without a deal"
    when = "" if draft.last is None else on(draft.last.occurred)
    return draft.by_voice(f"talks that began {began} ended {when} {ended}", draft.last)


def _move(draft: Draft) -> str:
    row = draft.row(rows.MoveRow)
    if not isinstance(row, rows.MoveRow) or draft.first is None:
        raise TypeError(f"{draft.field.field} is no move")
    return draft.by_voice(f"{moved(draft, row)} {on(draft.first.occurred)}", draft.first)


def _person(draft: Draft) -> str:
    row = draft.row(rows.PersonRow)
    if not isinstance(row, rows.PersonRow) or draft.first is None:
        raise TypeError(f"{draft.field.field} is nobody")
    who = row.person or (row.role or "somebody").replace("_", " ")
    when = on(draft.first.occurred)
    whose = f" for {names((row.principal,))}" if row.principal else ""
    role = f" as {row.role.replace('_', ' ')}" if row.role and row.person else ""
    match row.kind:
        case "mediation":
            text = f"{who} mediated {when}"
        case "mandate":
            began = since(draft.first.occurred)
            text = f"the mandate of {who}{whose} has been {quoted(row.mandate or '')} {began}"
        case _:
            text = f"{who} was named{role}{whose} {when}"
    return draft.by_voice(text, draft.first) + draft.ending({"ended": "that has ended"})


_WRITERS: Final[Mapping[str, Callable[[Draft], str]]] = {
    "state": _state,
    "flag": _flag,
    "parked": _parked,
    "party": _party,
    "offer": _offer,
    "last_offer": _last_offer,
    "demand": _demand,
    "condition": _condition,
    "deadline": _deadline,
    "agreed": agreed,
    "issue": issue,
    "claim": claim,
    "attempt": _attempt,
    "move": _move,
    "person": _person,
    "exclusion": exclusion,
}
"""Kind of field -> what writes its sentence."""
