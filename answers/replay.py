"""The answer `replay`: the history step by step, as it happened or as we came to know it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say, say_list
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.recorded import recorded_replay
from parley.answers.shapes.steps import ReplayAnswer, Replayed
from parley.answers.streams import is_contest
from parley.answers.words import wording
from parley.answers.words.effects import changes_at
from parley.answers.words.ordering import groups_of, order_open
from parley.negotiation.views import timeline
from parley.negotiation.views.explained import guard_names
from parley.negotiation.views.gathering import gather

__all__ = ["REPLAY", "ReplayOptions", "replay", "replay_entries", "replayed"]

_COLUMNS: Final[Columns[Replayed]] = (
    STEP,
    WHEN,
    Column("said", "what"),
    Column("state_before", "before", lambda each: wording.state(each.state_before)),
    Column("state", "after", lambda each: wording.state(each.state)),
    Column("changed", "changed"),
    Column("allowed_by", "allowed by", lambda each: wording.guards(each.allowed_by)),
    Column("log_position", "position", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("put_right", "really recorded", extra=True),
    Column("type", "type", extra=True),
    extra(QUOTE),
    extra(SPEAKER),
    *SOURCED,
    Column("flags", "flags", lambda each: say_list(map(wording.spaced, each.flags)), extra=True),
    Column(
        "undetermined",
        "order not determined with",
        lambda each: wording.steps(each.undetermined),
        extra=True,
    ),
    Column("before", "placed before", lambda each: wording.step(each.before), extra=True),
)

_STATES: Final = ("state_before", "state")


class ReplayOptions(Struct, frozen=True):
    """The options of `replay`."""

    recorded: bool = False
    """As they were recorded, each with what we showed from then on."""


def _report_to_nobody(done: int, total: int) -> None:
    """Take a report where nobody waits."""


def replay(
    reading: Reading,
    options: ReplayOptions,
    report: Callable[[int, int], None] = _report_to_nobody,
) -> ReplayAnswer:
    """Return the answer; `report` is told after each step how many are done, of how many."""
    played: list[Replayed] = []
    for item in replayed(reading, options):
        played.append(item)
        report(len(played), reading.seen.negotiation.version - 1)
    return reading.answer(
        ReplayAnswer,
        order="recorded" if options.recorded else "occurred",
        items=tuple(played),
    )


def replayed(reading: Reading, options: ReplayOptions) -> Iterator[Replayed]:
    """Yield one step after another: recorded ones take longer and longer to work out."""
    return recorded_replay(reading) if options.recorded else _by_occurrence(reading)


def _by_occurrence(reading: Reading) -> Iterator[Replayed]:
    """Yield the steps in the order in which they happened."""
    rows = {row.step: row for row in reading.seen.steps}
    for item in timeline.log(reading.seen):
        row = rows.get(item.version)
        if row is not None:
            yield gather(
                Replayed,
                item,
                log_position=item.position,
                put_right=reading.put_right(item.position),
                allowed_by=guard_names(row),
                changed=changes_at(reading.seen, row.step),
                before=None,
            )


def replay_entries(
    items: Iterable[Replayed], negotiation: str, *, recorded: bool
) -> Iterator[Entry]:
    """Yield the steps of a negotiation as people read them, each as soon as it is there."""
    runs = ([item] for item in items) if recorded else groups_of(items)
    for run in runs:
        for item in run:
            order = order_open(run) if item is run[0] else ""
            yield _entry(item, order, contest=is_contest(negotiation), recorded=recorded)


def _entry(item: Replayed, order: str, *, contest: bool, recorded: bool) -> Entry:
    stays = "" if contest else say("stays {state}", state=wording.state(item.state))
    when, said = wording.moment(item.occurred), item.said
    return Entry(
        heading=say("recorded {recorded_really}", recorded_really=wording.recorded_really(item))
        if recorded
        else when,
        label=f"@{item.log_position}" if recorded else wording.step(item.version),
        line=f"{wording.step(item.version)} {said} {when}".rstrip() if recorded else said,
        notes=tuple(_notes(item, stays, order)),
    )


def _notes(item: Replayed, stays: str, order: str) -> Iterator[Note]:
    transition = wording.state_change(item)
    yield Note(item.text or "")
    yield wording.source_note(item, item.said)
    yield Note(transition or stays, "stress" if transition else "aside")
    yield from (Note(each) for each in item.changed if each != transition)
    if item.before is not None:
        yield Note(say("late news: placed before {step}", step=wording.step(item.before)))
    if item.allowed_by != ():
        yield Note(say("allowed by {guards}", guards=wording.guards(item.allowed_by)), "aside")
    yield Note(order, "aside")


def _entries(answer: ReplayAnswer) -> Iterator[Entry]:
    recorded = answer.order == "recorded"
    return replay_entries(answer.items, answer.negotiation, recorded=recorded)


def _remarks(answer: ReplayAnswer) -> Iterator[str]:
    if not answer.items:
        yield wording.nothing_recorded(answer.negotiation)


def _fitting(answer: ReplayAnswer) -> Columns[Replayed]:
    if not is_contest(answer.negotiation):
        return _COLUMNS
    return [each for each in _COLUMNS if each.key not in _STATES]


REPLAY: Final = Question(
    name="replay",
    subject=Reading,
    shape=ReplayAnswer,
    build=replay,
    columns=_COLUMNS,
    options=ReplayOptions,
    entries=_entries,
    remarks=_remarks,
    fitting=_fitting,
)
