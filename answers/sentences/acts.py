"""What is offered, demanded, dated and moved, in words: a clause for each row.

The same act is told as itself and as what somebody claims; both take their clause from here.
"""

from typing import Final

from parley.answers.sentences.draft import Draft
from parley.answers.sentences.words import names, on, seat_or_seats
from parley.negotiation import rows
from parley.negotiation.views.agreed import TermItem

__all__ = ["amount", "date_set", "demanded", "moved", "offered"]

_PAST: Final = {"close": "closed", "open": "opened", "begin": "began", "end": "ended"}


def amount(draft: Draft, row: rows.OfferRow | rows.DemandRow | rows.StatedRow | TermItem) -> str:
    """`5–7 seats`, `“small”`, `symbol: a common symbol`, `3 seats (Jind, Kalayat)`."""
    said = draft.words(row.quantity)
    seats = row.issue in ("seat_count", "constituencies")
    numbered = row.quantity is not None and row.quantity.kind != "unquantified"
    if seats and numbered and row.quantity is not None and row.quantity.unit is None:
        said = seat_or_seats(f"{said} seats")
    if row.seats:
        listed = ", ".join(row.seats)
        said = f"{said} ({listed})" if said else listed
    told = ", ".join(part for part in (said, row.words) if part)
    if seats:
        return told or "seats"
    issue = (row.issue or "").replace("_", " ")
    return f"{issue}: {told}" if told else issue


def offered(draft: Draft, row: rows.OfferRow) -> str:
    """`INC offered AAP 5 seats`."""
    return _numberless(row, f"{names(row.by)} offered {names((row.to,))} {amount(draft, row)}")


def demanded(draft: Draft, row: rows.DemandRow) -> str:
    """`AAP demanded 10 seats of INC`, `AAP ruled out 5 seats`."""
    told = amount(draft, row)
    match row.kind:
        case "precondition":
            text = f"{names(row.by)} made it a precondition: {told}"
        case "veto":
            text = f"{names(row.by)} ruled out {told}"
        case _:
            text = f"{names(row.by)} demanded {told} of {names((row.to,))}"
    return _numberless(row, text)


def _numberless(row: rows.OfferRow | rows.DemandRow, text: str) -> str:
    unquantified = row.quantity is not None and row.quantity.kind == "unquantified"
    return f"{text} and gave no figure" if unquantified else text


def moved(draft: Draft, row: rows.MoveRow) -> str:
    """`AAP put out a list of 20 candidates`."""
    count = draft.words(row.count)
    act = {
        "candidate_list": f"put out a list of {count} candidates" if count else "put out a list",
        "contest_alone": f"said that it contests {count or 'alone'}",
        "other_pact": "made a pact with others",
    }[row.kind]
    return f"{names(row.by)} {act}"


def date_set(draft: Draft, row: rows.DeadlineRow, *, over: bool = False) -> str:
    """`AAP gave an ultimatum until 9 Sep 2024: an answer`; `over` is for a fixed date gone by."""
    what, when = row.what or row.words or "a date", on(row.when, "")
    by = names(row.by) if row.by else "somebody"
    match row.kind:
        case "external_hard":
            return _fixed(row, what, over=over)
        case "soft_target":
            draft.hedges.append("expected")
            until = f" by {when.removeprefix('by ')}" if when else ""
            return f"{by} expected {what}{until}"
        case "ultimatum":
            threat = f", or else {row.consequence}" if row.consequence else ""
            return f"{by} gave an ultimatum{f' until {when}' if when else ''}: {what}{threat}"
        case "next_meeting":
            return f"the next meeting was set for {when or what}"
        case _:
            return f"{by} set {when or 'a date'} for {what}"


def _fixed(row: rows.DeadlineRow, what: str, *, over: bool) -> str:
    """`nominations closed on 12 Sep 2024`, `the date fixed for poll is 5 Oct 2024`.

    What somebody said of a date before it came is not told as what then happened.
    """
    subject, _, verb = what.rpartition(" ")
    if subject and verb in _PAST and row.when is not None:
        if not over or row.step == 1:
            return f"{subject} {_PAST[verb] if over else verb} {on(row.when)}"
        what = f"{subject} to {verb}"
    return f"the date fixed for {what} {'was' if over else 'is'} {on(row.when, '') or 'not named'}"
