"""A negotiation told in about five sentences: which facts belong together, in which order.

A story claims nothing that no fact claims: it chooses among the facts of an answer, folds what is
one movement (the offers of one side, in one class of attribution), and leaves out the rest. What it
says of the end comes last, whatever came after. Source: DOMAIN §2 and §4; docs/adr/0046.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Act, Actor, Fact, Fate
from parley.negotiation.views.told.told import told

__all__ = [
    "OBJECTIONS",
    "SENTENCES_MAX",
    "Beat",
    "BeatKind",
    "Outcome",
    "Story",
    "contest_story",
    "story",
]

SENTENCES_MAX: Final = 5
_MOVES_MAX: Final = 2
_LISTS_MAX: Final = 6
_NAMED_MAX: Final = 3

Outcome = Literal[
    "deal",
    "deal_ended",
    "no_deal",
    "came_to_nothing",
    "closed",
    "underway",
    "proposed",
    "no_talks",
    "nothing_recorded",
]
"""How it stands: a deal stands, one was reached and ended, talks ended without one, a proposal came
to nothing before any talks, talks had no deal by the close, talks are on by the last word on
record, an alliance was proposed, no talks are on record, nothing is."""

BeatKind = Literal[
    "course",
    "on_record",
    "unnamed",
    "conditions",
    "claimed",
    "done",
    "refused",
    "moves",
    "deal",
    "contest",
    "across",
]
"""What a sentence is about: the course of the talks, with pauses and the close, and who came to the
table or left it; figures and words on record; figures that only unnamed sources or reports gave;
vetoes and preconditions; what one side claims or says against another; what else was done or said
on record; who will not sit with whom; moves away from the table; the deal and what became of it; of
a contest what was decided outside its negotiations; what stands between negotiations."""

_ENDS_OF_RUN: Final[frozenset[Fate]] = frozenset(
    {"ended_in_deal", "deal_stood_until", "ended_without_deal", "ended_with_close"}
)
"""What a run of talks came to."""
_PROPOSALS: Final[frozenset[Act]] = frozenset({"offered", "demanded"})
_CONDITIONS: Final[frozenset[Act]] = frozenset({"made_precondition", "ruled_out"})
_TABLE: Final[frozenset[Act]] = frozenset({"joined", "left", "put_out"})
"""What changes who sits at the table."""
_PAUSES: Final[frozenset[Act]] = frozenset({"suspended", "resumed_talks"})
_DONE: Final[frozenset[Act]] = frozenset(
    {"proposed_alliance", "conceded", "met", "telephoned", "attacked", "accused"}
)
"""What is told of what no field shows, where there is room; of talks that never began all of it."""
_MOVES: Final[frozenset[Act]] = frozenset({"put_out_list", "contests_alone", "made_other_pact"})
OBJECTIONS: Final[frozenset[Fate]] = frozenset(
    {"denied", "denial_refuted", "denial_answered", "denial_taken_back", "corrected", "refuted"}
)
"""What a story never leaves out of what it tells: that somebody denies or corrects it, and what
became of that."""


class Beat(Struct, frozen=True, kw_only=True):
    """One sentence of a story: the facts that it tells, in the order in which it tells them."""

    kind: BeatKind
    facts: tuple[Fact, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps that it tells, in its order; of the runs of talks but the last with those that
        ended them, which no state tells."""
        runs = [fact for fact in self.facts if fact.kind == "attempt"]
        steps = (step for fact in self.facts for step in _told(fact, fact in runs[:-1]))
        return tuple(dict.fromkeys(steps))


def _told(fact: Fact, with_end: bool) -> Iterator[int]:
    yield fact.step
    for each in fact.became if with_end else ():
        if each.fate in _ENDS_OF_RUN and each.step is not None:
            yield each.step


class Story(Struct, frozen=True, kw_only=True):
    """A negotiation in a few sentences."""

    outcome: Outcome
    contested: bool
    """The parties say different things about where the talks stand."""
    parties: tuple[Actor, ...]
    """Who is meant: who reached the deal, who sits at the table of talks that are on, who was in
    the talks, or is registered at the table."""
    left: tuple[Actor, ...]
    """Who left, or was put out, after the deal that stands."""
    beats: tuple[Beat, ...]


def story(seen: Seen) -> Story:
    """The story of what is in view."""
    facts = [fact for fact in told(seen) if fact.step != 1 or fact.kind == "party"]
    places = seen.places
    facts.sort(key=lambda fact: places.get(fact.step, 0))
    state = next((fact for fact in facts if fact.kind == "state"), None)
    runs = [
        fact
        for fact in facts
        if fact.kind == "attempt" and (state is None or fact.step != state.step)
    ]
    beats = [
        *_course(facts, state, runs),
        *_proposals(facts),
        *_conditions(facts),
        *_claimed(facts, state),
        *_done(facts, state),
        *_moves(_before(facts, state, places)),
        *_refused(facts),
        *_deal(facts),
    ]
    outcome = _outcome(seen, state, runs)
    return Story(
        outcome=outcome,
        contested=state is not None and any(each.fate == "contested" for each in state.became),
        parties=_parties(seen, state if outcome == "deal" else None, runs, state, facts),
        left=_left(facts, state, places) if outcome == "deal" else (),
        beats=tuple(_few(beats)),
    )


def contest_story(seen: Seen) -> list[Beat]:
    """What a contest has on its own record, as the story of its negotiations needs it: who was
    named, what was voted on, and its close; a sentence each, the last ones of each sort."""
    facts = told(seen)
    named = [fact for fact in facts if fact.act == "named"][-_NAMED_MAX:]
    votes = [fact for fact in facts if fact.act == "voted"][-_MOVES_MAX:]
    closed = [fact for fact in facts if fact.act == "contest_closed"]
    found = sorted([*named, *votes, *closed], key=lambda fact: seen.places.get(fact.step, 0))
    return [Beat(kind="contest", facts=(fact,)) for fact in found]


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
            return "closed" if "closed" in seen.steps[-1].flags else "underway"
        case _:
            return "came_to_nothing" if "closed" in seen.steps[-1].flags else "proposed"


def _left(
    facts: Sequence[Fact], state: Fact | None, places: Mapping[int, int]
) -> tuple[Actor, ...]:
    """Who left the table, or was put out, after the step that set the state."""
    since = 0 if state is None else places.get(state.step, 0)
    gone = [
        actor
        for fact in facts
        if fact.act in _TABLE and places.get(fact.step, 0) > since
        for actor in {"left": fact.by, "put_out": fact.to}.get(fact.act, ())
    ]
    return tuple({actor.name: actor for actor in gone}.values())


def _parties(
    seen: Seen, deal: Fact | None, runs: Sequence[Fact], state: Fact | None, facts: Sequence[Fact]
) -> tuple[Actor, ...]:
    """Of a deal that stands who made it; else who talked last, who sat there, who is registered."""
    last = seen.steps[-1] if seen.steps else None
    if deal is None and last is not None and last.state == "talks_underway":
        at_table = seen.seated
        if len(at_table) > 1:
            return tuple(
                Actor(name=each.party, kind="party", full_name=each.name)
                for each in seen.registration.names
                if each.party in at_table
            )
    seats = ("at_table", "registered", "no_talks")
    seated = next((fact for fact in facts if fact.act in seats), None)
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


def _course(facts: Sequence[Fact], state: Fact | None, runs: Sequence[Fact]) -> Iterator[Beat]:
    """The runs, the step that set the state, those who came to the table or left it, the pauses and
    the close, in the order in which they came."""
    if state is None and not runs:
        return
    ended = None if state is None else state.step
    went_on = {each.step for fact in facts for each in fact.became if each.fate == "went_on"}
    untold = {ended, *went_on}
    told = [
        fact
        for fact in facts
        if fact is state
        or fact in runs
        or (fact.act in (*_TABLE, *_PAUSES, "closed") and fact.step not in untold)
    ]
    yield Beat(kind="course", facts=tuple(told))


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
    confirmed = ("confirmed", "borne_out", "on_record_since", "ended_in_deal")
    claims = [
        fact
        for fact in facts
        if fact.act in ("claimed_agreement", "claimed_part")
        and fact is not state
        and (state is None or not any(each.fate in confirmed for each in fact.became))
    ]
    if claims:
        yield Beat(kind="claimed", facts=(claims[-1],))


def _conditions(facts: Sequence[Fact]) -> Iterator[Beat]:
    """The last vetoes and preconditions, with what became of them."""
    found = [fact for fact in facts if fact.act in _CONDITIONS]
    if found:
        yield Beat(kind="conditions", facts=tuple(found[-_MOVES_MAX:]))


def _done(facts: Sequence[Fact], state: Fact | None) -> Iterator[Beat]:
    """What else is on record: a few acts; of talks that never began whatever was said last."""
    found = [fact for fact in facts if fact.kind == "act" and (state is None or fact.act in _DONE)]
    if found:
        yield Beat(kind="done", facts=tuple(found[-_MOVES_MAX:]))


def _moves(facts: Sequence[Fact]) -> Iterator[Beat]:
    lists = [fact for fact in facts if fact.act == "put_out_list"][-_LISTS_MAX:]
    others = [fact for fact in facts if fact.act in _MOVES and fact.act != "put_out_list"]
    moves = [*lists, *others[-_MOVES_MAX:]]
    if moves:
        yield Beat(kind="moves", facts=tuple(sorted(moves, key=facts.index)))


def _refused(facts: Sequence[Fact]) -> Iterator[Beat]:
    refused = [
        fact
        for fact in facts
        if fact.kind == "exclusion"
        and fact.act not in _TABLE
        and not fact.over
        and not any(each.fate == "since_then" and not each.order_open for each in fact.became)
    ]
    if refused:
        yield Beat(kind="refused", facts=tuple(refused[-_MOVES_MAX:]))


_AGREED: Final = ("agreed", "amended", "added_to_deal")
"""What all did."""


def _deal(facts: Sequence[Fact]) -> Iterator[Beat]:
    """What was agreed last by all, in one step or two, with everything that became of it; and what
    somebody denies or corrects."""
    agreed = [fact for fact in facts if fact.kind == "agreed" and fact.act in _AGREED]
    told = [
        fact
        for fact in agreed
        if fact in agreed[-_MOVES_MAX:] or any(each.fate in OBJECTIONS for each in fact.became)
    ]
    if told:
        yield Beat(kind="deal", facts=tuple(told))


_DROPPED: Final[tuple[BeatKind, ...]] = (
    *("done", "refused", "claimed", "moves", "conditions", "unnamed"),
)


def _few(beats: Iterable[Beat]) -> list[Beat]:
    """No more than a story has: what is said of the end and on record is dropped last."""
    kept = list(beats)
    for kind in _DROPPED:
        if len(kept) <= SENTENCES_MAX:
            break
        kept = [beat for beat in kept if beat.kind != kind]
    return kept
