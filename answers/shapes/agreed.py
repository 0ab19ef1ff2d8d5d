"""The JSON shapes of the answers about what is agreed: terms, sums, seats, a list against the deal.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Given, Instant, State
from parley.answers.shapes.cited import StepShown
from parley.answers.shapes.deals import DealShown
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import Pool
from parley.negotiation.steps import Assent

__all__ = [
    "AgainstAnswer",
    "AgreedAnswer",
    "AgreedLine",
    "HoldingShown",
    "PartShown",
    "SeatLine",
    "SeatsAnswer",
    "ShareLine",
    "SumLine",
    "SumsAnswer",
]


class AgreedLine(Struct, frozen=True, kw_only=True):
    """One thing that is agreed, was agreed, is claimed, is open, or does not fit."""

    kind: Literal[
        "deal",
        "amendment",
        "partial",
        "ratification",
        "ended",
        "claimed",
        "open",
        "left",
        "sum",
        "seat",
    ]
    """deal, amendment, partial: all agreed to it, and it stands. ratification: a body that decides
    on the deal, or has still to (then the step is the deal). ended: all had agreed to it.
    claimed: somebody says that it is agreed. open: offered or demanded, and not agreed. left:
    seats that nobody gets. sum: it does not add up. seat: two parties have a hold on it."""
    version: int
    """The step behind it; of `open` and `seat` the last one."""
    steps: tuple[int, ...]
    """All the steps behind it."""
    occurred: Given
    recorded_at: Instant
    by: tuple[str, ...]
    said: str
    """The thing in words."""
    party: str | None
    pool: str | None
    issue: str | None
    """null where only an agreement is spoken of and no term of it, and of sums and seats."""
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    assent: tuple[Assent, ...]
    """Who agreed, and how."""
    form: Literal["announced", "signed", "de_facto"] | None
    """Of what a deal agrees: the form of the deal."""
    ended_by: int | None
    """Of `ended` the step that ended it."""
    quote: str | None
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    source: str | None


class AgreedAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.agreed/v1"):
    """`parley agreed`: what is agreed, what is said to be, what is open."""

    negotiation: str
    title: str
    state: State | None
    synthetic: bool
    deal: DealShown | None
    """The last deal, also when it stands no more."""
    items: tuple[AgreedLine, ...]


class PartShown(Struct, frozen=True, kw_only=True):
    """One summand."""

    party: str | None
    """For whom; null = for no party in particular."""
    quantity: Quantity | None
    """The figure; null = a count of names, or several figures added."""
    seats: tuple[str, ...]
    low: int | None
    high: int | None
    version: int
    still_open: bool
    """It is offered and not agreed."""
    by_name: bool
    """It counts names to which nobody gave a number: there may be more."""


class SumLine(StepShown, frozen=True, kw_only=True):
    """Parts against a whole; nothing is fixed."""

    basis: Literal["step", "agreed", "agreed_and_open"]
    """step: as one step gives them. agreed: all that stands agreed, from several steps.
    agreed_and_open: with what is offered to those for whom nothing is agreed."""
    pool: str | None
    against: Literal["pool", "of", "figure"]
    """pool: the registered total. of: the total that the speaker named. figure: a party's own
    figure, against which the seats named for it are counted."""
    total_low: int | None
    total_high: int | None
    parts: tuple[PartShown, ...]
    missing: tuple[str, ...]
    """Parties at the table of which it is not said what they get."""
    arithmetic: str
    """The sum as it was added."""
    verdict: Literal["closes", "short", "over", "unknown"]
    """unknown too where names were counted and do not reach the total: not all may be named."""
    by_low: int | None
    by_high: int | None
    """By how much it is short or over, from least to most; null = no bound."""
    overlapping: tuple[str, ...]
    """Seats that are named in two parts; they are counted in both."""


class SumsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.sums/v1"):
    """`parley agreed --sums`: whether announced figures add up."""

    negotiation: str
    title: str
    synthetic: bool
    pools: tuple[Pool, ...]
    items: tuple[SumLine, ...]


class HoldingShown(StepShown, frozen=True, kw_only=True):
    """One party's hold on a seat, by one step."""

    party: str
    how: Literal["demanded", "offered", "agreed", "fielded"]
    named: str
    """The seat as this step spells it."""


class SeatLine(Struct, frozen=True, kw_only=True):
    """A seat on which two or more parties have a hold."""

    seat: str
    parties: tuple[str, ...]
    holdings: tuple[HoldingShown, ...]
    friendly: tuple[int, ...]
    """The steps that name it as a friendly contest."""


class SeatsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.seats/v1"):
    """`parley agreed --seats`: named seats on which two parties have a hold."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[SeatLine, ...]


class ShareLine(Struct, frozen=True, kw_only=True):
    """One party's seats in a list and in the deal."""

    party: str
    listed: Quantity | None
    listed_seats: tuple[str, ...]
    agreed: Quantity | None
    agreed_seats: tuple[str, ...]
    agreed_in: tuple[int, ...]
    """The steps that agreed it; empty = nothing is agreed for this party."""
    removed: tuple[str, ...]
    """In the list and not in the deal; empty too where one of the two has no names."""
    added: tuple[str, ...]
    by_low: int | None
    by_high: int | None
    """The agreed number less the listed one; null = not comparable."""
    said: str
    """The difference in words."""


class AgainstAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.against/v1"):
    """`parley agreed --against STEP`: a list against the deal, party by party."""

    negotiation: str
    title: str
    synthetic: bool
    asked: int | None
    """The step that was asked for; null = the last offer on record."""
    list: StepShown | None
    """The step with the list; null = there is none to compare."""
    with_names: tuple[int, ...]
    """The steps that list seats by name, and can be asked for."""
    deals: tuple[int, ...]
    """The deal and its amendments; empty = no deal with seats stands."""
    items: tuple[ShareLine, ...]
