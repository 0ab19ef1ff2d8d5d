"""The answer `compare`: two negotiations of the same parties side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_IN, SET_ON, SET_WITH, extra
from parley.answers.contest import read_members
from parley.answers.entries import Entry
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.compare import CompareAnswer, ComparedLine, ComparedPair
from parley.answers.streams import is_contest
from parley.answers.whole import Whole
from parley.answers.words import wording
from parley.answers.words.offers import thing
from parley.answers.words.quantities import quantity_said
from parley.answers.words.things import total_of
from parley.negotiation.arrows import arrow
from parley.negotiation.rows import MoveRow, TermRow
from parley.negotiation.spelling import SHARED_SEATS
from parley.negotiation.views.attempts import RunItem
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.comparison import Profile, of_same_parties, paired, profile
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.proposals import DemandItem, OfferItem

__all__ = ["COMPARE", "CompareOptions"]

_HEADINGS: Final = {
    "attempts": marked("Attempts"),
    "attempt": marked("Attempts"),
    "first_offer": marked("First offers"),
    "last_offer": marked("Last offers"),
    "first_demand": marked("First demands"),
    "last_demand": marked("Last demands"),
    "share": marked("Shares at the deal"),
    "ended": marked("Who ended it"),
    "moves": marked("Moves away from the table before a deal or a collapse"),
    "move": marked("Moves away from the table before a deal or a collapse"),
}
"""What is compared -> the heading it stands under, in this order."""

_COLUMNS: Final[Columns[ComparedLine]] = (
    Column("pair", "pair"),
    Column("what", "what", lambda each: wording.spaced(each.what)),
    Column("negotiation", "negotiation"),
    Column("said", "in words"),
    SET_IN,
    SET_ON,
    SET_BY,
    Column("count", "count", extra=True),
    Column(
        "days",
        "days",
        lambda each: "" if each.days is None else wording.days(each.days),
        extra=True,
    ),
    extra(SET_WITH),
    Column("step.source", "source", extra=True),
)


class CompareOptions(Struct, frozen=True):
    """The options of `compare`: two negotiations, or two contests (`contest/…`)."""

    first: str
    second: str


def _build(whole: Whole, options: CompareOptions) -> CompareAnswer:
    empty: tuple[str, ...] = ()
    if is_contest(options.first):
        members = {slug: read_members(whole, slug)[1] for slug in (options.first, options.second)}
        ours, theirs = members.values()
        empty = tuple(slug for slug, found in members.items() if not found)
        pairs = _paired(ours, theirs)
    else:
        ours, theirs = [whole.reading(options.first)], [whole.reading(options.second)]
        pairs = [(ours[0], theirs[0])]
    in_pairs = {reading.slug for pair in pairs for reading in pair}
    return gather(
        CompareAnswer,
        whole.facts(),
        pairs=tuple(map(_pair, pairs)),
        unpaired=tuple(each.slug for each in (*ours, *theirs) if each.slug not in in_pairs),
        empty=empty,
        # Any of them may belong to one of the two: half a comparison must not look like a whole.
        unread=whole.unread.streams,
        items=tuple(_lines(pairs)),
    )


def _paired(ours: Sequence[Reading], theirs: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    by_stream = {reading.seen.stream: reading for reading in (*ours, *theirs)}
    pairs = paired([each.seen for each in ours], [each.seen for each in theirs])
    return [(by_stream[one.stream], by_stream[other.stream]) for one, other in pairs]


def _pair(pair: tuple[Reading, Reading]) -> ComparedPair:
    first, second = pair
    same = of_same_parties(first.seen, second.seen)
    return ComparedPair(first=first.slug, second=second.slug, same_parties=same)


def _lines(pairs: Sequence[tuple[Reading, Reading]]) -> Iterator[ComparedLine]:
    """Yield pair by pair, and within one subject by subject, one negotiation after the other."""
    for number, pair in enumerate(pairs, 1):
        lines = [line for reading in pair for line in _lines_of(number, reading)]
        order = list(dict.fromkeys(_HEADINGS.values()))
        yield from sorted(lines, key=lambda line: order.index(_HEADINGS[line.what]))


def _lines_of(pair: int, reading: Reading) -> Iterator[ComparedLine]:
    found = profile(reading.seen)

    def line(what: str, said: str, step: int | None = None, **more: object) -> ComparedLine:
        return gather(
            ComparedLine,
            pair=pair,
            what=what,
            negotiation=reading.slug,
            said=said,
            step=cite_step(reading.seen, step),
            **more,
        )

    tried = [run for run in found.runs if run.kind == "attempt"]
    failed = sum(run.inconclusive for run in tried)
    said = (
        say("{tried}, of which inconclusive: {failed}", failed, tried=len(tried))
        if tried
        else say("none")
    )
    yield line("attempts", said, count=len(tried), inconclusive=failed)
    for run in tried:
        yield line("attempt", _attempt(run), run.last.version, days=run.days, outcome=run.outcome)
    for what, items in _proposals(found):
        for item in items:
            yield line(
                what,
                _proposal(reading, item),
                item.version,
                quantity=item.quantity,
                by=item.by,
                to=item.to,
                seats=item.seats,
            )
    for term in found.shares:
        yield line(
            "share",
            _share(reading, term),
            term.step,
            quantity=term.quantity,
            seats=term.seats,
        )
    for run in found.runs:
        if run.outcome == "collapsed":
            yield line("ended", _ended(run), run.last.version, by=run.ended_by, reason=run.reason)
    yield line("moves", str(len(found.moves) or say("none")), count=len(found.moves))
    for move in found.moves:
        yield line(
            "move", _move(move), move.step, quantity=move.count, by=move.by, seats=move.seats
        )


def _proposals(found: Profile) -> tuple[tuple[str, Sequence[OfferItem | DemandItem]], ...]:
    return (
        ("first_offer", found.first_offers),
        ("last_offer", found.last_offers),
        ("first_demand", found.first_demands),
        ("last_demand", found.last_demands),
    )


def _attempt(run: RunItem) -> str:
    first, last = wording.moment(run.first.occurred), wording.moment(run.last.occurred)
    outcome = say("goes on") if run.outcome is None else wording.state(run.outcome)
    return f"{first} – {last}: {wording.days(run.days)}, {outcome}"


def _proposal(reading: Reading, item: OfferItem | DemandItem) -> str:
    return f"{arrow(item.by, item.to)} {thing(item, reading.seen.pools_at(item.version))}"


def _share(reading: Reading, term: TermRow) -> str:
    total = total_of(term, reading.seen.pools_at(term.step))
    seats = term.issue in SHARED_SEATS
    parts = [term.party or "", "" if seats else wording.spaced(term.issue)]
    if term.quantity is not None:
        parts.append(quantity_said(term.quantity, total))
    parts.append(term.words or "")
    parts.append(f"[{', '.join(term.seats)}]" if term.seats else "")
    return " ".join(part for part in parts if part)


def _ended(run: RunItem) -> str:
    proposal = say("the proposal")
    name = {"attempt": say("the talks"), "refusal": proposal, "given_up": proposal}.get(
        run.kind, say("the deal")
    )
    by = wording.actors(run.ended_by)
    said = (
        say("{by} ended {name}", by, name)
        if by
        else say("{name} ended, and nobody is recorded as declaring it", name)
    )
    return say("{said}; reason given: {reason}", said, run.reason) if run.reason else said


def _move(move: MoveRow) -> str:
    said = f"{arrow(move.by, ())} {wording.spaced(move.kind)}"
    if move.count is not None:
        said = say("{move} of {count}", move=said, count=quantity_said(move.count))
    if move.overlaps is None:
        return said
    overlap = quantity_said(move.overlaps)
    return say("{move}, {overlap} on the other side's", overlap, move=said)


def _entries(answer: CompareAnswer) -> Iterator[Entry]:
    several = len(answer.pairs) > 1
    for item in answer.items:
        pair = answer.pairs[item.pair - 1]
        heading = say(_HEADINGS[item.what])
        if several:
            heading = say("{first} and {second}: {heading}", pair.first, pair.second, heading)
        step = f" ({wording.step(item.step.version)})" if item.step is not None else ""
        yield Entry(
            heading=heading,
            label=item.negotiation,
            line=f"{item.said}{step}",
            notes=(wording.source_note(item.step, item.said),),
        )


def _remarks(answer: CompareAnswer) -> Iterator[str]:
    if not answer.unread:
        yield from (say("no negotiation of {slug} is registered", slug) for slug in answer.empty)
    for pair in answer.pairs:
        if not pair.same_parties:
            yield say("{first} and {second} are not of the same parties", pair.first, pair.second)
    if not answer.pairs:
        yield say(
            "no two negotiations of the two contests that can be read are of the same parties"
            if answer.unread
            else "no two negotiations of the two contests are of the same parties"
        )
    elif answer.unpaired:
        yield say("of other parties, and left out: {unpaired}", unpaired=say_list(answer.unpaired))


COMPARE: Final = Question(
    name="compare",
    subject=Whole,
    shape=CompareAnswer,
    build=_build,
    columns=_COLUMNS,
    options=CompareOptions,
    entries=_entries,
    remarks=_remarks,
)
