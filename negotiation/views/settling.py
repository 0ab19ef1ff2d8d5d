"""What agreements of all made of a claim that something is agreed: it was so, or otherwise.

A report of a deal that the deal bore out is no unconfirmed rumour, and a leaked list is not borne
out by a deal that gave the seats to others. Source: DOMAIN §4, "Claim status" and question 11;
docs/adr/0019.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.spelling import subject_of
from parley.negotiation.views.figures import same_figure
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["Settled", "Settling"]

_Claimed = rows.TermRow | rows.StatedRow
Outcome = Literal["confirmed", "otherwise", "settled"]


class Settled(Struct, frozen=True):
    """confirmed: all agreed to what was claimed, or had a deal when somebody said so. otherwise: to
    something else, certainly later. settled: to something later, of which the words do not tell
    whether it is the same."""

    word: Outcome
    steps: tuple[int, ...]


class Settling:
    """The agreements of all in one view, to hold claims against."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._fold = seat_folder(seen)
        self._claimed: dict[int, list[_Claimed]] = {}
        self._agreed: dict[tuple[object, ...], list[rows.TermRow]] = {}
        for row in seen.all(rows.TermRow):
            if row.mutual:
                self._agreed.setdefault(self._about(row), []).append(row)
            else:
                self._claimed.setdefault(row.step, []).append(row)
        for stated in seen.all(rows.StatedRow):
            self._claimed.setdefault(stated.step, []).append(stated)

    def of(self, claim: rows.StepRow) -> Settled | None:
        """What became of what a claim of agreement says; None where nothing on record tells."""
        terms = self._claimed.get(claim.step, [])
        if not terms:
            whole = claim.type == "StatementMade" and claim.facts.get("issue") is None
            deal = self._deal_of(claim) if whole else None
            if deal is None:
                return None
            stood = self._seen.places[deal] < claim.place
            return Settled("confirmed" if stood else "settled", (deal,))
        told = [self._of_term(claim, term) for term in terms]
        found = [each for each in told if each is not None]
        steps = tuple(dict.fromkeys(step for each in found for step in each.steps))
        words = {each.word for each in found}
        if not found:
            return None
        if "otherwise" in words:
            against = (each for each in found if each.word == "otherwise")
            return Settled("otherwise", tuple(dict.fromkeys(s for e in against for s in e.steps)))
        return Settled(
            "confirmed" if None not in told and words == {"confirmed"} else "settled", steps
        )

    def of_talks(self, opening: rows.StepRow) -> Settled | None:
        """The first word or act on record that shows talks which only a report had opened."""
        shows = (
            step
            for step in self._seen.steps
            if step.place > opening.place and step.flags.get("reported") != opening.step
        )
        first = next(shows, None)
        if first is None or first.attribution_class != "on_record":
            return None
        return Settled("settled", (first.step,))

    def is_agreed(self, claim: rows.StepRow, term: _Claimed) -> bool:
        """Whether all agreed to just what a term of a claim says."""
        told = self._of_term(claim, term)
        return told is not None and told.word == "confirmed"

    def _deal_of(self, claim: rows.StepRow) -> int | None:
        """The deal that stands when somebody says that all is agreed, else the first after it
        before the talks end; of those only whom all that the claim names have agreed to."""
        named = {*claim.by, *claim.to} & set(self._seen.party_names.values())
        for deal in self._seen.all(rows.DealRow):
            step = self._seen.by_version[deal.step]
            assent = {self._seen.party_names.get(a.party.casefold(), a.party) for a in deal.assent}
            if not named <= assent:
                continue
            earlier, later = sorted((claim, step), key=lambda each: each.place)
            ends = "deal_reached" if earlier is step else None
            if not self._left(earlier, later, ends):
                return deal.step
        return None

    def _left(self, earlier: rows.StepRow, later: rows.StepRow, state: str | None) -> bool:
        """Whether the talks left a state between two steps; without a state, whether they ended."""
        between = (s for s in self._seen.steps if earlier.place < s.place < later.place)
        moved = (step for step in between if step.state != step.state_before)
        return any(
            step.state_before == state if state is not None else step.state == "collapsed"
            for step in moved
        )

    def _of_term(self, claim: rows.StepRow, term: _Claimed) -> Settled | None:
        others: list[int] = []
        for agreed, later in self._beside(claim, self._agreed.get(self._about(term), ())):
            if self._same(term, agreed):
                return Settled("confirmed", (agreed.step,))
            apart = self._apart(term, agreed)
            if later and not apart:
                others.append(agreed.step)
            elif later and bounds_of(claim).precedes(bounds_of(self._seen.by_version[agreed.step])):
                return Settled("otherwise", (agreed.step,))
        return Settled("settled", (others[0],)) if others else None

    def _beside(
        self, claim: rows.StepRow, agreed: Iterable[rows.TermRow]
    ) -> Iterator[tuple[rows.TermRow, bool]]:
        """(term, whether it was agreed after the claim) of what stood at a claim, or came later."""
        places = self._seen.places
        for row in agreed:
            ended = places.get(row.ended_by or 0)
            if places[row.step] > claim.place:
                yield row, True
            elif ended is None or ended > claim.place:
                yield row, False

    def _same(self, claimed: _Claimed, agreed: rows.TermRow) -> bool:
        """Whether the agreement has all that the claim has: the figure, the seats, the words; the
        number of the seats that are named is a figure too."""
        ours, theirs = self._seats(claimed), self._seats(agreed)
        if claimed.words is not None and _plain(claimed.words) != _plain(agreed.words or ""):
            return False
        if ours and not ours <= theirs:
            return False
        if claimed.quantity is not None:
            if agreed.quantity is None:
                return bool(theirs) and claimed.quantity.bounds() == (len(theirs), len(theirs))
            return same_figure(claimed.quantity, agreed.quantity)
        return bool(ours) or claimed.words is not None

    def _apart(self, claimed: _Claimed, agreed: rows.TermRow) -> bool:
        """Whether both cannot be so."""
        ours, theirs = self._seats(claimed), self._seats(agreed)
        if ours and theirs and ours - theirs and theirs - ours:
            return True
        one, other = claimed.quantity, agreed.quantity
        return one is not None and other is not None and one.meets(other) is False

    def _about(self, row: _Claimed) -> tuple[object, ...]:
        """For whom, and of what: figures of two wholes are about two things."""
        of = None if row.quantity is None else row.quantity.of
        pool = self._seen.pools_at(row.step).get(row.pool or "")
        return row.party, *subject_of(row.pool, row.issue), None if of == pool else of

    def _seats(self, row: _Claimed) -> set[str]:
        return {self._fold(seat) for seat in row.seats}


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
