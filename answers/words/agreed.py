"""How agreed terms, sums, seats and differences between lists are put into words.

A sum shows its summands and is never made to fit; a claim is worded as one.
"""

from collections.abc import Sequence
from typing import Final

from parley.answers.shapes.agreed import PartShown, SumLine
from parley.answers.words import wording
from parley.answers.words.offers import SEATS
from parley.answers.words.quantities import quantity_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.agreed import OpenIssue, TermItem
from parley.negotiation.views.arithmetic import Part
from parley.negotiation.views.lists import Share
from parley.negotiation.views.seats import SharedSeat
from parley.negotiation.views.sums import Sum

__all__ = [
    "HOLDS",
    "arithmetic_said",
    "open_said",
    "seat_said",
    "share_said",
    "term_said",
    "verdict_said",
]

HOLDS: Final = {
    "demanded": "demanded by",
    "offered": "offered to",
    "agreed": "agreed for",
    "fielded": "candidate named by",
}
"""Way of holding a seat -> the words before the party."""


def term_said(item: TermItem, total: int | None) -> str:
    """Return a term in words: `AAP: 5 (of 90)`; where no term is named, the step's own line."""
    if item.issue is None:
        return f"{item.said} (no terms are given)"
    parts: list[str] = []
    if item.quantity is not None:
        parts.append(quantity_said(item.quantity, total if item.issue in SEATS else None))
    if item.issue not in SEATS:
        parts.append(wording.spaced(item.issue))
    if item.words is not None:
        parts.append(f"“{item.words}”")
    if item.seats:
        parts.append(f"[{', '.join(item.seats)}]")
    said = " ".join(parts)
    return said if item.party is None else f"{item.party}: {said}"


def open_said(item: OpenIssue) -> str:
    """Return an open issue in words: `seat count: 7 offers, 3 demands, 1 still on the table`."""
    made = ((len(item.offers), "offer"), (len(item.demands), "demand"))
    counts = [wording.counted(number, thing) for number, thing in made if number]
    counts.append(f"{len(item.on_the_table) or 'none'} still on the table")
    return f"{wording.spaced(item.issue)}: {', '.join(counts)}"


def arithmetic_said(item: Sum) -> str:
    """Return a sum as it was added: `INC 17 + SP 63 = 80, of 80`."""
    summands = " + ".join(_summand(part, item) for part in item.parts)
    total = _range(item.total_low, item.total_high)
    low, high = _added(item.parts)
    if item.against == "figure":
        return f"{summands}, of {total}"
    said = summands if len(item.parts) == 1 else f"{summands} = {_range(low, high)}"
    whole = f"of {total}" if item.against == "pool" else f"of {total} as the speaker says"
    missing = f"; no figure for {', '.join(item.missing)}" if item.missing else ""
    return f"{said}, {whole}{missing}"


def _added(parts: Sequence[Part | PartShown]) -> tuple[int, int | None]:
    highs = [part.high for part in parts if part.high is not None]
    low = sum(part.low for part in parts if part.low is not None)
    return low, sum(highs) if len(highs) == len(parts) else None


def _summand(part: Part, item: Sum) -> str:
    party = part.party or ("the speaker’s total" if item.against == "pool" else "all")
    if item.against == "figure":
        return f"{party} {wording.counted(part.low or 0, 'seat')} by name"
    named = " by name" if part.by_name else ""
    return f"{party} {_figure(part)}{named}{' (offered)' if part.still_open else ''}"


def _figure(part: Part) -> str:
    if part.quantity is not None and part.quantity.kind == "unquantified":
        return quantity_said(_bare(part.quantity))
    return _range(part.low, part.high)


def _bare(quantity: Quantity) -> Quantity:
    return Quantity(kind=quantity.kind, verbatim=quantity.verbatim, reads_as=quantity.reads_as)


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "a figure without bounds"
    if high is None:
        return f"at least {low}"
    if low is None or (low == 0 and high > 0):
        return f"at most {high}"
    return str(low) if low == high else f"{low}–{high}"


def verdict_said(item: Sum | SumLine) -> str:
    """Return the verdict: `closes`, `short 3`, `over 2–4`, `26 not named`, `cannot be said`.

    What is left of a pool may be left on purpose: `30 not shared out` is no reproach."""
    if item.verdict == "unknown":
        return _not_named(item) or "cannot be said"
    if item.verdict == "closes":
        return "closes"
    amount = _range(item.by_low, item.by_high)
    if item.verdict == "short" and item.against == "pool":
        return f"{amount} not shared out"
    names = " by name" if item.against == "figure" else ""
    return f"{item.verdict} {amount}{names}"


def _not_named(item: Sum | SumLine) -> str:
    """Return how many seats are without a name, where names fall short and nothing else does."""
    low, high = _added(item.parts)
    if item.missing or high is None or item.total_low is None or high >= item.total_low:
        return ""
    least = item.total_low - high
    most = None if item.total_high is None else item.total_high - low
    return f"{_range(least, most)} not named" if any(one.by_name for one in item.parts) else ""


def seat_said(item: SharedSeat) -> str:
    """Return who has which hold on a seat: `Gurugram: offered to AAP, candidate named by INC`."""
    holds = dict.fromkeys(f"{HOLDS[each.how]} {each.party}" for each in item.holdings)
    friendly = "; a friendly contest is named" if item.friendly else ""
    return f"{item.seat}: {', '.join(holds)}{friendly}"


def share_said(item: Share) -> str:
    """Return the difference between list and deal for one party."""
    if not item.agreed_in:
        return "no seats are agreed for it"
    if item.listed is None and not item.listed_seats:
        return "not in the list"
    parts: list[str] = []
    if item.by_low is None or item.by_high is None:
        parts.append("numbers not comparable")
    elif item.by_low == item.by_high == 0:
        parts.append("same number")
    else:
        parts.append(f"{_signed(item.by_low, item.by_high)} seats")
    if item.removed or item.added:
        parts += [f"gone: {', '.join(item.removed)}"] if item.removed else []
        parts += [f"new: {', '.join(item.added)}"] if item.added else []
    elif item.listed_seats and item.agreed_seats:
        parts.append("same names")
    else:
        parts.append("names not comparable")
    return "; ".join(parts)


def _signed(low: int, high: int) -> str:
    return f"{low:+d}" if low == high else f"{low:+d} to {high:+d}"
