"""Dates to come: deadlines, ultimatums, targets and registered dates, and whether they were met.

Source: DOMAIN §4, question 15; what its words leave open is settled in ADR 0020.
"""

from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import Given, Instant
from parley.negotiation.steps import CATALOGUE
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.spans import Days, days_until
from parley.negotiation.views.stood import ended_before

__all__ = ["DateKind", "DeadlineItem", "DeadlineStatus", "deadline_status", "deadlines"]

DeadlineStatus = Literal["extended", "met", "lapsed", "missed", "passed", "pending"]

_ANSWERING: Final = ("in_reply_to", "about", "supersedes")


DateKind = Literal[
    "external_hard", "self_set", "soft_target", "ultimatum", "mandate_report", "next_meeting"
]


class DeadlineItem(Struct, frozen=True, kw_only=True):
    """One date to come, and what became of it."""

    version: int
    """The step that set it; 1 = registered with the stream."""
    kind: DateKind
    by: tuple[str, ...]
    when: Given | None
    what: str | None
    """What is due."""
    words: str | None
    awaits: str | None
    """The step type that meets it."""
    status: DeadlineStatus
    """An expectation (soft_target) passes and is never missed; so does a date that awaits
    no type of step."""
    by_step: int | None
    """The step that moved or met it, or the end of the talks with which it lapsed."""
    due_in: Days | None
    """Of a pending date: how many days are left."""
    in_time_undetermined: bool
    """It is met, and the dates leave open whether that was in time."""
    late_step: int | None
    """What it awaits came with this step, after the date."""
    consequence: str | None
    followed_by: tuple[CitedStep, ...]
    """Acts away from the table by those who set it that point at it: the consequence followed."""
    away_after: CitedStep | None
    """Else their first act away from the table after it was set; nobody says that it is the
    consequence."""
    occurred: Given | None = None
    """When it was set."""
    recorded_at: Instant | None = None
    quote: str | None = None
    attribution: str | None = None
    speaker: str | None = None
    source: str | None = None


def deadline_status(seen: Seen, row: rows.DeadlineRow) -> tuple[DeadlineStatus, int | None]:
    """(status, the step that gave it): the first that holds of DOMAIN §4, question 15.

    Once the talks are over, nobody waits any more for what was to come of them: it lapses with
    them, but for what is fixed from outside.
    An expectation passes and is never missed; so does a date that awaits no type of step and
    threatens nobody: nothing on record could have met it, and whether it was kept only its own
    words say.
    """
    if seen.saw(row.moved_by):
        return "extended", row.moved_by
    if seen.saw(row.met_by):
        return "met", row.met_by
    ended = ended_before(seen, row.step, row.when_latest)
    if row.kind != "external_hard" and ended is not None:
        return "lapsed", ended
    if row.when_latest is not None and row.when_latest <= seen.at:
        could_be_met = row.awaits is not None or row.kind == "ultimatum"
        missed = could_be_met and row.kind != "soft_target"
        return ("missed" if missed else "passed"), None
    return "pending", None


def deadlines(seen: Seen) -> list[DeadlineItem]:
    """Every deadline that had been set, registered dates included."""
    items: list[DeadlineItem] = []
    for row in seen.all(rows.DeadlineRow):
        word, version = deadline_status(seen, row)
        met = seen.step(version) if word == "met" and version is not None else None
        end, set_by = row.when_latest, seen.step(row.step)
        followed, away_after = _followed(seen, row)
        items.append(
            gather(
                DeadlineItem,
                *(() if set_by is None else (set_by,)),
                row,
                version=row.step,
                status=word,
                by_step=version,
                due_in=_due_in(seen, row) if word == "pending" else None,
                in_time_undetermined=met is not None and end is not None and met.latest > end,
                late_step=row.late_by if seen.saw(row.late_by) and word != "met" else None,
                followed_by=followed,
                away_after=away_after,
            )
        )
    return items


def _due_in(seen: Seen, row: rows.DeadlineRow) -> Days | None:
    return None if row.when is None else days_until(seen.moment, row.when, seen.negotiation.zone)


def _followed(seen: Seen, row: rows.DeadlineRow) -> tuple[tuple[CitedStep, ...], CitedStep | None]:
    """The acts that say that they are the consequence, else the first that could be it."""
    here = seen.step(row.step)
    if row.consequence is None or here is None:
        return (), None
    away = [
        step
        for step in seen.steps
        if step.place > here.place and CATALOGUE[step.type].away and set(step.by) & set(row.by)
    ]
    cited = [(step, cite_step(seen, step.step)) for step in away]
    followed = tuple(each for step, each in cited if each and _answers(step, row.step))
    return followed, cited[0][1] if cited and not followed else None


def _answers(step: rows.StepRow, target: int) -> bool:
    return any(target in step.pointers.get(name, ()) for name in _ANSWERING)
