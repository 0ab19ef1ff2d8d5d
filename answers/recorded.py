"""What we showed: the answer after each record of a stream, and what each record changed in it.

A newspaper that quoted the ledger on the 8th must be able to see what it quoted, whatever was
learnt or corrected since; so each answer is folded from the records up to its own position.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.answers.language import say
from parley.answers.reading import Reading
from parley.answers.shapes.steps import Replayed, TableLine
from parley.answers.table import lines_of
from parley.answers.times import Known
from parley.answers.words import wording
from parley.answers.words.steps import STEPS_SAID
from parley.events.politics import Entry, entry_of
from parley.negotiation.arrows import arrow
from parley.negotiation.instants import instant
from parley.negotiation.moments import end_of
from parley.negotiation.views import standing, timeline
from parley.negotiation.views.explained import guard_names
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import PlainRows, Seen

__all__ = ["answers_changed_at", "recorded_replay"]


class _Shown(Struct, frozen=True):
    """One answer: where the talks stood and what was on the table."""

    state: str | None
    flags: tuple[str, ...]
    lines: tuple[str, ...]


def recorded_replay(reading: Reading) -> Iterator[Replayed]:
    """Yield every record after the registration, with the answer that we gave from then on.

    Each is folded anew, so the whole takes time with the square of the stream's length.
    """
    before = _Shown(None, (), ())
    ledger, stream = reading.ledger, reading.seen.stream
    for record in ledger.store.read_stream(stream, upto=reading.known.position):
        entry = entry_of(record)
        then = _reading_at(reading, entry.position, entry.recorded_at)
        now = _shown(then)
        if entry.version > 1:
            yield _replayed(reading, then.seen, entry, before, now)
        before = now


def answers_changed_at(reading: Reading, position: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what our answers on state and table said before a record of this stream and no longer
    with it, and what they say only with it; both at the times of the view.

    The record MUST not be the first of its stream.
    """
    before, now = (
        _said(_shown(_reading_at(reading, each, reading.seen.at)))
        for each in (position - 1, position)
    )
    gone = tuple(line for line in before if line not in now)
    return gone, tuple(line for line in now if line not in before)


def _said(shown: _Shown) -> list[str]:
    flags = [wording.spaced(each) for each in shown.flags]
    return [wording.state(shown.state), *flags, *shown.lines]


def _shown(reading: Reading) -> _Shown:
    stands = standing.status(reading.seen)
    return _Shown(
        state=stands.state,
        flags=tuple(each.flag for each in stands.flags),
        # What was agreed in part is no less agreed where a deal takes it from the table.
        lines=tuple(_line(each) for each in lines_of(reading) if each.kind != "agreed"),
    )


def _reading_at(reading: Reading, position: int, now: int) -> Reading:
    """Return the view as it was with the log up to a position, at a time on the clock."""
    asked, stream = reading.asked, reading.seen.stream
    public_at = None if asked.public_at is None else end_of(asked.public_at, reading.zone)
    rows = PlainRows(reading.ledger.rows_at(stream, position, public_at=public_at))
    known = Known(position=position, text=asked.known_at, settled=True)
    return Reading(reading.ledger, stream, rows, known, asked, now=now)


def _replayed(reading: Reading, seen: Seen, entry: Entry, before: _Shown, now: _Shown) -> Replayed:
    row = seen.step(entry.version)
    item = next((each for each in timeline.log(seen) if each.version == entry.version), None)
    shown = () if item is None else (item,)
    said = (
        say(
            "{verb} (not in view at the times that were asked for)",
            verb=say(STEPS_SAID[entry.type]),
        )
        if item is None
        else item.said
    )
    return gather(
        Replayed,
        *shown,
        said=said,
        version=entry.version,
        log_position=entry.position,
        type=entry.type,
        recorded_at=instant(entry.recorded_at),
        put_right=reading.put_right(entry.position),
        state_before=before.state,
        state=now.state,
        allowed_by=guard_names(row),
        changed=tuple(_differences(before, now)),
        flags=now.flags,
        before=_follower(seen, entry.version),
    )


def _differences(before: _Shown, now: _Shown) -> Iterator[str]:
    """Yield in words how one answer differs from the one before."""
    if before.state != now.state:
        yield f"{wording.state(before.state)} → {wording.state(now.state)}"
    yield from (f"+ {wording.spaced(each)}" for each in now.flags if each not in before.flags)
    yield from (f"− {wording.spaced(each)}" for each in before.flags if each not in now.flags)
    yield from (f"+ {each}" for each in now.lines if each not in before.lines)
    yield from (f"− {each}" for each in before.lines if each not in now.lines)


def _line(line: TableLine) -> str:
    due = f" {wording.moment(line.due)}" if line.due is not None else ""
    number = f" ({wording.step(line.version)})" if line.version > 1 else ""
    return f"{line.kind} {arrow(line.by, line.to)} {line.said}{due}{number}".replace("  ", " ")


def _follower(seen: Seen, version: int) -> int | None:
    """Return the step that happened after this one and was recorded before it; None for news in
    order."""
    row = seen.step(version)
    if row is None:
        return None
    return next((each.step for each in seen.steps if each.place == row.place + 1), None)
