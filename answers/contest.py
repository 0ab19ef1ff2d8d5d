"""The answer `contest`: the negotiations of an election or a formation side by side."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

from parley.answers.acts import do
from parley.answers.belonging import candidates
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list, say_many
from parley.answers.listing import list_reading
from parley.answers.members import Members, refusals_standing
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.contest import ContestAnswer, ContestLine, SharedActShown
from parley.answers.whole import Whole
from parley.answers.words import wording
from parley.answers.words.across import link_said, proposed_said, seat_said, shares_said, span_said
from parley.answers.words.exclusions import place_said, standing_said, words_said
from parley.negotiation.views import contest as views
from parley.negotiation.views import standing
from parley.negotiation.views.across import Across, across
from parley.negotiation.views.exclusive import ExclusivePair
from parley.negotiation.views.gathering import gather

__all__ = ["CONTESTS", "ContestOptions", "read_members"]

_COLUMNS: Final[Columns[ContestLine]] = (
    Column("negotiation", "negotiation"),
    Column("state", "state", wording.standing),
    Column("since", "since", wording.since),
    Column("at_table", "at the table", wording.seated),
    Column("open_with", "open beside"),
    Column("deal_with", "at a deal beside"),
    Column("steps", "steps"),
    Column("title", "title", wording.titled),
    Column("excludes", "excludes", extra=True),
    Column("conditional_on", "conditional on", extra=True),
    Column("succeeds", "follows", extra=True),
    Column("part_of", "part of", extra=True),
    Column("version", "last entry", lambda each: wording.step(each.version), extra=True),
    Column("synthetic", "synthetic", extra=True),
)


class ContestOptions(Struct, frozen=True):
    """The options of `contest`."""

    contest: str
    """The contest's name, `contest/…`."""


def read_members(whole: Whole, slug: str) -> tuple[Reading, list[Reading]]:
    """Return a contest and its negotiations as they are seen at the times of the whole.

    A negotiation that cannot be read is left out, and hides no other. Raises Failure (not found)
    for a contest that was not recorded yet.
    """
    own = whole.reading(slug)
    members: list[Reading] = []
    read = whole.readings([*candidates(whole.ledger, slug, whole.known)])
    for stream, reads in read:
        with whole.unread.left_out(stream):
            reading = reads()
            if reading.seen.registration.contest == slug:
                members.append(reading)
    return own, members


def _build(whole: Whole, options: ContestOptions) -> ContestAnswer:
    own, members = read_members(whole, options.contest)
    seen = [reading.seen for reading in members]
    found = across(own.seen, seen)
    beside = Members(own.seen, tuple(seen))
    links = _Beside(found)
    return gather(
        ContestAnswer,
        own.facts(),
        whole.facts(),
        contest=own.slug,
        steps=len(own.seen.steps),
        version=own.last_counted(),
        unread=whole.unread.streams,
        acts=views.acts_counted([own.seen, *seen]),
        exclusive=found.exclusive,
        shares=found.shares,
        seats=found.seats,
        links=found.links,
        exclusions=tuple(
            item for each in (own.seen, *seen) for item in refusals_standing(each, beside)
        ),
        shared_acts=tuple(map(_shared, views.shared_acts(seen))),
        items=tuple(_line(reading, links) for reading in members),
    )


class _Beside:
    """What stands between the negotiations, by the negotiation."""

    def __init__(self, found: Across) -> None:
        self.pairs: dict[str, list[tuple[str, ExclusivePair]]] = {}
        self.links: dict[tuple[str, str], list[str]] = {}
        for each in found.exclusive:
            self.pairs.setdefault(each.first, []).append((each.second, each))
            self.pairs.setdefault(each.second, []).append((each.first, each))
        for link in found.links:
            self.links.setdefault((link.negotiation, link.kind), []).append(link.other)


def _line(reading: Reading, beside_it: _Beside) -> ContestLine:
    slug = reading.slug
    stands = standing.status(reading.seen)
    beside = beside_it.pairs.get(slug, ())
    return gather(
        ContestLine,
        list_reading(reading),
        at_table=stands.at_table,
        over=stands.over,
        excludes=tuple(other for other, _ in beside),
        open_with=tuple(other for other, each in beside if each.both_open),
        deal_with=tuple(other for other, each in beside if each.both_at_a_deal),
        **{
            kind: tuple(beside_it.links.get((slug, kind), ()))
            for kind in ("conditional_on", "succeeds", "part_of")
        },
    )


def _seated(item: ContestLine) -> str:
    """Return who sits at the table, or sat there until it was over."""
    parties = say_list(item.at_table)
    if item.over:
        return say("at the table until the end: {at_table}", at_table=parties)
    return say("at the table: {at_table}", at_table=parties)


def _shared(act: views.SharedAct) -> SharedActShown:
    steps = tuple(f"{slug}#{version}" for slug, version in act.steps)
    return gather(SharedActShown, act, steps=steps)


def _title(answer: ContestAnswer) -> str:
    title = wording.titled(answer)
    return say_many(
        answer.acts,
        "{contest}: {title} · {number} act in all",
        "{contest}: {title} · {number} acts in all",
        answer.contest,
        title,
    )


def _entries(answer: ContestAnswer) -> Iterator[Entry]:
    for item in answer.items:
        stands = wording.standing_since(item)
        steps = say_many(item.steps, "{number} step", "{number} steps")
        beside = say_list(item.open_with)
        yield Entry(
            heading=say("Negotiations"),
            label=item.negotiation,
            line=f"{stands} · {steps}",
            notes=(
                Note(
                    say("open at once with {beside}, which it excludes", beside) if beside else "",
                    "stress",
                ),
                Note(
                    say(
                        "at a deal beside {beside}, which it excludes",
                        beside=say_list(item.deal_with),
                    )
                    if item.deal_with
                    else "",
                    "stress",
                ),
                Note(_seated(item)),
                Note(wording.titled(item), "aside"),
            ),
        )
    yield from _entries_across(answer)
    for refusal in answer.exclusions:
        yield Entry(
            heading=say("Who will not sit with whom"),
            label=place_said(refusal),
            line=f"{standing_said(refusal)} · {wording.moment(refusal.occurred)}",
            notes=(Note(words_said(refusal), "aside"),),
        )
    for act in answer.shared_acts:
        yield Entry(
            heading=say("One act in several negotiations, counted once"),
            label=act.act,
            line=act.said,
            notes=(Note(say_list(act.steps), "aside"),),
        )


def _entries_across(answer: ContestAnswer) -> Iterator[Entry]:
    """Yield what stands between the negotiations; the same sentences as everywhere."""
    for pair in answer.exclusive:
        spans: Iterable[Note] = (
            Note(span_said(pair, span), "plain" if span.until else "stress") for span in pair.spans
        )
        if pair.proposed is not None:
            spans = chain(spans, [Note(proposed_said(pair))])
        never = say("never both under way or at a deal, as far as is recorded")
        yield Entry(
            heading=say("Only one of two can end in a deal"),
            label="",
            line=say("“{first}” or “{second}”", first=pair.first_title, second=pair.second_title),
            notes=tuple(spans) or (Note(never),),
        )
    for heading, lines in (
        (say("More than there is"), map(shares_said, answer.shares)),
        (say("Given twice"), map(seat_said, answer.seats)),
        (say("Links"), map(link_said, answer.links)),
    ):
        for text in lines:
            yield Entry(heading=heading, label="", line=text)


CONTESTS: Final = Question(
    name="contest",
    subject=Whole,
    shape=ContestAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ContestOptions,
    entries=_entries,
    title=_title,
    nothing=marked("no negotiation of {contest} is registered: {first}"),
    first=do("register", slug=None, contest="$contest"),
)
