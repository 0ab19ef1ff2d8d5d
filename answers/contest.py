"""The answer `contest`: the negotiations of an election or a formation side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.acts import do
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list, say_many
from parley.answers.listing import list_reading
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.contest import ContestAnswer, ContestLine, SharedActShown
from parley.answers.streams import NEGOTIATION, slug_of
from parley.answers.whole import Whole
from parley.answers.words import wording
from parley.negotiation.views import contest as views
from parley.negotiation.views import standing
from parley.negotiation.views.contest import Exclusion
from parley.negotiation.views.gathering import gather

__all__ = ["CONTESTS", "ContestOptions", "read_members"]

_COLUMNS: Final[Columns[ContestLine]] = (
    Column("negotiation", "negotiation"),
    Column("state", "state", wording.standing),
    Column("since", "since", wording.since),
    Column("at_table", "at the table"),
    Column("open_with", "open beside"),
    Column("steps", "steps"),
    Column("title", "title", wording.titled),
    Column("excludes", "excludes", extra=True),
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
    for head in whole.ledger.store.stream_heads(NEGOTIATION, whole.known.position):
        with whole.unread.left_out(head.stream):
            reading = whole.reading(slug_of(head.stream))
            if reading.seen.registration.contest == slug:
                members.append(reading)
    return own, members


def _build(whole: Whole, options: ContestOptions) -> ContestAnswer:
    own, members = read_members(whole, options.contest)
    seen = [reading.seen for reading in members]
    exclusions = views.exclusions(seen)
    return gather(
        ContestAnswer,
        own.facts(),
        whole.facts(),
        contest=own.slug,
        steps=len(own.seen.steps),
        version=own.last_counted(),
        unread=whole.unread.streams,
        acts=views.acts_counted([own.seen, *seen]),
        exclusive=tuple(exclusions),
        shared_acts=tuple(map(_shared, views.shared_acts(seen))),
        items=tuple(_line(reading, exclusions) for reading in members),
    )


def _line(reading: Reading, exclusions: Sequence[views.Exclusion]) -> ContestLine:
    slug = reading.slug
    beside = [
        (other, each.both_open)
        for each in exclusions
        for here, other in ((each.first, each.second), (each.second, each.first))
        if here == slug
    ]
    return gather(
        ContestLine,
        list_reading(reading),
        at_table=standing.status(reading.seen).at_table,
        excludes=tuple(other for other, _ in beside),
        open_with=tuple(other for other, both_open in beside if both_open),
    )


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
        stands = wording.standing(item)
        if item.since:
            stands = say("{state} since {since}", state=stands, since=wording.since(item))
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
                Note(say("at the table: {at_table}", at_table=say_list(item.at_table))),
                Note(wording.titled(item), "aside"),
            ),
        )
    for pair in answer.exclusive:
        yield Entry(
            heading=say("Only one of two can end in a deal"),
            label="",
            line=say(
                "{first} or {second}; {both}", pair.first, pair.second, both=_both(pair.parties)
            ),
            notes=tuple(_span_notes(pair)),
        )
    for act in answer.shared_acts:
        yield Entry(
            heading=say("One act in several negotiations, counted once"),
            label=act.act,
            line=act.said,
            notes=(Note(say_list(act.steps), "aside"),),
        )


def _both(parties: Sequence[str]) -> str:
    if not parties:
        return say("no party is at both tables")
    return say_many(
        len(parties),
        "{parties} is at both tables",
        "{parties} are at both tables",
        parties=say_list(parties),
    )


def _span_notes(pair: Exclusion) -> Iterator[Note]:
    if not pair.spans:
        yield Note(say("talks were never under way in both at once, as far as is recorded"))
    for span in pair.spans:
        since = f"{wording.moment(span.since.occurred)} ({span.since_in}#{span.since.version})"
        if span.until is None:
            yield Note(say("talks under way in both since {since}", since), "stress")
        else:
            until = f"{wording.moment(span.until.occurred)} ({span.until_in}#{span.until.version})"
            yield Note(say("talks under way in both from {since} to {until}", since, until))
        for step in (span.since, span.until):
            if step is not None:
                yield Note(f"{step.said}: {wording.said_by(step, step.said)}", "aside")


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
