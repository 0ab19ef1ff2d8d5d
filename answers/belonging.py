"""Which negotiations may belong to a contest, found without reading all there are."""

from collections.abc import Iterator

from parley.answers.streams import NEGOTIATION
from parley.answers.times import Known
from parley.events.ledger import Ledger

__all__ = ["candidates"]


def candidates(ledger: Ledger, contest: str | None, known: Known) -> Iterator[str]:
    """Yield the streams that may belong to a contest; whether they do, their rows then say.

    The tables know to which contests a negotiation ever belonged, as it is believed now; a
    correction of ours can have hidden another from them, so at an earlier time of knowledge
    whatever was corrected may belong to it too.
    """
    if contest is None:
        return
    if not ledger.catch_up():
        yield from ledger.streams(NEGOTIATION, known.position)
        return
    views = ledger.store.views
    rows = views.select("registration", {"contest": contest})
    if known.text is not None:
        rows += views.select("correction")
    for stream in sorted({str(row["stream"]) for row in rows}):
        if stream.startswith(NEGOTIATION):
            yield stream
