"""The shape of a fact: what one printed line tells, without a word of any language.

Names stand as they were registered at that step, words as the report or the recorder wrote them;
all else is a member of a closed set, so that each language makes its own sentence of it and a
reference can hold every member against the records. Source: DOMAIN §2 and §4; docs/adr/0044.
"""

from typing import Literal

from msgspec import Struct

from parley.negotiation.evidence import Attribution, AttributionClass
from parley.negotiation.instants import Given
from parley.negotiation.quantities import Measure, Quantity
from parley.negotiation.rows import Ending
from parley.negotiation.steps import Figure, Fulfilment, Proposition, Stage, Stance, Votes
from parley.negotiation.views.dates import Overtaken
from parley.negotiation.views.fields import FieldKind
from parley.negotiation.views.turns import What

__all__ = [
    "Act",
    "Actor",
    "Became",
    "Due",
    "Fact",
    "FactKind",
    "Fate",
    "Form",
    "Lack",
    "Speaker",
    "Teller",
    "Thing",
]

FactKind = Literal[FieldKind, "act"]
"""What a fact is about: fields of the answer; act = something done or said that no field shows."""

Act = Literal[
    "sought_alliance",
    "opened_talks",
    "resumed_talks",
    "were_in_talks",
    "reached_deal",
    "declared_over",
    "ended_with_act",
    "ended_by_conduct",
    "talks_lapsed",
    "left_deal",
    "rejected_deal",
    "fell_back",
    "ended",
    "suspended",
    "set_aside",
    "took_up",
    "closed",
    "contest_closed",
    "gap",
    "contested",
    "no_talks",
    "at_table",
    "registered",
    "never_sat",
    "joined",
    "joined_deal",
    "left",
    "put_out",
    "not_in_talks",
    "offered",
    "demanded",
    "made_precondition",
    "ruled_out",
    "accepted",
    "rejected",
    "withdrew_offer",
    "conceded",
    "set_condition",
    "resolved_condition",
    "fixed_date",
    "set_date",
    "set_report",
    "expected_date",
    "gave_ultimatum",
    "set_meeting",
    "moved_date",
    "takes_effect",
    "agreed",
    "agreed_part",
    "amended",
    "added_to_deal",
    "ratified",
    "followed_term",
    "not_agreed",
    "claimed_agreement",
    "claimed_part",
    "claimed_talks",
    "denied",
    "confirmed",
    "corrected",
    "refuted",
    "leaked",
    "said",
    "met",
    "telephoned",
    "met_among_itself",
    "excluded",
    "attacked",
    "accused",
    "put_out_list",
    "named_seats",
    "contests_alone",
    "made_other_pact",
    "named",
    "mandated",
    "changed_task",
    "voted",
    "mediated",
    "did",
]
"""What was done. `sought_alliance`: somebody proposed one, or showed interest in one, which one
step type holds. `declared_over` needs the words of who
ended the talks, on record; `fell_back`: a body rejected a deal, and with that talks were under way
again.
`ended_with_act` is an end of which somebody else tells, or the record.
`excluded`: another party. `at_table` is who sat there, `registered` who has a
seat there by the registration alone, `were_in_talks` what a run of talks was; `did` is an act that
has no word of its own."""

Form = Literal[
    "seat_sharing", "coalition", "outside_support", "abstention", "merger", "signed", "de_facto"
]
"""What kind of alliance is proposed; how a deal was concluded, where that is no announcement."""

Fate = Literal[
    "accepted",
    "rejected",
    "withdrawn",
    "dropped",
    "gave_way",
    "superseded",
    "said_anew",
    "reported_otherwise",
    "expired",
    "stood_until_deal",
    "stood_until_amendment",
    "stood_until_collapse",
    "stood_until_close",
    "met",
    "failed",
    "waived",
    "refused",
    "lapsed",
    "moved",
    "came_late",
    "missed",
    "passed",
    "came_that_day",
    "came_meanwhile",
    "followed",
    "answered",
    "went_away",
    "denied",
    "denial_refuted",
    "denial_answered",
    "denial_taken_back",
    "confirmed",
    "repeated",
    "corrected",
    "corrected_by_us",
    "refuted",
    "rebuffed",
    "welcomed",
    "ruled_out",
    "borne_out",
    "contradicted",
    "told_otherwise",
    "timed_otherwise",
    "contested",
    "spoken_of",
    "on_record_since",
    "agreed_otherwise",
    "only_reported",
    "since_then",
    "followed_up",
    "ratified",
    "not_ratified",
    "awaits",
    "undecided",
    "amended",
    "deal_changed",
    "added_to",
    "replaced",
    "not_in_deal",
    "broken",
    "ended",
    "ended_with_close",
    "task_changed",
    "taken_over",
    "ended_in_deal",
    "deal_stood_until",
    "went_on",
    "ended_without_deal",
    "left",
    "put_out",
    "party_joined",
    "party_left",
    "party_put_out",
    "not_in_view",
]
"""What became of it. `gave_way`: on a part of it, in words. `superseded`: what came says so;
`said_anew`: the same author had a later word; `reported_otherwise`: another report has another one.
`repeated`: by whom it was said already. `amended`: what it tells was changed; `deal_changed`:
something of the same deal; `added_to`: more was agreed beside it. `not_in_deal`: all agreed to it
before a deal that is about the same and does not say it. `spoken_of`: without denying it.
`on_record_since`: something of the kind, of which nobody can tell whether it is the same. `lapsed`,
`stood_until_…`, `ended_with_close`: nobody said what became of it before that. `answered`: what
points at an ultimatum as its answer, and whether that meets it nobody says; `went_away`: who gave
it took a step away from the table after it, and nobody says that this is the consequence.
`came_that_day`, `came_meanwhile`: nobody says that it is what was due. `awaits`: a body has still
to approve it; `undecided`: it had not by the close. `left` and `put_out` ended it; `party_joined`,
`party_left` and `party_put_out` did not: it goes on among others."""

Lack = Literal["end", "meeting", "confirmation", "second_word", "talks_end", "resumption"]
"""What nothing on record does to it: ends, meets or confirms it, ends the talks, resumes them.
`second_word`: it is on record, and nobody else confirms it."""


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody as they were called at that step."""

    name: str
    """A party's short name as registered; an office, a person or a description without a scheme."""
    kind: Literal["party", "office", "person", "described"]
    full_name: str | None = None
    """Of a party: its registered name as it was at that step."""
    held_by: str | None = None
    """Of an office: who held it then, where that is on record."""


class Speaker(Struct, frozen=True, kw_only=True):
    """Somebody who is named and on record, with whose voice it is where the evidence says so."""

    name: str
    party: str | None


class Teller(Struct, frozen=True, kw_only=True):
    """One evidence: class, speaker, side, source and words are all of this one."""

    attribution: Attribution
    attribution_class: AttributionClass
    speaker: str | None
    described_as: str | None
    """An unnamed source in the report's own words."""
    party: str | None
    """The party whose voice it is, by its short name, where the evidence says so."""
    outlet: str | None
    source: str | None
    quote: str | None
    lang: str | None
    """BCP 47 tag of the quote; null = the report's own language."""
    translated: bool
    doubted: bool
    """The recorder has low confidence in it."""
    own: bool
    """It speaks for those who act; false where another side tells of them."""
    also: tuple[Speaker, ...] = ()
    """Who else is named on record for the same step; the words are not theirs."""


class Thing(Struct, frozen=True, kw_only=True):
    """How much of what, of which whole and for whom."""

    issue: str | None
    """null: of seats to be contested, or a list, where the act says what it is of."""
    pool: str | None = None
    of_several: bool = False
    """There was more than one pool, and the issue does not say of which the figure is."""
    quantity: Quantity | None = None
    total: Measure | None = None
    """The whole: as the speaker named it, else the registered pool as it was at that step."""
    seats: tuple[str, ...] = ()
    words: str | None = None
    for_whom: tuple[Actor, ...] = ()
    """Who would get it, where that is not the receiver of an offer or the one who demands."""
    each: bool = False
    """Each of several gets as much: a figure that several receive, and do not share."""


class Due(Struct, frozen=True, kw_only=True):
    """What is due by when."""

    when: Given | None
    what: str | None
    consequence: str | None = None
    words: str | None = None
    """The date in the words of the report, where it has more of it than `what` and `when`."""
    awaits: str | None = None
    """The step type that meets it."""
    moved: bool = False
    """The step moves a date to this one."""
    was: Given | None = None
    """Of one that was moved: the date before."""
    ends: Ending | None = None
    """What ends on that day, by the step itself."""


class Vote(Struct, frozen=True, kw_only=True):
    """Who decided what, and with how many votes."""

    body: str
    party: str | None
    """Whose body it is; null = no party's."""
    subject: str
    outcome: Literal["approved", "rejected"]
    votes: Votes | None


class Became(Struct, frozen=True, kw_only=True):
    """One thing that became of it."""

    fate: Fate
    step: int | None
    """null: the passing of time."""
    occurred: Given | None = None
    by: tuple[Actor, ...] = ()
    body: str | None = None
    """The body that decided, or has still to decide."""
    votes: Votes | None = None
    """Of `ratified` and `not_ratified`: how many voted how."""
    teller: Teller | None = None
    issues: tuple[str, ...] = ()
    """Of which issues, where it is not of all."""
    pool: str | None = None
    """Of which pool, where it is of one, and what it became of is of several."""
    of_step: int | None = None
    """The step that was refuted, or accepted, where that is not the one that the fact tells."""
    act: Act | None = None
    """What the step did, where the fate does not say it."""
    proposition: Proposition | None = None
    """Of a denial or a confirmation: of what."""
    in_part: bool = False
    """Of a denial: only a part is denied, words, or what it is taken to mean. Of a confirmation:
    only a figure of several is confirmed. Of `met`: only some of the seats that were named."""
    fulfilment: Fulfilment | None = None
    """Of `followed_up`: what is said to have become of what was agreed."""
    turn: What | None = None
    """Of `since_then`: what those two said or did after one had refused the other."""
    order_open: bool = False
    """Of `since_then`: the dates leave open which of the two came first."""
    to: tuple[Actor, ...] = ()
    """Whom `since_then` was said to, who took a task over or was given one, or of whose task it is,
    where it is not that of all who had it."""
    thing: Thing | None = None
    """Of which of its terms; null = of all that was agreed."""
    in_principle: bool = False
    in_full: bool = False
    """Of an acceptance: of all that was offered."""
    words: str | None = None
    """Of an acceptance: its condition; of a refusal: what was refused; of a reply: our paraphrase;
    of `task_changed`: what changed."""
    reason: str | None = None
    """Of what was taken back, of a task that changed: why, where a reason is told."""
    when: Given | None = None
    """Of a date that was moved: to when; of what expired: when."""
    effective: Given | None = None
    """Of an end: from when on it counts, in the words of who says so."""
    moved: Literal["later", "earlier"] | None = None
    """Of a date that was moved: put off or brought forward, where the dates tell."""
    overtaken_by: Overtaken | None = None
    """Of a date that fell away: with what."""


class Fact(Struct, frozen=True, kw_only=True):
    """One thing that a line tells."""

    kind: FactKind
    act: Act
    fields: tuple[str, ...]
    """The fields of the answer that it tells."""
    step: int
    """The step that it tells; 1 = the registration."""
    occurred: Given | None = None
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    things: tuple[Thing, ...] = ()
    issue: str | None = None
    pool: str | None = None
    about: int | None = None
    """The step that it denies, confirms, accepts, rejects or takes back."""
    about_act: Act | None = None
    proposition: Proposition | None = None
    also: tuple[Act, ...] = ()
    """What a statement says beside it: that talks are on, of what it denies."""
    words: str | None = None
    """As recorded: a condition, a mandate, a scope, our paraphrase of a statement."""
    reason: str | None = None
    """Why, where a reason is told."""
    text: str | None = None
    """Of an end that nobody is on record to have declared, and of a state that a proposal set: what
    was done, as we paraphrase it."""
    principal: Actor | None = None
    """For whom somebody was named or speaks."""
    role: str | None = None
    """In which role somebody was named; the reason of a close; the type of an act without word; how
    a meeting was held."""
    stances: tuple[Stance, ...] = ()
    """Of a statement: what was done with the words."""
    title: str | None = None
    """What the task is called, in its own words."""
    due: Due | None = None
    effective: Given | None = None
    """Of an end: from when on it counts, in the words of who says so."""
    vote: Vote | None = None
    finality: Literal["final", "open"] | None = None
    """Of an offer: whether it was called final, or open to change."""
    package: bool = False
    """Of an offer: its terms stand or fall together."""
    in_addition: bool = False
    in_principle: bool = False
    """Of what was agreed, or is said to be: agreed in principle."""
    conditions: tuple[str, ...] = ()
    expires: Given | None = None
    by_conduct: bool = False
    """All agreed by what they did, and nobody announced it."""
    secret: bool = False
    """Of a meeting: it was held in secret; of words: what they speak of is to stay secret."""
    unopened: bool = False
    """Of an end: talks had not begun, and what ended is the attempt."""
    over: bool = False
    """What it tells is no longer so: talks, a table, a date that has gone by."""
    teller: Teller | None = None
    by_other_side: bool = False
    """Only the other side says that it was demanded."""
    claimed: bool = False
    """Only somebody's word stands for it."""
    undetermined_with: tuple[int, ...] = ()
    """The steps of which the dates leave open which came first."""
    became: tuple[Became, ...] = ()
    """Everything that became of it, in order."""
    lacks: tuple[Lack, ...] = ()
    awaited: tuple[Actor, ...] = ()
    """Of what several received and some have answered: who has not."""
    follows: tuple[int, ...] = ()
    """The earlier offers, or demands, in whose place it comes, or after which the same author had
    this later word; and those in whose place these came."""
    form: Form | None = None
    """Of a proposal: what kind of alliance; of a deal: that it was signed, or stands de facto."""
    scope: str | None = None
    """Of a proposal: for what."""
    consent: tuple[Actor, ...] = ()
    """Of who came to the table: by whose consent."""
    done_by: tuple[Actor, ...] = ()
    """As whose act a step is recorded that the sentence does not tell as theirs: who brought a
    party to the table, who called a vote or closed a negotiation."""
    office: str | None = None
    """Of an appointment: the office that goes with it."""
    was: str | None = None
    """Of a mandate: what it was before."""
    votes: Votes | None = None
    """Of a mandate: how many voted how on it."""
    was_agreed: tuple[Thing, ...] = ()
    """Of an amendment: what it says was agreed before it."""
    overlap: Thing | None = None
    """Of a move: how many of its seats, and which, the other side has named too."""
    figures: tuple[Figure, ...] = ()
    """Of a statement: figures of what is on no table."""
    place: str | None = None
    """Of a meeting: where it was held."""
    stage: Stage | None = None
    """Of talks that were opened or resumed: how far they went, where that is said."""
    lasting: Quantity | None = None
    """Of a pause: for how long it was announced."""
    synthetic: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps behind it, its own first."""
        behind = (each.step for each in self.became if each.step is not None)
        return tuple(dict.fromkeys((self.step, *behind)))
