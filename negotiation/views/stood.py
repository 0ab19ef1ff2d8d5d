"""Until what an offer or a demand stood that nobody answered: a deal, a collapse or the close.

“Lapsed” is true of all three and tells none of them; whether a deal followed is what a reader asks.
Source: DOMAIN §4, "Offer status"; docs/adr/0018 for demands.
"""

from typing import Literal

from parley.negotiation.views.seen import Seen

__all__ = ["Outcome", "stood_until"]

Outcome = Literal["deal", "collapse", "close"]


def stood_until(seen: Seen, version: int | None) -> Outcome | None:
    """What the step was with which something lapsed; None for what is no step in view."""
    step = None if version is None else seen.step(version)
    if step is None:
        return None
    if step.type == "NegotiationClosed":
        return "close"
    return "deal" if step.state == "deal_reached" else "collapse"
