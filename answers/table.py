"""The answer `table`: what stands on the table, in the words in which it was put there."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, TO, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list, say_word
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.steps import TableAnswer, TableLine
from parley.answers.times import end_or_never
from parley.answers.words import wording
from parley.answers.words.agreed import term_said
from parley.answers.words.offers import (
    CLASSES,
    closing_said,
    figure_said,
    gap_said,
    origins_said,
    others_said,
    subject_said,
    thing,
)
from parley.answers.words.things import total_of
from parley.negotiation.arrows import arrow
from parley.negotiation.views import on_table, proposals, standing
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.gathering import gather

__all__ = ["TABLE", "lines_of"]

_HEADINGS: Final = {
    "agreed": marked("Agreed so far by all"),
    "accepted": marked("Accepted, and not agreed by all"),
    "offer": marked("Offers"),
    "demand": marked("Demands"),
    "condition": marked("Conditions"),
    "deadline": marked("Dates to come"),
    "gap": marked("Between offer and demand"),
    "conflict": marked("Figures in conflict"),
}

_DATES: Final = {"external_hard": marked("fixed date"), "soft_target": marked("expected")}

_COLUMNS: Final[Columns[TableLine]] = (
    Column("kind", "what", lambda each: wording.spaced(each.kind)),
    STEP,
    BY,
    TO,
    Column("said", "in words"),
    Column("due", "until", lambda each: wording.moment(each.due)),
    SPEAKER,
    Column("occurred", "since", lambda each: wording.moment(each.occurred), extra=True),
    Column("each", "each gets it", extra=True),
    extra(QUOTE),
    *SOURCED,
)


def lines_of(reading: Reading) -> Iterator[TableLine]:
    """Yield what stands: what is agreed in part, offers, then dates to come, and last what stands
    apart."""
    stands = on_table.on_the_table(reading.seen)
    seen = reading.seen
    for term in stands.agreed:
        of = total_of(term, seen.pools_at(term.version))
        said = term_said(term, of)
        whose = () if term.party is None else (term.party,)
        yield _line(reading, term.version, term, kind="agreed", said=said, for_parties=whose, of=of)
    for offer in stands.accepted:
        pools = seen.pools_at(offer.version)
        ended = wording.ending(offer)
        yield _line(
            reading,
            offer.version,
            offer,
            kind="accepted",
            said=f"{thing(offer, pools)}, {ended}",
            of=total_of(offer, pools),
        )
    for offer in proposals.together(stands.offers):
        final = " (final)" if offer.finality == "final" else ""
        pools = seen.pools_at(offer.version)
        yield _line(
            reading,
            offer.version,
            offer,
            kind="offer",
            said=thing(offer, pools) + final + _others(offer),
            due=offer.expires,
            of=total_of(offer, pools),
        )
    for demand in proposals.together(stands.demands):
        kind = "" if demand.kind == "demand" else f"{demand.kind}: "
        pools = seen.pools_at(demand.version)
        yield _line(
            reading,
            demand.version,
            demand,
            kind="demand",
            said=kind + thing(demand, pools) + _others(demand),
            demanded=demand.kind,
            of=total_of(demand, pools),
        )
    for condition in stands.conditions:
        said = condition.condition
        if condition.on_what:
            said = say("{condition}; on it depends: {on_what}", condition.on_what, condition=said)
        yield _line(reading, condition.version, condition, kind="condition", said=said)
    for deadline in sorted(
        stands.deadlines, key=lambda each: end_or_never(each.when, reading.zone)
    ):
        kind = say(_DATES[deadline.kind]) if deadline.kind in _DATES else say_word(deadline.kind)
        what = " ".join(part for part in (deadline.what, deadline.words) if part)
        said = f"{kind}: {what}" if what else kind
        if deadline.consequence:
            said = say("{deadline}, or else {consequence}", deadline.consequence, deadline=said)
        yield _line(
            reading,
            deadline.version,
            deadline,
            kind="deadline",
            said=said,
            due=deadline.when,
            date=deadline.kind,
            what=what or None,
        )

    yield from _apart(reading, stands)


def _others(item: proposals.OfferItem | proposals.DemandItem) -> str:
    """Return in whose place it comes, and what those did with it to whom it was put too."""
    notes = [others_said(item.others)] if item.others else []
    if item.supersedes:
        notes.insert(0, say("in place of {steps}", steps=wording.steps(item.supersedes)))
    return f" ({'; '.join(notes)})" if notes else ""


def _apart(reading: Reading, stands: on_table.OnTheTable) -> Iterator[TableLine]:
    """Yield the gaps, at the later of offer and demand, and the figures in conflict."""
    places = {row.step: row.place for row in reading.seen.steps}
    for found in stands.gaps:
        later = max((*found.offers, *found.demands), key=lambda version: places[version])
        closing = closing_said(found.closing)
        asked, given = wording.steps(found.demands), wording.steps(found.offers)
        said = say(
            "{gap} between demand {asked} and offer {given}",
            asked,
            given,
            gap=gap_said(found.gap, None),
        )
        yield _line(
            reading,
            later,
            found,
            kind="gap",
            by=found.givers,
            to=found.receivers,
            attribution_class=found.attribution_class,
            against=(*found.demands, *found.offers),
            said=say_list(
                part
                for part in (
                    f"{wording.spaced(found.issue)}: {said}",
                    closing if found.gap is not None else "",
                    say(CLASSES[found.attribution_class]),
                )
                if part
            ),
        )
    for conflict in stands.conflicts:
        for figure in conflict.figures:
            pools = reading.seen.pools_at(figure.version)
            yield _line(
                reading,
                figure.version,
                figure,
                kind="conflict",
                to=(),
                issue=conflict.subject.issue,
                for_parties=conflict.subject.for_parties,
                pool=conflict.subject.pool or None,
                said=(
                    say(
                        "{subject}: {figure} against {steps}, {origins}",
                        subject=subject_said(conflict.subject),
                        figure=figure_said(figure, conflict.subject, pools),
                        steps=wording.steps(figure.against),
                        origins=origins_said(figure.origins),
                    )
                ),
            )


def _line(reading: Reading, version: int, item: Struct, **given: object) -> TableLine:
    """Return a line with the words and the source of the step that put it there."""
    step = reading.seen.step(version)
    cited = () if step is None else (cite(Cited, reading.seen, step),)
    return gather(TableLine, *cited, item, version=version, **given)


def _entry(item: TableLine) -> Entry:
    # What a figure in conflict is about says already who offers or demands it.
    by = () if item.kind == "conflict" else item.by
    who = arrow(by, item.to)
    due = (
        say("until {moment}", moment=wording.moment(item.due))
        if item.due and item.kind == "offer"
        else ""
    )
    when = wording.moment(item.due) if item.kind == "deadline" else ""
    parts = [part for part in (when, who, item.said) if part]
    said_on = f" ({wording.moment(item.occurred)})" if item.occurred else ""
    return Entry(
        heading=say(_HEADINGS[item.kind]),
        label=wording.step(item.version) if item.version != 1 else "",
        line="  ".join(parts),
        notes=(
            Note(wording.said_by(item, item.said) + said_on, "aside"),
            Note(due),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> TableAnswer:
    stands = standing.status(reading.seen)
    items = tuple(lines_of(reading))
    return reading.answer(TableAnswer, stands, items=items)


def _title(answer: TableAnswer) -> str:
    return say("{negotiation}: {stands}", answer.negotiation, stands=wording.standing_since(answer))


TABLE: Final = Question(
    name="table",
    subject=Reading,
    shape=TableAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    title=_title,
    nothing=marked("nothing stands on the table of {negotiation}"),
)
