"""A whole report: the sections, the footnotes, the sources, what was asked, and how to check it."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from parley.answers.language import marked, say, say_in, say_list
from parley.answers.members import across_lines
from parley.answers.printing import printable
from parley.answers.reading import Dated, Reading, describe_ledger
from parley.answers.shapes.across import AcrossLine
from parley.answers.shapes.story import StoryAnswer, StoryLine
from parley.answers.story import story_of
from parley.answers.times import STEP, say_until
from parley.answers.words import wording
from parley.negotiation import rows
from parley.negotiation.instants import instant
from parley.negotiation.views.corrections import ours
from parley.web.reports.document import (
    Block,
    Commands,
    Document,
    Facts,
    Item,
    Line,
    Listing,
    Paragraph,
    Section,
)
from parley.web.reports.notes import Beside, line, notes_of
from parley.web.reports.sections import sections_of
from parley.web.reports.sources import sources_of

__all__ = ["SYNTHETIC", "document_of", "under_title"]

SYNTHETIC: Final = marked("SYNTHETIC DATA: made up, nothing of it was reported")


def document_of(
    reading: Reading, root: str, suffix: str, pictures: Mapping[str, Block]
) -> Document:
    """Return the report of what is read; `root` is that of the log, as hexadecimal digits.

    `suffix` is that of the file in the command that makes it again.
    """
    seen = reading.seen
    corrections = ours(seen, reading.as_recorded)
    told, across = story_of(reading), [*across_lines(reading)]
    places = [place for each in across for place in each.steps]
    beside = Beside(reading, [*_places(told.items), *places])
    sources = sources_of(reading, beside)
    return Document(
        title=printable(seen.negotiation.title),
        under_title=under_title(reading),
        warning=say(SYNTHETIC) if seen.negotiation.synthetic else None,
        sections=(
            _story(reading, told, across, beside),
            *sections_of(reading, corrections, pictures, across, beside),
            Section("cite", say("How to cite it"), (Paragraph(line(_cited(reading, root))),)),
            Section("asked", say("What was asked"), (Facts(tuple(_asked(reading))),)),
            Section("check", say("How to check it"), tuple(_check(reading, root, suffix))),
        ),
        notes=notes_of(reading, corrections, sources, beside),
        sources=sources.notes,
    )


def _story(
    reading: Reading, told: StoryAnswer, across: Sequence[AcrossLine], beside: Beside
) -> Section:
    """Return the talks in about five sentences, under what the answer proves."""
    others = {each.sentence: each.steps for each in across}
    items = tuple(
        Item(
            line(
                each.sentence,
                steps=each.steps if each.told_of == reading.slug else (),
                beside=beside.names((*_places([each]), *others.get(each.sentence, ()))),
            )
        )
        for each in told.items
    )
    return Section("story", told.headline, (Listing("", items),) if items else ())


def _places(items: Iterable[StoryLine]) -> Iterator[str]:
    """Yield the steps that sentences rest on, with the negotiation in which they stand."""
    return (f"{each.told_of}#{version}" for each in items for version in each.steps)


def _cited(reading: Reading, root: str) -> str:
    """Return the line with which a work names this report: whoever has it can find the records."""
    return say(
        "Cite as: {title}. Parley ledger {ledger}, {negotiation}, position {position}, "
        "root {root}, recorded up to {date}.",
        reading.seen.negotiation.title,
        reading.ledger.store.info.ledger,
        position=reading.known.position,
        root=root,
        negotiation=reading.slug,
        date=_last_recorded(reading),
    )


def under_title(reading: Reading) -> str:
    """Return what is read, and at which times."""
    cuts = [_happened_by(reading)] if reading.asked.as_of is not None else []
    if reading.asked.public_at is not None:
        cuts.append(
            say("as published by {when}", when=say_until(reading.asked.public_at, reading.zone))
        )
    return " · ".join(
        [reading.slug, *cuts, say("as recorded up to position {position}", reading.known.position)]
    )


def _asked(reading: Reading) -> Iterator[tuple[str, Line]]:
    """Yield which negotiation, and the three times."""
    stands, asked = reading.seen.negotiation, reading.asked
    called = {each.party: each.name for each in reading.seen.registration.names}
    parties = dict.fromkeys(row.party for row in reading.seen.all(rows.PartyRow))
    names = say_list(f"{party} ({called[party]})" for party in parties)
    yield say_in("of a report", "Negotiation"), line(f"{stands.title} ({reading.slug})", steps=(1,))
    arena = reading.seen.registration.arena
    if arena is not None:
        yield say_in("of a report", "Arena"), line(arena)
    if names:
        yield say_in("of a report", "Parties"), line(names)
    yield say_in("of a report", "Happened"), line(_happened_by(reading))
    if asked.as_of is None:
        when = say("at {when}, the time of the last record", when=_last_recorded(reading))
        yield say_in("of a report", "Deadlines judged"), line(when)
    public = asked.public_at
    published = (
        say("published or not")
        if public is None
        else say("by {when}", when=say_until(public, reading.zone))
    )
    yield say_in("of a report", "Published"), line(published)
    yield say_in("of a report", "Recorded"), line(_recorded_by(reading))
    yield say_in("of a report", "Time zone"), line(reading.zone)


def _happened_by(reading: Reading) -> str:
    as_of = reading.asked.as_of
    if as_of is None:
        return say("no date was asked for")
    said = say_until(as_of, reading.zone)
    return said if STEP.fullmatch(as_of) else say("as of {when}", when=said)


def _recorded_by(reading: Reading) -> str:
    """Return the position in words. A time that lies after the last record is not said: what is
    recorded next may still carry an earlier one."""
    position, text = reading.known.position, _time_asked(reading)
    last = _last_recorded(reading)
    if text is None:
        return say("up to position {position} of the log, the last of it {last}", position, last)
    return say(
        "up to position {position} of the log, the last of it {last}: everything that was recorded"
        " by {when}",
        position,
        last,
        when=say_until(text, reading.zone),
    )


def _time_asked(reading: Reading) -> str | None:
    """Return the time of knowledge that was asked for, where it is a time and is settled."""
    text = reading.known.text
    return None if text is None or text.startswith("@") or not reading.known.settled else text


def _last_recorded(reading: Reading) -> str:
    position = reading.known.position
    last = next(reading.ledger.log(after=position - 1, upto=position))
    return wording.recorded_really(Dated(instant(last.recorded_at), reading.put_right(position)))


def _check(reading: Reading, root: str, suffix: str) -> Iterator[Block]:
    """Yield what the ledger is, the command that makes the same bytes, and the one that checks."""
    position = reading.known.position
    about = describe_ledger(reading.ledger, position)
    yield Facts(
        (
            (say_in("of a report", "Ledger"), line(reading.ledger.store.info.ledger)),
            (say_in("of a report", "Position"), line(str(position))),
            (say_in("of a report", "Root"), line(root)),
            (say_in("of a report", "Rules"), line(say("version {rules}", rules=about.rules))),
            (say_in("of a report", "Views"), line(say("version {views}", views=about.views))),
        )
    )
    yield Paragraph(
        line(
            say(
                "On this ledger, this command of the same release makes the same report "
                "again, byte for byte:"
            )
        )
    )
    yield Commands((_again(reading, suffix),))
    yield Paragraph(
        line(
            say(
                "The first of these derives everything again from the records; the second "
                "writes the records that this report rests on, and says their root, which "
                "must be the one above:"
            )
        )
    )
    export = f"parley export --known-at @{position} -o records.jsonl"
    yield Commands(("parley verify", export))


def _again(reading: Reading, suffix: str) -> str:
    asked = reading.asked
    words = ["parley", "report", "-n", reading.slug]
    for option, value in (
        ("--as-of", asked.as_of),
        ("--public-at", asked.public_at),
        ("--known-at", _time_asked(reading) or f"@{reading.known.position}"),
    ):
        words += [] if value is None else [option, value]
    return shlex.join([*words, "-o", f"{reading.slug.replace('/', '-')}.{suffix}"])
