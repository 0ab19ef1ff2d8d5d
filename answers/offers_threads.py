"""The threads of the answer `offers`: each as one line from the first offer to the last word.

What stands behind a line, step by step with its source and words, stands under it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from parley.answers.columns import BY, FOR, QUOTE, SOURCED, SPEAKER, STEP, TO, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.reading import Reading
from parley.answers.shapes.offers import ThreadShown
from parley.answers.words import wording
from parley.answers.words.offers import brief_thing, direction, thing
from parley.negotiation.views import threads
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.conditions import ConditionItem, conditions
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.threads import Move

__all__ = ["THREAD_COLUMNS", "thread_entries", "threads_of"]

THREAD_COLUMNS: Final[Columns[ThreadShown]] = (
    STEP,
    BY,
    TO,
    Column("issue", "issue", lambda each: wording.spaced(each.issue)),
    Column("said", "what was put, and the last word"),
    Column("occurred", "from", lambda each: wording.moment(each.occurred)),
    Column("until", "to", lambda each: wording.moment(each.until)),
    Column("status", "status", wording.ending),
    SPEAKER,
    extra(FOR),
    Column("pool", "pool", extra=True),
    Column("standing", "still open", lambda each: wording.steps(each.standing), extra=True),
    Column("replies", "replies", lambda each: wording.steps(each.replies), extra=True),
    extra(QUOTE),
    *SOURCED,
    Column("attribution_class", "class", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


def threads_of(reading: Reading) -> tuple[ThreadShown, ...]:
    """Return the threads in view as they are published."""
    seen = reading.seen
    tied = conditions(seen)
    return tuple(_shown(each, seen, tied) for each in threads.threads(seen))


def thread_entries(shown: Sequence[ThreadShown]) -> Iterator[Entry]:
    """Yield the threads as a person reads them, under direction and issue."""
    headings = list(dict.fromkeys(map(_heading, shown)))
    return map(_entry, sorted(shown, key=lambda thread: headings.index(_heading(thread))))


def _shown(thread: threads.Thread, seen: Seen, conditions: Sequence[ConditionItem]) -> ThreadShown:
    versions = {move.version for move in thread.moves}
    first, last = thread.moves[0], thread.moves[-1]
    put = _on_table(thread)
    return gather(
        ThreadShown,
        put[-1],
        version=thread.version,
        line=thread.line,
        occurred=first.occurred,
        recorded_at=first.recorded_at,
        by=first.by,
        to=first.to,
        for_parties=first.for_parties,
        issue=first.issue,
        pool=first.pool,
        said=_line(thread, seen),
        until=last.expires if last.kind == "expired" and last.expires else last.occurred,
        status=thread.status,
        ended_by=thread.ended_by,
        stood_until=thread.stood_until,
        acceptance=thread.acceptance,
        departed=thread.departed,
        standing=thread.standing,
        replies=thread.replies,
        replying=tuple(
            found for each in thread.replies if (found := cite_step(seen, each)) is not None
        ),
        tied=tuple(each for each in conditions if versions & set(each.about)),
        moves=tuple(structs.replace(move, said=_move_said(move, seen)) for move in thread.moves),
    )


def _move_said(move: threads.Move, seen: Seen) -> str:
    return move.said if move.on is not None else thing(move, seen.pools_at(move.version))


def _line(thread: threads.Thread, seen: Seen) -> str:
    """Return `7 (of 90) → v21 5–7 → v22 AAP→INC demand 10 → rejected by v23`."""
    first = thread.moves[0]
    kind = "" if first.kind == "offer" else "demand "
    alone = len(thread.moves) == 1
    pools = seen.pools_at(first.version)
    parts = [kind + (_move_said(first, seen) if alone else brief_thing(first, pools))]
    for move in thread.moves[1:]:
        if move.on is not None:
            word = _word(move)
            if len(_on_table(thread)) > 1 and move.kind != "lapsed":
                word = say("{word} (on v{on})", word, move.on)
            parts.append(word)
            continue
        turned = (move.kind, move.by, move.to) != (first.kind, first.by, first.to)
        who = f"{direction(move)} {move.kind} " if turned else ""
        parts.append(f"v{move.version} {who}{brief_thing(move, pools)}")
    return " → ".join(parts)


def _word(move: threads.Move) -> str:
    """Return `rejected by v33`, `stood until the deal of v22`."""
    by = None if move.kind == "expired" else move.version
    return wording.ended(move.kind, by, move.stood_until, move.acceptance)


def _on_table(thread: threads.Thread) -> list[threads.Move]:
    return [move for move in thread.moves if move.on is None]


def _heading(thread: ThreadShown) -> str:
    return f"{direction(thread)} · {wording.spaced(thread.issue)}"


def _entry(thread: ThreadShown) -> Entry:
    began, until = wording.moment(thread.occurred), wording.moment(thread.until)
    span = began if began == until else f"{began} – {until}"
    alone = len(thread.moves) == 1
    # Where the last move is a word, the line has it already.
    word = thread.moves[-1].on is not None
    stands = "" if word else f" · {wording.ending(thread)}"
    expired = any(move.kind == "expired" for move in thread.moves)
    notes = [n for move in thread.moves for n in _notes(move, alone=alone, expired=expired)]
    notes += [Note(wording.departed(each)) for each in thread.departed]
    tied = {each.version for each in thread.tied}
    notes += [
        Note(say("reply {step} {said}", each.said, step=wording.step(each.version)), "aside")
        for each in thread.replying
        if each.version not in tied
    ]
    notes += [
        Note(
            say(
                "condition {step} {condition}: {status}",
                each.condition,
                each.status,
                step=wording.step(each.version),
            )
        )
        for each in thread.tied
    ]
    return Entry(
        heading=_heading(thread),
        label=wording.step(thread.version),
        line=f"{thread.said}, {span}{stands}",
        notes=tuple(notes),
    )


def _notes(move: Move, *, alone: bool, expired: bool) -> list[Note]:
    who = wording.said_by(move, move.said)
    if move.kind == "expired":
        return [Note(say("it stood until {moment}", moment=wording.moment(move.expires)), "aside")]
    if move.on is not None:
        when = wording.moment(move.occurred)
        # That it stood until the outcome, the line says; what the outcome was is another answer.
        said = "– " if move.kind == "lapsed" else f"{move.said} – "
        return [Note(f"{wording.step(move.version)} {when} {said}{who}", "aside")]
    label = "" if alone else f"{wording.step(move.version)} {wording.moment(move.occurred)} "
    # A line that must stay one counts long lists; here they stand in full.
    full = f"{move.said} – " if not alone and len(move.seats) > 0 else ""
    notes = [Note(f"{label}{full}{who}", "aside")]
    if move.final:
        notes.append(
            Note(
                say("said to be final")
                if alone
                else say("v{version} is said to be final", move.version)
            )
        )
    notes += [Note(say("on condition: {condition}", condition)) for condition in move.conditions]
    if move.expires is not None and not expired:  # until when it stood is said of its end
        notes.append(Note(say("until {moment}", moment=wording.moment(move.expires))))
    return notes
