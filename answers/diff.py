"""The answer `diff`: what two answers say differently, at two steps or at two times."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct, structs

from parley.answers.columns import SET_BY, SET_IN, SET_ON, SET_WITH, extra
from parley.answers.forms import Column, Columns
from parley.answers.language import marked
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading, read_stream
from parley.answers.shapes.base import OfTalks
from parley.answers.shapes.fields import DiffAnswer, DiffLine, show_difference
from parley.answers.times import Asked, Standpoint, say_until
from parley.answers.words.fields import difference_entries, words_of
from parley.negotiation.views.differences import differences
from parley.negotiation.views.fields import fields
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["DIFF", "Between", "read_between"]


class Between(Struct, frozen=True):
    """One stream at two times, of what had happened or of what we knew; made by `read_between`.

    `first` and `last` are the times, absolute; None = an open end. What the answer says about
    itself is said of the later one.
    """

    axis: Literal["occurred", "recorded"]
    before: Seen
    after: Reading
    first: str | None
    last: str | None

    def facts(self) -> OfTalks:
        """Return what every answer says about itself."""
        return self.after.facts()

    def remarks(self) -> Iterator[str]:
        """Yield what the answer itself does not show."""
        return self.after.remarks()


def read_between(
    standpoint: Standpoint,
    asked: Asked,
    slug: str,
    axis: Literal["occurred", "recorded"],
    first: str,
    last: str,
) -> Between:
    """Return a stream at two times; empty for the registration, and for now.

    `asked` are the times that both have in common. Raises as `answers.reading.read_stream`.
    """
    if axis == "occurred":
        return _by_occurrence(standpoint, asked, slug, first, last)
    return _by_knowledge(standpoint, asked, slug, first, last)


def _by_occurrence(
    standpoint: Standpoint, asked: Asked, slug: str, first: str, last: str
) -> Between:
    def at(moment: str) -> Reading:
        return read_stream(standpoint, structs.replace(asked, as_of=moment), slug)

    after = at(last) if last else read_stream(standpoint, asked, slug)
    if not first:
        return Between("occurred", after.seen.just_after(1), after, None, after.asked.as_of)
    before = at(first)
    return Between("occurred", before.seen, after, before.asked.as_of, after.asked.as_of)


def _by_knowledge(
    standpoint: Standpoint, asked: Asked, slug: str, first: str, last: str
) -> Between:
    def at(known: str) -> Reading:
        return read_stream(standpoint, structs.replace(asked, known_at=known), slug)

    after = at(last) if last else read_stream(standpoint, asked, slug)
    if first:
        before = at(first)
        return Between("recorded", before.seen, after, before.asked.known_at, after.asked.known_at)
    registered = next(iter(after.ledger.store.read_stream(after.seen.stream)))
    before = at(f"@{registered.position}")
    return Between("recorded", before.seen, after, None, after.asked.known_at)


_COLUMNS: Final[Columns[DiffLine]] = (
    Column("field", "field"),
    Column("before", "before", lambda each: words_of(each.before)),
    Column("after", "after", lambda each: words_of(each.after)),
    SET_IN,
    SET_BY,
    SET_WITH,
    Column("kind", "kind", extra=True),
    extra(SET_ON),
    Column("step.said", "step", extra=True),
    Column("step.source", "source", extra=True),
)


def _build(between: Between, _: NoOptions) -> DiffAnswer:
    before, after = between.before, between.after.seen
    found = differences(fields(before), fields(after))
    return gather(
        DiffAnswer,
        between.facts(),
        axis=between.axis,
        before=between.first,
        after=between.last,
        items=tuple(show_difference(each, before, after) for each in found),
    )


def _title(answer: DiffAnswer) -> str:
    zone = answer.zone or ""
    first = "registered" if answer.before is None else say_until(answer.before, zone)
    last = "now" if answer.after is None else say_until(answer.after, zone)
    return f"{answer.negotiation}: {first} → {last}"


DIFF: Final = Question(
    name="diff",
    subject=Between,
    shape=DiffAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: difference_entries(answer.items),
    title=_title,
    nothing=marked("the two answers are the same"),
)
