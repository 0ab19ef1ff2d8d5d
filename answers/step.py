"""The answers `show` and `record`: one entry in full, down to the bytes that were recorded."""

from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.failing import Failure, Kind
from parley.answers.forms import Columns
from parley.answers.language import say
from parley.answers.own import OwnRecords
from parley.answers.question import Question
from parley.answers.reading import Reading, missing_step, no_such_step
from parley.answers.shapes.base import RecordAnswer
from parley.answers.shapes.steps import (
    Correction,
    EvidenceShown,
    Pointing,
    ReportedShown,
    ShowAnswer,
)
from parley.answers.step_columns import RECORD_COLUMNS, REGISTRATION_COLUMNS, STEP_COLUMNS
from parley.answers.words.effects import changes_at
from parley.answers.words.offers import subject_said
from parley.answers.words.quantities import quantity_said
from parley.answers.words.steps import STEPS_SAID, step_said
from parley.answers.words.things import total_of
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Entry, entry_of
from parley.events.record import Record, leaf_hash
from parley.events.statement import statement_hash
from parley.negotiation import rows
from parley.negotiation.instants import instant
from parley.negotiation.moments import end_of
from parley.negotiation.published import public_part
from parley.negotiation.upcasts import todays
from parley.negotiation.views import reporters, timeline
from parley.negotiation.views.attributions import attributions
from parley.negotiation.views.explained import guard_names
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = [
    "RECORD",
    "SHOW",
    "RecordOptions",
    "ShowOptions",
    "record_answer",
    "record_at",
    "record_of",
]


class ShowOptions(Struct, frozen=True):
    """The options of `show`."""

    version: int
    """The step, the correction of ours, or 1 for the registration."""


class RecordOptions(Struct, frozen=True):
    """The options of `record`."""

    position: int
    """Where the record stands in the log."""


def record_answer(record: Record) -> RecordAnswer:
    """Return a record as it is published: its bytes as text, its parts beside them."""
    return gather(
        RecordAnswer,
        record,
        statement=msgspec.json.decode(record.statement, type=dict),
        statement_hash=statement_hash(record.statement).hex(),
        leaf_hash=leaf_hash(record.data).hex(),
        record=record.data.decode("utf-8"),
    )


def record_at(ledger: Ledger, position: int) -> Record:
    """Return the record at a position. Raises Failure (not found)."""
    size = ledger.head().size
    if not 1 <= position <= size:
        detail = say("there is no @{position}: the log ends at @{size}", position, size)
        raise Failure(
            Kind.NOT_FOUND,
            detail,
            hint=advise("{log} shows positions", log=do("log", recorded=True)),
        )
    return next(iter(ledger.log(position - 1, position)))


def record_of(ledger: Ledger, stream: str, version: int) -> Record:
    """Return the record of an entry. Raises Failure (not found)."""
    missing = no_such_step(ledger, stream, version, ledger.head().size)
    if missing is not None:
        raise missing
    return next(iter(ledger.store.read_stream(stream, after=version - 1)))


def _build_record(records: OwnRecords, options: RecordOptions) -> RecordAnswer:
    return record_answer(record_at(records.ledger, options.position))


def _build(reading: Reading, options: ShowOptions) -> ShowAnswer:
    version = options.version
    record = record_of(reading.ledger, reading.seen.stream, version)
    entry = entry_of(record)
    seen, believed = _seen_with(reading, version)
    item = next((each for each in timeline.log(seen) if each.version == version), None)
    registered = f"{say(STEPS_SAID['NegotiationRegistered'])}: {reading.seen.negotiation.title}"
    row = seen.step(version)
    return reading.answer(
        ShowAnswer,
        *(() if item is None else (item,)),
        said=registered if item is None else item.said,
        version=version,
        log_position=record.position,
        position=reading.known.position,
        type=record.type,
        believed=believed,
        allowed_by=guard_names(row),
        changed=changes_at(seen, version),
        evidence=tuple(
            gather(EvidenceShown, each.row, each) for each in attributions(seen, version)
        ),
        reported=tuple(
            _reported(seen, version, each) for each in reporters.reported(seen, version)
        ),
        points_at=() if row is None else _pointings(seen, row),
        pointed_at_by=_pointed_at(seen, version),
        corrections=tuple(
            gather(Correction, each, version=each.step)
            for each in reading.seen.corrections()
            if each.target == version
        ),
        act=None if row is None else row.act,
        opens=None if row is None else row.opens,
        recorded_at=instant(record.recorded_at),
        put_right=reading.put_right(record.position),
        recorded_by=entry.recorded_by,
        id=record.id,
        step=_recorded_step(reading, entry),
        statement_hash=statement_hash(record.statement).hex(),
        leaf_hash=leaf_hash(record.data).hex(),
    )


def _recorded_step(reading: Reading, entry: Entry) -> JsonObject:
    """Return an entry as it was recorded, as far as it was public at the time of publication."""
    if reading.asked.public_at is None:
        return todays(entry.type, entry.type_version, entry.step)
    return public_part(entry, reading.zone, end_of(reading.asked.public_at, reading.zone))


def _seen_with(reading: Reading, version: int) -> tuple[Seen, bool]:
    """Return the view in which the entry can be seen, and whether it is believed.

    A retracted entry is seen as it stood just before. Raises Failure for what is not in view.
    """
    seen = reading.seen
    correction = any(each.step == version for each in seen.corrections())
    if version == 1 or correction or seen.step(version) is not None:
        return seen, True
    for each in seen.corrections():
        if (each.target, each.effect, each.in_force) == (version, "retract", True):
            before = reading.as_recorded(each.position - 1)
            if before is not None and before.step(version) is not None:
                return before, False
    raise missing_step(reading, version)


def _reported(seen: Seen, version: int, item: reporters.Reported) -> ReportedShown:
    total = total_of(item.subject, seen.pools_at(version))
    said = f"{subject_said(item.subject)}, {quantity_said(item.quantity, total)}"
    return gather(ReportedShown, item, said=said)


def _pointings(seen: Seen, row: rows.StepRow) -> tuple[Pointing, ...]:
    return tuple(
        Pointing(field=field, step=step, said=_said(seen, step))
        for field, steps in row.pointers.items()
        for step in steps
    )


def _pointed_at(seen: Seen, version: int) -> tuple[Pointing, ...]:
    return tuple(
        Pointing(field=field, step=row.step, said=step_said(row))
        for row in seen.steps
        for field, steps in row.pointers.items()
        if version in steps
    )


def _said(seen: Seen, step: int | str) -> str | None:
    row = seen.step(step) if isinstance(step, int) else None
    return None if row is None else step_said(row)


def _fitting(answer: ShowAnswer) -> Columns[ShowAnswer]:
    return REGISTRATION_COLUMNS if answer.version == 1 else STEP_COLUMNS


SHOW: Final = Question(
    name="show",
    subject=Reading,
    shape=ShowAnswer,
    build=_build,
    columns=STEP_COLUMNS,
    options=ShowOptions,
    fitting=_fitting,
)

RECORD: Final = Question(
    name="record",
    subject=OwnRecords,
    shape=RecordAnswer,
    build=_build_record,
    columns=RECORD_COLUMNS,
    options=RecordOptions,
)
