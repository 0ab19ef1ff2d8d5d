"""The command `compare`: two negotiations of the same parties side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from cli import wording
from cli.answering import as_listing, as_value, shape
from cli.cited_shapes import show_days, show_step
from cli.command import Command, complete_slug, output_options
from cli.compare_shapes import CompareAnswer, ComparedLine, ComparedPair
from cli.contest import CONTEST, find_contest, read_members
from cli.context import App, check_slug
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind
from cli.everything import ask_of_all, describe_question, say_times
from cli.output import Column
from cli.proposals_words import thing
from cli.reading import Reading, read_stream
from cli.times import Asked, Known, read_options
from cli.unread import Unread
from events.ledger import Ledger
from negotiation.quantities import describe
from negotiation.rows import MoveRow, TermRow
from negotiation.saying import arrow
from negotiation.views.attempts import RunItem
from negotiation.views.cited_steps import cite_step
from negotiation.views.comparison import Profile, of_same_parties, paired, profile
from negotiation.views.proposals import DemandItem, OfferItem

__all__ = ["compare"]

_HEADINGS: Final = {
    "attempts": "Attempts",
    "attempt": "Attempts",
    "first_offer": "First offers",
    "last_offer": "Last offers",
    "first_demand": "First demands",
    "last_demand": "Last demands",
    "share": "Shares at the deal",
    "ended": "Who ended it",
    "moves": "Moves away from the table before a deal or a collapse",
    "move": "Moves away from the table before a deal or a collapse",
}
"""What is compared -> the heading it stands under, in this order."""
_COLUMNS: Final = (
    Column("pair", "pair"),
    Column("what", "what", lambda what: str(what).replace("_", " ")),
    Column("negotiation", "negotiation"),
    Column("said", "in words"),
    Column("step.version", "step", wording.step),
    Column("step.occurred", "when", wording.moment),
    Column("step", "according to", wording.attributions),
    Column("count", "count", extra=True),
    Column("days", "days", wording.days, extra=True),
    Column("step.quote", "quote", wording.quoted, extra=True),
    Column("step.source", "source", extra=True),
)


@click.command("compare", cls=Command)
@click.argument("first", metavar="A", shell_complete=complete_slug)
@click.argument("second", metavar="B", shell_complete=complete_slug)
@read_options
@output_options
@click.pass_obj
def compare(app: App, first: str, second: str, asked: Asked) -> None:
    """Put two negotiations of the same parties side by side, or those of two contests.

    Compared are attempts and days, the first and last offer and demand of each direction, issue
    and class of attribution, the shares at the deal, who ended it, and moves away from the table.
    Of two contests (contest/A contest/B) negotiations of the same parties are paired.

    \b
    Examples:
      parley compare inc-aap-haryana-2024 inc-aap-delhi-2024
      parley compare con-ld-2010 lab-ld-2010 --as-of 2010-05-10
      parley compare contest/haryana-2024 contest/delhi-2025 --json
    """
    _check_named(app, first, second)
    ledger, known, asked = ask_of_all(app, asked)
    unread = Unread()
    if first.startswith(CONTEST):
        ours, theirs, unread = _members(app, ledger, known, asked, first, second)
        pairs = _paired(ours, theirs)
    else:
        at = None if known.text is None else f"@{known.position}"
        times = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=at)
        ours, theirs = [read_stream(app, times, first)], [read_stream(app, times, second)]
        pairs = [(ours[0], theirs[0])]
    in_pairs = {reading.slug for pair in pairs for reading in pair}
    say_times(app, known, asked)
    answer = shape(
        CompareAnswer,
        describe_question(ledger, known, asked),
        pairs=tuple(map(_pair, pairs)),
        unpaired=tuple(each.slug for each in (*ours, *theirs) if each.slug not in in_pairs),
        items=tuple(_lines(pairs)),
    )
    _say_what_differs(app, answer, whole=not unread)
    if draws(app):
        draw_entries(app, list(_entries(answer)))
    else:
        app.write(as_listing(answer, _COLUMNS))
    unread.complain()


def _check_named(app: App, first: str, second: str) -> None:
    """Raise Failure: usage for what cannot be compared, not found for what is not there."""
    contests = [each.startswith(CONTEST) for each in (first, second)]
    if any(contests) and not all(contests):
        detail = f"{first} and {second}: a contest is compared with a contest"
        raise Failure(Kind.USAGE, detail, hint="parley contest NAME shows its negotiations")
    if first == second:
        detail = f"{first} would be compared with itself"
        raise Failure(Kind.USAGE, detail, hint="name two that parley list shows")
    for slug in (first, second):
        if all(contests):
            find_contest(app, slug)
        else:
            check_slug(slug, app.slugs())


def _members(
    app: App, ledger: Ledger, known: Known, asked: Asked, first: str, second: str
) -> tuple[list[Reading], list[Reading], Unread]:
    """Return the negotiations of two contests, and those of the ledger that cannot be read: any of
    them may belong to one of the two, and half a comparison must not look like a whole one."""
    _, ours, unread = read_members(app, ledger, known, asked, first)
    _, theirs, _ = read_members(app, ledger, known, asked, second)
    for slug, members in ((first, ours), (second, theirs)):
        if not members and not unread:
            app.console.say(f"no negotiation of {slug} is registered")
    return ours, theirs, unread


def _paired(ours: Sequence[Reading], theirs: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    by_stream = {reading.seen.stream: reading for reading in (*ours, *theirs)}
    pairs = paired([each.seen for each in ours], [each.seen for each in theirs])
    return [(by_stream[one.stream], by_stream[other.stream]) for one, other in pairs]


def _pair(pair: tuple[Reading, Reading]) -> ComparedPair:
    first, second = pair
    same = of_same_parties(first.seen, second.seen)
    return ComparedPair(first=first.slug, second=second.slug, same_parties=same)


def _say_what_differs(app: App, answer: CompareAnswer, *, whole: bool) -> None:
    for pair in answer.pairs:
        if not pair.same_parties:
            app.console.say(f"{pair.first} and {pair.second} are not of the same parties")
    if not answer.pairs:
        read = "" if whole else " that can be read"
        app.console.say(f"no two negotiations of the two contests{read} are of the same parties")
    elif answer.unpaired:
        app.console.say(f"of other parties, and left out: {', '.join(answer.unpaired)}")


# The lines --------------------------------------------------------------------------------------


def _lines(pairs: Sequence[tuple[Reading, Reading]]) -> Iterator[ComparedLine]:
    """Yield pair by pair, and within one subject by subject, one negotiation after the other."""
    for number, pair in enumerate(pairs, 1):
        lines = [line for reading in pair for line in _lines_of(number, reading)]
        order = list(dict.fromkeys(_HEADINGS.values()))
        yield from sorted(lines, key=lambda line: order.index(_HEADINGS[line.what]))


def _lines_of(pair: int, reading: Reading) -> Iterator[ComparedLine]:
    found = profile(reading.seen)

    def line(what: str, said: str, step: int | None = None, **more: object) -> ComparedLine:
        given = {"count": None, "days": None, "quantity": None, **more}
        cited = show_step(cite_step(reading.seen, step))
        return shape(
            ComparedLine,
            given,
            pair=pair,
            what=what,
            negotiation=reading.slug,
            said=said,
            step=cited,
        )

    tried = [run for run in found.runs if run.kind == "attempt"]
    failed = sum(run.inconclusive for run in tried)
    said = f"{len(tried)}, of which inconclusive: {failed}" if tried else "none"
    yield line("attempts", said, count=len(tried))
    for run in tried:
        yield line("attempt", _attempt(run), run.last.version, days=show_days(run.days))
    for what, items in _proposals(found):
        for item in items:
            yield line(what, _proposal(reading, item), item.version, quantity=item.quantity)
    for term in found.shares:
        yield line("share", _share(reading, term), term.step, quantity=term.quantity)
    for run in found.runs:
        if run.outcome == "collapsed":
            yield line("ended", _ended(run), run.last.version)
    yield line("moves", str(len(found.moves) or "none"), count=len(found.moves))
    for move in found.moves:
        yield line("move", _move(move), move.step, quantity=move.count)


def _proposals(found: Profile) -> tuple[tuple[str, Sequence[OfferItem | DemandItem]], ...]:
    return (
        ("first_offer", found.first_offers),
        ("last_offer", found.last_offers),
        ("first_demand", found.first_demands),
        ("last_demand", found.last_demands),
    )


def _attempt(run: RunItem) -> str:
    first, last = wording.moment(run.first.occurred), wording.moment(run.last.occurred)
    outcome = "goes on" if run.outcome is None else wording.state(run.outcome)
    return f"{first} – {last}: {wording.days(as_value(show_days(run.days)))}, {outcome}"


def _proposal(reading: Reading, item: OfferItem | DemandItem) -> str:
    return f"{arrow(item.by, (item.to,))} {thing(item, reading.seen.pools_at(item.version))}"


def _share(reading: Reading, term: TermRow) -> str:
    total = reading.seen.pools_at(term.step).get(term.pool or "")
    seats = term.issue in ("seat_count", "constituencies")
    parts = [term.party or "", "" if seats else term.issue.replace("_", " ")]
    if term.quantity is not None:
        parts.append(describe(term.quantity, total if seats else None))
    parts.append(term.words or "")
    parts.append(f"[{', '.join(term.seats)}]" if term.seats else "")
    return " ".join(part for part in parts if part)


def _ended(run: RunItem) -> str:
    name = {"attempt": "the talks", "refusal": "the proposal"}.get(run.kind, "the deal")
    by = wording.actors(run.ended_by)
    said = f"{by} ended {name}" if by else f"{name} ended, and nobody declared it"
    return f"{said}; reason given: {run.reason}" if run.reason else said


def _move(move: MoveRow) -> str:
    count = f" of {describe(move.count)}" if move.count is not None else ""
    overlap = f", {describe(move.overlaps)} on the other side's" if move.overlaps else ""
    return f"{arrow(move.by, ())} {move.kind.replace('_', ' ')}{count}{overlap}"


# The screen -------------------------------------------------------------------------------------


def _entries(answer: CompareAnswer) -> Iterator[Entry]:
    several = len(answer.pairs) > 1
    for item in answer.items:
        pair = answer.pairs[item.pair - 1]
        between = f"{pair.first} and {pair.second}: " if several else ""
        value = as_value(item)
        step = f" ({wording.step(item.step.version)})" if item.step is not None else ""
        yield Entry(
            heading=f"{between}{_HEADINGS[item.what]}",
            label=item.negotiation,
            line=f"{item.said}{step}",
            notes=(Note(wording.said_by(value["step"], item.said), "dim"),),
        )
