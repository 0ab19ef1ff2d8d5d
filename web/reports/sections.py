"""What stands in a report: the answers of the other commands, one section each.

No answer is worked out here a second time: sentences are those of `parley line`, with their
hedges, and figures those of `table`, `offers` and `conflicts`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from parley.answers.language import (
    marked,
    say,
    say_columns,
    say_list,
    say_many,
)
from parley.answers.meanwhile import silence_of
from parley.answers.members import members_of
from parley.answers.reading import Dated, Reading
from parley.answers.sentences.sentences import sentence
from parley.answers.shapes.across import AcrossLine
from parley.answers.shapes.steps import TableLine
from parley.answers.standing import silence_said
from parley.answers.table import lines_of
from parley.answers.words import wording
from parley.answers.words.contradictions import contradiction_said, side_said
from parley.answers.words.corrections import (
    before_said,
    changed_said,
    ours_said,
    shown_since,
    theirs_said,
)
from parley.answers.words.offers import CLASSES, figure_said, origins_said, subject_said
from parley.answers.words.ordering import groups_of, order_open
from parley.negotiation.arrows import arrow
from parley.negotiation.views import agreed, conflicts, standing, timeline
from parley.negotiation.views.contradictions import contradictions
from parley.negotiation.views.corrections import CorrectionItem, theirs
from parley.negotiation.views.fields import fields
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Fact, FactKind
from parley.negotiation.views.told.told import told
from parley.web.reports.document import Block, Item, Line, Listing, Paragraph, Section, Table
from parley.web.reports.notes import Beside, line, quote_of
from parley.web.reports.threads import thread_listings

__all__ = ["sections_of"]

_TABLE: Final = {
    "agreed": marked("agreed in part"),
    "accepted": marked("accepted, and not agreed by all"),
    "offer": marked("offer"),
    "demand": marked("demand"),
    "condition": marked("condition"),
    "deadline": marked("date"),
    "gap": marked("gap"),
    "conflict": marked("figures in conflict"),
}
"""Kind of line on the table -> what the table of the report calls it."""


class _Facts:
    """The facts of a view, read once, and the sentence that each makes."""

    def __init__(self, seen: Seen) -> None:
        self._kinds = {field.field: field.kind for field in fields(seen)}
        self._said = [(fact, sentence(seen, fact).whole) for fact in told(seen)]

    def items(
        self, *kinds: FactKind, where: Callable[[Fact], bool] = lambda _: True
    ) -> tuple[Item, ...]:
        """Return a line for each fact that tells a field of these kinds."""
        return tuple(
            Item(line(said, steps=fact.steps))
            for fact, said in self._said
            if where(fact) and not {fact.kind, *map(self._kinds.get, fact.fields)}.isdisjoint(kinds)
        )


def sections_of(
    reading: Reading,
    corrections: Sequence[CorrectionItem],
    pictures: Mapping[str, Block],
    across: Sequence[AcrossLine],
    cited: Beside,
) -> Iterator[Section]:
    """Yield the sections in the order in which they are read; `pictures` are those there are,
    `across` what stands between negotiations, and `cited` the steps of others."""
    facts = _Facts(reading.seen)
    yield Section(
        "standing",
        say("Where it stands"),
        (*_standing(reading, facts), *_picture(pictures, "contest"), *_negotiations(reading)),
    )
    beside = [_beside(reading, each, cited) for each in across]
    if beside:
        title = say("Across negotiations")
        yield Section("across", title, tuple(_listing("", tuple(beside))))
    found = _of_steps(reading, facts, pictures)
    # A contest has steps of its own and no talks: it says nothing of what it cannot have.
    yield from found if reading.has_state else (each for each in found if _says_something(each))
    yield Section("corrections", say("Corrections"), tuple(_corrections(reading, corrections)))


def _of_steps(reading: Reading, facts: _Facts, pictures: Mapping[str, Block]) -> Iterator[Section]:
    yield _section(
        "timeline",
        say("Timeline"),
        say("No step is in view."),
        [*_picture(pictures, "timeline"), *_timeline(reading)],
    )
    threads = list(thread_listings(reading))
    yield _section(
        "offers",
        say("Offers and demands"),
        say("Nothing is recorded to have been offered or demanded."),
        [*_picture(pictures, "offers"), *threads] if threads else [],
    )
    yield _section(
        "table",
        say("What is on the table"),
        say("Nothing stands on the table."),
        _on_the_table(reading),
    )
    claims = _listing("", facts.items("claim"))
    yield _section("claims", say("Claims"), say("No claim is in view."), claims)
    if reading.has_state:
        yield Section("agreed", say("Agreed, claimed, open"), tuple(_agreed(reading.seen, facts)))
    dates = _listing("", facts.items("deadline"))
    yield _section(
        "deadlines", say("Deadlines and expectations"), say("No date is recorded."), dates
    )
    yield _section(
        "conflicts",
        say("Figures in conflict"),
        say("No reports contradict one another."),
        _conflicts(reading),
    )
    people = _listing("", facts.items("person"))
    yield _section("people", say("People"), say("Nobody is recorded to be appointed."), people)
    refusals = _listing("", facts.items("exclusion"))
    yield _section(
        "exclusions",
        say("Who will not sit with whom"),
        say("Nothing that one party rules out of another is recorded."),
        refusals,
    )
    moves = _listing("", facts.items("attempt", "move"))
    yield _section(
        "attempts", say("Attempts and moves away from the table"), say("None is recorded."), moves
    )


def _says_something(section: Section) -> bool:
    """Whether a section is more than the sentence that there is nothing."""
    return not all(isinstance(block, Paragraph) for block in section.blocks)


def _negotiations(reading: Reading) -> Iterator[Block]:
    """Yield where the negotiations of a contest stand, as a table beside their picture."""
    if reading.has_state:
        return
    found = [standing.status(seen) for seen in members_of(reading).negotiations]
    if not found:
        yield Paragraph(line(say("No negotiation of it is recorded.")))
        return
    yield Table(
        caption=say("Its negotiations, and where each stands"),
        headings=say_columns("Negotiation", "State", "Since", "At the table", "Steps"),
        rows=tuple(
            (
                line(f"{each.title} ({each.negotiation})"),
                line(wording.standing(each)),
                line(wording.since(each)),
                line(say_list(each.at_table)),
                line(str(each.steps)),
            )
            for each in found
        ),
    )


def _beside(reading: Reading, each: AcrossLine, cited: Beside) -> Item:
    """Return a fact across negotiations, with the notes of its steps here and beside it."""
    own = (step.rpartition("#") for step in each.steps)
    steps = tuple(int(version) for slug, _, version in own if slug == reading.slug)
    return Item(line(each.sentence, steps=steps, beside=cited.names(each.steps)))


def _section(name: str, title: str, nothing: str, blocks: Iterable[Block]) -> Section:
    """Return a section; where there is nothing it says so, for an empty heading says nothing."""
    return Section(name, title, tuple(blocks) or (Paragraph(line(nothing)),))


def _listing(title: str, items: tuple[Item, ...]) -> list[Block]:
    return [Listing(title, items)] if items else []


def _picture(pictures: Mapping[str, Block], name: str) -> list[Block]:
    return [pictures[name]] if name in pictures else []


# Where it stands --------------------------------------------------------------------------------


def _standing(reading: Reading, facts: _Facts) -> Iterator[Block]:
    state = facts.items("state")
    if not reading.has_state:
        yield Paragraph(line(say("A contest has no state of its own; its negotiations have.")))
    elif not state:
        yield Paragraph(line(say("No talks are on record yet.")))
    quiet = _silence(reading)
    yield from _listing("", (*state, *facts.items("flag", "party"), *quiet))


def _silence(reading: Reading) -> tuple[Item, ...]:
    shown = silence_of(reading)
    if shown is None:
        return ()
    said = silence_said(shown)
    return (Item(line(f"{said[:1].upper()}{said[1:]}.", steps=(shown.last.version,))),)


# Timeline ---------------------------------------------------------------------------------------


def _timeline(reading: Reading) -> Iterator[Block]:
    items = [item for item in timeline.log(reading.seen) if reading.seen.saw(item.version)]
    if items:
        yield Table(
            caption=say_many(
                len(items),
                "What happened, in its order; {number} step",
                "What happened, in its order; {number} steps",
            ),
            headings=say_columns("Step", "When", "What", "Words", "According to", "State"),
            rows=tuple(
                _happened(reading, item, order_open(run) if item is run[0] else "")
                for run in groups_of(items)
                for item in run
            ),
        )


def _happened(reading: Reading, item: timeline.LogItem, open_order: str) -> tuple[Line, ...]:
    """The row of a step; the first of a group whose order is open says so for the group."""
    when = wording.moment(item.occurred)
    if open_order:
        when = say("{when} ({open_order})", when, open_order)
    return (
        line(wording.step(item.version), steps=(item.version,)),
        line(when),
        # A quotation can be one word; what was meant stands beside it.
        line(item.said, f": {item.text}" if item.text else ""),
        line(quote_of(reading, item.version, item.quote)),
        line(wording.attributions(item)),
        line(wording.state_change(item)),
    )


# Offers, demands and the table ------------------------------------------------------------------


def _on_the_table(reading: Reading) -> Iterator[Block]:
    rows = [_stands(reading, item) for item in lines_of(reading)]
    if rows:
        yield Table(
            caption=say(
                "What is agreed in part, open offers, demands and conditions, dates to come, and"
                " what stands apart"
            ),
            headings=say_columns("What", "Between", "In words", "Until", "According to"),
            rows=tuple(rows),
        )


def _stands(reading: Reading, item: TableLine) -> tuple[Line, ...]:
    who = arrow(item.by, item.to)
    words = None if item.quote is None or item.quote in item.said else item.quote
    return (
        line(say(_TABLE[item.kind]), steps=(item.version,)),
        line(who),
        line(item.said, " " if words else "", quote_of(reading, item.version, words)),
        line(wording.moment(item.due)),
        line(wording.attributions(item)),
    )


# Agreed, and figures in conflict ----------------------------------------------------------------


def _agreed(seen: Seen, facts: _Facts) -> Iterator[Block]:
    claimed = {item.version for item in agreed.agreement(seen).claimed}
    found = (
        (say("Agreed by all"), facts.items("agreed"), say("Nothing is agreed by all parties.")),
        (
            say("Said to be agreed, and not agreed by all"),
            facts.items("claim", where=lambda fact: fact.step in claimed),
            say("Nobody is recorded to claim an agreement."),
        ),
        (say("Open"), facts.items("issue"), say("No issue is open.")),
    )
    for title, items, nothing in found:
        yield Listing(title, items or (Item(line(nothing)),))


def _conflicts(reading: Reading) -> Iterator[Block]:
    seen = reading.seen
    for found in conflicts.conflicts(seen):
        yield Table(
            caption=say(
                "{subject}: figures that cannot all be right", subject=subject_said(found.subject)
            ),
            headings=say_columns(
                "Step", "Figure", "When", "Class", "According to", "Rests on", "Against"
            ),
            rows=tuple(
                (
                    line(wording.step(figure.version), steps=(figure.version,)),
                    line(figure_said(figure, found.subject, seen.pools_at(figure.version))),
                    line(wording.moment(figure.occurred)),
                    line(say(CLASSES[figure.attribution_class])),
                    line(wording.attributions(figure)),
                    line(origins_said(figure.origins)),
                    line(wording.steps(figure.against)),
                )
                for figure in found.figures
            ),
        )
    for apart in contradictions(seen):
        yield Table(
            caption=contradiction_said(apart),
            headings=say_columns("Step", "Report", "When", "Class", "According to", "Rests on"),
            rows=tuple(
                (
                    line(wording.step(side.version), steps=(side.version,)),
                    line(side_said(side)),
                    line(wording.moment(side.occurred)),
                    line(say(CLASSES[side.attribution_class])),
                    line(wording.attributions(side)),
                    line(origins_said(side.origins)),
                )
                for side in apart.sides
            ),
        )


# Corrections ------------------------------------------------------------------------------------


def _corrections(reading: Reading, ours: Sequence[CorrectionItem]) -> Iterator[Block]:
    """Yield two lists that are never one."""
    own = tuple(_own_correction(reading, each) for each in ours)
    nothing = Item(line(say("We have corrected nothing.")))
    yield Listing(say("Our corrections"), own or (nothing,))
    others = tuple(
        Item(
            line(
                theirs_said(item.what, None, item),
                f" {wording.step(item.before.version)}" if item.before is not None else "",
                f": {item.reason}" if item.reason else "",
                " " if item.quote else "",
                quote_of(reading, item.version, item.quote),
                f" – {wording.attributions(item)}",
                steps=(item.version, *((item.before.version,) if item.before is not None else ())),
            )
        )
        for item in theirs(reading.seen)
    )
    nobody = Item(line(say("Nobody else has corrected anything that is in view.")))
    yield Listing(say("What others corrected"), others or (nobody,))


def _own_correction(reading: Reading, item: CorrectionItem) -> Item:
    below = [line(changed_said(item)), line(say("Why: {reason}", item.reason))]
    for when, step in ((before_said(), item.before), *shown_since(item.after, item.stands)):
        shown = "" if step is None else f": {step.said}, {wording.moment(step.occurred)}"
        if shown or when != before_said():
            below.append(line(f"{when[:1].upper()}{when[1:]}{shown}"))
    said = ours_said(item.what, item, Dated(item.recorded_at, reading.put_right(item.position)))
    return Item(
        line(f"{said[:1].upper()}{said[1:]}", steps=(item.version,)),
        tuple(each for each in below if each.parts),
    )
