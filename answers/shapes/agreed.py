"""The JSON shapes of the answers about what is agreed: terms, sums, seats, a list against the deal.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from parley.answers.shapes.base import OfTalks
from parley.negotiation.instants import State
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import Pool
from parley.negotiation.steps import Assent
from parley.negotiation.views.citations import Cited
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.deals import DealItem
from parley.negotiation.views.kept import KeptItem
from parley.negotiation.views.links import LinkItem
from parley.negotiation.views.lists import Share
from parley.negotiation.views.membership import PartyChange
from parley.negotiation.views.seats import SharedSeat
from parley.negotiation.views.standing import FlagItem
from parley.negotiation.views.sums import Sum

__all__ = [
    "AgainstAnswer",
    "AgreedAnswer",
    "AgreedLine",
    "KeptAnswer",
    "KeptLine",
    "SeatsAnswer",
    "ShareLine",
    "SumLine",
    "SumsAnswer",
]


class AgreedLine(Cited, frozen=True, kw_only=True):
    """One thing that is agreed, was agreed, is claimed, is open, or does not fit."""

    kind: Literal[
        "deal",
        "amendment",
        "partial",
        "ratification",
        "ended",
        "before_deal",
        "accepted",
        "claimed",
        "open",
        "left",
        "sum",
        "seat",
    ]
    """deal, amendment, partial: all agreed to it, and it stands. ratification: a body that decides
    on the deal, or has still to (then the step is the deal). ended: all had agreed to it.
    before_deal: all had agreed to it in part, and the deal, which is about the same, does not say
    it. accepted: an offer that was accepted, on what all have not agreed.
    claimed: somebody says that it is agreed. open: offered or demanded, and not agreed. left:
    seats that nobody gets. sum: it does not add up. seat: two parties have a hold on it."""
    steps: tuple[int, ...]
    """All the steps behind it."""
    by: tuple[str, ...]
    said: str
    """The thing in words."""
    party: str | None = None
    pool: str | None = None
    of_several_pools: bool = False
    """Of a term: there was more than one pool at its step, so that a figure needs the name."""
    issue: str | None = None
    """null where only an agreement is spoken of and no term of it, and of sums and seats."""
    quantity: Quantity | None = None
    of: int | None = None
    """How much there is to share in its pool, as registered by then; null = not known."""
    seats: tuple[str, ...] = ()
    words: str | None = None
    disputed_by: tuple[int, ...] = ()
    """Of a term: the steps of the same days that have another figure for it, or other seats."""
    on_the_table: tuple[int, ...] = ()
    """Of `open` those of the steps that still stand."""
    by_low: int | None = None
    """Of `left` and `sum` by how much it is short or over, from least to most; null = no bound."""
    by_high: int | None = None
    assent: tuple[Assent, ...] = ()
    """Who agreed, and how."""
    party_changes: tuple[PartyChange, ...] = ()
    """Of what was agreed: who joined it and who left, in order, while it stood; of `left` and `sum`
    who has a part in it and has left since."""
    form: Literal["announced", "signed", "de_facto"] | None = None
    """Of what a deal agrees: the form of the deal."""
    ended_by: int | None = None
    """Of `ended` the step that ended it."""


class AgreedAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.agreed/v1"):
    """`parley agreed`: what is agreed, what is said to be, what is open."""

    state: State | None
    flags: tuple[FlagItem, ...]
    deal: DealItem | None
    """The last deal, also when it stands no more."""
    waits_for: tuple[LinkItem, ...]
    """Negotiations on which its deal is conditional, and in which none stands."""
    items: tuple[AgreedLine, ...]


class SumLine(Sum, frozen=True, kw_only=True):
    """Parts against a whole; nothing is fixed."""

    arithmetic: str
    """The sum as it was added."""


class SumsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.sums/v1"):
    """`parley agreed --sums`: whether announced figures add up."""

    pools: tuple[Pool, ...]
    items: tuple[SumLine, ...]


class KeptLine(KeptItem, frozen=True, kw_only=True):
    """A term that all agreed to, with every word on what became of it."""

    of: int | None
    """How much there is to share in its pool, as registered by then; null = not known."""


class KeptAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.kept/v1"):
    """`parley agreed --kept`: what became of what was agreed, according to whom."""

    items: tuple[KeptLine, ...]


class SeatsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.seats/v1"):
    """`parley agreed --seats`: named seats on which two parties have a hold."""

    items: tuple[SharedSeat, ...]


class ShareLine(Share, frozen=True, kw_only=True):
    """One party's seats in a list and in the deal."""

    said: str
    """The difference in words."""


class AgainstAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.against/v1"):
    """`parley agreed --against STEP`: a list against the deal, party by party."""

    asked: int | None
    """The step that was asked for; null = the last offer on record."""
    list: CitedStep | None
    """The step with the list; null = there is none to compare."""
    with_names: tuple[int, ...]
    """The steps that list seats by name, and can be asked for."""
    deals: tuple[int, ...]
    """The deal and its amendments; empty = no deal with seats stands."""
    items: tuple[ShareLine, ...]
