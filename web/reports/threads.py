"""The threads of offers and demands in a report: each as one line, its moves below it."""

from collections.abc import Iterator

from parley.answers.language import say
from parley.answers.offers_threads import threads_of
from parley.answers.reading import Reading
from parley.answers.shapes.offers import ThreadShown
from parley.answers.words import wording
from parley.answers.words.offers import direction
from parley.negotiation.views.threads import Move
from parley.web.reports.document import Item, Line, Listing
from parley.web.reports.notes import line, quote_of

__all__ = ["thread_listings"]


def thread_listings(reading: Reading) -> Iterator[Listing]:
    """Yield the threads in view, those of one direction and issue together."""
    titled: dict[str, list[Item]] = {}
    for thread in threads_of(reading):
        title = f"{direction(thread)}: {wording.spaced(thread.issue)}"
        titled.setdefault(title, []).append(_thread(reading, thread))
    for title, items in titled.items():
        yield Listing(title, tuple(items))


def _thread(reading: Reading, thread: ThreadShown) -> Item:
    began, until = wording.moment(thread.occurred), wording.moment(thread.until)
    span = began if began == until else f"{began} – {until}"
    steps = tuple(move.version for move in thread.moves)
    ending = wording.ending(thread)
    # What became of a thread with several steps is the last of its words already.
    last = "" if thread.said.endswith(ending) else f" · {ending}"
    alone = len(thread.moves) == 1
    return Item(
        line(f"{thread.said}, {span}{last}", steps=steps),
        tuple(_move(reading, move, alone) for move in thread.moves if move.kind != "expired"),
    )


def _move(reading: Reading, move: Move, alone: bool) -> Line:
    """Return a move with its words and source; of one that stands alone the line above says what
    it is and when."""
    began = f"{wording.step(move.version)}, {wording.moment(move.occurred)}: {move.said}"
    words = None if move.quote is None or move.quote in move.said else move.quote
    quote = quote_of(reading, move.version, words)
    tied = "".join(say("on condition: {each}", each) + "; " for each in move.conditions)
    return line(
        "" if alone else f"{began}; ",
        say("said to be final") + "; " if move.final else "",
        tied,
        quote,
        " – " if quote else "",
        wording.attributions(move),
        steps=() if alone else (move.version,),
    )
