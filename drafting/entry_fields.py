"""The fields of an entry as a correction names them: paths, what stands there, what should.

`quantity` for terms.0.quantity saves a person from counting lists; a value that could not stand
there is refused here, before a correction of it is in the log.
"""

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import inspect as shape

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_in, say_list
from parley.answers.words.refusals import said_of
from parley.drafting.meant import field_meant
from parley.drafting.scene import Plain, Scene
from parley.drafting.typed import due_at, read_typed
from parley.events.canonical import JsonValue
from parley.negotiation.codec import ENTRIES, plain
from parley.negotiation.door import understand
from parley.negotiation.pairs import PAIRS
from parley.negotiation.paths import PathError, added, found, nearest, placed, replaced
from parley.negotiation.quantities import parse_reading

__all__ = ["check_field", "full_path", "shown", "standing", "strict_change", "typed_at"]

_READING: Final = "reads_as"


def strict_change(
    scene: Scene, entry: Plain, path: str, value: JsonValue, *, add: bool
) -> JsonValue:
    """Return the value as the entry would keep it at `path`: quantities, sources, lists made whole.

    A correction's value does not pass the door by itself, so the whole entry does, with it inside.
    Raises Failure (usage).
    """
    stands = _found(entry, path)
    try:
        change = (
            added(entry.fields, path, value) if add else replaced(entry.fields, path, stands, value)
        )
    except PathError as error:
        raise _leads_nowhere(error) from error
    if not isinstance(change, dict):
        raise TypeError(f"{path} leads to no field of an object")
    made = understand(
        entry.type,
        change,
        labels={},
        sources=scene.ledger.sources(),
        is_name=scene.is_name,
        stands=entry.fields,
    )
    if isinstance(made, list):
        said = said_of(made[0].case, made[0].facts)
        raise Failure(Kind.USAGE, f"{made[0].field or path}: {said.reason}", hint=said.hint or "")
    # Its place, for the name on the way there may be what has changed.
    after = found(plain(made), placed(entry.fields, path))
    return after[-1] if add and isinstance(stands, list) and isinstance(after, list) else after


def standing(scene: Scene, entry: Plain, path: str, was: str | None) -> JsonValue:
    """Return what stands at a path.

    Raises Failure where --was says something else: that person has looked at another version.
    """
    stands = _found(entry, path)
    if was is None:
        return stands
    try:
        same = strict_change(scene, entry, path, typed_at(entry, path, was), add=False) == stands
    except Failure:
        same = False  # what could not stand there does not
    if not same:
        detail = say("{path} is {stands}, not “{was}”", path, was, stands=shown(stands))
        raise Failure(
            Kind.REFUSED,
            detail,
            hint=advise(
                "look again ({show}), or leave {was} out", show=do("show"), was=do("give", was=None)
            ),
        )
    return stands


def shown(value: JsonValue) -> str:
    """Return a value in short: the words of a quantity or a quote, else JSON."""
    if isinstance(value, dict) and isinstance(words := value.get("verbatim"), str):
        return f"“{words}”"
    return say("empty") if value is None else msgspec.json.encode(value).decode()


def _found(entry: Plain, path: str) -> JsonValue:
    try:
        return found(entry.fields, path)
    except PathError as error:
        raise _leads_nowhere(error) from error


def _leads_nowhere(error: PathError) -> Failure:
    return Failure(
        Kind.USAGE,
        str(error),
        hint=advise("{show} prints an entry with its fields", show=do("show", version=None)),
    )


def typed_at(entry: Plain, path: str, text: str) -> JsonValue:
    """Return what a text says beside the shape that is due at a path. Raises Failure (usage)."""
    if path.endswith(f".{_READING}") and not text.startswith("{"):
        try:
            return plain(parse_reading(text))
        except ValueError as error:
            raise Failure(Kind.USAGE, str(error), hint="write 5, 5..7, 23.., ..9") from error
    return read_typed(text, _due(entry, path))


def full_path(entry: Plain, word: str) -> str:
    """Return the path that is meant: the word itself, or the one field there that ends with it.

    Raises Failure (usage) where there is no such field, or more than one.
    """
    if _due(entry, word) is not None:
        return word
    known = list(_paths(entry.fields))
    paths = [path for path in known if path.endswith(f".{word}")]
    if word == _READING and not paths:
        # It is missing where words have no reading yet, and that is when it is asked for.
        paths = [f"{path}.{word}" for path in known if path.endswith(".quantity")]
    if len(paths) > 1:
        detail = say(
            "“{word}” could be {paths}", word, paths=say_in("one of them", " or ").join(paths)
        )
        raise Failure(Kind.USAGE, detail, hint=say("write the whole path"))
    if not paths:
        check_field(entry, word)
    return paths[0]


def _due(entry: Plain, path: str) -> shape.Type | None:
    """Return the shape that is due at a path; None where entries of this type have no such field.

    Raises Failure (usage) where the path leads nowhere in this entry.
    """
    head, *rest = path.split(".")
    if rest and due_at(ENTRIES[entry.type], [head]) is None:
        return None
    try:
        return due_at(ENTRIES[entry.type], placed(entry.fields, path).split("."))
    except PathError as error:
        raise _leads_nowhere(error) from error


def _paths(value: JsonValue, before: str = "", field: str = "") -> Iterator[str]:
    """Yield the path of everything inside a value that stands in `field`; a pair's by its name."""
    members = PAIRS.get(field)
    for number, part in enumerate(value if isinstance(value, list) else ()):
        if members is not None and isinstance(part, dict):
            yield f"{before}{part[members.name]}"
            continue
        yield f"{before}{number}"
        yield from _paths(part, f"{before}{number}.")
    for key, part in value.items() if isinstance(value, dict) else ():
        yield f"{before}{key}"
        yield from _paths(part, f"{before}{key}.", key)


def check_field(entry: Plain, path: str) -> None:
    """Raise Failure (usage) unless entries of this type have such a field."""
    if _due(entry, path) is not None:
        return
    known = ENTRIES[entry.type].__struct_fields__
    near = field_meant(path, {*known, *_paths(entry.fields)}) or nearest(path.split(".")[0], known)
    hint = (
        say("did you mean “{near}”?", near)
        if near and near != path
        else say("it has {known}", known=say_list(known))
    )
    raise Failure(Kind.USAGE, say("{type} has no field “{path}”", entry.type, path), hint=hint)
