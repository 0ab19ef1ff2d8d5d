"""The door for what the ledger records about itself: sources, checks, exports, the register.

The record keeps these entries and knows their shape; what a date, a name or a member means is known
here alone. All of it is asked before an entry is recorded, and nothing of it when one is read.
"""

from collections.abc import Callable, Mapping

from parley.negotiation.circles import circles
from parley.negotiation.codec import EntryError
from parley.negotiation.door import leaf_problems, new_problems, wrong_fields
from parley.negotiation.evidence import JsonValue
from parley.negotiation.moments import MomentError, parse_moment
from parley.negotiation.refusals import ENTRY, Refusal, faulty, refused
from parley.negotiation.register import Facts, RegisterFacts, known, read_known

__all__ = ["own_clashes"]

_FIRST_ZONE = "Pacific/Kiritimati"
"""Where a day begins first: what has not begun there has begun nowhere."""


_DATES: Mapping[str, tuple[str, str]] = {
    "SourceDescribed": ("published", "source_not_published_yet"),
    "CheckMade": ("at", "not_looked_yet"),
    "ClockCorrected": ("really", "not_recorded_then"),
}
"""Type -> its moment that lies in the past, and the case where it does not."""


def own_clashes(
    type_name: str, entry: Mapping[str, JsonValue], register: Callable[[], RegisterFacts], now: int
) -> list[Refusal]:
    """What keeps an entry of the ledger's own from being recorded, though it could be read.

    `register` gives the register that it would follow; `now` is µs since 1970, UTC.
    """
    rest = {name: value for name, value in entry.items() if name != "facts"}
    found = leaf_problems(rest)
    if type_name in _DATES:
        found += _past(*_DATES[type_name], entry, now)
    if type_name == "ClockCorrected" and not found:
        found += _meant(entry)
    if "facts" in entry:
        found += _facts(entry, register())
    return found


def _past(field: str, case: str, entry: Mapping[str, JsonValue], now: int) -> list[Refusal]:
    """What is wrong with a moment that has to be one, and to have begun."""
    given, zone = entry.get(field), entry.get("zone")
    if not isinstance(given, str):
        return []
    zone = zone if isinstance(zone, str) else _FIRST_ZONE
    try:
        moment = parse_moment(given)
        moment.check(zone)
        earliest = moment.bounds(zone).earliest
    except MomentError as error:
        return [faulty(field, f"“{error.text}”: {error.reason}", error.hint or None)]
    except ValueError as error:
        return [faulty("zone", str(error))]
    if earliest <= now:
        return []
    return [refused("not_from_the_future", case, moment=given).at(field)]


def _meant(entry: Mapping[str, JsonValue]) -> list[Refusal]:
    """What is wrong with ends that are not those of the moment that they stand for."""
    bounds = parse_moment(str(entry["really"])).bounds(str(entry["zone"]))
    ends = {"earliest": bounds.earliest, "latest": bounds.latest}
    return [
        refused(ENTRY, "end_not_meant", end=entry[field], really=entry["really"], meant=end).at(
            field
        )
        for field, end in ends.items()
        if entry[field] != end
    ]


def _facts(entry: Mapping[str, JsonValue], register: RegisterFacts) -> list[Refusal]:
    """What an entry of the register says and may not, where it did not say so before."""
    try:
        new = read_known({**entry, "version": 0})
    except EntryError:
        return []  # said by whoever reads it
    stands = register.get(new.entry)
    problems = wrong_fields(Facts, _object(entry["facts"]))
    before = None if stands is None else read_known(stands)
    if stands is not None:
        problems = new_problems(wrong_fields(Facts, _object(stands["facts"])), problems)
    found = [each.at(f"facts.{each.field}") for each in problems]
    return [*found, *circles(new, before, known(register))]


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, dict) else {}
