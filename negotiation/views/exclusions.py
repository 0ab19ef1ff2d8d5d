"""Who will not sit with whom: whom a party rules out, puts out, or sets a condition.

Who refuses one meeting, a proposal or an offer, or answers with harsh words, has refused that and
not the other party: such an act is told as one, and is no exclusion. An exclusion is true until
something took it back: a word of the party itself, or what it did with the other one since. Both
are told, each with its step, and neither is taken for the other. Source: DOMAIN §3, rows 10, 14, 16
and 28; docs/adr/0043.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.steps import Issue, PartyWithdrew, StatementMade
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.conditions import conditions
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.proposals import DemandItem, demands
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome
from parley.negotiation.views.turns import Turn, What, turns_after

__all__ = ["REFUSALS", "ExclusionItem", "Pair", "SinceThen", "Taken", "exclusions", "refusals"]

Kind = Literal["ruled_out", "put_out", "veto", "precondition", "condition"]
Taken = Literal["denied", "taken_back", "overtaken", "not_taken_back", "in_part"]
REFUSALS: Final[tuple[Kind, ...]] = ("ruled_out", "put_out")
"""Kinds of refusing somebody, beside conditions and vetoes."""
_OTHERS: Final = ("figure", "collapse")
"""Propositions of a statement that is not about sitting together."""


class Pair(Struct, frozen=True, kw_only=True):
    """Who, and with whom not."""

    party: str
    whom: str


class SinceThen(Struct, frozen=True, kw_only=True):
    """What came after: a word that takes it back, or something of both all the same."""

    what: What
    negotiation: str
    pairs: tuple[Pair, ...]
    """Between whom."""
    step: CitedStep
    order_open: bool
    """The dates leave open which of the two came first; then it changes no status."""


class ExclusionItem(Cited, frozen=True, kw_only=True):
    """One refusal or condition; quote, speaker and source are of one report."""

    negotiation: str
    """Where it is recorded; a contest's begins with `contest/`."""
    kind: Kind
    by: tuple[str, ...]
    whom: tuple[str, ...]
    """With whom not; of a condition to whom it is put; empty = nobody is named."""
    issue: Issue | None
    """Of what is ruled out: in which matter, where that is said; null = going together at all."""
    what: str | None
    """The condition, or what a veto is about, in words."""
    lang: str | None
    """BCP 47 tag of the quote; null = the report's own language."""
    text: str | None
    """Our paraphrase of the step."""
    said: str
    status: str
    """not_taken_back, taken_back (in words), overtaken (by a deed), denied, or in_part where that
    differs between those named. Of a condition, a precondition or a veto that has an end: that."""
    ended: CitedStep | None
    """Of a condition, a precondition or a veto: the step with which it ended."""
    stood_until: Outcome | None
    holds_between: tuple[Pair, ...]
    """Between whom nothing has taken it back; empty for conditions."""
    since_then: tuple[SinceThen, ...]
    """In the order of occurrence; the first of each sort and negotiation."""


class _Found(Struct, frozen=True, kw_only=True):
    """A step that refuses somebody or sets a condition, before it is known what came after."""

    step: rows.StepRow
    kind: Kind
    by: tuple[str, ...]
    whom: tuple[str, ...]
    what: str | None
    issue: Issue | None = None
    status: str = ""
    """Of a condition or a demand, once it has ended."""
    ended_by: int | None = None
    stood_until: Outcome | None = None


def exclusions(seen: Seen, beside: Sequence[Seen] = ()) -> list[ExclusionItem]:
    """What stands between the parties of a stream, in the order of occurrence.

    `beside` are the other streams of its contest, seen at the same times: what was ruled out in
    one negotiation may be taken back in another.
    """
    found = [*_stated(seen), *_put_out(seen), *_demanded(seen), *_conditions(seen)]
    return _items(seen, beside, found)


def refusals(seen: Seen, beside: Callable[[], Sequence[Seen]]) -> list[ExclusionItem]:
    """The same without conditions and vetoes; what stands beside it is asked where there is one."""
    found = [*_stated(seen), *_put_out(seen)]
    return _items(seen, beside(), found) if found else []


def _items(seen: Seen, beside: Sequence[Seen], found: list[_Found]) -> list[ExclusionItem]:
    if not found:
        return []
    same = SameParties([seen, *beside])
    found.sort(key=lambda each: seen.places[each.step.step])
    return [_item(seen, beside, same, each) for each in found]


def _stated(seen: Seen) -> Iterator[_Found]:
    """Who rules out going together with whom, or in which matter; with nobody named it is a word
    on something else."""
    for row in seen.steps:
        if row.type != "StatementMade" or "rules_out" not in row.stances:
            continue
        step = step_of(row)
        by, whom = _parties(seen, row.by) or _voiced(seen, row), _whom(row)
        if not by or not whom or not isinstance(step, StatementMade):
            continue
        # Figures and seats are things on the table, and no word on who sits at it.
        of_a_thing = step.terms or step.issue in SEAT_ISSUES or step.proposition in _OTHERS
        if not of_a_thing:
            yield _Found(step=row, kind="ruled_out", by=by, whom=whom, what=None, issue=step.issue)


def _put_out(seen: Seen) -> Iterator[_Found]:
    for row in seen.steps:
        step = step_of(row) if row.type == "PartyWithdrew" else None
        if isinstance(step, PartyWithdrew) and step.excluded_by:
            yield _Found(
                step=row, kind="put_out", by=step.excluded_by, whom=step.parties, what=None
            )


def _demanded(seen: Seen) -> Iterator[_Found]:
    """Preconditions, and vetoes on a party or a person; one a step, whoever it is put to."""
    steps: dict[int, list[DemandItem]] = {}
    for item in demands(seen):
        about_somebody = item.issue == "person_veto" or item.for_parties != item.by
        if item.kind == "precondition" or (item.kind == "veto" and about_somebody):
            steps.setdefault(item.version, []).append(item)
    for version, items in steps.items():
        first = items[0]
        named = [
            party for each in items if each.for_parties != first.by for party in each.for_parties
        ]
        whom = named if first.kind == "veto" else [party for each in items for party in each.to]
        open_still = any(each.status == "open" for each in items)
        last = max(items, key=lambda each: seen.places.get(each.ended_by or 0, 0))
        yield _Found(
            step=seen.by_version[version],
            kind="veto" if first.kind == "veto" else "precondition",
            by=first.by,
            whom=tuple(dict.fromkeys(whom)),
            what="; ".join(dict.fromkeys(each.words or ", ".join(each.seats) for each in items)),
            status="" if open_still else last.status,
            ended_by=None if open_still else last.ended_by,
            stood_until=None if open_still else last.stood_until,
        )


def _conditions(seen: Seen) -> Iterator[_Found]:
    for item in conditions(seen):
        row = seen.by_version[item.version]
        yield _Found(
            step=row,
            kind="condition",
            by=item.by,
            whom=_whom(row),
            what=item.condition,
            status="" if item.status == "open" else item.status,
            ended_by=item.ended_by,
            stood_until=item.stood_until,
        )


def _item(seen: Seen, beside: Sequence[Seen], same: SameParties, found: _Found) -> ExclusionItem:
    conditional = found.kind in ("precondition", "condition")
    pairs = () if conditional else _pairs(seen, same, found)
    events = turns_after(found.step, pairs, seen, beside, same) if pairs else []
    if found.issue is not None:
        # Who goes together in one matter has not taken back what it rules out in another.
        events = [
            each for each in events if each.makes != "overtaken" or found.issue in each.issues
        ]
    holding, became = _status(pairs, events)
    status: str = became
    if conditional or found.status:
        holding, status = (), found.status or "open"
    slug = seen.stream if seen.negotiation.kind == "contest" else seen.slug
    return cite(
        ExclusionItem,
        seen,
        found.step,
        found,
        _voice(seen, found.step),
        negotiation=slug,
        by=found.by,
        what=found.what or None,
        status=status,
        ended=cite_step(seen, found.ended_by),
        holds_between=tuple(Pair(party=party, whom=whom) for party, whom in holding),
        since_then=tuple(map(_since, events)),
    )


def _pairs(seen: Seen, same: SameParties, found: _Found) -> tuple[tuple[str, str], ...]:
    by = [same.called(seen, each) for each in found.by]
    whom = [same.called(seen, each) for each in found.whom]
    return tuple((one, other) for one in by for other in whom if one != other)


def _status(
    pairs: Collection[tuple[str, str]], turns: Iterable[Turn]
) -> tuple[tuple[tuple[str, str], ...], Taken]:
    """(the pairs of which nothing took it back, what became of all of them)."""
    became: dict[tuple[str, str], Taken] = dict.fromkeys(pairs, "not_taken_back")
    order: tuple[Taken, ...] = ("denied", "taken_back", "overtaken", "not_taken_back")
    for turn in turns:
        for pair in () if turn.order_open else turn.turned:
            became[pair] = min(became[pair], turn.makes, key=order.index)
    different = set(became.values())
    holding = tuple(pair for pair, word in became.items() if word == "not_taken_back")
    if len(different) > 1:
        return holding, "in_part"
    return holding, different.pop() if different else "not_taken_back"


def _since(turn: Turn) -> SinceThen:
    pairs = tuple(Pair(party=party, whom=whom) for party, whom in turn.pairs)
    return gather(SinceThen, turn, pairs=pairs)


def _parties(seen: Seen, names: Iterable[str]) -> tuple[str, ...]:
    known = set(seen.party_names.values())
    return tuple(each for each in names if each in known)


def _voiced(seen: Seen, step: rows.StepRow) -> tuple[str, ...]:
    """The parties whose voice the best reports are: sources in a party that say whom it rules out
    speak of their party, each line according to them."""
    best = (
        row.side or row.on_behalf_of
        for row in seen.all(rows.EvidenceRow)
        if row.step == step.step and row.attribution_class == step.attribution_class
    )
    named = (seen.party_names.get(each.casefold()) for each in best if each is not None)
    return tuple(dict.fromkeys(each for each in named if each is not None))


def _whom(row: rows.StepRow) -> tuple[str, ...]:
    """Whom a step is addressed to, but for offices."""
    return tuple(each for each in row.to if not each.startswith("office:"))


class _Voice(Struct, frozen=True, kw_only=True):
    """Who said so, in which words, where: all of one report."""

    quote: str | None
    lang: str | None
    translated: bool
    speaker: str | None
    source_as_described: str | None
    source: str | None
    attribution: str
    attribution_class: str


def _voice(seen: Seen, step: rows.StepRow) -> _Voice:
    """The first report with exact words among those of the best class, else the first of them."""
    reports = [row for row in seen.all(rows.EvidenceRow) if row.step == step.step]
    best = [row for row in reports if row.attribution_class == step.attribution_class]
    chosen = next((row for row in best if row.quote is not None), best[0])
    return gather(
        _Voice,
        chosen,
        source=chosen.source or chosen.outlet or chosen.url,
    )
