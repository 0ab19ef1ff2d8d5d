"""Entries that were recorded in the wrong negotiation, as they are recorded in the right one.

They keep their days, their words and their evidence. What hangs together moves together: where one
of them points at another, it does so there too. What they point at and is not moved stays where it
is: such pointers name the other stream from now on, and `supersedes` names the entry itself.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_all
from parley.answers.streams import stream_of
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.steps import CATALOGUE, Step, pointing

__all__ = ["Moved", "moved_entries"]


class Moved(Struct, frozen=True, kw_only=True):
    """The entry in its new place."""

    stream: str
    version: int
    type: str
    fields: JsonObject


def moved_entries(scene: Scene, versions: Sequence[int], slug: str) -> list[Moved]:
    """Return entries as they stand, for another stream of the ledger, in the order given, which is
    that of their versions. Raises Failure."""
    stream = stream_of(slug)
    head = scene.ledger.store.stream_head(stream)
    if head is None or stream == scene.stream:
        detail = say("there is no other negotiation “{slug}” in this ledger to move it to", slug)
        raise Failure(
            Kind.NOT_FOUND, detail, hint=advise("{list} shows the negotiations", list=do("list"))
        )
    there = {version: head.version + place for place, version in enumerate(versions, 1)}
    moved = [_moved(scene, version, stream, there) for version in versions]
    if left := [each for each in scene.hanging_on(versions) if each not in there]:
        detail = say(
            "{left} would be left pointing at what is moved",
            left=say_all([f"v{each}" for each in left]),
        )
        every = say_all([f"v{each}" for each in sorted({*versions, *left})])
        hint = say("name all that hangs together, and it is moved at once: {every}", every)
        raise Failure(Kind.USAGE, detail, hint=hint)
    return moved


def _moved(scene: Scene, version: int, stream: str, there: Mapping[int, int]) -> Moved:
    type_name, fields = scene.entry(version)
    if not issubclass(CATALOGUE.get(type_name, object), Step):
        detail = say("v{version} is no step, and only a step can be moved", version)
        raise Failure(Kind.USAGE, detail, hint=say("take it back, and record it there"))
    if fields.get("supersedes") is not None:
        detail = say("v{version} takes the place of another step, and stays beside it", version)
        raise Failure(
            Kind.USAGE, detail, hint=say("take that pointer away, or move that one first")
        )
    pointers = {
        name: _pointer(fields.get(name), scene.stream, there) for name in pointing(type_name)
    }
    kept = {name: value for name, value in pointers.items() if value is not None}
    return Moved(
        stream=stream,
        version=there[version],
        type=type_name,
        fields={**fields, **kept, "supersedes": f"{scene.stream}#{version}"},
    )


def _pointer(pointer: JsonValue, stream: str, there: Mapping[int, int]) -> JsonValue:
    """A pointer as it stands in the other stream: at what is moved too, or back."""
    if isinstance(pointer, list):
        return [_pointer(each, stream, there) for each in pointer]
    if isinstance(pointer, int):
        return there.get(pointer) or f"{stream}#{pointer}"
    return pointer
