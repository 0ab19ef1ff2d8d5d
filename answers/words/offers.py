"""How offers, demands and the gaps between them are put into words, the same in every answer.

A gap is worked out by us, so it says when it cannot be, and when it rests on our own reading.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from parley.answers.language import marked, say, say_all, say_list, say_many, say_word
from parley.answers.words import wording
from parley.answers.words.quantities import quantity_said
from parley.answers.words.things import bracketed, pool_of, total_of, what_said
from parley.negotiation.arrows import arrow, bare
from parley.negotiation.quantities import Number, Quantity
from parley.negotiation.views.conflicts import ConflictFigure
from parley.negotiation.views.figures import Subject
from parley.negotiation.views.proposals import DemandItem, OfferItem, WordOfOther
from parley.negotiation.views.series import Gap, Missing

__all__ = [
    "CLASSES",
    "Thing",
    "accepted_said",
    "brief_thing",
    "closing_said",
    "counted",
    "direction",
    "figure_said",
    "gap_said",
    "origins_said",
    "others_said",
    "subject_said",
    "thing",
]

CLASSES: Final = {
    "on_record": marked("on record"),
    "anonymous": marked("unnamed sources"),
    "media_report": marked("reports"),
}
"""Class of attribution -> how a heading says it."""
_NAMES_MAX: Final = 3
"""More seats than these are counted in a line that has to stay one."""
_MISSING: Final = {
    "offer": marked("no offer"),
    "demand": marked("no demand"),
    "figure": marked("not comparable"),
}


class Thing(Protocol):
    """Whatever offers or demands something."""

    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def to(self) -> tuple[str, ...]: ...
    @property
    def for_parties(self) -> tuple[str, ...]: ...
    @property
    def usual(self) -> tuple[str, ...]:
        """Who gets it where nobody is named."""
        ...

    @property
    def issue(self) -> str: ...
    @property
    def pool(self) -> str | None: ...
    @property
    def quantity(self) -> Quantity | None: ...
    @property
    def seats(self) -> tuple[str, ...]: ...
    @property
    def words(self) -> str | None: ...
    @property
    def each(self) -> bool:
        """Whether several receive it, and each of them as much."""
        ...


class _Directed(Protocol):
    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def to(self) -> tuple[str, ...]: ...


def thing(item: Thing, pools: Mapping[str, int]) -> str:
    """Return what is offered or demanded, in words: `“good small numbers” (of 90)`."""
    return _said(item, pools, total_of(item, pools), bracketed(item.seats))


def accepted_said(item: OfferItem, pools: Mapping[str, int]) -> str:
    """Return an offer that was accepted: `A→B: 20 (of 100), accepted by v4`."""
    return say(
        "{who}: {what}, {ended}",
        who=direction(item),
        what=thing(item, pools),
        ended=wording.ended(item.status, item.ended_by, acceptance=item.acceptance),
    )


def brief_thing(item: Thing, pools: Mapping[str, int]) -> str:
    """Return the same for the middle of a line: without the total, long lists of seats counted."""
    seats = len(item.seats)
    names = say_many(seats, "[{number} by name]", "[{number} by name]")
    return _said(item, pools, None, names if seats > _NAMES_MAX else bracketed(item.seats))


def direction(item: _Directed) -> str:
    """Return who offers whom, or demands of whom: `INC→AAP`."""
    return arrow(item.by, item.to)


def gap_said(gap: Gap | None, missing: Missing | None) -> str:
    """Return a gap in words: `5`, `3 to 5`, `at least 12`, or why there is none."""
    if gap is None:
        return say(_MISSING[missing or "figure"])
    distance = _distance(gap)
    return say("{distance} (by our reading of words)", distance) if gap.our_reading else distance


def closing_said(closing: bool | None) -> str:
    """Return whether a gap is closing; nothing where that cannot be said."""
    return "" if closing is None else say("closing" if closing else "not closing")


def subject_said(subject: Subject) -> str:
    """Return what a figure is a figure of: `INC→AAP offer: seat count`."""
    issue = wording.spaced(subject.issue)
    whom = arrow(subject.for_parties, ())
    if subject.kind == "share":
        return say("share of {whom}: {issue}", whom, issue)
    if subject.for_parties not in ((subject.to,), subject.by, ()):
        issue = say("{thing} for {whom}", thing=issue, whom=whom)
    match subject.kind:
        case "offer":
            who = arrow(subject.by, (subject.to,))
            return say("{who} offer: {thing}", who, thing=issue)
        case "agreed":
            return say("said to be agreed: {thing}", thing=issue)
        case kind:
            return f"{arrow(subject.by, ())} {say_word(kind)}: {issue}"


def figure_said(figure: ConflictFigure, subject: Subject, pools: Mapping[str, int]) -> str:
    """Return a figure of a conflict in words."""
    parts: list[str] = []
    if figure.quantity is not None:
        total, pool = total_of(subject, pools), pool_of(subject, pools)
        parts.append(quantity_said(figure.quantity, total, pool))
    parts += [figure.words] if figure.words else []
    parts += [f"[{', '.join(figure.seats)}]"] if figure.seats else []
    return " ".join(parts)


def others_said(others: Sequence[WordOfOther]) -> str:
    """Return what other receivers of one thing did with it: `B, C: rejected by v4`."""
    groups: dict[tuple[str, int], list[str]] = {}
    for each in others:
        groups.setdefault((each.word, each.version), []).append(each.party)
    return "; ".join(
        say("{parties}: {ended}", parties=say_list(parties), ended=wording.ended(word, version))
        for (word, version), parties in groups.items()
    )


def origins_said(origins: Sequence[str]) -> str:
    """Return on how many independent origins a figure rests: `2 origins (PTI, Rediff)`."""
    if not origins:
        return say("no stated origin")
    count = say_many(len(origins), "{number} origin", "{number} origins")
    return f"{count} ({say_list(origins)})"


def _distance(gap: Gap) -> str:
    low, high = (counted(each, gap.unit) for each in (gap.low, gap.high))
    if gap.high is not None and gap.high <= 0:
        return say("none, the offer reaches the demand")
    if gap.low is None:
        return say("at most {high}", high)
    if gap.high is None:
        return say("at least {low}", low) if gap.low > 0 else say("perhaps none")
    if gap.low == gap.high:
        return low
    if gap.low > 0:
        return say("{low} to {high}", low=str(gap.low), high=high)
    return say("at most {high}, perhaps none", high)


def counted(figure: Number | None, unit: str | None) -> str:
    """Return a figure in its unit: `0.5 billion`; seats are what a gap is of anyway."""
    return f"{figure}" if unit in (None, "seat", "seats") else f"{figure} {unit}"


def _said(item: Thing, pools: Mapping[str, int], total: int | None, names: str) -> str:
    veto = isinstance(item, DemandItem) and item.kind == "veto"
    said = what_said(item, total, pool_of(item, pools), names, by_itself=veto)
    if item.for_parties == item.usual:
        return say("{thing} each", thing=said) if item.each else said
    return say(
        "{thing} for {whom}", thing=said, whom=say_all([bare(each) for each in item.for_parties])
    )
