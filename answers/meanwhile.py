"""Who looked for news while nothing was recorded to happen.

A silence that nobody listened to says nothing, so it is shown with the checks that were made.
"""

from collections.abc import Iterator

from parley.answers.reading import Reading, read_contest
from parley.answers.shapes.status import CheckedShown, SilenceShown
from parley.events.acts import CheckMade
from parley.events.own import Kept
from parley.negotiation.instants import instant
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.silence import Silence, silence

__all__ = ["silence_of"]


def silence_of(reading: Reading) -> SilenceShown | None:
    """Return for how long nothing is recorded to have happened, with the checks that may have been
    made since, the first one first; None where talks are neither proposed nor under way."""
    found = silence(reading.seen, read_contest(reading))
    if found is None:
        return None
    return gather(SilenceShown, found, checked=tuple(_checked(reading, found)))


def _checked(reading: Reading, silence: Silence) -> Iterator[CheckedShown]:
    seen = reading.seen
    last = seen.step(silence.last.version)
    for each in reading.ledger.checks(seen.stream, reading.known.position):
        looked = _looked(each)
        too_late = looked.earliest >= seen.at
        if last is not None and looked.latest > last.earliest and not too_late:
            yield CheckedShown(
                outlet=each.said.outlet,
                outcome=each.said.outcome,
                at=each.said.at,
                recorded_at=instant(each.recorded_at),
                recorded_by=each.recorded_by,
                log_position=each.position,
            )


def _looked(check: Kept[CheckMade]) -> Bounds:
    at, zone = check.said.at, check.said.zone
    if at is None or zone is None:
        return Bounds(check.recorded_at, check.recorded_at + 1)
    return parse_moment(at).bounds(zone)
