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
from parley.negotiation.contested import AGAINST_STATE
from parley.negotiation.states import State
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Act, Actor, Fact, Fate
from parley.negotiation.views.told.scene import Scene
from parley.negotiation.views.told.talks import in_talks
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
    "no_other_deal",
    "came_to_nothing",
    "closed",
    "underway",
    "reported",
    "proposed",
    "no_talks",
    "nothing_recorded",
]
"""How it stands: a deal stands, one was reached and ended, talks ended without one, or without
another after one that had ended, a proposal came to nothing before any talks, talks had no deal by
the close, talks are on by the last word on record, or by reports alone, an alliance was proposed on
record and nobody has refused, no talks are on record, nothing is."""

BeatKind = Literal[
    "course",
    "on_record",
    "unnamed",
    "open",
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
what else is offered or demanded and still stands;
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
    {"sought_alliance", "conceded", "met", "telephoned", "attacked", "accused"}
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
    """The parties say different things about where the talks stand, or other things than the state
    that stands."""
    otherwise: tuple[Actor, ...]
    """Whose own word on record, or act, is that the talks stand elsewhere."""
    parties: tuple[Actor, ...]
    """Who is meant: who reached the deal; of talks who was in them or came later, and sits there
    or sat there until the end; else who proposed what to whom, or is registered at the table."""
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
        *_open(facts),
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
        contested=bool(seen.steps) and "contested" in seen.steps[-1].flags,
        otherwise=_otherwise(seen),
        parties=_parties(seen, outcome, runs, state, facts),
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
    last = seen.steps[-1] if seen.steps else None
    if last is None:
        return "nothing_recorded"
    since = None if last.since is None else seen.step(last.since)
    match last.state:
        case "deal_reached":
            return "deal"
        case "collapsed":
            if since is not None and since.state_before == "deal_reached":
                return "deal_ended"
            if any(each.fate == "ended_in_deal" for run in runs for each in run.became):
                return "no_other_deal"
            return "no_deal" if runs else "came_to_nothing"
        case "talks_underway":
            if last.since is not None and last.flags.get("reported") == last.since:
                return "reported"
            return "closed" if "closed" in last.flags else "underway"
        case "proposed" if state is not None and _is_announced(seen, state):
            return "came_to_nothing" if "closed" in last.flags else "proposed"
        case _:
            return "no_talks"


def _is_announced(seen: Seen, state: Fact) -> bool:
    """Whether an alliance was proposed on record, and nobody has refused it."""
    refused = any(
        state.step in step.pointers.get("rejected", ())
        for step in seen.steps
        if step.type == "OfferRejected"
    )
    on_record = seen.by_version[state.step].attribution_class == "on_record"
    return on_record and state.act == "sought_alliance" and not refused


def _otherwise(seen: Seen) -> tuple[Actor, ...]:
    """Who says, or shows by what it does, that the talks stand elsewhere; nobody where that is no
    contest."""
    last = seen.steps[-1] if seen.steps else None
    if last is None or "contested" not in last.flags:
        return ()
    state = State(last.state or State.UNOPENED)
    against = AGAINST_STATE.get(state, frozenset())
    if state is State.DEAL_REACHED:
        against |= {"none"}  # beside somebody who speaks of an agreement
    parties = [each.party for each in last.positions if each.word in against]
    return Scene(seen).actors(parties, last.step)


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
    seen: Seen,
    outcome: Outcome,
    runs: Sequence[Fact],
    state: Fact | None,
    facts: Sequence[Fact],
) -> tuple[Actor, ...]:
    """Of a deal who made it; of talks who was in the last of them; else who is meant by what set
    the state, or is registered."""
    ended_in = [
        each.by for run in runs for each in run.became if each.fate == "ended_in_deal" and each.by
    ]
    if outcome == "deal_ended" and ended_in:
        return ended_in[-1]
    if outcome in ("no_deal", "no_other_deal", "closed", "underway", "reported"):
        there = _in_the_last(seen)
        if len(there) > 1:
            return Scene(seen).actors(there, seen.steps[-1].step)
    seats = ("at_table", "registered", "no_talks")
    seated = next((fact for fact in facts if fact.act in seats), None)
    for fact in (state, *reversed(runs), seated):
        named = () if fact is None else (*fact.by, *fact.to)
        parties = {each.name: each for each in named if each.kind == "party"}
        if len(parties) > 1:
            return tuple(parties.values())
    names = seen.registration.names
    return tuple(Actor(name=each.party, kind="party", full_name=each.name) for each in names)


def _in_the_last(seen: Seen) -> tuple[str, ...]:
    """Who is in the last run of talks, or was in it until its end: who was named when it began, or
    came later, and has not left."""
    run = seen.all(rows.AttemptRow)[-1]
    end = seen.step(run.ended_by) if run.ended_by is not None else None
    there = seen.seated if end is None else seen.seated_before(end)
    began = seen.by_version[run.step]
    named = in_talks(Scene(seen), began)
    if len(named) < 2:
        return there
    came = {row.party for row in seen.all(rows.PartyRow) if _since(seen, row, began)}
    return tuple(each for each in there if each in named or each in came)


def _since(seen: Seen, row: rows.PartyRow, began: rows.StepRow) -> bool:
    """Whether a stay at the table began later than a step."""
    return row.at_table and seen.places.get(row.step, 0) > began.place


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


def _open(facts: Sequence[Fact]) -> Iterator[Beat]:
    """The last offers and demands about other issues that nothing on record has ended."""
    told = {fact.step for beat in _proposals(facts) for fact in beat.facts}
    found = [
        fact
        for fact in facts
        if fact.act in _PROPOSALS and fact.step not in told and "end" in fact.lacks
    ]
    if found:
        yield Beat(kind="open", facts=tuple(found[-_MOVES_MAX:]))


def _class(fact: Fact) -> str:
    return "on_record" if fact.teller is None else fact.teller.attribution_class


def _claimed(facts: Sequence[Fact], state: Fact | None) -> Iterator[Beat]:
    """The last claims of an agreement that no deal has borne out since: of the last two who made
    one, or of all who made one of the same kind on the same day, to which nobody said more."""
    confirmed = ("confirmed", "borne_out", "on_record_since", "ended_in_deal")
    claims = [
        fact
        for fact in facts
        if fact.act in ("claimed_agreement", "claimed_part")
        and fact is not state
        and (state is None or not any(each.fate in confirmed for each in fact.became))
    ]
    latest = {tuple(each.name for each in fact.by): fact for fact in claims}
    found = [fact for fact in claims if fact in latest.values()]
    alike = [
        fact
        for fact in found
        if (fact.act, fact.occurred) == (found[-1].act, found[-1].occurred) and not fact.became
    ]
    if found:
        together = found[-1] in alike and len(alike) > _MOVES_MAX
        yield Beat(kind="claimed", facts=tuple(alike if together else found[-_MOVES_MAX:]))


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
    """What was agreed last by all, in one step or two, with everything that became of it, and what
    somebody denies or corrects; parts that stand beside the deal, and where there was none whatever
    was agreed in part."""
    agreed = [fact for fact in facts if fact.kind == "agreed"]
    deals = [fact for fact in agreed if fact.act in _AGREED]
    parts = [fact for fact in agreed if fact.act == "agreed_part" and not (deals and fact.over)]
    last = [*parts[-_MOVES_MAX:], *deals[-_MOVES_MAX:]]
    told = [
        fact
        for fact in agreed
        if fact in last or (fact in deals and any(each.fate in OBJECTIONS for each in fact.became))
    ]
    if told:
        yield Beat(kind="deal", facts=tuple(told))


_DROPPED: Final[tuple[BeatKind, ...]] = (
    *("done", "open", "refused", "claimed", "moves", "conditions", "unnamed"),
)


def _few(beats: Iterable[Beat]) -> list[Beat]:
    """No more than a story has: what is said of the end and on record is dropped last."""
    kept = list(beats)
    for kind in _DROPPED:
        if len(kept) <= SENTENCES_MAX:
            break
        kept = [beat for beat in kept if beat.kind != kind]
    return kept
