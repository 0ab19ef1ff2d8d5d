"""Placing: drafts taken into an account, each where its date and its pointers put it.

Whether the rules let it stand there is another question, which trying asks.
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.negotiation.account import Account, Recorded, Refused
from parley.negotiation.changing import target_of
from parley.negotiation.codec import EntryError
from parley.negotiation.door import SourceFacts
from parley.negotiation.verdicts import Pending, Problem, problem_of

__all__ = ["Placed", "place"]


class Placed(Struct, frozen=True, kw_only=True):
    """An account with drafts in it: those that have a place, and their numbers, by version."""

    account: Account
    drafts: dict[int, Pending]
    numbers: dict[int, int]
    problems: list[Problem]
    """Why others have no place, or leave an entry that may not stand as it is."""
    last: int
    """The version of the last entry that was recorded before."""


def place(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[Pending | None],
    sources: SourceFacts,
) -> Placed:
    """Take drafts, None = left out, into the account of what was recorded before them."""
    account = Account(stream)
    for entry in history:
        account.take(entry)
    placed = Placed(account=account, drafts={}, numbers={}, problems=[], last=account.last)
    for index, draft in enumerate(pending):
        if draft is None or not _take(placed, index, draft, sources):
            account.leave_out()  # the drafts after it count on its version
    return placed


def _take(placed: Placed, index: int, draft: Pending, sources: SourceFacts) -> bool:
    try:
        target = target_of(placed.account, draft)
        placed.account.take(draft)
    except Refused as unfit:
        placed.problems.append(problem_of(index, unfit.refusal))
        return False
    except EntryError as error:
        placed.problems.append(problem_of(index, error.refusal))
        return False
    placed.drafts[draft.version], placed.numbers[draft.version] = draft, index
    wrong = [] if target is None else target.problems(sources)
    placed.problems.extend(problem_of(index, each) for each in wrong)
    return True
