"""One short line for what is seen: the words that views ask for, since the politics speak none."""

from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.language import marked, say, say_all, say_list, say_word
from parley.answers.words.moments import moment_said
from parley.answers.words.phrases import (
    body_said,
    correction_said,
    outcome_said,
    task_said,
    vote_said,
    votes_said,
)
from parley.answers.words.quantities import quantity_said
from parley.answers.words.steps import step_said
from parley.negotiation import rows
from parley.negotiation.arrows import arrow, bare
from parley.negotiation.spelling import SHARED_SEATS
from parley.negotiation.views.conditions import ConditionItem
from parley.negotiation.views.field_parts import Amount
from parley.negotiation.views.proposals import DemandItem, OfferItem

__all__ = ["line_said"]

_DATES: Final = {"external_hard": marked("fixed date"), "soft_target": marked("expected")}
"""Kind of date -> what it is called, where that is not the same word."""


def line_said(item: Struct) -> str:
    """Return a row, or what a view makes of it, in one line: `INC→AAP 5 seats`.

    Raises TypeError for what no view asks for.
    """
    match item:
        case rows.StepRow():
            return step_said(item)
        case rows.CorrectionRow():
            was, now = (
                None if each is None else msgspec.json.decode(each) for each in (item.was, item.now)
            )
            return correction_said(item.effect, item.target, item.field, was, now)
        case OfferItem() | DemandItem():
            return _proposed(item)
        case Amount():
            return _amount(item)
        case ConditionItem():
            said = f"{arrow(item.by, ())} {item.condition}".strip()
            if not item.on_what:
                return said
            return say("{condition}; on it depends: {on_what}", item.on_what, condition=said)
        case rows.DeadlineRow():
            kind = say(_DATES[item.kind]) if item.kind in _DATES else say_word(item.kind)
            what = ": ".join(part for part in (kind, item.what or item.words) if part)
            return " ".join(part for part in (moment_said(item.when), what) if part)
        case rows.MoveRow():
            names = f"[{', '.join(item.seats)}]" if item.seats else ""
            parts = (arrow(item.by, ()), quantity_said(item.count), names)
            return " ".join(part for part in parts if part)
        case rows.PersonRow():
            return _person(item)
        case rows.VoteRow():
            what = vote_said(item.subject, item.what)
            said = say("{body} on {what}", body=body_said(item.party, item.body), what=what)
            counted = votes_said(item.votes)
            outcome = outcome_said(item.subject, item.outcome)
            return f"{said}: {outcome}{f' ({counted})' if counted else ''}"
        case _:
            raise TypeError(f"nothing is said of a {type(item).__name__}")


def _proposed(item: OfferItem | DemandItem) -> str:
    said = f"{arrow(item.by, item.to)} "
    if isinstance(item, DemandItem) and item.kind != "demand":
        said += f"{say_word(item.kind)}: "
    return said + _amount(Amount.of(item))


def _amount(item: Amount) -> str:
    if item.issue is None:
        return say("no term is named")
    figure = item.quantity
    parts = [] if figure is None else [quantity_said(figure)]
    if item.issue not in SHARED_SEATS:
        parts.append(say_word(item.issue))
    elif figure is not None and figure.unit is None and figure.kind != "unquantified":
        parts = [say("{figure} seats", figure=quantity_said(figure))]
    if item.words is not None:
        parts.append(item.words)
    if item.seats:
        parts.append(f"[{', '.join(item.seats)}]")
    said = " ".join(parts) or say_word(item.issue)
    if not item.for_parties:
        return said
    return say(
        "{thing} for {whom}", thing=said, whom=say_all([bare(each) for each in item.for_parties])
    )


def _person(item: rows.PersonRow) -> str:
    said = say_list(part for part in (item.person, task_said(item.role, item.title)) if part)
    whom = arrow(item.together if item.principal is None else (item.principal,), ())
    if whom:
        said = say("{who} for {whom}", who=said, whom=whom) if said else whom
    return said if item.mandate is None else f"{said}: {item.mandate}"
