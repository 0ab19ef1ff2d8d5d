"""Paths into an entry, such as `evidence.0.speaker`: what corrections and amendments name.

A correction says what stood there before; if something else stands there, the person who corrects
has looked at another version, and nothing is changed.
"""

import difflib

from negotiation.evidence import JsonValue

__all__ = ["PathError", "added", "found", "nearest", "replaced"]


class PathError(ValueError):
    """A path that leads nowhere, or to something other than was said."""


def found(value: JsonValue, path: str) -> JsonValue:
    """What stands at `path`; None where the field is empty.

    Raises PathError when the path leads through something that has no such part.
    """
    here = value
    for key in path.split("."):
        if here is None:
            return None
        if isinstance(here, dict):
            here = here.get(key)
        elif isinstance(here, list):
            here = here[_index(here, key, path)]
        else:
            raise PathError(f"{path}: there is nothing inside {_brief(here)}")
    return here


def replaced(value: JsonValue, path: str, was: JsonValue, now: JsonValue) -> JsonValue:
    """A copy in which `now` stands where `was` stood; None empties the field.

    Raises PathError when something other than `was` stands there.
    """
    stands = found(value, path)
    if stands != was:
        raise PathError(f"{path} is {_brief(stands)}, not {_brief(was)}")
    return _put(value, path.split("."), now, path)


def added(value: JsonValue, path: str, now: JsonValue) -> JsonValue:
    """A copy in which `now` is appended to the list at `path`, or fills the empty field there.

    Raises PathError when the field already holds something that is no list.
    """
    stands = found(value, path)
    if stands is None:
        return _put(value, path.split("."), now, path)
    if isinstance(stands, list):
        return _put(value, path.split("."), [*stands, now], path)
    raise PathError(f"{path} is not empty: it is {_brief(stands)}; replace it instead")


def _put(value: JsonValue, keys: list[str], now: JsonValue, path: str) -> JsonValue:
    key, rest = keys[0], keys[1:]
    if isinstance(value, dict):
        inner = _put(value.get(key, {}) if rest else None, rest, now, path) if rest else now
        changed = {each: part for each, part in value.items() if each != key}
        if inner is not None:
            changed[key] = inner
        return changed
    if isinstance(value, list):
        index = _index(value, key, path)
        inner = _put(value[index], rest, now, path) if rest else now
        return [*value[:index], *([] if inner is None else [inner]), *value[index + 1 :]]
    raise PathError(f"{path}: there is nothing inside {_brief(value)}")


def _index(values: list[JsonValue], key: str, path: str) -> int:
    if key.isascii() and key.isdigit() and int(key) < len(values):
        return int(key)
    parts = len(values)
    raise PathError(f"{path}: {key!r} is no place in a list of {parts} (they are counted from 0)")


def _brief(value: JsonValue) -> str:
    if value is None:
        return "empty"
    text = repr(value) if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= 80 else text[:79] + "…"


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The word that was probably meant."""
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else None
