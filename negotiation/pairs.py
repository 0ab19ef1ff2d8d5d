"""Pairs: the lists in which a name stands beside what it stands for, such as pools.

A name is never the key of an object: keys in a statement are ASCII, and names are in any script.
In the first version of the registrations they were keys all the same, and people still write
`{"seats": 90}` for the list in short; both are made the list here, and nowhere else.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from parley.negotiation.evidence import JsonValue

__all__ = ["PAIRS", "Members", "listed", "listed_inside", "same"]


class Members(Struct, frozen=True):
    """What the two members of a pair are called."""

    name: str
    value: str


PAIRS: Final[Mapping[str, Members]] = {
    "pools": Members("pool", "total"),
    "ids": Members("scheme", "id"),
}
"""Field that holds pairs -> its members."""


def listed(value: JsonValue, field: str) -> JsonValue:
    """An object `{NAME: VALUE}` that stands in a field of pairs, as the list that it means.

    A pair alone, such as `{"pool": "seats", "total": 90}`, and anything else stays as it is.
    """
    members = PAIRS.get(field)
    if members is None or not isinstance(value, dict) or _is_pair(value, members):
        return value
    return [{members.name: name, members.value: each} for name, each in value.items()]


def listed_inside(value: JsonValue, field: str = "") -> JsonValue:
    """The same of everything inside a value that stands in `field`."""
    value = listed(value, field)
    if isinstance(value, dict):
        return {name: listed_inside(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [listed_inside(each) for each in value]
    return value


def same(one: JsonValue, other: JsonValue, field: str) -> bool:
    """Whether two values of a field say the same: pairs stand in no particular order."""
    return _sorted(one, field) == _sorted(other, field)


def _sorted(value: JsonValue, field: str) -> JsonValue:
    if isinstance(value, dict):
        return {name: _sorted(each, name) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    inner = [_sorted(each, "") for each in value]
    members = PAIRS.get(field)
    if members is None:
        return inner
    return sorted(inner, key=lambda each: _name_in(each, members))


def _name_in(value: JsonValue, members: Members) -> str:
    return str(value.get(members.name)) if isinstance(value, dict) else ""


def _is_pair(value: Mapping[str, JsonValue], members: Members) -> bool:
    given = value.get(members.name)
    return isinstance(given, str) and value.keys() == {members.name, members.value}
