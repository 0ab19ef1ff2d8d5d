"""The answer `explain`: why a step was allowed, what it changed, and what rests on it."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_ON, SET_WITH, STEP
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.question import Question
from parley.answers.reading import Reading, missing_step
from parley.answers.shapes.fields import (
    DiffLine,
    ExplainAnswer,
    show_difference,
)
from parley.answers.shapes.steps import Correction
from parley.answers.streams import is_contest
from parley.answers.words import wording
from parley.answers.words.corrections import correction_brief, corrections_said
from parley.answers.words.effects import changes_at
from parley.answers.words.fields import difference_entries, field_line, words_of
from parley.negotiation.views import timeline
from parley.negotiation.views.differences import differences
from parley.negotiation.views.explained import explain as explain_step
from parley.negotiation.views.fields import fields
from parley.negotiation.views.gathering import gather

__all__ = ["EXPLAIN", "ExplainOptions"]


def _guards(answer: ExplainAnswer) -> str:
    return "\n".join(f"{each.guard}: {say(each.asks)}" for each in answer.guards)


def _recorded(answer: ExplainAnswer) -> str:
    return "\n".join(
        f"{each.field}: {words_of(each.before) or '–'} → {words_of(each.after) or '–'}"
        for each in answer.recorded
    )


def _fields(answer: ExplainAnswer) -> str:
    return "\n".join(
        " · ".join(part for part in (each.field, each.value, each.said) if part)
        for each in answer.answers
    )


def _resting(answer: ExplainAnswer) -> str:
    return "\n".join(
        f"{wording.step(each.version)} {each.said} ({wording.spaced(each.pointer)})"
        for each in answer.resting
    )


_COLUMNS: Final[Columns[ExplainAnswer]] = (
    STEP,
    Column("said", "what"),
    SET_ON,
    SET_WITH,
    SET_BY,
    Column("judged_under", "rules"),
    Column("guards", "allowed by", _guards),
    Column("judged", "judged", extra=True),
    Column("state_before", "before", lambda each: wording.state(each.state_before)),
    Column("state", "after", lambda each: wording.state(each.state)),
    Column("changed", "changed", lambda each: "\n".join(each.changed)),
    Column("recorded", "our answer changed", _recorded),
    Column("answers", "stands behind", _fields),
    Column("resting", "rests on it", _resting),
    Column("corrections", "our corrections", lambda each: corrections_said(each.corrections)),
    Column("type", "type", extra=True),
    Column("log_position", "position", extra=True),
)


class ExplainOptions(Struct, frozen=True):
    """The options of `explain`."""

    version: int
    """The step, or the correction of ours."""


def _build(reading: Reading, options: ExplainOptions) -> ExplainAnswer:
    """Explain a step or a correction. Raises Failure for what is not in view."""
    seen, version = reading.seen, options.version
    item = next((each for each in timeline.log(seen) if each.version == version), None)
    if item is None:
        raise missing_step(reading, version)
    found = explain_step(seen, version)
    return reading.answer(
        ExplainAnswer,
        *(() if found is None else (found,)),
        version=version,
        log_position=item.position,
        type=item.type,
        said=item.said,
        changed=changes_at(seen, version),
        step=None if found is None else found.cited,
        judged_under=None if found is None else found.rules,
        recorded=_recorded_then(reading, item.position),
        answers=() if found is None else found.answers,
        corrections=tuple(
            gather(Correction, each, version=each.step)
            for each in seen.corrections()
            if each.target == version
        ),
    )


def _recorded_then(reading: Reading, position: int) -> tuple[DiffLine, ...]:
    """Return what our answer changed with one record."""
    before, after = reading.as_recorded(position - 1), reading.as_recorded(position)
    if after is None:
        return ()
    found = differences(() if before is None else fields(before), fields(after))
    return tuple(show_difference(each, before, after) for each in found)


def _entries(answer: ExplainAnswer) -> Iterator[Entry]:
    if answer.step is not None:
        step = answer.step
        yield Entry(
            heading=say("Said"),
            label="",
            line=wording.moment(step.occurred),
            notes=(wording.source_note(step, ""),),
        )
    heading = say("Allowed under rules {judged_under}", answer.judged_under)
    for guard in answer.guards:
        yield Entry(
            heading=heading, label="", line=say(guard.asks), notes=(Note(guard.guard, "aside"),)
        )
    if answer.judged is False:
        yield Entry(heading=heading, label="", line=wording.guards(None))
    if answer.step is not None and not is_contest(answer.negotiation):
        before, after = wording.state(answer.state_before), wording.state(answer.state)
        stands = f"{before} → {after}" if before != after else say("stays {after}", after)
        yield Entry(heading=say("What it changed at its place"), label="", line=stands)
        for change in answer.changed:
            if change != stands:
                yield Entry(heading=say("What it changed at its place"), label="", line=change)
    for entry in difference_entries(answer.recorded):
        yield Entry(
            heading=say("What our answer changed with its record"),
            label=entry.label,
            line=entry.line,
        )
    for field in answer.answers:
        yield Entry(heading=say("It stands behind"), label="", line=field_line(field))
    for each in answer.resting:
        yield Entry(
            heading=say("What rests on it"),
            label=wording.step(each.version),
            line=f"{each.said}, {wording.moment(each.occurred)}",
            notes=(
                Note(wording.spaced(each.pointer), "aside"),
                wording.source_note(each, each.said),
            ),
        )
    for correction in answer.corrections:
        yield Entry(
            heading=say("Our corrections of it"),
            label=wording.step(correction.version),
            line=correction_brief(correction),
        )


def _title(answer: ExplainAnswer) -> str:
    return f"{wording.step(answer.version)} {answer.said}"


EXPLAIN: Final = Question(
    name="explain",
    subject=Reading,
    shape=ExplainAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ExplainOptions,
    entries=_entries,
    title=_title,
)
