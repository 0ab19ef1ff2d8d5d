"""Paths into an entry, such as `evidence.0.speaker` or `pools.Räte`: what corrections and
amendments name.

Fields are named, and items of a list are counted from 0 or called by their name: `parties.INC` is
the party with that short name. The name of a pool or of a scheme alone is what stands for it: its
total, its id. A name may hold dots; the longest that fits is meant (docs/adr/0029).

A correction says what stood there before; if something else stands there, the person who corrects
has looked at another version, and nothing is changed.
"""

import difflib
from typing import Final

from msgspec import Struct

from parley.negotiation.evidence import JsonValue
from parley.negotiation.pairs import PAIRS, Members, same

__all__ = ["PathError", "added", "found", "nearest", "placed", "replaced"]

_CALLED: Final = ("pool", "scheme", "party", "office", "seat", "what")
"""Members that are the name of an item of a list."""


class PathError(ValueError):
    """A path that leads nowhere, or to something other than was said."""


def found(value: JsonValue, path: str) -> JsonValue:
    """What stands at `path`; None where the field is empty.

    Raises PathError when the path leads through something that has no such part.
    """
    here = value
    for key in _keys(value, path):
        if isinstance(here, dict):
            here = here.get(key) if isinstance(key, str) else None
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            return None
    return here


def placed(value: JsonValue, path: str) -> str:
    """The same path with places where it has names: `pools.0.total` for `pools.Räte`.

    Raises PathError when the path leads through something that has no such part.
    """
    return ".".join(str(key) for key in _keys(value, path))


def replaced(value: JsonValue, path: str, was: JsonValue, now: JsonValue) -> JsonValue:
    """A copy in which `now` stands where `was` stood; None empties the field.

    Raises PathError when something other than `was` stands there.
    """
    stands = found(value, path)
    if not same(stands, was, path.rpartition(".")[2]):
        raise PathError(f"{path} is {_brief(stands)}, not {_brief(was)}")
    return _put(value, path, now)


def added(value: JsonValue, path: str, now: JsonValue) -> JsonValue:
    """A copy in which `now` is appended to the list at `path`, or fills the empty field there.

    Raises PathError when the field already holds something that is no list.
    """
    stands = found(value, path)
    if stands is None:
        return _put(value, path, now)
    if isinstance(stands, list):
        return _put(value, path, [*stands, now])
    raise PathError(f"{path} is not empty: it is {_brief(stands)}; replace it instead")


class _Way(Struct, frozen=True):
    """A path without names: fields and places; and the pair at its end, if it is to be made."""

    keys: tuple[str | int, ...]
    new: str | None = None


def _keys(value: JsonValue, path: str) -> tuple[str | int, ...]:
    return _way(value, path).keys


def _way(value: JsonValue, path: str) -> _Way:
    """Where a path leads. Raises PathError."""
    here, field, rest = value, "", path.split(".")
    keys: list[str | int] = []
    while rest:
        members = PAIRS.get(field)
        if isinstance(here, list) or (here is None and members is not None):
            items = here if isinstance(here, list) else []
            place, taken = _item(items, rest, members, path)
            keys.append(place)
            if place == len(items) and members is not None:
                return _Way((*keys, members.value), ".".join(rest))
            here, field, rest = items[place], "", rest[taken:]
            if members is not None and not rest:
                keys.append(members.value)
        elif isinstance(here, dict) or here is None:
            field, *rest = rest
            keys.append(field)
            here = None if here is None else here.get(field)
        else:
            raise PathError(f"{path}: there is nothing inside {_brief(here)}")
    return _Way(tuple(keys))


def _item(
    items: list[JsonValue], rest: list[str], members: Members | None, path: str
) -> tuple[int, int]:
    """(place, how many words of `rest` name it) of an item; of a new pair the place at the end.

    Raises PathError when there is none.
    """
    counted = rest[0].isascii() and rest[0].isdigit()
    place = int(rest[0]) if counted and len(rest[0]) < 10 else len(items)
    if members is None and place < len(items):
        return place, 1
    for taken in range(len(rest), 0, -1):
        name = ".".join(rest[:taken])
        named = [index for index, item in enumerate(items) if _called(item) == name]
        if len(named) > 1:
            places = " or ".join(map(str, named))
            raise PathError(f"{path}: {len(named)} items are called {name}; write {places} instead")
        if named:
            return named[0], taken
    if place < len(items):
        return place, 1
    if members is not None and not (counted and len(rest) > 1):
        return len(items), len(rest)
    raise PathError(
        f"{path}: {rest[0]!r} is no place in a list of {len(items)} (they are counted from 0)"
    )


def _called(item: JsonValue) -> JsonValue:
    if not isinstance(item, dict):
        return None
    return next((item[member] for member in _CALLED if member in item), None)


def _put(value: JsonValue, path: str, now: JsonValue) -> JsonValue:
    way = _way(value, path)
    return _changed(value, way.keys, "", way.new, now)


def _changed(
    value: JsonValue, keys: tuple[str | int, ...], field: str, new: str | None, now: JsonValue
) -> JsonValue:
    key, rest = keys[0], keys[1:]
    if isinstance(key, str):
        before = value if isinstance(value, dict) else {}
        inner = _changed(before.get(key), rest, key, new, now) if rest else now
        changed = {name: part for name, part in before.items() if name != key}
        return changed if inner is None else {**changed, key: inner}
    items = value if isinstance(value, list) else []
    members = PAIRS.get(field)
    if members is not None and rest == (members.value,) and (new is not None or now is None):
        # A pair has both its members or is none.
        made: list[JsonValue] = [] if now is None else [{members.name: new, members.value: now}]
        return [*items[:key], *made, *items[key + 1 :]]
    inner = _changed(items[key], rest, "", new, now) if rest else now
    return [*items[:key], *([] if inner is None else [inner]), *items[key + 1 :]]


def _brief(value: JsonValue) -> str:
    if value is None:
        return "empty"
    text = repr(value) if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= 80 else text[:79] + "…"


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The word that was probably meant."""
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else None
