"""Which offer, or demand, took the place of another, worked out slowly from DOMAIN §4.

A later step says so itself, or it is certainly later: then the same author has spoken again, or
there is only another report. Of one day nobody knows which came later. No row of ours is read.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import DemandMade, OfferMade, Step

__all__ = ["Told", "authors", "short", "superseding", "written_class"]

Word = Literal["superseded", "overtaken"]


class Told(Struct, frozen=True):
    """A step in view, by its version."""

    version: int
    step: Step
    written_class: str
    """on_record, anonymous or media_report: that of its best evidence."""


def superseding(
    registration: NegotiationRegistered,
    earlier: Told,
    later: Told,
    *,
    receiver: str,
    same_lane: bool,
    givers: tuple[set[str], set[str]],
    receivers: Sequence[str],
) -> Word | None:
    """What a later step makes of what an earlier one put to `receiver`; None = nothing.

    `same_lane`: it puts something of the same direction, share, class and kind to the same one.
    `givers` are those of both, `receivers` those of the later one.
    """
    one, other = earlier.step, later.step
    if not isinstance(other, OfferMade if isinstance(one, OfferMade) else DemandMade):
        return None
    if other.supersedes == earlier.version and receiver in receivers and givers[0] & givers[1]:
        # What is on record is replaced by nobody's hearsay.
        hearsay = earlier.written_class == "on_record" != later.written_class
        return None if hearsay else "superseded"
    if not same_lane or (isinstance(other, OfferMade) and other.in_addition):
        return None
    ends = parse_moment(one.occurred).bounds(registration.zone).latest
    begins = parse_moment(other.occurred).bounds(registration.zone).earliest
    if begins < ends and earlier.version not in other.after:
        return None
    same = authors(registration, one, givers[0]) & authors(registration, other, givers[1])
    return "superseded" if same else "overtaken"


def authors(registration: NegotiationRegistered, step: Step, acting: set[str]) -> set[str]:
    """Whose word a step is: of its best evidence the parties on record, else the origins."""
    best = written_class([each.attribution for each in step.evidence])
    found: set[str] = set()
    for each in step.evidence:
        if written_class([each.attribution]) != best:
            continue
        if best == "on_record":
            side = each.side or each.on_behalf_of
            found |= acting if side is None else {short(registration, side)}
        elif origin := each.origin or each.outlet or each.source:
            found.add(" ".join(origin.lower().split()))
    return found


def short(registration: NegotiationRegistered, name: str) -> str:
    """A party's short name; other actors as they are written."""
    for party in registration.parties:
        names = [party.party, party.name, *party.aliases]
        if name.lower() in [each.lower() for each in names]:
            return party.party
    return name


def written_class(attributions: Sequence[str]) -> str:
    """The class of the best of some attributions (DOMAIN §4, "Attribution class")."""
    if set(attributions) - {"anonymous", "media_report"}:
        return "on_record"
    return "anonymous" if "anonymous" in attributions else "media_report"
