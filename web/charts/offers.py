"""Offers and demands on one scale for each share, on one calendar, under the state of the talks.

Who asks and who offers, on record or not, stands on the same scale and is told apart by its mark,
so that the gap is seen. Only figures have a height: words stand over the scale as hatched blocks,
as long as they stood. Rules: docs/adr/0047.
"""

from collections.abc import Iterator, Sequence

from parley.answers.acts import do
from parley.answers.language import say, say_list, say_many
from parley.negotiation.views.seen import Seen
from parley.web.charts.ground import (
    Entry,
    Request,
    about,
    classes_keyed,
    framed,
    head,
    is_turned,
    lines_of,
    outlets_said,
)
from parley.web.charts.looks import TEXT, TURNED_TEXT
from parley.web.charts.marks import Drawing
from parley.web.charts.offers_across import across
from parley.web.charts.offers_figures import END_SIGNS
from parley.web.charts.offers_turned import turned
from parley.web.charts.shares import Share, shares
from parley.web.charts.stands import verb_of

__all__ = ["offers"]


def offers(seen: Seen, request: Request) -> Drawing:
    """Draw a scale for each share that is bargained over."""
    title = say("Offers and demands: {title}", seen.negotiation.title)
    over = head(request, title, about(seen, request.asked))
    found = shares(seen)
    if not found:
        words = say("no offer, and no demand that is bargained over, is recorded")
        size = TURNED_TEXT if is_turned(request) else TEXT
        room = request.width - 8
        body = lines_of(words, 4, over.bottom, room, size, ink="second")
        drawn, keyed = found, list[Entry]()
    elif is_turned(request):
        body, drawn = turned(seen, found, request, over.bottom)
        keyed = []
    else:
        body, drawn, keyed = across(seen, found, request, over.bottom)
    notes = outlets_said([seen])
    if len(found) > len(drawn):
        notes.insert(
            0,
            say_many(
                len(found) - len(drawn),
                "{number} more is not drawn: {offers} lists all",
                "{number} more are not drawn: {offers} lists all",
                offers=do("offers"),
            ),
        )
    return framed(
        request,
        over,
        body,
        title=title,
        said=list(_told(seen, found, request)),
        key=[*_entries(drawn), *keyed],
        notes=notes,
    )


def _told(seen: Seen, found: Sequence[Share], request: Request) -> Iterator[str]:
    yield say("Offers and demands in {title}.", seen.negotiation.title)
    for share in found:
        moves = [
            f"v{stand.version} {verb_of(stand, request.subjects(stand.by))}"
            for stand in share.stands[-8:]
        ]
        yield f"{share.called(request.names_of(share.for_parties))}: {say_list(moves)}."


def _entries(drawn: Sequence[Share]) -> Iterator[Entry]:
    """Yield what is drawn, for the key."""
    stands = [stand for share in drawn for stand in share.stands]
    if any(stand.kind == "offer" and not stand.is_words for stand in stands):
        yield Entry(say("offer"), "offer", 1.0)
    if any(stand.kind == "demand" and not stand.is_words for stand in stands):
        yield Entry(say("demand"), "demand", 1.0)
    yield from classes_keyed(stand.attribution_class for stand in stands)
    ends = dict.fromkeys(END_SIGNS[stand.end] for stand in stands if stand.end is not None)
    for sign, said in ends:
        yield Entry(say(said), sign, 1.0)
    if any(share.agreed for share in drawn):
        yield Entry(say("agreed by all"), "m0,0h18", width=3, ink="ink")
    if any(share.gaps for share in drawn):
        yield Entry(say("gap between them"), "m0,-5h18v10h-18z", fill="gap", width=0.5)
    if any(stand.is_words for stand in stands):
        yield Entry(
            say("words without a number, as long as they stood"),
            "m0,-5h18v10h-18zm3,10l8,-10m-2,10l8,-10",
            width=1,
        )
    if any(stand.reading for stand in stands):
        yield Entry(say("our reading of words"), "m0,0h18", dashes=(1, 3), width=2)
