"""The catalogue: every step that a negotiation can record, one frozen Struct each.

One definition per step: the codec, the JSON Schema, the command line's options, the generated
event catalogue and the rules all read it here. Source: DOMAIN §3, "the step catalogue", whose
numbers the steps carry. A stored step is for ever: a changed shape is a new type_version with an
upcast in upcasts.py, and the old golden record stays.
"""

from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta

from parley.negotiation.evidence import Evidence, JsonValue, Line, MomentText, Text, Value
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName

__all__ = [
    "CATALOGUE",
    "ISSUES",
    "POINTER_FIELDS",
    "Actor",
    "AllianceProposed",
    "Assent",
    "ConcessionMade",
    "ConditionResolved",
    "ConditionSet",
    "DeadlineExtended",
    "DeadlineSet",
    "DealAmended",
    "DealBroken",
    "DealRatified",
    "DealReached",
    "DemandMade",
    "Entry",
    "EntryCorrected",
    "Issue",
    "MandateChanged",
    "MeetingHeld",
    "NegotiationClosed",
    "NegotiatorAppointed",
    "OfferAccepted",
    "OfferMade",
    "OfferRejected",
    "OfferWithdrawn",
    "PartialAgreementReached",
    "PartyJoined",
    "PartyWithdrew",
    "Pointer",
    "Proposition",
    "Ratification",
    "RegistrationAmended",
    "Role",
    "Stance",
    "StatementMade",
    "Step",
    "StepType",
    "TalksCollapsed",
    "TalksOpened",
    "TalksResumed",
    "TalksSuspended",
    "Term",
    "UltimatumIssued",
    "UnilateralMoveMade",
    "local_pointers",
    "moments",
    "pointers",
]

Actor = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        pattern=r"^(?:(?:office|person|described):\S[^\n]*|[^:\n]+)$",
        description=(
            "A party at the table (any of its names), `all`, `office:NAME`, `person:NAME`, or"
            " `described:WORDS` for actors that a report only describes."
        ),
        examples=["INC", "all", "office:governor", "described:the smaller parties"],
    ),
]
Pointer = (
    Annotated[int, Meta(ge=1, description="A step: its version in this stream.")]
    | Annotated[
        str,
        Meta(
            pattern=r"^(negotiation|contest)/[a-z0-9][a-z0-9._-]*#[1-9][0-9]*$",
            description="A step of another stream: stream#version.",
            examples=["negotiation/inc-aap-haryana#4"],
        ),
    ]
)
Issue = Literal[
    "seat_count",
    "constituencies",
    "seat_swap",
    "candidate_veto",
    "person_veto",
    "symbol",
    "friendly_contest",
    "leader_face",
    "portfolios",
    "speaker",
    "programme",
    "support_form",
    "other_arena",
    "upper_house_seat",
    "campaign",
    "precondition",
    "confidentiality",
    "ratification",
]
Role = Literal[
    "high_command",
    "in_charge",
    "state_unit",
    "negotiator",
    "alliance_committee",
    "spokesperson",
    "mediator",
    "scout",
    "informateur",
    "formateur",
    "monarch",
    "president",
    "speaker",
]
Stance = Literal[
    "optimistic",
    "pessimistic",
    "no_comment",
    "no_response",
    "claims_agreement",
    "claims_talks",
    "welcomes",
    "expects",
    "rules_out",
    "rebuffs",
    "urges",
    "prefers",
    "insists",
    "defers",
    "denies",
    "confirms",
    "corrects",
    "refutes",
    "dissent",
    "leak",
    "background",
]
StepType = Literal[
    "AllianceProposed",
    "PartyJoined",
    "PartyWithdrew",
    "NegotiatorAppointed",
    "MandateChanged",
    "TalksOpened",
    "MeetingHeld",
    "TalksSuspended",
    "TalksResumed",
    "DemandMade",
    "OfferMade",
    "OfferWithdrawn",
    "OfferAccepted",
    "OfferRejected",
    "ConcessionMade",
    "ConditionSet",
    "ConditionResolved",
    "DeadlineSet",
    "DeadlineExtended",
    "UltimatumIssued",
    "PartialAgreementReached",
    "DealReached",
    "DealAmended",
    "DealRatified",
    "DealBroken",
    "TalksCollapsed",
    "UnilateralMoveMade",
    "StatementMade",
    "NegotiationClosed",
    "RegistrationAmended",
]
"""The types of steps, by their names in the record."""
Proposition = Literal["talks", "agreement", "collapse", "figure", "words"]
Stage = Literal["exploratory", "formal", "undisclosed", "not_stated"]
Seat = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\n]+$")]

ISSUES: tuple[str, ...] = get_args(Issue)


class Term(Value, frozen=True, kw_only=True):
    """One thing on the table: so many seats, these seats, this post, this point of programme."""

    issue: Issue
    party: PartyName | None = None
    """For whom; None = the receiver of an offer, the one who demands."""
    pool: Line | None = None
    """Which pool of the registration; None = the only one."""
    quantity: Quantity | None = None
    seats: tuple[Seat, ...] = ()
    words: Text | None = None

    def __post_init__(self) -> None:
        if self.quantity is None and not self.seats and self.words is None:
            raise ValueError("a term needs a quantity, named seats, or words")
        if len(set(self.seats)) < len(self.seats):
            raise ValueError("a seat is named twice in one term")


class Assent(Value, frozen=True, kw_only=True):
    """How one party agreed."""

    party: PartyName
    by: Literal["joint", "statement", "document", "conduct"]


class Ratification(Value, frozen=True, kw_only=True):
    """A body that still has to approve."""

    party: PartyName
    body: Line


Terms = tuple[Term, ...]


class Entry(Value, frozen=True, kw_only=True):
    """What every entry of a stream may carry."""

    number: ClassVar[int]
    """Row of the catalogue in DOMAIN §3."""
    cameo: ClassVar[str]
    """CAMEO root or code and PLOVER event, for exports."""

    text: Text | None = None
    """Our paraphrase."""
    note: Text | None = None
    """The recorder's remark; no part of any answer."""
    act: Line | None = None
    """One act recorded in several negotiations carries one act id."""


class Step(Entry, frozen=True, kw_only=True):
    """What one step has in common with every other: who, to whom, when, according to whom."""

    occurred: MomentText
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1, max_length=100)]
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    about: Pointer | None = None
    in_reply_to: Pointer | None = None
    supersedes: Pointer | None = None
    after: tuple[Pointer, ...] = ()
    """Steps that came before this one, where the dates alone leave the order open."""

    def __post_init__(self) -> None:
        for moment in moments(self):
            parse_moment(moment)


class AllianceProposed(Step, frozen=True, kw_only=True):
    """A party proposes an alliance, or shows interest in one."""

    number: ClassVar[int] = 1
    cameo: ClassVar[str] = "030, 036 / AGREE"
    scope: Line | None = None
    form: Literal["seat_sharing", "coalition", "outside_support", "abstention", "merger"] | None = (
        None
    )


class PartyJoined(Step, frozen=True, kw_only=True):
    """A party takes a seat at the table."""

    number: ClassVar[int] = 2
    cameo: ClassVar[str] = "030"
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    consent: tuple[PartyName, ...] = ()
    """By whose consent."""


class PartyWithdrew(Step, frozen=True, kw_only=True):
    """A party leaves the table, or is put out; it may end the negotiation."""

    number: ClassVar[int] = 3
    cameo: ClassVar[str] = "164, 166 / SANCTION-withdraw"
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    ends_negotiation: bool = False
    excluded_by: tuple[PartyName, ...] = ()


class NegotiatorAppointed(Step, frozen=True, kw_only=True):
    """Somebody is named to negotiate, to mediate or to lead the talks."""

    number: ClassVar[int] = 4
    cameo: ClassVar[str] = "–"
    person: Line | None = None
    role: Role | None = None
    principal: Actor | None = None
    scope: Line | None = None
    replaces: Line | None = None


class MandateChanged(Step, frozen=True, kw_only=True):
    """What a negotiator or a body may agree to is set or changed."""

    number: ClassVar[int] = 5
    cameo: ClassVar[str] = "–"
    now: Text
    role: Role | None = None
    person: Line | None = None
    was: Text | None = None
    vote: Line | None = None


class TalksOpened(Step, frozen=True, kw_only=True):
    """Talks are under way: on record by a party or the leading office, or a document."""

    number: ClassVar[int] = 6
    cameo: ClassVar[str] = "046"
    stage: Stage = "not_stated"
    parties: tuple[PartyName, ...] = ()


class MeetingHeld(Step, frozen=True, kw_only=True):
    """Participants met, telephoned, or a party met among itself."""

    number: ClassVar[int] = 7
    cameo: ClassVar[str] = "040–046 / CONSULT"
    mode: Literal["in_person", "phone", "virtual", "not_stated"] = "not_stated"
    mediator: Line | None = None
    place: Line | None = None
    secret: bool = False
    internal: bool = False


class TalksSuspended(Step, frozen=True, kw_only=True):
    """Talks pause; with a scope only that issue is parked."""

    number: ClassVar[int] = 8
    cameo: ClassVar[str] = "164"
    scope: Issue | None = None
    reason: Text | None = None


class TalksResumed(Step, frozen=True, kw_only=True):
    """Talks go on after a collapse, a pause, or a parked issue."""

    number: ClassVar[int] = 9
    cameo: ClassVar[str] = "046"
    stage: Stage = "not_stated"
    scope: Issue | None = None
    reason: Text | None = None
    parties: tuple[PartyName, ...] = ()


class DemandMade(Step, frozen=True, kw_only=True):
    """A party asks for something; the quantity is what the demander gets."""

    number: ClassVar[int] = 10
    cameo: ClassVar[str] = "100–106 / REQUEST"
    terms: Annotated[Terms, Meta(min_length=1)]
    kind: Literal["demand", "precondition", "veto"] = "demand"


class OfferMade(Step, frozen=True, kw_only=True):
    """A party offers something; the quantity is what the receiver gets."""

    number: ClassVar[int] = 11
    cameo: ClassVar[str] = "030–035 / AGREE"
    terms: Annotated[Terms, Meta(min_length=1)]
    package: bool = False
    """The terms stand or fall together."""
    conditions: tuple[Text, ...] = ()
    expires: MomentText | None = None
    finality: Literal["final", "open", "not_stated"] = "not_stated"
    in_addition: bool = False
    """Adds to the giver's earlier offers instead of superseding them."""


class OfferWithdrawn(Step, frozen=True, kw_only=True):
    """The giver takes an offer back."""

    number: ClassVar[int] = 12
    cameo: ClassVar[str] = "12x"
    offer: Pointer
    reason: Text | None = None


class OfferAccepted(Step, frozen=True, kw_only=True):
    """A receiver accepts an offer that is open for it."""

    number: ClassVar[int] = 13
    cameo: ClassVar[str] = "AGREE"
    offer: Pointer
    in_full: bool = False
    in_principle: bool = False
    conditional: Text | None = None
    """On what the acceptance depends."""


class OfferRejected(Step, frozen=True, kw_only=True):
    """An offer, a demand or a meeting is refused."""

    number: ClassVar[int] = 14
    cameo: ClassVar[str] = "125, 127, 129 / REJECT"
    rejected: Pointer | None = None
    words: Text | None = None
    """What was refused, where no recorded step stands for it."""


class ConcessionMade(Step, frozen=True, kw_only=True):
    """A party drops a demand, veto, claim or condition."""

    number: ClassVar[int] = 15
    cameo: ClassVar[str] = "080–083 / CONCEDE"
    dropped: Pointer | None = None
    words: Text | None = None


class ConditionSet(Step, frozen=True, kw_only=True):
    """A party ties its agreement to something."""

    number: ClassVar[int] = 16
    cameo: ClassVar[str] = "105"
    condition: Text
    on_what: Text | None = None


class ConditionResolved(Step, frozen=True, kw_only=True):
    """A condition is met, has failed, or is waived."""

    number: ClassVar[int] = 17
    cameo: ClassVar[str] = "–"
    condition: Pointer
    outcome: Literal["met", "failed", "waived"]


class DeadlineSet(Step, frozen=True, kw_only=True):
    """A date by which something is to happen, or is expected to."""

    number: ClassVar[int] = 18
    cameo: ClassVar[str] = "–"
    kind: Literal[
        "external_hard", "self_set", "soft_target", "ultimatum", "mandate_report", "next_meeting"
    ]
    when: MomentText | None = None
    words: Text | None = None
    what: Line | None = None
    """What is due by then."""
    awaits: StepType | None = None
    """The step type that meets it, such as DealReached."""
    consequence: Text | None = None


class DeadlineExtended(Step, frozen=True, kw_only=True):
    """A deadline moves, later or earlier."""

    number: ClassVar[int] = 19
    cameo: ClassVar[str] = "–"
    now: MomentText
    deadline: Pointer | None = None
    was: MomentText | None = None


class UltimatumIssued(Step, frozen=True, kw_only=True):
    """A demand with a date and a threat."""

    number: ClassVar[int] = 20
    cameo: ClassVar[str] = "139, 134 / THREATEN-relations"
    demand: Pointer | None = None
    words: Text | None = None
    when: MomentText | None = None
    consequence: Text | None = None


class PartialAgreementReached(Step, frozen=True, kw_only=True):
    """Something is agreed, or said to be, short of a deal."""

    number: ClassVar[int] = 21
    cameo: ClassVar[str] = "–"
    scope: Line
    in_principle: bool = False
    terms: Terms = ()
    assent: tuple[Assent, ...] = ()


class DealReached(Step, frozen=True, kw_only=True):
    """Every party at the table agrees, on record."""

    number: ClassVar[int] = 22
    cameo: ClassVar[str] = "057 / SUPPORT"
    assent: Annotated[tuple[Assent, ...], Meta(min_length=1)]
    terms: Terms = ()
    form: Literal["announced", "signed", "de_facto"] = "announced"
    subject_to: tuple[Ratification, ...] = ()


class DealAmended(Step, frozen=True, kw_only=True):
    """A concluded deal is changed, or joined."""

    number: ClassVar[int] = 23
    cameo: ClassVar[str] = "057"
    now: Terms
    assent: Annotated[tuple[Assent, ...], Meta(min_length=1)]
    was: Terms = ()
    joins: tuple[PartyName, ...] = ()


class DealRatified(Step, frozen=True, kw_only=True):
    """A party's body approves or rejects the deal."""

    number: ClassVar[int] = 24
    cameo: ClassVar[str] = "–"
    party: PartyName
    body: Line
    outcome: Literal["approved", "rejected"]
    vote: Line | None = None


class DealBroken(Step, frozen=True, kw_only=True):
    """A party leaves a concluded deal."""

    number: ClassVar[int] = 25
    cameo: ClassVar[str] = "161 / SANCTION"
    reason: Text | None = None


class TalksCollapsed(Step, frozen=True, kw_only=True):
    """Talks end without a deal; `by` declares it, or whose conclusive act shows it."""

    number: ClassVar[int] = 26
    cameo: ClassVar[str] = "164"
    how: Literal["declared", "conduct", "lapsed"] = "declared"
    reason: Text | None = None
    effective: MomentText | None = None


class UnilateralMoveMade(Step, frozen=True, kw_only=True):
    """A move away from the table: a candidate list, "we fight all 90", another pact."""

    number: ClassVar[int] = 27
    cameo: ClassVar[str] = "120, 160"
    kind: Literal["candidate_list", "contest_alone", "other_pact"]
    count: Quantity | None = None
    seats: tuple[Seat, ...] = ()
    overlaps: Quantity | None = None
    """How many seats the other side has named too, where the report counts them."""
    overlapping_seats: tuple[Seat, ...] = ()


class StatementMade(Step, frozen=True, kw_only=True):
    """Somebody says something about the talks, without doing anything.

    `about` is the step that the words themselves concern: with `denies`, that it happened. Who
    denies only a part of it, or what it is taken to mean, replies to it and names a proposition.
    """

    number: ClassVar[int] = 28
    cameo: ClassVar[str] = "010–019"
    stances: Annotated[tuple[Stance, ...], Meta(min_length=1)]
    proposition: Proposition | None = None
    issue: Issue | None = None
    terms: Terms = ()


class EntryCorrected(Entry, frozen=True, kw_only=True):
    """Our own mistake set right, or our own entry completed; the first words stay in the log."""

    number: ClassVar[int] = 29
    cameo: ClassVar[str] = "–"
    target: Annotated[int, Meta(ge=1)]
    """Version of the entry in this stream; a correction may be corrected."""
    effect: Literal["replace", "retract", "add"]
    reason: Text
    field: Line | None = None
    """Path, such as `quantity.value`, `evidence.0.speaker`, `terms.0.seats`."""
    was: JsonValue = None
    now: JsonValue = None

    def __post_init__(self) -> None:
        if self.effect == "retract":
            if self.field is not None or self.was is not None or self.now is not None:
                raise ValueError("a retraction takes back the whole entry: no field, was or now")
        elif self.field is None:
            raise ValueError(f"effect {self.effect} needs the field it is about")
        elif self.effect == "replace" and self.was == self.now:
            raise ValueError("was and now are the same: nothing would change")
        elif self.effect == "add" and self.now is None:
            raise ValueError("effect add needs now, the value to add")


class NegotiationClosed(Step, frozen=True, kw_only=True):
    """The contest has decided: the poll, the close of nominations, or a government sworn in."""

    number: ClassVar[int] = 30
    cameo: ClassVar[str] = "–"
    reason: Literal["poll", "nominations", "sworn_in"]


class RegistrationAmended(Step, frozen=True, kw_only=True):
    """The registered world changed: a party renamed, a poll moved. Both stay, each for its time."""

    number: ClassVar[int] = 31
    cameo: ClassVar[str] = "–"
    field: Line
    """Path in the registration, by places or names: `parties.0.aliases`, `parties.INC.name`,
    `dates.1.when`; `pools.Räte` is the total of that pool."""
    was: JsonValue = None
    now: JsonValue = None


AnyEntry = (
    AllianceProposed
    | PartyJoined
    | PartyWithdrew
    | NegotiatorAppointed
    | MandateChanged
    | TalksOpened
    | MeetingHeld
    | TalksSuspended
    | TalksResumed
    | DemandMade
    | OfferMade
    | OfferWithdrawn
    | OfferAccepted
    | OfferRejected
    | ConcessionMade
    | ConditionSet
    | ConditionResolved
    | DeadlineSet
    | DeadlineExtended
    | UltimatumIssued
    | PartialAgreementReached
    | DealReached
    | DealAmended
    | DealRatified
    | DealBroken
    | TalksCollapsed
    | UnilateralMoveMade
    | StatementMade
    | EntryCorrected
    | NegotiationClosed
    | RegistrationAmended
)

CATALOGUE: dict[str, type[Entry]] = {each.__name__: each for each in get_args(AnyEntry)}
"""Step type name -> its Struct, in the order of DOMAIN's numbers."""


def moments(step: Entry) -> tuple[str, ...]:
    """Every moment that the step itself states (not those of its evidence)."""
    found = (getattr(step, name, None) for name in ("occurred", "expires", "when", "effective"))
    moved = (step.was, step.now) if isinstance(step, DeadlineExtended) else ()
    return tuple(each for each in (*found, *moved) if each is not None)


POINTER_FIELDS: tuple[str, ...] = (
    "about",
    "in_reply_to",
    "supersedes",
    "after",
    "offer",
    "rejected",
    "dropped",
    "condition",
    "deadline",
    "demand",
)
"""Fields that hold a Pointer, in any step (EntryCorrected's target is a version, not one)."""


def pointers(step: Entry) -> tuple[tuple[str, int | str], ...]:
    """(field, pointer) for every pointer of a step."""
    found: list[tuple[str, int | str]] = []
    for field in POINTER_FIELDS:
        if isinstance(step, ConditionSet) and field == "condition":
            continue  # there it is the condition's words
        value = getattr(step, field, None)
        if isinstance(value, tuple):
            found.extend((field, each) for each in value)
        elif value is not None:
            found.append((field, value))
    return tuple(found)


def local_pointers(step: Entry) -> tuple[int, ...]:
    """The versions of this stream at which a step points."""
    return tuple(pointer for _, pointer in pointers(step) if isinstance(pointer, int))
