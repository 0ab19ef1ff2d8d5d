"""What steps are made of: actors, pointers, terms, and the words that some fields choose from."""

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from parley.negotiation.evidence import Line, MomentText, Text, Value
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName

__all__ = [
    "ISSUES",
    "NOBODY",
    "Actor",
    "Assent",
    "Family",
    "Figure",
    "Fulfilment",
    "Holder",
    "Issue",
    "Opening",
    "Pointer",
    "Proposition",
    "Ratification",
    "Role",
    "Seat",
    "Stage",
    "Stance",
    "StepType",
    "Term",
    "Terms",
    "Votes",
    "parse_votes",
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


class Opening(Value, frozen=True, kw_only=True):
    """What opens a commitment: shows that these words were held back since it was recorded.

    The commitment is SHA-256 of the salt and the step's canonical bytes without `opens`.
    """

    commitment: Annotated[
        str,
        Meta(
            pattern=r"^[a-z]+#[1-9][0-9]*$",
            max_length=100,
            description="A record of the ledger's own: stream#version.",
            examples=["commitments#3"],
        ),
    ]
    salt: Annotated[
        str,
        Meta(
            pattern=r"^([0-9a-f]{2}){16,64}$",
            description="The salt, 16 to 64 random bytes in lower-case hexadecimal digits.",
        ),
    ]


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
    "attacks",
    "accuses",
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
    "TermFollowed",
    "TalksCollapsed",
    "UnilateralMoveMade",
    "StatementMade",
    "NegotiationClosed",
    "RegistrationAmended",
    "TenureChanged",
    "VoteHeld",
]
"""The types of steps, by their names in the record."""


Proposition = Literal["talks", "agreement", "collapse", "figure", "words", "secrecy"]


Stage = Literal["exploratory", "formal", "undisclosed", "not_stated"]


Fulfilment = Literal["kept", "under_way", "in_trouble", "not_kept", "contested"]
"""What becomes of something agreed, as somebody says it; contested: whether it is kept is."""


Family = Literal[
    "talks",
    "people",
    "meeting",
    "words",
    "offer",
    "demand",
    "date",
    "deal",
    "end",
    "move",
]
"""What an entry is, at a glance."""
Seat = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\n]+$")]


ISSUES: tuple[str, ...] = get_args(Issue)


Holder = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        pattern=r"^(?:described:\S[^\n]*|(?!all$)[^:\n,=]+)$",
        description=(
            "A registered party by any of its names; `described:WORDS` for those who are no party"
            " here, such as smaller allies; `nobody` for what is still open."
        ),
        examples=["INC", "described:smaller allies", "nobody"],
    ),
]


NOBODY = "nobody"
"""The holder of what is still open."""


class Term(Value, frozen=True, kw_only=True):
    """One thing on the table: so many seats, these seats, this post, this point of programme."""

    issue: Issue
    party: Holder | None = None
    """For whom; None = the receiver of an offer, the one who demands. `described:` those who are no
    party here, `nobody` = nobody yet: so many are still open."""
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


class Figure(Value, frozen=True, kw_only=True):
    """What a figure is of, and how much or when: the meeting, 30 minutes; the report, 20:00."""

    what: Line
    quantity: Quantity | None = None
    when: MomentText | None = None

    def __post_init__(self) -> None:
        if (self.quantity is None) == (self.when is None):
            raise ValueError("a figure is a quantity or a date, and one of the two")
        if self.when is not None:
            parse_moment(self.when)


class Assent(Value, frozen=True, kw_only=True):
    """How one party agreed; `all` is every party at the table of which it is not said otherwise."""

    party: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=100,
            pattern=r"^[^:\n,=]+$",
            description="A registered party by any of its names, or `all` at the table.",
        ),
    ]
    by: Literal["joint", "statement", "document", "conduct"]


class Ratification(Value, frozen=True, kw_only=True):
    """A body that still has to approve."""

    party: PartyName | None = None
    """Whose body it is; None = no party's: a parliament."""
    body: Line


class Votes(Value, frozen=True, kw_only=True):
    """How many voted how: counted, about, or in percent; `words` where it was only said in words.

    Written in short as `154 for, 195 against`.
    """

    in_favour: Quantity | None = None
    against: Quantity | None = None
    abstained: Quantity | None = None
    absent: Quantity | None = None
    words: Line | None = None

    def __post_init__(self) -> None:
        if all(getattr(self, each) is None for each in self.__struct_fields__):
            raise ValueError("votes need a figure or words")


_VOTED: Final[Mapping[str, str]] = {
    "for": "in_favour",
    "in favour": "in_favour",
    "against": "against",
    "abstained": "abstained",
    "abstentions": "abstained",
    "absent": "absent",
}
"""As it is written -> the member of Votes."""


def parse_votes(text: str) -> dict[str, str]:
    """Return the members of `154 for, 195 against, 1.9 percent abstained`; of anything else its
    words."""
    found: dict[str, str] = {}
    for part in text.split(","):
        match = re.fullmatch(rf"\s*(\S*[0-9].*?)\s+({'|'.join(_VOTED)})\s*", part)
        if match is None or _VOTED[match[2]] in found:
            return {"words": text}
        found[_VOTED[match[2]]] = match[1]
    return found


Terms = tuple[Term, ...]
