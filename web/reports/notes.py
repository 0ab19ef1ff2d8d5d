"""The footnotes of a report: for each entry when, by whom and in which words it was reported.

A line that is torn out of the report can be followed to its footnote, and from there, by version
and position, to one record of the log.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from parley.answers.language import say, say_list, say_word
from parley.answers.members import members_of
from parley.answers.printing import printable
from parley.answers.reading import Dated, Reading
from parley.answers.words import wording
from parley.answers.words.corrections import changed_said, ours_said
from parley.answers.words.steps import step_said
from parley.events.politics import entry_of
from parley.negotiation.arrows import arrow
from parley.negotiation.instants import Instant, instant
from parley.negotiation.rows import EvidenceRow, StepRow
from parley.negotiation.views import attributions
from parley.negotiation.views.corrections import CorrectionItem
from parley.negotiation.views.seen import Seen
from parley.web.reports.document import Address, Line, Note, Part, Quote

__all__ = ["Beside", "line", "note_names", "notes_of", "quote_of"]


class _Sources(Protocol):
    def of(self, row: EvidenceRow, /) -> tuple[str, ...]: ...


class Beside:
    """The steps of other negotiations that a report cites, by `slug#version`: a contest's sentences
    rest on them, and each has its footnote here."""

    def __init__(self, reading: Reading, places: Iterable[str]) -> None:
        seens = {each.slug: each for each in members_of(reading).negotiations}
        self.steps: dict[str, tuple[Seen, StepRow]] = {}
        """Name of a footnote -> the step, in its negotiation."""
        for place in places:
            slug, _, version = place.rpartition("#")
            seen = None if slug == reading.slug else seens.get(slug)
            step = None if seen is None else seen.step(int(version))
            if seen is not None and step is not None:
                self.steps[_name_of(place)] = seen, step

    def names(self, places: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the footnotes of these steps; none of the report's own."""
        return tuple(name for name in map(_name_of, places) if name in self.steps)


def _name_of(place: str) -> str:
    return place.replace("/", "-").replace("#", "-v")


def line(
    *parts: Part | None,
    steps: tuple[int, ...] = (),
    beside: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
) -> Line:
    """Return a line of these parts, empty ones left out, with the footnotes of these entries, here
    and `beside`.

    Control characters and those that turn the reading direction round are written out.
    """
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Quote):
            kept.append(Quote(printable(part.words), part.lang))
            if part.translated:
                kept.append(f" ({say('in translation')})")
        elif isinstance(part, Address):
            kept.append(Address(printable(part.url)))
        elif part:
            kept.append(printable(part))
    return Line(tuple(kept), (*note_names(steps), *beside, *sources))


def note_names(steps: tuple[int, ...]) -> tuple[str, ...]:
    """Return the names of the footnotes of these entries, each once."""
    return tuple(f"v{version}" for version in dict.fromkeys(steps))


def quote_of(reading: Reading, version: int, words: str | None) -> Quote | None:
    """Return exact words of a step in the language in which they were recorded."""
    if words is None:
        return None
    found = attributions.attributions(reading.seen, version)
    row = next((each.row for each in found if each.row.quote == words), None)
    return Quote(words) if row is None else Quote(words, row.lang, row.translated)


def notes_of(
    reading: Reading, corrections: list[CorrectionItem], sources: _Sources, beside: Beside
) -> tuple[Note, ...]:
    """Return the footnotes of the registration, of every step in view, of our corrections, and of
    what is cited of other negotiations."""
    own = reading.seen
    steps = [_of_step(reading, own, row, f"v{row.step}", sources) for row in own.steps]
    others = [
        _of_step(reading, seen, row, name, sources) for name, (seen, row) in beside.steps.items()
    ]
    ours = [_of_correction(reading, each) for each in corrections]
    found = [_of_registration(reading), *steps, *ours]
    return (*sorted(found, key=lambda note: int(note.name.removeprefix("v"))), *others)


def _of_registration(reading: Reading) -> Note:
    first = next(iter(reading.ledger.store.read_stream(reading.seen.stream)))
    by = entry_of(first).recorded_by
    return Note(
        name="v1",
        lines=(
            line(say("Registered: {title}", reading.seen.negotiation.title)),
            _recorded(reading, first.position, instant(first.recorded_at), by),
        ),
    )


def _of_step(reading: Reading, seen: Seen, row: StepRow, name: str, sources: _Sources) -> Note:
    reports = attributions.attributions(seen, row.step)
    lines = [line(f"{step_said(row)}, {wording.moment(row.occurred)}")]
    lines += [
        line(*_report(each.row, each.sides), sources=sources.of(each.row)) for each in reports
    ]
    if row.text is not None:
        lines.append(line(say("In our words: {text}", row.text)))
    if row.corrected_by:
        lines.append(line(say("Corrected by us: {steps}", steps=wording.steps(row.corrected_by))))
    lines.append(_recorded(reading, row.position, instant(row.recorded_at), row.recorded_by))
    return Note(name=name, lines=tuple(lines))


def _report(row: EvidenceRow, sides: tuple[str, ...]) -> Iterator[Part]:
    """Yield who said so and in what capacity, where and when it was published, and the words."""
    yield _who(row)
    if sides:
        yield f", {arrow(sides, ())}"
    if row.voice is not None:
        yield f" ({say_word(row.voice)})"
    yield f" · {_where(row)}"
    if row.url is not None:
        yield ", "
        yield Address(row.url)
    if row.published:
        yield " · " + say("published {when}", when=wording.moment(row.published))
    if row.confidence is not None:
        yield " · " + say(
            "recorder’s confidence: {confidence}", confidence=say_word(row.confidence)
        )
    if row.quote is None:
        yield " · " + say("exact words are not recorded")
        return
    yield ": "
    yield Quote(row.quote, row.lang)
    if row.transcribed:
        yield f" ({say('written down by us from sound, film or a picture')})"
    if row.translated:
        by = row.translated_by
        yield f" ({say('translated by {by}', by) if by else say('translated by nobody named')})"


def _who(row: EvidenceRow) -> str:
    kind = wording.attribution(row.attribution)
    if row.source_as_described is not None:
        return " ".join(each for each in (kind, wording.described(row.source_as_described)) if each)
    return f"{row.speaker}, {kind}" if row.speaker else kind


def _where(row: EvidenceRow) -> str:
    origin = say("origin {origin}", row.origin) if row.origin and row.origin != row.outlet else None
    source = say("source {source}", row.source) if row.source else None
    named = (row.outlet or say("outlet not known"), origin, source)
    return say_list(each for each in named if each)


def _of_correction(reading: Reading, item: CorrectionItem) -> Note:
    said = ours_said(item.what, item, Dated(item.recorded_at, reading.put_right(item.position)))
    return Note(
        name=f"v{item.version}",
        lines=(
            line("; ".join(part for part in (said, changed_said(item)) if part)),
            line(say("Why: {reason}", item.reason)),
            _recorded(reading, item.position, item.recorded_at, item.recorded_by),
        ),
    )


def _recorded(reading: Reading, position: int, recorded_at: Instant, by: str) -> Line:
    dated = Dated(recorded_at, reading.put_right(position))
    when = wording.recorded_really(dated) + ("," if dated.put_right else "")
    return line(say("Position {position} of the log, recorded {when} by {by}", position, when, by))
