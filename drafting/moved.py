"""An entry that was recorded in the wrong negotiation, as it is recorded in the right one.

It keeps its day, its words and its evidence. What it points at stays where it is: such pointers
name the other stream from now on, and `supersedes` names the entry itself.
"""

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.streams import stream_of
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.steps import CATALOGUE, Step, pointing

__all__ = ["Moved", "moved_entry"]


class Moved(Struct, frozen=True, kw_only=True):
    """The entry in its new place."""

    stream: str
    version: int
    type: str
    fields: JsonObject


def moved_entry(scene: Scene, version: int, slug: str) -> Moved:
    """Return an entry as it stands, for another stream of the ledger. Raises Failure."""
    stream, (type_name, fields) = stream_of(slug), scene.entry(version)
    head = scene.ledger.store.stream_head(stream)
    if head is None or stream == scene.stream:
        detail = say("there is no other negotiation “{slug}” in this ledger to move it to", slug)
        raise Failure(
            Kind.NOT_FOUND, detail, hint=advise("{list} shows the negotiations", list=do("list"))
        )
    if not issubclass(CATALOGUE.get(type_name, object), Step):
        detail = say("v{version} is no step, and only a step can be moved", version)
        raise Failure(Kind.USAGE, detail, hint=say("take it back, and record it there"))
    if fields.get("supersedes") is not None:
        detail = say("v{version} takes the place of another step, and stays beside it", version)
        raise Failure(
            Kind.USAGE, detail, hint=say("take that pointer away, or move that one first")
        )
    there = {name: _elsewhere(fields.get(name), scene.stream) for name in pointing(type_name)}
    kept = {name: value for name, value in there.items() if value is not None}
    return Moved(
        stream=stream,
        version=head.version + 1,
        type=type_name,
        fields={**fields, **kept, "supersedes": f"{scene.stream}#{version}"},
    )


def _elsewhere(pointer: JsonValue, stream: str) -> JsonValue:
    if isinstance(pointer, list):
        return [_elsewhere(each, stream) for each in pointer]
    return f"{stream}#{pointer}" if isinstance(pointer, int) else pointer
