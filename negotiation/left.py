"""What a step left behind: of which later steps may ask, and what they may touch.

It is looked up by the step's version. Where the step is still open, it stands in the fold; where
it is closed, in the rows alone (`negotiation.past`).
"""

from typing import Final

from msgspec import Struct

from parley.negotiation.rows import (
    ClaimRow,
    ConditionRow,
    DeadlineRow,
    DemandRow,
    OfferRow,
    TermRow,
)

__all__ = ["NOTHING", "REGISTERING", "Left", "stands", "waits"]

REGISTERING: Final = ("NegotiationRegistered", "ContestRegistered", "RegistrationAmended")
"""Types whose dates are those of the registration."""


class Left(Struct, kw_only=True, omit_defaults=True):
    """What one step left."""

    type: str
    """Its type; nothing where no step stands."""
    of_a_part: bool = False
    """It is a statement about a part of the talks, such as one term."""
    offers: list[OfferRow] = []
    demands: list[DemandRow] = []
    condition: ConditionRow | None = None
    deadlines: list[DeadlineRow] = []
    claim: ClaimRow | None = None
    terms: list[TermRow] = []


NOTHING: Final = Left(type="")
"""What no step left; nobody may change it."""


def waits(left: Left, row: DeadlineRow) -> bool:
    """Whether a step that does not point at a date can still meet it, or an amendment move it.

    What was met, what waits for nothing by itself, and from when an end counts, is touched by who
    points at it alone.
    """
    if row.moved_by is not None:
        return False
    if left.type in REGISTERING:
        return True
    if row.met_by is not None or row.ends is not None:
        return False
    fixed = row.kind == "external_hard" and row.when is not None
    return row.awaits is not None or row.kind == "ultimatum" or fixed


def stands(row: TermRow) -> bool:
    """Whether a term is agreed by all, and still is."""
    return row.mutual and row.ended_by is None
