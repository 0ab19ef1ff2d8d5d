"""Asking: each example recorded in a ledger of its own, and its answers in the cases' terms.

The expectations name no interface and outlive every change of one; this is the only place between
them and the ledger. The ledger is a real one over the reference store: the same judging, folding
and answering as in a file.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from parley.events.canonical import JsonObject, JsonValue
from parley.events.kinds import SOURCES
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.events.politics import Draft
from parley.negotiation.moments import parse_moment
from parley.negotiation.politics import AlliancePolitics
from parley.negotiation.views import (
    agreed,
    attempts,
    conflicts,
    dates,
    lists,
    moves,
    proposals,
    standing,
    sums,
    timeline,
)
from parley.negotiation.views.across import across
from parley.negotiation.views.seen import Seen
from tests.cases.expected import (
    Added,
    Agreed,
    Answer,
    Attempt,
    BothOpen,
    Due,
    Figure,
    Meeting,
    Named,
    Outcome,
    Question,
    Said,
    Standing,
    Swapped,
)
from tests.negotiation.talks import look

__all__ = ["EXAMPLES", "ask", "drafts_in", "recorded"]

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = 1_767_225_600_000_000
"""µs since 1970: 1 January 2026, after everything that the examples record."""
REGISTRATIONS = {"contest": "ContestRegistered", "negotiation": "NegotiationRegistered"}


def ask(example: str, stream: str, question: Question, as_of: str, public_at: str | None) -> Answer:
    """The answer of a ledger into which `example` was recorded, and nothing else."""
    seen = _seen(example, stream, as_of, public_at)
    if question == "state":
        status = standing.status(seen)
        return Standing(status.state, frozenset(each.flag for each in status.flags))
    if question == "last_offer":
        return _figures(proposals.last_of_each_line(seen, proposals.offers(seen)))
    if question == "last_demand":
        return _figures(proposals.last_of_each_line(seen, proposals.demands(seen)))
    if question == "offer_path":
        return _figures([each for each in proposals.offers(seen) if each.issue == "seat_count"])
    if question == "open_deadlines":
        return tuple(
            Due(each.kind, each.when or "", each.what or "")
            for each in dates.deadlines(seen)
            if each.status == "pending"
        )
    if question == "outcomes":
        return tuple(
            Outcome(each.kind, each.when or "", each.what or "", each.status)
            for each in dates.deadlines(seen)
        )
    if question == "attempts":
        return tuple(map(_attempt, (each for each in attempts.runs(seen) if each.number)))
    if question == "both_open":
        return _both_open(example, seen, as_of, public_at)
    if question in ("pool_sums", "list_of_19_february", "candidates", "agreed"):
        return _agreements(seen, question)
    if question == "conflicts":
        return tuple(_said(conflict, figure) for conflict, figure in _side_by_side(seen))
    return tuple(
        Meeting(each.occurred or "", each.by, each.to)
        for each in timeline.log(seen)
        if each.type == "MeetingHeld"
    )


def _agreements(seen: Seen, question: Question) -> Answer:
    if question == "pool_sums":
        return tuple(
            Added(
                tuple(("+".join(part.parties), part.low or 0) for part in each.parts),
                each.total_low or 0,
                each.verdict,
            )
            for each in sums.sums(seen)
            if each.against == "pool"
        )
    if question == "candidates":
        return tuple(
            Named(
                each.party,
                tuple(int(part.value or 0) if part else 0 for part in each.parts),
                each.low or 0,
            )
            for each in moves.fielded(seen)
        )
    if question == "agreed":
        found = agreed.agreement(seen)
        return tuple(
            Agreed(each.party or "", each.quantity, each.kind != "claimed")
            for each in (*found.agreed, *found.claimed)
            if each.quantity is not None
        )
    days = {row.step: row.occurred for row in seen.steps}
    named = lists.listed_steps(seen, named=True)
    listed = [step for step in named if days[step] == "2024-02-19"]
    against = lists.against_the_deal(seen, listed[0])
    return (
        ()
        if against is None
        else tuple(Swapped(share.party, share.removed, share.added) for share in against.shares)
    )


def _side_by_side(seen: Seen) -> Iterator[tuple[conflicts.Conflict, conflicts.ConflictFigure]]:
    for conflict in conflicts.conflicts(seen):
        for figure in conflict.figures:
            yield conflict, figure


def _said(conflict: conflicts.Conflict, figure: conflicts.ConflictFigure) -> Said:
    number = figure.quantity if conflict.kind == "figures" else None
    return Said(
        conflict.subject.issue,
        figure.speaker or figure.source_as_described or "",
        figure.source or "",
        None if number is None or number.value is None else int(number.value),
        figure.seats,
    )


def _attempt(run: attempts.RunItem) -> Attempt:
    days = run.days.at_least if run.days.at_least == run.days.at_most else None
    speaker = run.last.speaker if run.outcome == "collapsed" else None
    return Attempt(days, run.outcome, run.ended_by, speaker)


def _both_open(example: str, seen: Seen, as_of: str, public_at: str | None) -> tuple[BothOpen, ...]:
    beside = seen.registration.links.get("exclusive_with", ())
    others = [_seen(example, stream, as_of, public_at) for stream in beside]
    return tuple(
        BothOpen(
            pair.parties, span.since.occurred, None if span.until is None else span.until.occurred
        )
        for pair in across(None, [seen, *others]).exclusive
        for span in pair.spans
        if span.what == "talks"
    )


def _figures(items: list[proposals.OfferItem] | list[proposals.DemandItem]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            by="+".join(each.by),
            to="+".join(each.to),
            issue=each.issue,
            attribution_class=each.attribution_class,
            occurred=each.occurred,
            quantity=each.quantity,
            seats=each.seats,
            words=each.words,
            finality=each.finality if isinstance(each, proposals.OfferItem) else "not_stated",
        )
        for each in items
    )


def _seen(example: str, stream: str, as_of: str, public_at: str | None) -> Seen:
    ledger = recorded(example)
    zone = str(ledger.rows(stream)["negotiation"][0]["zone"])
    if public_at is None:
        rows = ledger.rows(stream)
    else:
        position = ledger.head().size
        rows = ledger.rows_at(stream, position, public_at=_end(public_at, zone))
    return look(stream, rows, now=NOW, as_of=_end(as_of, zone))


def _end(moment: str, zone: str) -> int:
    return parse_moment(moment).bounds(zone).latest


@cache
def recorded(example: str) -> Ledger:
    """A ledger into which an example was recorded, and nothing else."""
    clock = iter(range(NOW, NOW + 1_000_000))
    store = MemoryStore(example, lambda: next(clock))
    ledger = Ledger(store, AlliancePolitics(), recorder="tests", clock=lambda: NOW)
    ledger.record(drafts_in(EXAMPLES / f"{example}.yaml"))
    return ledger


def drafts_in(path: Path) -> list[Draft]:
    """What a file for `parley import` would have recorded."""
    written = cast("JsonObject", _plain(yaml.safe_load(path.read_text("utf-8"))))
    drafts = [
        Draft(stream=SOURCES, type="SourceDescribed", fields=each)
        for each in _listed(written, "sources")
    ]
    for kind, registration in REGISTRATIONS.items():
        for part in _listed(written, f"{kind}s"):
            stream = f"{kind}/{part[kind]}"
            register = cast("JsonObject", part["register"])
            drafts.append(Draft(stream=stream, type=registration, fields=register))
            drafts += [_step(stream, dict(each)) for each in _listed(part, "steps")]
    return drafts


def _listed(written: JsonObject, name: str) -> list[JsonObject]:
    return cast("list[JsonObject]", written.get(name, []))


def _step(stream: str, fields: JsonObject) -> Draft:
    type_name, label = fields.pop("type"), fields.pop("label", None)
    return Draft(
        stream=stream,
        type=str(type_name),
        fields=fields,
        label=None if label is None else str(label),
    )


def _plain(read: object) -> JsonValue:
    """A YAML reader makes days of dates; in the examples a date is the words that were written."""
    if isinstance(read, dict):
        return {str(key): _plain(value) for key, value in read.items()}
    if isinstance(read, list):
        return [_plain(each) for each in read]
    return read.isoformat() if isinstance(read, date) else cast("JsonValue", read)
