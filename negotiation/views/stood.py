"""Until what an offer, a demand, a condition or a date stood that nobody answered: a deal, a
collapse or the close.

“Lapsed” is true of all three and tells none of them; whether a deal followed is what a reader asks.
Source: DOMAIN §4, "Offer status"; docs/adr/0018 for demands.
"""

from typing import Literal

from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["Outcome", "all_left", "ended_before", "settled_by", "stood_until"]

Outcome = Literal["deal", "amendment", "collapse", "close"]


def stood_until(seen: Seen, version: int | None) -> Outcome | None:
    """What the step was with which something lapsed; None for what is no step in view."""
    step = None if version is None else seen.step(version)
    if step is None:
        return None
    if step.type == "NegotiationClosed":
        return "close"
    if step.type == "DealAmended":
        return "amendment"
    return "deal" if step.state == "deal_reached" else "collapse"


def settled_by(seen: Seen, version: int) -> int | None:
    """The first step after another with which all was settled: a deal, a collapse or the close;
    None while there is none."""
    settling = (
        step.step
        for step in _after(seen, version)
        if step.type == "NegotiationClosed"
        or (step.state != step.state_before and step.state in ("deal_reached", "collapsed"))
    )
    return next(settling, None)


def ended_before(seen: Seen, version: int, latest: int | None) -> int | None:
    """The step after another with which the talks ended, certainly before an instant where one is
    given, so that they had not gone on by then; None where they had."""
    ended: int | None = None
    for step in _after(seen, version):
        over = step.type == "NegotiationClosed" or (
            step.state == "collapsed" and step.state_before != "collapsed"
        )
        if over and (latest is None or step.latest < latest):
            ended = ended or step.step
        goes_on = step.state_before == "collapsed" and step.state != "collapsed"
        if goes_on and (latest is None or step.earliest < latest):
            ended = None
    return ended


def all_left(seen: Seen, parties: tuple[str, ...]) -> rows.StepRow | None:
    """The step with which the last of some parties left the table; None while one of them sits
    there, or never did."""
    left: dict[str, rows.StepRow] = {}
    for row in seen.all(rows.PartyRow):
        gone = None if row.left_by is None else seen.step(row.left_by)
        if row.at_table and gone is not None:
            left[row.party] = gone
        else:
            left.pop(row.party, None)
    gone_steps = [left[each] for each in parties if each in left]
    if not parties or len(gone_steps) < len(parties):
        return None
    return max(gone_steps, key=lambda each: each.place)


def _after(seen: Seen, version: int) -> list[rows.StepRow]:
    here = seen.step(version)
    return [step for step in seen.steps if step.place > (0 if here is None else here.place)]
