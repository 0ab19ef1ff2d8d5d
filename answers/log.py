"""The answer `log`: the timeline, as it happened or as it was recorded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.columns import QUOTE, SOURCED, SPEAKER, STEP, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.failing import Failure, Kind, suggest
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.steps import LogAnswer, LogLine
from parley.answers.words import wording
from parley.answers.words.ordering import groups_of, order_open
from parley.answers.words.steps import STEPS_SAID
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, parse_moment
from parley.negotiation.views import timeline
from parley.negotiation.views.gathering import gather

__all__ = ["LOG", "LogOptions", "oneline"]

_OUR_CORRECTIONS: Final = marked("Our corrections")

_COLUMNS: Final[Columns[LogLine]] = (
    STEP,
    WHEN,
    Column("said", "what"),
    QUOTE,
    SPEAKER,
    Column("state", "state change", wording.state_change),
    Column("position", "position", extra=True),
    Column("type", "type", extra=True),
    Column("published", "published", lambda each: wording.moment(each.published), extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("put_right", "really recorded", extra=True),
    Column("recorded_by", "recorded by", extra=True),
    Column("by", "by", extra=True),
    Column("to", "to", extra=True),
    Column("text", "text", extra=True),
    *SOURCED,
    Column("flags", "flags", lambda each: say_list(map(wording.spaced, each.flags)), extra=True),
    Column(
        "corrected_by", "corrected by", lambda each: wording.steps(each.corrected_by), extra=True
    ),
    Column(
        "undetermined",
        "order not determined with",
        lambda each: wording.steps(each.undetermined),
        extra=True,
    ),
    Column("id", "id", extra=True),
    Column("note", "note", extra=True),
)


class LogOptions(Struct, frozen=True, kw_only=True):
    """The options of `log`; what is empty asks for all."""

    by: tuple[str, ...] = ()
    """Only what these parties did or said."""
    types: tuple[str, ...] = ()
    """Only steps of these types: `OfferMade` or `offer`."""
    since: str | None = None
    """Only what may have happened then or later: a moment with an absolute date."""
    until: str | None = None
    """Only what may have happened by the end of then: a moment with an absolute date."""
    grep: str | None = None
    """Only entries with these words, in any case."""
    last: int | None = None
    """Only the last so many."""
    reverse: bool = False
    """The last one first."""
    recorded: bool = False
    """In the order in which they were recorded."""


# What people read --------------------------------------------------------------------------------


def oneline(item: LogLine) -> str:
    """Return the line that recording the step answered."""
    changed = "" if item.state == item.state_before else f" · {wording.state(item.state)}"
    return f"{wording.step(item.version)} {_line(item)}{changed}"


def _entries(answer: LogAnswer) -> Iterator[Entry]:
    return _by_record(answer) if answer.order == "recorded" else _by_occurrence(answer)


def _by_occurrence(answer: LogAnswer) -> Iterator[Entry]:
    """Yield the entries under their dates; an order that is not determined is said once."""
    for run in groups_of(answer.items):
        for item in run:
            yield Entry(
                heading=wording.moment(item.occurred) or _OUR_CORRECTIONS,
                label=wording.step(item.version),
                line=item.said,
                notes=_notes(item, order_open(run) if item is run[0] else ""),
            )


def _by_record(answer: LogAnswer) -> Iterator[Entry]:
    """Yield the entries under the times at which they were recorded."""
    for item in answer.items:
        yield Entry(
            heading=say(
                "recorded {recorded_really}", recorded_really=wording.recorded_really(item)
            ),
            label=f"@{item.position}",
            line=f"{wording.step(item.version)} {_line(item)}",
            notes=_notes(item, ""),
        )


def _notes(item: LogLine, order: str) -> tuple[Note, ...]:
    notes = [
        Note(item.text or ""),
        wording.source_note(item, item.said),
        Note(wording.state_change(item), "stress"),
    ]
    notes.append(Note(order, "aside"))
    if item.corrected_by:
        notes.append(
            Note(say("corrected by {steps}", steps=wording.steps(item.corrected_by)), "aside")
        )
    return tuple(notes)


def _line(item: LogLine) -> str:
    return f"{item.said} {wording.moment(item.occurred)}".rstrip()


def _remarks(answer: LogAnswer) -> Iterator[str]:
    if answer.items:
        return
    if answer.steps:
        yield say("no entry fits; {all} alone shows all of them", all=do("log"))
    else:
        yield wording.nothing_recorded(answer.negotiation)


# Choosing ---------------------------------------------------------------------------------------


def _build(reading: Reading, options: LogOptions) -> LogAnswer:
    items = _select(reading, options)
    if options.recorded:
        items.sort(key=lambda item: item.position)
    if options.last is not None:
        items = items[-options.last :]
    if options.reverse:
        items.reverse()
    return reading.answer(
        LogAnswer,
        order="recorded" if options.recorded else "occurred",
        steps=len(reading.seen.steps),
        items=tuple(
            gather(LogLine, item, put_right=reading.put_right(item.position)) for item in items
        ),
    )


_Test = Callable[[timeline.LogItem], bool]


def _select(reading: Reading, options: LogOptions) -> list[timeline.LogItem]:
    """Return the entries that fit. Raises Failure for a name that nobody and nothing has."""
    items = _in_view(reading, timeline.log(reading.seen))
    tests = [
        _by(reading, items, options.by),
        _of_types(options.types),
        _between(reading, options.since, options.until),
        _with_words(options.grep),
    ]
    return [item for item in items if all(test(item) for test in tests)]


def _in_view(reading: Reading, items: Sequence[timeline.LogItem]) -> list[timeline.LogItem]:
    """Return the entries without the corrections of what is not in view itself."""
    if reading.asked.as_of is None and reading.asked.public_at is None:
        return list(items)
    visible = set(reading.seen.visible)
    for each in reading.seen.corrections():
        if each.target in visible:
            visible.add(each.step)
    return [item for item in items if item.version in visible]


def _all(_: timeline.LogItem) -> bool:
    return True


def _by(reading: Reading, items: Iterable[timeline.LogItem], names: Sequence[str]) -> _Test:
    if not names:
        return _all
    known = {actor.casefold(): actor for item in items for actor in item.by}
    known |= {actor.rpartition(":")[2]: whole for actor, whole in known.items()}
    known |= reading.seen.party_names
    for name in names:
        if name.casefold() not in known:
            detail = say(
                "nobody called “{name}” did or said anything in {slug}", name, reading.slug
            )
            hint = suggest(name, sorted(set(known.values()))) or advise(
                "{log} shows who did", log=do("log")
            )
            raise Failure(Kind.NOT_FOUND, detail, hint=hint)
    actors = {known[name.casefold()] for name in names}
    return lambda item: not actors.isdisjoint(item.by)


def _of_types(names: Sequence[str]) -> _Test:
    if not names:
        return _all
    known = {_folded(say(verb)): name for name, verb in STEPS_SAID.items()}
    known |= {_folded(name): name for name in STEPS_SAID}
    for name in names:
        if _folded(name) not in known:
            near = suggest(name, [*STEPS_SAID, *map(say, STEPS_SAID.values())])
            hint = near or say("the types are {types}", types=say_list(STEPS_SAID))
            raise Failure(Kind.USAGE, say("there is no step type “{name}”", name), hint=hint)
    types = {known[_folded(name)] for name in names}
    return lambda item: item.type in types


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _between(reading: Reading, since: str | None, until: str | None) -> _Test:
    if since is None and until is None:
        return _all
    first, end = UNBOUNDED_PAST, UNBOUNDED_FUTURE
    zone = reading.zone
    if since is not None:
        first = parse_moment(since).bounds(zone).earliest
    if until is not None:
        end = parse_moment(until).bounds(zone).latest

    def fits(item: timeline.LogItem) -> bool:
        step = reading.seen.step(item.version)
        return step is not None and step.latest > first and step.earliest < end

    return fits


def _with_words(words: str | None) -> _Test:
    if words is None:
        return _all
    folded = words.casefold()

    def fits(item: timeline.LogItem) -> bool:
        voice = (item.speaker, item.source_as_described, item.source)
        texts = (item.said, item.text, item.quote, item.note, *voice)
        return any(folded in text.casefold() for text in texts if text)

    return fits


LOG: Final = Question(
    name="log",
    subject=Reading,
    shape=LogAnswer,
    build=_build,
    columns=_COLUMNS,
    options=LogOptions,
    entries=_entries,
    remarks=_remarks,
)
