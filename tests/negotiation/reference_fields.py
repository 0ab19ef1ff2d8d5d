"""Fields worked out slowly from DOMAIN §3 and §4, as a judge of the mapping and of what asks it.

The whole history is walked through for every single question; no row and no view is read.
"""

from collections.abc import Mapping, Sequence

from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import NegotiationClosed
from tests.negotiation.reference_answers import (
    Told,
    stands,
    statuses_of_offers,
    words_on_conditions,
)

__all__ = ["Plain", "differing", "first_prefix", "plain_fields"]

Plain = Mapping[str, tuple[str, ...]]
"""Field -> its value, and for the state the step that began it."""


def plain_fields(
    registration: NegotiationRegistered, told: Sequence[Told], ends: dict[int, int], at: int
) -> Plain:
    """State, parties, offers and conditions after the steps in `told`, asked at an instant."""
    here = stands(registration, told)
    found: dict[str, tuple[str, ...]] = {}
    if here.state is not None:
        found["state"] = (here.state, str(here.since))
    seated_once = {
        name
        for count in range(len(told) + 1)
        for name in stands(registration, told[:count]).at_table
    }
    over_with = [each.version for each in told if isinstance(each.step, NegotiationClosed)]
    over_with = [here.since] if here.state == "collapsed" else over_with  # type: ignore[list-item]
    until = next((at + 1 for at, each in enumerate(told) if each.version in over_with), len(told))
    sat_last = stands(registration, told[:until]).at_table
    sat_by_then = {
        name for count in range(until + 1) for name in stands(registration, told[:count]).at_table
    }
    for party in registration.parties:
        name = party.party
        there = "left" if name in sat_by_then else "after_end" if name in seated_once else "away"
        sits = "until_end" if over_with else "at_table"
        found[f"party {name}"] = (sits if name in sat_last else there,)
    lines: dict[int, int] = {}
    for version, _, _, status in statuses_of_offers(registration, told, ends, at):
        line = lines[version] = lines.get(version, -1) + 1
        found[f"offer v{version}" + (f".{line}" if line else "")] = (status,)
    for version, word in words_on_conditions(registration, told):
        found[f"condition v{version}"] = (word,)
    return found


def differing(before: Plain, after: Plain) -> set[str]:
    """The fields of which two answers say different things."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def first_prefix(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    ends: dict[int, int],
    begins: Mapping[int, int],
    wanted: Plain,
) -> int | None:
    """Just after which step each of the wanted fields first has its value; 1 = the registration.

    `begins` says from when on each step can have happened: the answer after it is asked at the
    instant after all of them up to it can have.
    """
    for count in range(len(told) + 1):
        version = told[count - 1].version if count else 1
        begun = sorted(begins[each.version] for each in told[:count])
        found = plain_fields(registration, told[:count], ends, begun[-1] + 1 if begun else -(2**62))
        if all(found.get(name, ("",))[0] == value[0] for name, value in wanted.items()):
            return version
    return None
