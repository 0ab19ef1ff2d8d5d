"""What is answered after a write: one line for a person, one object for a program.

The line is what stands in the timeline from now on, so a slip of the finger is seen at once; the
next step is said because the commonest question after recording is how to go on.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.acts import Act, do
from parley.answers.forms import Card, Column, Columns, Listing
from parley.answers.language import say, say_list
from parley.answers.shapes.across import AcrossLine
from parley.answers.streams import NEGOTIATION, slug_of
from parley.answers.words import wording
from parley.answers.words.effects import changes_said
from parley.answers.words.moments import moment_said
from parley.answers.words.own import own_said
from parley.answers.words.phrases import correction_said
from parley.answers.words.steps import step_said
from parley.events.canonical import JsonObject
from parley.events.kinds import SOURCES
from parley.events.own import OWN
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.negotiation.instants import Instant, instant
from parley.negotiation.rows import StepRow
from parley.negotiation.steps import CATALOGUE, EntryCorrected, Step, pointer_fields
from parley.negotiation.views.tables import read_row, row_of

__all__ = [
    "WritingAnswer",
    "Written",
    "WrittenAnswer",
    "answer_of",
    "lines_of",
    "next_step",
    "state_said",
    "written",
]


_NEXT: Final[Mapping[str, Act]] = {
    "NegotiationRegistered": do("AllianceProposed", by=None, to=None, occurred=None, evidence=None),
    "ContestRegistered": do("register", slug=None, contest="$slug"),
    "CheckMade": do("checks"),
    "ClockCorrected": do("clocks"),
    "RefusalsSwitched": do("refusals"),
    "RegisterEntered": do("show_entry", kind="$kind", entry="$entry"),
    "EntryCorrected": do("log"),
}
"""What comes next after an entry that is no step; of a step its type says what answers it."""


class Written(Struct, frozen=True, kw_only=True):
    """One record that was written, or would be: then position and recorded_at are null."""

    stream: str
    version: int
    position: int | None
    recorded_at: Instant | None
    id: str
    type: str
    occurred: str | None
    said: str
    state: str | None
    """State of the negotiation once all that was typed is recorded; null before any talks."""
    state_there: str | None
    """State just after the step at its own place, which of late news is another than that of now;
    null also of what changes no state by itself, such as a correction."""
    changed: tuple[str, ...]
    late: bool
    """It stands before something that was recorded earlier: before the step `before`."""
    before: int | None
    repeated: bool
    """It had been recorded before, under this id; nothing new was written."""
    across: tuple[AcrossLine, ...] = ()
    """What it causes in other negotiations, with what was recorded in the same append: exclusive
    deals or talks beside each other, shares and seats given twice, a deal that waits."""
    unfollowed: str | None = None
    """It is recorded, and the views could not follow, for this reason; null where they did."""


class WrittenAnswer(Written, frozen=True, kw_only=True, tag_field="shape", tag="parley.written/v1"):
    """What a command that records one entry answers with --json."""

    dry_run: bool


class WritingAnswer(Struct, frozen=True, kw_only=True, tag_field="shape", tag="parley.writing/v1"):
    """What a command that records several entries answers with --json."""

    dry_run: bool
    items: tuple[Written, ...]


_COLUMNS: Final[Columns[Written]] = [
    Column("stream", "stream"),
    Column("version", "version"),
    Column("position", "position"),
    Column("recorded_at", "recorded"),
    Column("type", "type"),
    Column("occurred", "occurred"),
    Column("said", "said"),
    Column("state", "state"),
    Column("state_there", "state at its place", extra=True),
    Column("changed", "changed"),
    Column("late", "late"),
    Column("across", "across", lambda each: " ".join(one.sentence for one in each.across)),
    Column("before", "before"),
    Column("id", "id"),
    Column("repeated", "repeated", extra=True),
    Column("unfollowed", "what could not follow", extra=True),
]


def written(receipt: Receipt, draft: Draft) -> Written:
    """Return the answer for one draft; where late news was placed is not known here."""
    occurred = draft.fields.get("occurred")
    return Written(
        stream=receipt.stream,
        version=receipt.version,
        position=receipt.position,
        recorded_at=None if receipt.recorded_at is None else instant(receipt.recorded_at),
        id=receipt.id,
        type=receipt.type,
        occurred=occurred if isinstance(occurred, str) else None,
        said=_said(receipt),
        state=receipt.state,
        state_there=_state_there(receipt),
        changed=(*_changes(receipt), *map(_known, receipt.known)),
        late=receipt.late,
        before=None,
        repeated=receipt.repeated,
        unfollowed=receipt.unfollowed,
    )


def lines_of(items: Sequence[Written], *, dry_run: bool) -> list[str]:
    """Return a line for each; the state stands on the last one of each stream."""
    several = len({item.stream for item in items if item.stream not in OWN}) > 1
    last = {item.stream: index for index, item in enumerate(items)}
    lines = [
        _line(item, several=several, state=last[item.stream] == index)
        for index, item in enumerate(items)
    ]
    return [say("would be {line}", line) for line in lines] if dry_run else lines


def _line(item: Written, *, several: bool, state: bool) -> str:
    name = f"{slug_of(item.stream)} " if several and item.stream not in OWN else ""
    number = "" if item.stream in OWN else f"v{item.version} "
    when = "" if item.occurred is None else f" {moment_said(item.occurred)}"
    notes = [_states(item) if state else ""]
    if item.before is not None:
        notes.append(say("placed before v{before}", item.before))
    if item.repeated:
        notes.append(say("recorded before, nothing new"))
    return " · ".join([f"{name}{number}{item.said}{when}", *filter(None, notes)])


def _states(item: Written) -> str:
    """Return the state; of late news that at its place, and that of now beside it."""
    now = state_said(item)
    if not now or not item.late or item.state_there == item.state:
        return now
    return say("{then} at its place, {now} now", now, then=wording.state(item.state_there))


def state_said(item: Written) -> str:
    """Return the state in words; nothing of what has no state, such as a contest."""
    return wording.state(item.state) if item.stream.startswith(NEGOTIATION) else ""


def answer_of(items: Sequence[Written], *, dry_run: bool) -> Listing[Written] | Card[WrittenAnswer]:
    """Return a card for one record, a listing for several."""
    if len(items) == 1:
        one = WrittenAnswer(**msgspec.structs.asdict(items[0]), dry_run=dry_run)
        return Card(one, _COLUMNS)
    answer = WritingAnswer(dry_run=dry_run, items=tuple(items))
    return Listing(answer, answer.items, _COLUMNS)


def next_step(item: Written, fields: JsonObject) -> str:
    """Return what a person probably does next."""
    if item.type == "SourceDescribed":
        return say(
            "name it when you record: {source}", source=do("give", source=fields.get("source"))
        )
    if item.type in _NEXT:
        return str(_NEXT[item.type].filled({"slug": slug_of(item.stream), **fields}))
    kind = CATALOGUE[item.type]
    acts = [do(name, **_answering(name, item)) for name in kind.answered_with]
    return say_list(acts or [do("status")])


def _answering(type_name: str, item: Written) -> dict[str, object]:
    """Return what a step of this type would be made of, to answer another: it points at it."""
    kind = CATALOGUE[type_name]
    common = pointer_fields(Step)
    counters = {type_name, item.type} <= {"OfferMade", "DemandMade"}
    usual = "in_reply_to" if counters else "about"
    own = [name for name in pointer_fields(kind) if name not in common] or [usual]
    return dict.fromkeys(kind.__struct_fields__) | dict.fromkeys(own, item.version)


def _said(receipt: Receipt) -> str:
    step = receipt.step
    if receipt.stream == SOURCES:
        return say("described the source {source}", source=step.get("source"))
    if receipt.stream in OWN:
        return own_said(receipt.type, step)
    if receipt.version == 1:
        return say("registered {slug}: {title}", slug=slug_of(receipt.stream), title=step["title"])
    if receipt.type == EntryCorrected.__name__:
        of = msgspec.convert(step, EntryCorrected)
        return correction_said(of.effect, of.target, of.field, of.was, of.now)
    return step_said(_own(receipt)) if receipt.rows else ""


def _state_there(receipt: Receipt) -> str | None:
    if not receipt.rows or receipt.version == 1 or receipt.type == EntryCorrected.__name__:
        return None
    return _own(receipt).state


def _changes(receipt: Receipt) -> tuple[str, ...]:
    if not receipt.rows:
        return ()
    touched = (read_row(table, row) for table, row in receipt.rows[1:])
    return changes_said(_own(receipt), touched)


def _own(receipt: Receipt) -> StepRow:
    return row_of(StepRow, receipt.rows[0][1])


def _known(known: JsonObject) -> str:
    return say("“{name}” is {party}, says the register: {called}", **known)
