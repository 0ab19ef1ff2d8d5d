"""The negotiations of a contest: found without reading all there are, and seen at one moment.

What is said across negotiations must be true of the three times at which one of them is asked
about, and cost nothing where a negotiation stands alone.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.answers.belonging import candidates
from parley.answers.reading import Reading, read_other, read_others
from parley.answers.shapes.across import AcrossLine
from parley.answers.streams import CONTEST
from parley.answers.words.across import across_said
from parley.answers.words.exclusions import elsewhere_said, place_said, refusal_said
from parley.negotiation.views.across import Across, across, of_negotiation
from parley.negotiation.views.exclusions import REFUSALS, ExclusionItem, exclusions, refusals
from parley.negotiation.views.seen import Seen

__all__ = ["Members", "across_lines", "across_of", "members_of", "refusals_standing"]


class Members(Struct, frozen=True):
    """A contest with its negotiations, as they are seen at the times of a reading."""

    contest: Seen | None
    """null = the negotiation belongs to none, and the others are those that it has links with."""
    negotiations: tuple[Seen, ...]
    """By name, that of the reading among them."""

    def beside(self, stream: str) -> tuple[Seen, ...]:
        """Return all of them but one."""
        every = (*self.negotiations, *(() if self.contest is None else (self.contest,)))
        return tuple(each for each in every if each.stream != stream)


def members_of(reading: Reading) -> Members:
    """Return the contest of a reading, or that it is, with every negotiation that belongs to it or
    that the reading's own has a link with. What cannot be read is left out, and announced."""
    seen = reading.seen
    contest = seen.stream if seen.stream.startswith(CONTEST) else seen.registration.contest
    linked = {name for names in seen.registration.links.values() for name in names}
    if contest is None and not linked:
        return Members(None, (seen,))
    wanted = linked | set(candidates(reading.ledger, contest, reading.known))
    found = [seen] if reading.has_state else []
    found += (
        other
        for other in read_others(reading, sorted(wanted - {seen.stream}))
        if other.stream in linked or other.registration.contest == contest
    )
    own = seen if contest == seen.stream else None
    return Members(
        contest=own if contest is None or own is not None else read_other(reading, contest),
        negotiations=tuple(sorted(found, key=lambda each: each.stream)),
    )


def across_of(reading: Reading, members: Members | None = None) -> Across:
    """Return what stands between a negotiation and those beside it; of a contest between all of
    its own."""
    found = members or members_of(reading)
    every = across(found.contest, found.negotiations)
    return of_negotiation(every, reading.seen.slug) if reading.has_state else every


def refusals_standing(seen: Seen, members: Members) -> Iterator[ExclusionItem]:
    """Yield the refusals of one party by another in a stream that nothing has taken back, there or
    beside it; for somebody at least. Who sets a limit in one matter refuses nobody."""
    for item in refusals(seen, lambda: members.beside(seen.stream)):
        stands = item.status in ("not_taken_back", "in_part")
        if stands and item.issue is None:
            yield item


def across_lines(reading: Reading) -> Iterator[AcrossLine]:
    """Yield as sentences what stands between a negotiation and those beside it, and what became
    of its refusals in them; of a contest the refusals that stand in all of its own."""
    members = members_of(reading)
    yield from across_said(across_of(reading, members))
    for seen in () if reading.has_state else (reading.seen, *members.negotiations):
        for item in refusals_standing(seen, members):
            yield AcrossLine(sentence=refusal_said(item), steps=(place_said(item),))
    for item in exclusions(reading.seen, members.beside(reading.seen.stream)):
        elsewhere = [each for each in item.since_then if each.negotiation != item.negotiation]
        if item.kind in REFUSALS and elsewhere:
            places = [f"{each.negotiation}#{each.step.version}" for each in elsewhere]
            yield AcrossLine(
                sentence=elsewhere_said(item, elsewhere), steps=(place_said(item), *places)
            )
