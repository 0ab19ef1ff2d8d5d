"""What each kind of field tells at a moment, read from the rows that are seen.

One function a kind, so that one kind can be asked at every step without asking the others.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.arrows import arrow
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity
from parley.negotiation.views import claims as views_of_claims
from parley.negotiation.views import conditions as views_of_conditions
from parley.negotiation.views import proposals, standing
from parley.negotiation.views.agreed import TermItem, agreement
from parley.negotiation.views.dates import deadline_status
from parley.negotiation.views.exclusions import REFUSALS, exclusions
from parley.negotiation.views.people import is_standing
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome

__all__ = [
    "Amount",
    "Told",
    "agreed",
    "attempts",
    "claims",
    "conditions",
    "deadlines",
    "demands",
    "flags",
    "last_offers",
    "moves",
    "offers",
    "open_issues",
    "parked",
    "parties",
    "people",
    "refusals",
    "state",
]


class Told(Struct, frozen=True):
    """A field but for its kind; what its members mean stands in fields.Field."""

    key: str
    value: str
    steps: tuple[int, ...]
    said: str = ""
    attribution_class: AttributionClass | None = None
    stood_until: Outcome | None = None


class Amount(Struct, frozen=True):
    """How much of what, and for whom where that is not said otherwise; without an issue nothing is
    named."""

    issue: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    for_parties: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: proposals.OfferItem | proposals.DemandItem) -> "Amount":
        """What is offered or demanded; for whom, where that is not whom one takes it to be."""
        whom = () if item.for_parties == item.usual else item.for_parties
        return cls(item.issue, item.quantity, item.seats, item.words, whom)


def state(seen: Seen) -> Iterator[Told]:
    last = seen.steps[-1] if seen.steps else None
    if last is not None and last.state is not None and last.since is not None:
        yield Told("", last.state, (last.since,))


def flags(seen: Seen) -> Iterator[Told]:
    last = seen.steps[-1] if seen.steps else None
    for flag, version in {} if last is None else last.flags.items():
        yield Told(flag, "set", (version,))


def parked(seen: Seen) -> Iterator[Told]:
    for item in standing.parked(seen):
        yield Told(item.scope, "parked", (item.step,))


def parties(seen: Seen) -> Iterator[Told]:
    """The last stay of a party that began before the end decides; a contest has no table, and
    nobody sits at one after the end."""
    if seen.negotiation.kind == "contest":
        return
    end = seen.end
    for party, row in seen.stays().items():
        if not row.at_table:
            yield Told(party, "away", (row.step,))
        elif seen.after_end(row):
            yield Told(party, "after_end", (row.step,))
        elif end is not None and seen.sits(row):
            yield Told(party, "until_end", (row.step, end))
        elif row.left_by is not None and seen.saw(row.left_by):
            yield Told(party, "left", (row.step, row.left_by))
        else:
            yield Told(party, "at_table", (row.step,))


def offers(seen: Seen) -> Iterator[Told]:
    for item in proposals.offers(seen):
        yield _proposed(seen, item)


def demands(seen: Seen) -> Iterator[Told]:
    for item in proposals.demands(seen):
        yield _proposed(seen, item)


def last_offers(seen: Seen) -> Iterator[Told]:
    """Those whose dates leave open which is the last stand together."""
    lines: dict[str, list[proposals.OfferItem]] = {}
    for item in proposals.last_of_each_line(seen, proposals.offers(seen)):
        receiver = arrow(item.to, ())
        if item.for_parties != item.to:
            receiver += f" for {arrow(item.for_parties, ())}"
        parts = (arrow(item.by, ()), receiver, _issue(seen, item.issue, item.pool))
        lines.setdefault(f"{' '.join(parts)} {item.attribution_class}", []).append(item)
    for key, items in lines.items():
        versions = tuple(dict.fromkeys(item.version for item in items))
        yield Told(
            key,
            ", ".join(f"v{version}" for version in versions),
            versions,
            "; ".join(dict.fromkeys(seen.said(Amount.of(item)) for item in items)),
            items[0].attribution_class,
        )


def conditions(seen: Seen) -> Iterator[Told]:
    classes = {row.step: row.attribution_class for row in seen.all(rows.ConditionRow)}
    for item in views_of_conditions.conditions(seen):
        yield Told(
            f"v{item.version}",
            item.status,
            _behind(item.version, item.ended_by),
            seen.said(item),
            classes[item.version],
            item.stood_until,
        )


def deadlines(seen: Seen) -> Iterator[Told]:
    for row in seen.all(rows.DeadlineRow):
        status, version = deadline_status(seen, row)
        yield Told(
            _line(row.step, row.line),
            status,
            _behind(row.step, version),
            seen.said(row),
            None if row.step == 1 else row.attribution_class,
        )


def agreed(seen: Seen) -> Iterator[Told]:
    """Terms of one party and issue stand together; what names no term is `agreed deal`."""
    terms: dict[str, list[TermItem]] = {}
    for item in agreement(seen).agreed:
        words = (item.party, None if item.issue is None else _issue(seen, item.issue, item.pool))
        terms.setdefault(" ".join(word for word in words if word) or item.kind, []).append(item)
    for key, found in terms.items():
        versions = tuple(dict.fromkeys(item.version for item in found))
        yield Told(
            key, "; ".join(dict.fromkeys(seen.said(_term(each)) for each in found)), versions
        )


def open_issues(seen: Seen) -> Iterator[Told]:
    """What opened the issue is its first offer or demand."""
    places = seen.places
    for item in agreement(seen).open:
        first = min((*item.offers, *item.demands), key=lambda version: places[version])
        yield Told(_issue(seen, item.issue, item.pool), "open", (first,))


def claims(seen: Seen) -> Iterator[Told]:
    """What we retracted is no claim any more; our retraction is told as a correction."""
    for item in views_of_claims.claims(seen, _nothing_before):
        because = tuple(version for version in item.because if version != item.version)
        yield Told(
            f"v{item.version}",
            item.status,
            (item.version, *because),
            item.said,
            item.attribution_class,
        )


def _nothing_before(_: int) -> None:
    """No earlier answer is asked for: only what is believed now is told."""


def attempts(seen: Seen) -> Iterator[Told]:
    for row in seen.all(rows.AttemptRow):
        ended = row.ended_by if seen.saw(row.ended_by) else None
        value = "underway" if ended is None or row.ended_in is None else row.ended_in
        yield Told(f"v{row.step}", value, _behind(row.step, ended))


def moves(seen: Seen) -> Iterator[Told]:
    for row in seen.all(rows.MoveRow):
        said = seen.said(row)
        yield Told(f"v{row.step}", row.kind, (row.step,), said, row.attribution_class)


def people(seen: Seen) -> Iterator[Told]:
    for row in seen.all(rows.PersonRow):
        ended = row.ended_by if seen.saw(row.ended_by) else None
        said = seen.said(row)
        value = "standing" if is_standing(seen, row) else "ended"
        value = "over" if row.kind == "mediation" else value
        yield Told(
            _line(row.step, row.line), value, _behind(row.step, ended), said, row.attribution_class
        )


def refusals(seen: Seen) -> Iterator[Told]:
    """Those of one party by another; vetoes and conditions are told of by fields of their own."""
    for item in exclusions(seen):
        if item.kind in REFUSALS:
            after = (each.step.version for each in item.since_then if each.what != "met")
            steps = tuple(dict.fromkeys((item.version, *after)))
            yield Told(f"v{item.version}", item.status, steps, item.said, item.attribution_class)


def votes(seen: Seen) -> Iterator[Told]:
    for row in seen.all(rows.VoteRow):
        said = seen.said(row)
        yield Told(f"v{row.step}", row.outcome, (row.step,), said, row.attribution_class)


def _proposed(seen: Seen, item: proposals.OfferItem | proposals.DemandItem) -> Told:
    return Told(
        _line(item.version, item.line),
        item.status,
        _behind(item.version, item.ended_by),
        seen.said(item),
        item.attribution_class,
        item.stood_until,
    )


def _line(step: int, line: int) -> str:
    """The first thing in a step is named after it, every other one after its line too."""
    return f"v{step}" if line == 0 else f"v{step}.{line}"


def _behind(step: int, version: int | None) -> tuple[int, ...]:
    return (step,) if version is None else (step, version)


def _issue(seen: Seen, issue: str, pool: str | None) -> str:
    several = len(seen.registration.pools) > 1
    return f"{issue} {pool}" if several and pool is not None else issue


def _term(item: TermItem) -> Amount:
    return Amount(item.issue, item.quantity, item.seats, item.words)
