"""What folding a stream gives, one frozen Struct per table that people open.

Each field is a column; its docstring-like comment in ABOUT is the column's description. Rows hold
the versions of the steps that set, moved or ended a thing, never a status that time alone changes:
a step's own row says from when on it had happened, so any moment can be asked of the same rows.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, convert

from parley.negotiation.evidence import Anchor, AttributionClass, JsonValue
from parley.negotiation.instants import State
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import Identifier, Office, Pool, SeatName, totals_of
from parley.negotiation.steps import Assent, Fulfilment, Opening, Proposition, Term, Votes

__all__ = [
    "Acceptance",
    "AttemptRow",
    "Called",
    "ClaimRow",
    "ConditionRow",
    "CorrectionRow",
    "DeadlineRow",
    "DealRow",
    "DemandRow",
    "Ending",
    "EvidenceRow",
    "FollowedRow",
    "Holder",
    "MoveRow",
    "NegotiationRow",
    "OfferRow",
    "PartyRow",
    "PersonRow",
    "Position",
    "RatificationRow",
    "RegistrationRow",
    "RowStruct",
    "SealedPart",
    "StatedRow",
    "StepRow",
    "Superseding",
    "TermRow",
    "VoteRow",
    "Word",
]


class RowStruct(Struct, kw_only=True):
    """A row of a view table; `step` is the version of the entry that made it."""

    step: int

    def marks(self) -> Iterator[int]:
        """The steps that made it, moved it or ended it."""
        yield self.step
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name in ("resolutions", "tenure"):
                yield from (version for version, _ in value)
            elif name.endswith("_by") and isinstance(value, int):
                yield value


class Called(Struct, frozen=True, kw_only=True):
    """The full name of a party, and the colour in which pictures draw it, if one is registered."""

    party: str
    name: str
    colour: str | None = None


Ending = Literal["talks", "deal", "seat", "task", "negotiation"]
"""What ends with a step that says from when its end counts."""

Word = Literal["talks", "agreement", "collapse", "none", "no_agreement", "no_collapse"]
"""What somebody says of the state; none, no_agreement and no_collapse deny that there are talks,
that it is agreed, that it is over."""


class Position(Struct, frozen=True, kw_only=True):
    """What a party last said on record about the state (DOMAIN §4, "Contested")."""

    party: str
    word: Word
    step: int


class NegotiationRow(RowStruct, kw_only=True):
    """One row a stream: what it is and where it stands, everything recorded counted."""

    kind: str
    title: str
    zone: str
    contest: str | None
    synthetic: bool
    state: State | None
    since: int | None
    since_date: str | None
    flags: dict[str, int]
    version: int
    steps: int
    last_position: int
    last_recorded_at: int
    rules: int


class RegistrationRow(RowStruct, kw_only=True):
    """One row a registration as it stood for a time: as registered, then after each amendment."""

    arena: str | None
    contest: str | None
    led_by: str | None
    pools: tuple[Pool, ...]
    seat_names: tuple[SeatName, ...]
    offices: tuple[Office, ...]
    links: dict[str, tuple[str, ...]]
    election_date: str | None
    names: tuple[Called, ...]
    ended_by: int | None = None

    @property
    def totals(self) -> dict[str, int]:
        """Pool -> how much there is to share."""
        return totals_of(self.pools)

    @property
    def spellings(self) -> dict[str, str]:
        """Other spelling of a seat -> the seat that it stands for."""
        return {alias: each.seat for each in self.seat_names for alias in each.aliases}


class Holder(Struct, frozen=True, kw_only=True):
    """Who held an office at a step that names it."""

    office: str
    held_by: tuple[str, ...]


class StepRow(RowStruct, kw_only=True):
    """One row a believed step, in the order of occurrence (`place`)."""

    place: int
    type: str
    occurred: str
    earliest: int
    latest: int
    by: tuple[str, ...]
    to: tuple[str, ...]
    holders: tuple[Holder, ...]
    on_record_by: tuple[str, ...]
    facts: dict[str, JsonValue]
    totals: tuple[Pool, ...]
    text: str | None
    quote: str | None
    translated: bool
    source: str | None
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    source_as_described: str | None
    published: str | None
    public: int
    state_before: State | None
    state: State | None
    since: int | None
    flags: dict[str, int]
    positions: tuple[Position, ...]
    branch: int | None
    pointers: dict[str, tuple[int | str, ...]]
    corrected_by: tuple[int, ...]
    act: str | None
    note: str | None
    opens: Opening | None
    position: int
    recorded_at: int
    recorded_by: str
    id: str
    rules: int
    of_a_part: bool

    @property
    def reason(self) -> str | None:
        """Why, where somebody gave a reason for it."""
        return convert(self.facts.get("reason"), str | None)

    @property
    def stances(self) -> tuple[str, ...]:
        """Those of a statement."""
        return convert(self.facts.get("stances", ()), tuple[str, ...])

    @property
    def proposition(self) -> Proposition | None:
        """What a statement is about."""
        found: Proposition | None = convert(self.facts.get("proposition"), Proposition | None)
        return found


class SealedPart(Struct, frozen=True, kw_only=True):
    """A member of an evidence that is sealed, and whose data it is."""

    member: str
    subject: str


class EvidenceRow(RowStruct, kw_only=True):
    """One row an evidence of a step."""

    line: int
    attribution: str
    attribution_class: AttributionClass
    source: str | None
    outlet: str | None
    origin: str | None
    url: str | None
    published: str | None
    public: int
    source_as_described: str | None
    side: str | None
    voice: str | None
    speaker: str | None
    on_behalf_of: str | None
    quote: str | None
    lang: str | None
    translated: bool
    translated_by: str | None
    transcribed: bool
    confidence: str | None
    archived: str | None
    anchors: tuple[Anchor, ...]
    note: str | None
    sealed: tuple[SealedPart, ...]


class Acceptance(Struct, frozen=True, kw_only=True):
    """How far an offer was accepted, where not simply."""

    in_principle: bool
    condition: str | None
    """On what the acceptance depends."""


Superseding = Literal["pointer", "hearsay", "own_word", "report"]
"""Why a later offer, or demand, is the last one now. pointer: it says that it takes the place of
the earlier one. hearsay: a step says so for which nobody is on record, of what is on record, which
therefore stays on the table. own_word: the same author speaks again. report: another report has
another one, and whether anything was replaced is not on record."""


class OfferRow(RowStruct, kw_only=True):
    """One row an offered thing: per step, receiver and term."""

    line: int
    by: tuple[str, ...]
    to: str
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    conditions: tuple[str, ...]
    package: bool
    finality: Literal["final", "open", "not_stated"]
    in_addition: bool
    expires: str | None
    expires_at: int | None
    attribution_class: AttributionClass
    accepted_by: int | None = None
    acceptance: Acceptance | None = None
    withdrawn_by: int | None = None
    rejected_by: int | None = None
    superseded_by: int | None = None
    superseded_as: Superseding | None = None
    lapsed_by: int | None = None


class DemandRow(RowStruct, kw_only=True):
    """One row a demanded thing: per step, addressee and term."""

    line: int
    by: tuple[str, ...]
    to: str
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    kind: Literal["demand", "precondition", "veto"]
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    attributed_by_other_side: bool
    attribution_class: AttributionClass
    met_by: int | None = None
    rejected_by: int | None = None
    denied_by: int | None = None
    dropped_by: int | None = None
    superseded_by: int | None = None
    superseded_as: Superseding | None = None
    lapsed_by: int | None = None


class ConditionRow(RowStruct, kw_only=True):
    """One row a condition."""

    by: tuple[str, ...]
    condition: str
    on_what: str | None
    attribution_class: AttributionClass
    resolutions: tuple[
        tuple[int, Literal["met", "failed", "waived", "dropped", "refused"]], ...
    ] = ()
    """(version, met | failed | waived | dropped | refused) in the order of occurrence."""


class DeadlineRow(RowStruct, kw_only=True):
    """One row a date to come: set, moved, registered (step 1), or from when an end counts."""

    line: int
    kind: str
    by: tuple[str, ...]
    when: str | None
    when_latest: int | None
    what: str | None
    words: str | None
    awaits: str | None
    consequence: str | None
    ends: Ending | None
    waits_for: tuple[str, ...]
    attribution_class: AttributionClass
    moved_by: int | None = None
    met_by: int | None = None
    late_by: int | None = None
    failed_by: int | None = None


class ClaimRow(RowStruct, kw_only=True):
    """One row a one-sided claim about talks, agreement or collapse, or a partial not all assent."""

    by: tuple[str, ...]
    stances: tuple[str, ...]
    proposition: str | None
    about: int | str | None
    terms: tuple[Term, ...]
    attribution_class: AttributionClass
    denied_by: tuple[int, ...] = ()
    confirmed_by: tuple[int, ...] = ()
    corrected_by: tuple[int, ...] = ()


class StatedRow(RowStruct, kw_only=True):
    """One row a term that a statement names; a claim, whoever makes it."""

    line: int
    by: tuple[str, ...]
    stances: tuple[str, ...]
    party: str | None
    pool: str | None
    issue: str
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    attribution_class: AttributionClass


class TermRow(RowStruct, kw_only=True):
    """One row a term that is agreed, partly agreed, or claimed by one side."""

    line: int
    kind: str
    party: str | None
    pool: str | None
    issue: str
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    mutual: bool
    assent: tuple[Assent, ...]
    ended_by: int | None = None


class DealRow(RowStruct, kw_only=True):
    """One row a deal: in which form it was made, who agreed to it, and what ended it."""

    form: Literal["announced", "signed", "de_facto"]
    assent: tuple[Assent, ...]
    ended_by: int | None = None


class RatificationRow(RowStruct, kw_only=True):
    """One row a body that a deal waits for, or that decided on a deal without being waited for."""

    line: int
    deal: int | None
    party: str | None
    body: str
    awaited: bool
    outcome: Literal["approved", "rejected"] | None = None
    decided_by: int | None = None
    votes: Votes | None = None


class VoteRow(RowStruct, kw_only=True):
    """One row a vote on something that is no deal of this negotiation."""

    body: str
    party: str | None
    subject: str
    what: str | None
    outcome: Literal["approved", "rejected"]
    votes: Votes | None
    attribution_class: AttributionClass


class FollowedRow(RowStruct, kw_only=True):
    """One row a word on what became of something agreed."""

    deal: int | None
    term: int | None
    fulfilment: Fulfilment


class PartyRow(RowStruct, kw_only=True):
    """One row a party and its stay at the table."""

    line: int
    party: str
    name: str
    aliases: tuple[str, ...]
    ids: tuple[Identifier, ...]
    at_table: bool
    left_by: int | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """Every name of it, the short one last."""
        return (*self.aliases, self.name, self.party)


class PersonRow(RowStruct, kw_only=True):
    """One row somebody appointed, a mandate or a mediation."""

    line: int
    kind: str
    person: str | None
    role: str | None
    title: str | None
    office: str | None
    principal: str | None
    together: tuple[str, ...]
    mandate: str | None
    was: str | None
    votes: Votes | None
    scope: str | None
    replaces: tuple[str, ...]
    appointment: int | None
    attribution_class: AttributionClass
    tenure: tuple[tuple[int, str], ...] = ()
    ended_by: int | None = None


class MoveRow(RowStruct, kw_only=True):
    """One row a unilateral move."""

    by: tuple[str, ...]
    kind: Literal["candidate_list", "constituency_list", "contest_alone", "other_pact"]
    count: Quantity | None
    seats: tuple[str, ...]
    overlaps: Quantity | None
    overlapping_seats: tuple[str, ...]
    state: State | None
    attribution_class: AttributionClass


class AttemptRow(RowStruct, kw_only=True):
    """One row a bargaining attempt: an unbroken run of talks_underway."""

    last_step: int
    ended_by: int | None = None
    ended_in: str | None = None


class CorrectionRow(RowStruct, kw_only=True):
    """One row a correction of ours; outside the order of occurrence."""

    target: int
    effect: str
    field: str | None
    was: str | None
    now: str | None
    reason: str
    in_force: bool
    position: int
    recorded_at: int
    recorded_by: str
    id: str
