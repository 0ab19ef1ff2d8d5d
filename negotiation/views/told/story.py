"""A negotiation told in about five sentences: which facts belong together, in which order.

A story claims nothing that no fact claims: it chooses among the facts of an answer, folds what is
one movement (the offers of one side, in one class of attribution), and leaves out the rest. What it
says of the end comes last, whatever came after. Source: DOMAIN §2 and §4; docs/adr/0046.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Act, Actor, Fact
from parley.negotiation.views.told.told import told

__all__ = ["SENTENCES_MAX", "Beat", "BeatKind", "Outcome", "Story", "story"]

SENTENCES_MAX: Final = 5
_MOVES_MAX: Final = 2

Outcome = Literal[
    "deal",
    "deal_ended",
    "no_deal",
    "came_to_nothing",
    "underway",
    "proposed",
    "no_talks",
    "nothing_recorded",
]
"""How it stands: a deal stands, one was reached and ended, talks ended without one, a proposal came
to nothing before any talks, talks are on by the last word on record, an alliance was proposed, no
talks are on record, nothing is."""

BeatKind = Literal["course", "on_record", "unnamed", "claimed", "refused", "moves", "deal"]
"""What a sentence is about: the course of the talks; figures and words on record; figures that
only unnamed sources or reports gave; what one side claims or says against another; who will not sit
with whom; moves away from the table; the deal and what became of it."""

_PROPOSALS: Final[frozenset[Act]] = frozenset({"offered", "demanded"})
_MOVES: Final[frozenset[Act]] = frozenset({"put_out_list", "contests_alone", "made_other_pact"})


class Beat(Struct, frozen=True, kw_only=True):
    """One sentence of a story: the facts that it tells, in the order in which it tells them."""

    kind: BeatKind
    facts: tuple[Fact, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps that it tells, in its order."""
        return tuple(dict.fromkeys(fact.step for fact in self.facts))


class Story(Struct, frozen=True, kw_only=True):
    """A negotiation in a few sentences."""

    outcome: Outcome
    contested: bool
    """The parties say different things about where the talks stand."""
    parties: tuple[Actor, ...]
    """Who is meant: who reached the deal, was in the talks, or is registered at the table."""
    beats: tuple[Beat, ...]


def story(seen: Seen) -> Story:
    """The story of what is in view."""
    facts = [fact for fact in told(seen) if fact.step != 1 or fact.kind == "party"]
    places = seen.places
    facts.sort(key=lambda fact: places.get(fact.step, 0))
    state = next((fact for fact in facts if fact.kind == "state"), None)
    runs = [fact for fact in facts if fact.kind == "attempt"]
    beats = [
        *_course(state, runs),
        *_proposals(facts),
        *_claimed(facts, state),
        *_moves(_before(facts, state, places)),
        *_refused(facts),
        *_deal(facts),
    ]
    outcome = _outcome(seen, state, runs)
    return Story(
        outcome=outcome,
        contested=state is not None and any(each.fate == "contested" for each in state.became),
        parties=_parties(seen, state if outcome == "deal" else None, runs, state, facts),
        beats=tuple(_few(beats)),
    )


def _outcome(seen: Seen, state: Fact | None, runs: Sequence[Fact]) -> Outcome:
    if state is None:
        return "no_talks" if seen.steps else "nothing_recorded"
    match seen.steps[-1].state:
        case "deal_reached":
            return "deal"
        case "collapsed":
            broke = state.act in ("left_deal", "rejected_deal")
            in_deal = any(each.fate == "ended_in_deal" for run in runs for each in run.became)
            if broke or (in_deal and state.act == "left"):
                return "deal_ended"
            return "no_deal" if runs else "came_to_nothing"
        case "talks_underway":
            return "underway"
        case _:
            return "proposed"


def _parties(
    seen: Seen, deal: Fact | None, runs: Sequence[Fact], state: Fact | None, facts: Sequence[Fact]
) -> tuple[Actor, ...]:
    """Of a deal that stands who made it; else who talked last, who sat there, who is registered."""
    seated = next((fact for fact in facts if fact.act == "at_table"), None)
    for fact in (deal, *reversed(runs), state, seated):
        named = () if fact is None else (*fact.by, *fact.to)
        parties = {each.name: each for each in named if each.kind == "party"}
        if len(parties) > 1:
            return tuple(parties.values())
    names = seen.registration.names
    return tuple(Actor(name=each.party, kind="party", full_name=each.name) for each in names)


def _before(facts: Sequence[Fact], state: Fact | None, places: Mapping[int, int]) -> Sequence[Fact]:
    """What was done before the step that set the state."""
    end = places.get(state.step, 0) if state is not None else len(places) + 1
    return [fact for fact in facts if places.get(fact.step, 0) < end]


def _course(state: Fact | None, runs: Sequence[Fact]) -> Iterator[Beat]:
    if state is not None:
        yield Beat(kind="course", facts=(*runs, state))
    elif runs:
        yield Beat(kind="course", facts=tuple(runs))


def _proposals(facts: Sequence[Fact]) -> Iterator[Beat]:
    """What was offered and demanded about the issue that was bargained about most."""
    made = [fact for fact in facts if fact.act in _PROPOSALS and fact.things]
    counted = Counter(thing.issue for fact in made for thing in fact.things)
    if not counted:
        return
    (issue, _), *_ = counted.most_common(1)
    about = [fact for fact in made if any(each.issue == issue for each in fact.things)]
    on_record = [fact for fact in about if _class(fact) == "on_record"]
    if on_record:
        yield Beat(kind="on_record", facts=tuple(on_record))
    unnamed = [fact for fact in about if _class(fact) != "on_record"]
    if unnamed:
        yield Beat(kind="unnamed", facts=tuple(unnamed))


def _class(fact: Fact) -> str:
    return "on_record" if fact.teller is None else fact.teller.attribution_class


def _claimed(facts: Sequence[Fact], state: Fact | None) -> Iterator[Beat]:
    """The last claim of an agreement that no deal has borne out since."""
    confirmed = ("confirmed", "borne_out", "settled", "ended_in_deal")
    claims = [
        fact
        for fact in facts
        if fact.act == "claimed_agreement"
        and fact is not state
        and not any(each.fate in confirmed for each in fact.became)
    ]
    if claims:
        yield Beat(kind="claimed", facts=(claims[-1],))


def _moves(facts: Sequence[Fact]) -> Iterator[Beat]:
    moves = [fact for fact in facts if fact.act in _MOVES]
    if moves:
        yield Beat(kind="moves", facts=tuple(moves[-_MOVES_MAX:]))


def _refused(facts: Sequence[Fact]) -> Iterator[Beat]:
    refused = [
        fact
        for fact in facts
        if fact.kind == "exclusion"
        and not fact.over
        and not any(each.fate == "since_then" for each in fact.became)
    ]
    if refused:
        yield Beat(kind="refused", facts=tuple(refused[-_MOVES_MAX:]))


def _deal(facts: Sequence[Fact]) -> Iterator[Beat]:
    """What was agreed last by all, in one step or two, with everything that became of it."""
    agreed = [fact for fact in facts if fact.kind == "agreed" and fact.act in ("agreed", "amended")]
    if agreed:
        yield Beat(kind="deal", facts=tuple(agreed[-_MOVES_MAX:]))


_DROPPED: Final[tuple[BeatKind, ...]] = ("refused", "moves", "claimed", "unnamed")


def _few(beats: Iterable[Beat]) -> list[Beat]:
    """No more than a story has: what is said of the end and on record is dropped last."""
    kept = list(beats)
    for kind in _DROPPED:
        if len(kept) <= SENTENCES_MAX:
            break
        kept = [beat for beat in kept if beat.kind != kind]
    return kept
