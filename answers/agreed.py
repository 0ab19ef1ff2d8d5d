"""The answer `agreed`: what is agreed, what one side says is agreed, and what does not fit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from msgspec.structs import replace

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.members import across_of
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.agreed import AgreedAnswer, AgreedLine
from parley.answers.words import wording
from parley.answers.words.across import link_said
from parley.answers.words.agreed import (
    arithmetic_said,
    open_said,
    seat_said,
    term_said,
    verdict_said,
)
from parley.answers.words.claims import hedge
from parley.answers.words.deals import (
    form_said,
    party_changes_said,
    ratification_said,
    waits_said,
)
from parley.answers.words.offers import accepted_said, figure_said
from parley.answers.words.things import total_of
from parley.negotiation.views import agreed as views
from parley.negotiation.views import standing
from parley.negotiation.views.citations import cite
from parley.negotiation.views.conflicts import conflicts
from parley.negotiation.views.deals import DealItem, RatificationItem, deals
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.links import LinkItem
from parley.negotiation.views.proposals import OfferItem
from parley.negotiation.views.seats import seats_of_two
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.sums import sums

__all__ = ["AGREED"]

_HEADINGS: Final = {
    "deal": marked("Agreed by all"),
    "amendment": marked("Agreed by all"),
    "partial": marked("Agreed by all, in part"),
    "ratification": marked("Ratification"),
    "ended": marked("No longer agreed"),
    "before_deal": marked("Agreed in part before the deal, which does not say it"),
    "accepted": marked("Offered and accepted, and no agreement of all"),
    "claimed": marked("Said to be agreed, and not agreed by all"),
    "open": marked("Open"),
    "left": marked("Seats that are not shared out"),
    "sum": marked("Figures that do not add up"),
    "seat": marked("Seats on which two parties have a hold"),
}
"""Kind of line -> the heading it stands under, in this order."""

_COLUMNS: Final[Columns[AgreedLine]] = (
    Column("kind", "what", lambda each: wording.spaced(each.kind)),
    STEP,
    WHEN,
    Column("said", "in words"),
    Column("form", "form", lambda each: wording.spaced(each.form)),
    Column("assent", "agreed by", lambda each: wording.assent(each.assent)),
    Column("party_changes", "since then", lambda each: party_changes_said(each.party_changes)),
    SPEAKER,
    Column("steps", "steps", lambda each: wording.steps(each.steps), extra=True),
    extra(BY),
    Column("party", "for", extra=True),
    Column("pool", "pool", extra=True),
    Column("issue", "issue", extra=True),
    Column("seats", "seats", extra=True),
    Column("words", "meaning", extra=True),
    Column("ended_by", "ended by", lambda each: wording.step(each.ended_by), extra=True),
    QUOTE,
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)


def _lines(reading: Reading, deal: DealItem | None) -> Iterator[AgreedLine]:
    seen = reading.seen
    found = views.agreement(seen)
    against = _other_figures(seen)
    for item in found.agreed:
        yield _term(reading, item, item.kind, against)
    if deal is not None:
        yield from (_ratification(reading, deal, body) for body in deal.ratifications)
    for item in found.ended:
        yield _term(reading, item, "ended", against)
    for item in found.before_deal:
        yield _term(reading, item, "before_deal", against)
    for offer in found.accepted:
        yield _accepted(reading, offer)
    for item in found.claimed:
        yield _term(reading, item, "claimed", against)
    for issue in found.open:
        behind = {*issue.offers, *issue.demands}
        steps = tuple(row.step for row in seen.steps if row.step in behind)
        yield _line(
            reading,
            steps,
            "open",
            open_said(issue),
            pool=issue.pool,
            issue=issue.issue,
            on_the_table=issue.on_the_table,
        )
    no_more = {item.version for item in (*found.ended, *found.before_deal)}
    no_more -= {item.version for item in found.agreed}
    for each in sums(seen):
        if each.verdict == "short" and each.basis == "step" and each.version in no_more:
            continue  # nobody leaves seats open with what is agreed no more
        left = each.verdict == "short" and each.against == "pool"
        if left or each.verdict in ("short", "over"):
            said = f"{arithmetic_said(each)}: {verdict_said(each)}"
            kind = "left" if left else "sum"
            behind = {step for part in each.parts for step in part.versions} - {each.version}
            others = (row.step for row in seen.steps if row.step in behind)
            yield _line(
                reading,
                (*others, each.version),
                kind,
                said,
                pool=each.pool,
                by_low=each.by_low,
                by_high=each.by_high,
                party_changes=each.left,
            )
    for seat in seats_of_two(seen):
        steps = tuple(dict.fromkeys(each.version for each in seat.holdings))
        yield _line(reading, steps, "seat", seat_said(seat), seats=(seat.seat,))


_Against = Mapping[tuple[int, int | None], Sequence[tuple[int, str]]]
"""(step, which term of it) -> (other step, its figure in words) of what contradicts it."""


def _other_figures(seen: Seen) -> _Against:
    found: dict[tuple[int, int | None], list[tuple[int, str]]] = {}
    for conflict in conflicts(seen):
        for one in conflict.figures:
            for other in conflict.figures:
                if other.version in one.against:
                    pools = seen.pools_at(other.version)
                    said = figure_said(other, conflict.subject, pools)
                    found.setdefault((one.version, one.line), []).append((other.version, said))
    return found


def _term(reading: Reading, item: views.TermItem, kind: str, against: _Against) -> AgreedLine:
    of = total_of(item, reading.seen.pools_at(item.version))
    said = term_said(item, of)
    if kind == "claimed" and item.issue is None and item.text is not None:
        said = item.text.removesuffix(".")
    if kind == "claimed":
        said = f"{hedge(item.attribution_class, item.by, 'agreement')}: {said}"
    elif kind == "ended":
        said = say(_ended(reading.seen, item), said, step=wording.step(item.ended_by))
    others = against.get((item.version, item.line), ())
    if others:
        had = (say("{step} has {figure}", figure, step=wording.step(v)) for v, figure in others)
        said = f"{said}; {say_list(had)}"
    made = {each.version: each.form for each in deals(reading.seen)}
    form = made.get(item.version)
    return gather(
        AgreedLine,
        item,
        kind=kind,
        said=said,
        form=form,
        of=of,
        steps=(item.version,),
        disputed_by=tuple(version for version, _ in others),
    )


def _accepted(reading: Reading, offer: OfferItem) -> AgreedLine:
    pools = reading.seen.pools_at(offer.version)
    said = accepted_said(offer, pools)
    steps = (offer.version, *(() if offer.ended_by is None else (offer.ended_by,)))
    return _line(
        reading,
        steps,
        "accepted",
        said,
        pool=offer.pool,
        issue=offer.issue,
        quantity=offer.quantity,
        of=total_of(offer, pools),
        seats=offer.seats,
        words=offer.words,
    )


def _ended(seen: Seen, item: views.TermItem) -> str:
    """How what all had agreed stopped standing: it ended, or all agreed to something else."""
    match seen.by_version[item.ended_by or 0].type:
        case "DealAmended":
            return marked("{said} (changed with {step})")
        case "DealReached":
            return marked("{said} (another figure in the deal of {step})")
        case "TalksCollapsed":
            return marked("{said} (before the collapse of {step})")
        case _:
            return marked("{said} (ended with {step})")


def _ratification(reading: Reading, deal: DealItem, body: RatificationItem) -> AgreedLine:
    step = deal.version if body.decided is None else body.decided.version
    said = ratification_said(body)
    return _line(reading, (step,), "ratification", said, party=body.party)


def _line(
    reading: Reading, steps: tuple[int, ...], kind: str, said: str, **given: object
) -> AgreedLine:
    """Return a line that rests on one step or several, cited by the last of them."""
    last = reading.seen.step(steps[-1])
    if last is None:
        raise ValueError(f"v{steps[-1]} is in an answer, and not in view")
    return cite(AgreedLine, reading.seen, last, kind=kind, said=said, steps=steps, **given)


def _entry(item: AgreedLine, deal: DealItem | None) -> Entry:
    several = len(item.steps) > 1
    cited = wording.said_by(item, item.said)
    if several:
        cited = say("{steps}; the last: {cited}", cited, steps=wording.steps(item.steps))
    by = say("agreed by {assent}", assent=wording.assent(item.assent)) if item.assent else ""
    form, changes = form_said(item.form), party_changes_said(item.party_changes)
    # A body that has still to decide is cited by the deal, whose day is not the body's.
    undecided = item.kind == "ratification" and deal is not None and item.version == deal.version
    # A deal that waits for a party's council is not yet what its heading alone would say.
    waits = waits_said(deal) if item.kind in ("deal", "amendment") else ""
    return Entry(
        heading=say("{heading}, subject to {waits}", waits, heading=say(_HEADINGS[item.kind]))
        if waits
        else say(_HEADINGS[item.kind]),
        label=wording.step(item.version),
        line=item.said if undecided else f"{item.said}, {wording.moment(item.occurred)}",
        notes=(
            Note("; ".join(part for part in (say_list(filter(None, (form, by))), changes) if part)),
            Note(cited, "aside"),
        ),
    )


def _entries(answer: AgreedAnswer) -> Iterator[Entry]:
    """Yield an entry for each thing; who agreed to the terms of one step, and who says so, stands
    once under the last of them: it is the step's, and of no one term."""
    every = [_entry(item, answer.deal) for item in answer.items]
    for entry, follower in zip_longest(every, every[1:]):
        alike = follower is not None and (entry.heading, entry.label, entry.notes) == (
            follower.heading,
            follower.label,
            follower.notes,
        )
        yield replace(entry, notes=()) if alike else entry


def _build(reading: Reading, _: NoOptions) -> AgreedAnswer:
    every = deals(reading.seen)
    last, stands = every[-1] if every else None, standing.status(reading.seen)
    return reading.answer(
        AgreedAnswer,
        state=stands.state,
        flags=stands.flags,
        deal=last,
        waits_for=tuple(_waits_for(reading)),
        items=tuple(_lines(reading, last)),
    )


def _waits_for(reading: Reading) -> Iterator[LinkItem]:
    if reading.seen.registration.links.get("conditional_on"):
        for link in across_of(reading).links:
            if link.negotiation == reading.slug and (link.waits or link.closed_without):
                yield link


def _remarks(answer: AgreedAnswer) -> Iterator[str]:
    """Yield what a deal waits for in another negotiation: it is not yet what its terms say."""
    yield from map(link_said, answer.waits_for)


def _title(answer: AgreedAnswer) -> str:
    if any(item.kind in ("deal", "amendment", "partial") for item in answer.items):
        return ""
    message = marked("{negotiation}: {state}; nothing is agreed by all parties")
    if any(item.kind == "accepted" for item in answer.items):
        message = marked(
            "{negotiation}: {state}; an offer was accepted, and no agreement of all is on record"
        )
    state = wording.state_until(answer.state, answer.flags)
    return say(message, negotiation=answer.negotiation, state=state)


AGREED: Final = Question(
    name="agreed",
    subject=Reading,
    shape=AgreedAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    title=_title,
    remarks=_remarks,
    nothing=marked("nothing is agreed, claimed or open in the record of {negotiation}"),
)
