"""Every answer that the views and the ledger's own records give, by the function that gives it.

One table, so that a test that asks everything cannot forget the answer that was added last.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from msgspec import Struct

from parley.answers import sentences
from parley.answers.sentences.sentences import sentence
from parley.events.ledger import Ledger
from parley.events.own_records import OwnRecords
from parley.events.search import Query, matches, parse_query
from parley.negotiation import views
from parley.negotiation.views import (
    across,
    agreed,
    attempts,
    attributions,
    blame,
    changes,
    claims,
    comparison,
    conditions,
    conditions_asked,
    conflicts,
    contest,
    contradictions,
    corrections,
    dates,
    deals,
    disputes,
    exclusions,
    explained,
    fields,
    kept,
    lists,
    membership,
    moves,
    on_table,
    people,
    proposals,
    quotes,
    reporters,
    seats,
    series,
    silence,
    standing,
    stood,
    sums,
    threads,
    timeline,
)
from parley.negotiation.views import told as told_facts
from parley.negotiation.views.corrections import Before
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.story import contest_story, story
from parley.negotiation.views.told.told import told

__all__ = ["ANSWERS", "ASKED_THROUGH", "OWN_ANSWERS", "WORDS", "Look", "answering", "own_reading"]

WORDS: Final = ("small numb*", '"good small"', "कांग्रेस", "resume the talks", "nobody-said-this")
"""What is searched for: beginnings, phrases, another script, and an accent left out."""
_CONDITIONS: Final = ("state=deal_reached", "open offers>=2", "flag=contested and claims>0")


class Look(Struct, frozen=True, kw_only=True):
    """One negotiation, or a contest, as it is seen at three times; and what stands beside it."""

    seen: Seen
    beside: Sequence[Seen]
    """All negotiations of the contest, at the same times."""
    contest: Seen | None
    before: Before
    since: int
    """A position that the asker kept."""


Ask = Callable[[Look], object]


def _steps(look: Look) -> list[int]:
    return [row.step for row in look.seen.steps]


def _first_held(look: Look) -> Iterator[object]:
    for text in _CONDITIONS:
        yield conditions_asked.first_held(look.seen, conditions_asked.read_condition(text))


def _quotes(look: Look) -> Iterator[object]:
    yield quotes.quotes(look.seen, lambda _: True)
    for typed in WORDS:
        yield quotes.quotes(look.seen, partial(_stands_in, parse_query(typed)))


def _stands_in(query: Query, text: str) -> bool:
    return matches(query, [text])


ANSWERS: Final[Mapping[str, Ask]] = {
    "agreed.agreed_ever": lambda look: agreed.agreed_ever(look.seen),
    "agreed.agreement": lambda look: agreed.agreement(look.seen),
    "attempts.runs": lambda look: attempts.runs(look.seen),
    "attempts.formed": lambda look: attempts.formed(look.seen, look.contest),
    "attributions.attributions": lambda look: [
        attributions.attributions(look.seen, each) for each in _steps(look)
    ],
    "blame.blame": lambda look: blame.blame(look.seen, ""),
    "changes.changes_since": lambda look: changes.changes_since(
        look.before(look.since), look.seen, look.since
    ),
    "claims.claims": lambda look: claims.claims(look.seen, look.before),
    "comparison.profile": lambda look: comparison.profile(look.seen),
    "comparison.share_at_deal": lambda look: comparison.share_at_deal(look.seen),
    "comparison.of_same_parties": lambda look: [
        comparison.of_same_parties(look.seen, each) for each in look.beside
    ],
    "comparison.paired": lambda look: [
        (one.stream, other.stream)
        for one, other in comparison.paired([look.seen], look.beside[::-1])
    ],
    "conditions.conditions": lambda look: conditions.conditions(look.seen),
    "conditions_asked.first_held": lambda look: list(_first_held(look)),
    "conflicts.conflicts": lambda look: conflicts.conflicts(look.seen),
    "contest.acts_counted": lambda look: contest.acts_counted(look.beside),
    "across.across": lambda look: across.across(look.contest, look.beside),
    "contest.shared_acts": lambda look: contest.shared_acts(look.beside),
    "contradictions.contradictions": lambda look: contradictions.contradictions(look.seen),
    "corrections.ours": lambda look: corrections.ours(look.seen, look.before),
    "corrections.theirs": lambda look: corrections.theirs(look.seen),
    "dates.deadlines": lambda look: dates.deadlines(look.seen),
    "deals.deals": lambda look: deals.deals(look.seen),
    "deals.standing_deal": lambda look: deals.standing_deal(look.seen),
    "disputes.contested": lambda look: disputes.contested(look.seen),
    "disputes.denials": lambda look: disputes.denials(look.seen),
    "exclusions.exclusions": lambda look: exclusions.exclusions(look.seen, look.beside),
    "explained.explain": lambda look: [
        explained.explain(look.seen, each) for each in _steps(look)[-2:]
    ],
    "fields.fields": lambda look: fields.fields(look.seen),
    "fields.chosen_fields": lambda look: fields.chosen_fields(look.seen, "offers"),
    "kept.kept": lambda look: kept.kept(look.seen),
    "lists.against_the_deal": lambda look: [
        lists.against_the_deal(look.seen, each)
        for each in (None, *lists.listed_steps(look.seen, named=True))
    ],
    "lists.listed_steps": lambda look: lists.listed_steps(look.seen),
    "membership.changes_among": lambda look: [
        membership.changes_among(look.seen, version, look.seen.party_names)
        for version in _steps(look)
    ],
    "lists.standing_deals": lambda look: lists.standing_deals(look.seen),
    "moves.fielded": lambda look: moves.fielded(look.seen),
    "moves.moves": lambda look: moves.moves(look.seen),
    "on_table.on_the_table": lambda look: on_table.on_the_table(look.seen),
    "people.people": lambda look: people.people(look.seen),
    "proposals.demands": lambda look: proposals.demands(look.seen),
    "proposals.offers": lambda look: proposals.offers(look.seen),
    "proposals.last_of_each_line": lambda look: [
        proposals.last_of_each_line(look.seen, proposals.offers(look.seen)),
        proposals.last_of_each_line(look.seen, proposals.demands(look.seen)),
    ],
    "quotes.quotes": lambda look: list(_quotes(look)),
    "reporters.reported": lambda look: [
        reporters.reported(look.seen, each) for each in _steps(look)
    ],
    "seats.seats_of_two": lambda look: seats.seats_of_two(look.seen),
    "sentences.sentences.sentence": lambda look: [
        sentence(look.seen, fact) for fact in told(look.seen)
    ],
    "series.series": lambda look: series.series(look.seen),
    "series.standing_gaps": lambda look: series.standing_gaps(look.seen),
    "silence.silence": lambda look: silence.silence(look.seen, look.contest),
    "standing.status": lambda look: standing.status(look.seen),
    "stood.stood_until": lambda look: [stood.stood_until(look.seen, each) for each in _steps(look)],
    "sums.sums": lambda look: sums.sums(look.seen),
    "threads.threads": lambda look: threads.threads(look.seen),
    "told.story.contest_story": lambda look: contest_story(look.seen),
    "told.story.story": lambda look: story(look.seen),
    "told.told.told": lambda look: told(look.seen),
    "timeline.log": lambda look: timeline.log(look.seen),
}
"""Module and function of negotiation.views, or of the sentences -> how it is asked of a look."""

ASKED_THROUGH: Final[Mapping[str, str]] = {
    "exclusive.exclusive_pairs": "across.across",
    "links.links": "across.across",
    "seats_across.seats_twice": "across.across",
    "shares.shares_over": "across.across",
    "cited_steps.cite_step": "disputes.denials",
    "corrections.retracted": "claims.claims",
    "dates.deadline_status": "dates.deadlines",
    "dates.pauses_due": "dates.deadlines",
    "exclusions.refusals": "across.across",
    "membership.departures": "proposals.offers",
    "membership.gone_meanwhile": "proposals.offers",
    "membership.moves_at_table": "told.told.told",
    "proposals.rejected_again": "proposals.offers",
    "proposals.superseded_by": "proposals.offers",
    "fields.fields_of": "fields.fields",
    "fields.party_in": "fields.chosen_fields",
    "figures.figures": "conflicts.conflicts",
    "membership.gone_since": "sums.sums",
    "pauses.pauses": "attempts.runs",
    "pauses.resumption": "attempts.runs",
    "people.is_standing": "people.people",
    "proposals.offer_status": "proposals.offers",
    "seats.seat_folder": "seats.seats_of_two",
    "stood.all_left": "dates.deadlines",
    "stood.ended_before": "dates.deadlines",
    "stood.settled_by": "conditions.conditions",
    "told.told.told_of": "told.told.told",
    "standing.parked": "standing.status",
    **dict.fromkeys(
        (
            "field_changes.at_agreements",
            "field_changes.at_any_step",
            "field_changes.at_claims",
            "field_changes.at_first_proposals",
            "field_changes.at_tasks",
        ),
        "conditions_asked.first_held",
    ),
    **dict.fromkeys(
        (
            "field_parts.agreed",
            "field_parts.attempts",
            "field_parts.claims",
            "field_parts.conditions",
            "field_parts.deadlines",
            "field_parts.demands",
            "field_parts.flags",
            "field_parts.last_offers",
            "field_parts.moves",
            "field_parts.offers",
            "field_parts.open_issues",
            "field_parts.parked",
            "field_parts.parties",
            "field_parts.people",
            "field_parts.refusals",
            "field_parts.state",
        ),
        "fields.fields",
    ),
}
"""What reads a look too, and is only a part of an answer -> that answer."""


def answering() -> Iterator[str]:
    """Yield every public function of these rooms that reads a look."""
    rooms = ((views, ""), (told_facts, "told."), (sentences, "sentences."))
    for room, before in rooms:
        for found in iter_modules(room.__path__):
            yield from _reading(import_module(f"{room.__name__}.{found.name}"), before + found.name)


def _reading(module: ModuleType, known_as: str) -> Iterator[str]:
    for name in getattr(module, "__all__", ()):
        function = getattr(module, name)
        if inspect.isfunction(function):
            taken = list(inspect.signature(function).parameters.values())
            if taken and Seen.__name__ in str(taken[0].annotation):
                yield f"{known_as}.{name}"


OWN_ANSWERS: Final[Mapping[str, Callable[[Ledger, int], object]]] = {
    "checks": lambda ledger, upto: ledger.checks(upto=upto),
    "clock_spans": lambda ledger, upto: ledger.clock_spans(upto),
    "clock_corrections": lambda ledger, upto: ledger.clock_corrections(upto),
    "exports": lambda ledger, upto: ledger.exports(upto),
    "keeps_refusals": lambda ledger, upto: ledger.keeps_refusals(upto),
    "refusals": lambda ledger, upto: ledger.refusals(upto),
    "register": lambda ledger, upto: ledger.register(upto),
    "sources": lambda ledger, upto: ledger.sources(upto),
    "sources now": lambda ledger, _: ledger.sources(),
}
"""What a ledger answers from its own records, up to a position."""


def own_reading() -> list[str]:
    """The public functions with which a ledger reads its own records, as known at a position."""
    return [
        name
        for name, function in inspect.getmembers(OwnRecords, inspect.isfunction)
        if name[0] != "_" and "upto" in inspect.signature(function).parameters
    ]
