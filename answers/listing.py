"""One line for a negotiation or a contest, as lists and contests show it.

The list of all and the picture of one contest must say the same of a negotiation.
"""

from parley.answers.reading import Reading
from parley.answers.shapes.base import Listed
from parley.negotiation.views import standing
from parley.negotiation.views.gathering import gather

__all__ = ["list_reading"]


def list_reading(reading: Reading) -> Listed:
    """Return the line of a stream as it is seen at the times asked for."""
    found = standing.status(reading.seen)
    return gather(
        Listed,
        found,
        reading.facts(),
        contest=reading.seen.registration.contest,
        version=reading.last_counted(),
    )
