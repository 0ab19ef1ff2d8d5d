"""How agreed terms, sums, seats and differences between lists are put into words.

A sum shows its summands and is never made to fit; a claim is worded as one.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_list, say_many, say_word
from parley.answers.shapes.agreed import SumLine
from parley.answers.words import wording
from parley.answers.words.phrases import holder_said
from parley.answers.words.quantities import quantity_said
from parley.answers.words.things import bracketed, what_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import is_pool_of
from parley.negotiation.steps import NOBODY
from parley.negotiation.views.agreed import OpenIssue, TermItem
from parley.negotiation.views.arithmetic import Part
from parley.negotiation.views.lists import Share
from parley.negotiation.views.seats import SharedSeat
from parley.negotiation.views.sums import Sum

__all__ = [
    "arithmetic_said",
    "hold_said",
    "open_said",
    "seat_said",
    "share_said",
    "term_said",
    "verdict_said",
]

_HOLDS: Final = {
    "demanded": marked("demanded by {party}"),
    "offered": marked("offered to {party}"),
    "agreed": marked("agreed for {party}"),
    "fielded": marked("candidate named by {party}"),
}
"""Way of holding a seat -> what is said of the party."""


def hold_said(how: str, party: str) -> str:
    """Return a hold on a seat: `offered to AAP`."""
    return say(_HOLDS[how], party=party)


def term_said(item: TermItem, of: int | None) -> str:
    """Return a term in words: `AAP: 5 (of 90)`; where no term is named, the step's own line."""
    if item.issue is None:
        return say("{said} (no terms are given)", item.said)
    said = what_said(item, of, _pool(item) or None, bracketed(item.seats))
    said = said if item.party is None else f"{holder_said(item.party).rstrip(':')}: {said}"
    return say("{said}, in principle", said) if item.in_principle else said


def _pool(item: TermItem | Sum) -> str:
    """Return the pool where it says which of several is meant; else nothing."""
    issue = item.issue if isinstance(item, TermItem) else None
    named = item.of_several_pools and not is_pool_of(issue, item.pool)
    return (item.pool or "") if named else ""


def open_said(item: OpenIssue) -> str:
    """Return an open issue in words: `seat count: 7 offers, 3 demands, 1 still on the table`; with
    those that were accepted."""
    offers, demands, open_now = len(item.offers), len(item.demands), len(item.on_the_table)
    counts = [say_many(offers, "{number} offer", "{number} offers")] if offers else []
    counts += [say_many(demands, "{number} demand", "{number} demands")] if demands else []
    if item.accepted:
        counts.append(say_many(len(item.accepted), "{number} accepted", "{number} accepted"))
    counts.append(
        say_many(open_now, "{number} still on the table", "{number} still on the table")
        if open_now
        else say("none still on the table")
    )
    return f"{wording.spaced(item.issue)}: {say_list(counts)}"


def arithmetic_said(item: Sum) -> str:
    """Return a sum as it was added: `INC 17 + SP 63 = 80, of 80`; of several pools `of 80
    (assembly)`."""
    summands = " + ".join(_summand(part, item) for part in item.parts)
    total = _range(item.total_low, item.total_high)
    if named := _pool(item):
        total = f"{total} ({named})"
    low, high = _added(item.parts)
    if item.against == "figure":
        return say("{summands}, of {total}", summands, total)
    bounded = all(part.low is not None or part.high is not None for part in item.parts)
    summed = len(item.parts) > 1 and bounded
    said = f"{summands} = {_range(low, high)}" if summed else summands
    said = (
        say("{summands}, of {total}", total, summands=said)
        if item.against == "pool"
        else say("{summands}, of {total} as the speaker says", total, summands=said)
    )
    if not item.missing:
        return said
    return say("{sum}; no figure for {missing}", sum=said, missing=say_list(item.missing))


def _added(parts: Sequence[Part]) -> tuple[int, int | None]:
    highs = [part.high for part in parts if part.high is not None]
    low = sum(part.low for part in parts if part.low is not None)
    return low, sum(highs) if len(highs) == len(parts) else None


def _summand(part: Part, item: Sum) -> str:
    whole = say("the speaker’s total") if item.against == "pool" else say("all")
    if any(NOBODY in each.parties for each in item.parts):
        whole = say("agreed")
    party = "+".join(map(holder_said, part.parties)) or whole
    if item.against == "figure":
        low = part.low or 0
        return say_many(
            low, "{party} {number} seat by name", "{party} {number} seats by name", party
        )
    said = f"{party} {_figure(part)}"
    if part.by_name:
        said = say("{figure} by name", figure=said)
    return say("{figure} (offered)", figure=said) if part.still_open else said


def _figure(part: Part) -> str:
    if part.quantity is not None and (part.low, part.high) == (None, None):
        return quantity_said(_bare(part.quantity))
    return _range(part.low, part.high)


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, of=None, unit=None)


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return say("a figure without bounds")
    if high is None:
        return say("at least {low}", low)
    if low is None or (low == 0 and high > 0):
        return say("at most {high}", high)
    return str(low) if low == high else f"{low}–{high}"


def verdict_said(item: Sum | SumLine) -> str:
    """Return the verdict: `closes`, `short 3`, `over 2–4`, `26 not named`, `cannot be said`; with
    the share of one that has left `added up then`.

    What is left of a pool may be left on purpose: `30 not shared out` is no reproach."""
    if item.verdict == "unknown":
        return _not_named(item) or say("cannot be said")
    if item.verdict == "closes":
        return say_word(item.verdict)
    if item.verdict == "closed":
        return say("added up then")
    amount = _range(item.by_low, item.by_high)
    if item.verdict == "short" and item.against == "pool":
        return say("{amount} not shared out", amount)
    said = f"{say_word(item.verdict)} {amount}"
    return say("{figure} by name", figure=said) if item.against == "figure" else said


def _not_named(item: Sum | SumLine) -> str:
    """Return how many seats are without a name, where names fall short and nothing else does."""
    low, high = _added(item.parts)
    if item.missing or high is None or item.total_low is None or high >= item.total_low:
        return ""
    least = item.total_low - high
    most = None if item.total_high is None else item.total_high - low
    if not any(one.by_name for one in item.parts):
        return ""
    return say("{amount} not named", amount=_range(least, most))


def seat_said(item: SharedSeat) -> str:
    """Return who has which hold on a seat: `Gurugram: offered to AAP, candidate named by INC`."""
    holds = dict.fromkeys(hold_said(each.how, each.party) for each in item.holdings)
    said = f"{item.seat}: {say_list(holds)}"
    return say("{holds}; a friendly contest is named", holds=said) if item.friendly else said


def share_said(item: Share) -> str:
    """Return the difference between list and deal for one party."""
    if not item.agreed_in:
        return say("no seats are agreed for it")
    if item.listed is None and not item.listed_seats:
        return say("not in the list")
    parts: list[str] = []
    if item.by_low is None or item.by_high is None:
        parts.append(say("numbers not comparable"))
    elif item.by_low == item.by_high == 0:
        parts.append(say("same number"))
    else:
        by = _signed(item.by_low, item.by_high)
        parts.append(say_many(item.by_high, "{by} seats", "{by} seats", by))
    if item.removed or item.added:
        parts += [say("gone: {removed}", removed=say_list(item.removed))] if item.removed else []
        parts += [say("new: {added}", added=say_list(item.added))] if item.added else []
    elif item.listed_seats and item.agreed_seats:
        parts.append(say("same names"))
    else:
        parts.append(say("names not comparable"))
    return "; ".join(parts)


def _signed(low: int, high: int) -> str:
    return f"{low:+d}" if low == high else say("{low:+d} to {high:+d}", low, high)
