"""The answer `log`: the timeline, as it happened or as it was recorded."""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Final

from msgspec import Struct

from answers.entries import Entry, Note
from answers.failing import Failure, Kind, suggest
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.steps import LogLine
from answers.shaping import as_value, shape
from answers.times import absolute
from answers.words import wording
from negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, parse_moment
from negotiation.saying import VERBS
from negotiation.views import timeline

__all__ = [
    "_COLUMNS",
    "_Test",
    "_Wanted",
    "_all",
    "_between",
    "_entries",
    "_in_view",
    "_of_types",
    "_oneline",
    "_recorded_entries",
    "_shown",
    "_with_words",
    "log_notes",
]


OUR_CORRECTIONS: Final = "Our corrections"


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("said", "what"),
    Column("quote", "words", wording.quoted),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("state", "state change", wording.state_change, whole=True),
    Column("position", "position", extra=True),
    Column("type", "type", extra=True),
    Column("published", "published", wording.moment, extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("put_right", "really recorded", extra=True),
    Column("recorded_by", "recorded by", extra=True),
    Column("by", "by", extra=True),
    Column("to", "to", extra=True),
    Column("text", "text", extra=True),
    Column("source", "source", extra=True),
    Column("attribution", "attribution", extra=True),
    Column("flags", "flags", wording.flags_set, extra=True),
    Column("corrected_by", "corrected by", wording.steps, extra=True),
    Column("undetermined", "order not determined with", wording.steps, extra=True),
    Column("id", "id", extra=True),
    Column("note", "note", extra=True),
)


class _Wanted(Struct, frozen=True, kw_only=True):
    """Which entries are asked for; what is empty asks for all."""

    by: tuple[str, ...]
    types: tuple[str, ...]
    since: str | None
    until: str | None
    grep: str | None


def log_notes(item: timeline.LogItem, above: Container[int]) -> tuple[Note, ...]:
    """Return what stands under an entry; `above` are the steps that were shown before it."""
    value = as_value(item)
    undetermined = [version for version in item.undetermined if version in above]
    notes = [
        Note(item.text or ""),
        Note(wording.said_by(value, item.said), "dim"),
        Note(wording.state_change(value), "bold"),
    ]
    if undetermined:
        notes.append(Note(f"order with {wording.steps(undetermined)} not determined", "dim"))
    if item.corrected_by:
        notes.append(Note(f"corrected by {wording.steps(item.corrected_by)}", "dim"))
    return tuple(notes)


def _entries(items: Sequence[timeline.LogItem]) -> Iterator[Entry]:
    """Yield the entries in the order of occurrence, under their dates."""
    above: set[int] = set()
    for item in items:
        yield Entry(
            heading=wording.moment(item.occurred) or OUR_CORRECTIONS,
            label=wording.step(item.version),
            line=item.said,
            notes=log_notes(item, above),
        )
        above.add(item.version)


def _shown(reading: Reading, item: timeline.LogItem) -> LogLine:
    return shape(LogLine, item, put_right=reading.put_right(item.position))


def _recorded_entries(reading: Reading, items: Sequence[timeline.LogItem]) -> Iterator[Entry]:
    """Yield the entries in recorded order, under the times at which they were recorded."""
    for item in items:
        yield Entry(
            heading=f"recorded {wording.recorded_really(as_value(_shown(reading, item)))}",
            label=f"@{item.position}",
            line=f"{wording.step(item.version)} {_line(item)}",
            notes=log_notes(item, ()),
        )


def _line(item: timeline.LogItem) -> str:
    return f"{item.said} {wording.moment(item.occurred)}".rstrip()


def _oneline(item: timeline.LogItem) -> str:
    """Return the line that recording the step answered."""
    changed = "" if item.state == item.state_before else f" · {wording.state(item.state)}"
    return f"{wording.step(item.version)} {_line(item)}{changed}"


def _in_view(reading: Reading, items: Sequence[timeline.LogItem]) -> list[timeline.LogItem]:
    """Return the entries without the corrections of what is not in view itself."""
    if reading.asked.as_of is None and reading.asked.public_at is None:
        return list(items)
    visible = set(reading.seen.visible)
    for each in reading.seen.corrections():
        if each.target in visible:
            visible.add(each.step)
    return [item for item in items if item.version in visible]


_Test = Callable[[timeline.LogItem], bool]


def _all(_: timeline.LogItem) -> bool:
    return True


def _of_types(names: Sequence[str]) -> _Test:
    if not names:
        return _all
    known = {_folded(verb): name for name, verb in VERBS.items()}
    known |= {_folded(name): name for name in VERBS}
    for name in names:
        if _folded(name) not in known:
            near = suggest(name, [*VERBS, *VERBS.values()])
            hint = near or f"the types are {', '.join(VERBS)}"
            raise Failure(Kind.USAGE, f"there is no step type “{name}”", hint=hint)
    types = {known[_folded(name)] for name in names}
    return lambda item: item.type in types


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _between(reading: Reading, since: str | None, until: str | None, now: int) -> _Test:
    if since is None and until is None:
        return _all
    first, end = UNBOUNDED_PAST, UNBOUNDED_FUTURE
    zone = reading.zone
    if since is not None:
        first = parse_moment(absolute(since, "--since", zone, now=now)).bounds(zone).earliest
    if until is not None:
        end = parse_moment(absolute(until, "--until", zone, now=now)).bounds(zone).latest

    def fits(item: timeline.LogItem) -> bool:
        step = reading.seen.step(item.version)
        return step is not None and step.latest > first and step.earliest < end

    return fits


def _with_words(words: str | None) -> _Test:
    if words is None:
        return _all
    folded = words.casefold()

    def fits(item: timeline.LogItem) -> bool:
        texts = (item.said, item.text, item.quote, item.speaker, item.note, item.source)
        return any(folded in text.casefold() for text in texts if text)

    return fits
