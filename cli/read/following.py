"""What `log --follow` does: each new record as one line, as it is recorded.

The timeline stands in the order of occurrence, at a moment one asks about; this follows what is
recorded, position by position, and never ends.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.printing import printable
from parley.answers.step import record_answer
from parley.answers.streams import stream_of
from parley.answers.times import POSITION
from parley.answers.watching import Teller
from parley.cli.context import App
from parley.events.feed import Feed
from parley.events.ledger import Ledger
from parley.events.record import Record
from parley.events.store_errors import StoreUnreachable

LOOK_SECONDS: Final = 1.0
"""Between two looks whether anybody still reads the lines."""


def follow(app: App, *, everything: bool, since: str | None, jsonl: bool) -> None:
    """Write each new record of the negotiations that are meant, or of the ledger, until Ctrl-C.

    `since` is a position to begin with; `jsonl` writes records as export does. Raises Failure.
    """
    ledger = app.open_ledger()
    slugs = None if everything else app.negotiations()
    streams = None if slugs is None else {stream_of(slug) for slug in slugs}
    after = _position_before(ledger, since)
    watched = say("this ledger") if slugs is None else ", ".join(slugs)

    def wait(error: StoreUnreachable) -> None:
        app.console.say(say("{message}; waiting until it is back", error.message))

    writer = _Writer(app, ledger, streams, jsonl=jsonl)
    with Feed(ledger.store, after=after, on_outage=wait) as feed, _until_signal(feed) as ended:
        app.console.say(
            say("watching {watched} from @{after} on; Ctrl-C ends it", watched, after=after + 1)
        )
        _follow(app, feed, writer)
        seen = feed.cursor
    if signal.SIGINT in ended:
        hint = say("parley log --follow --since @{seen} goes on", seen=seen + 1)
        raise Failure(Kind.INTERRUPTED, say("stopped after @{seen}", seen), hint=hint)


class _Writer:
    """Writes the records that are asked for."""

    def __init__(self, app: App, ledger: Ledger, streams: set[str] | None, *, jsonl: bool) -> None:
        self._app = app
        self._streams = streams
        self._teller = None if jsonl else Teller(ledger)

    def write(self, record: Record) -> bool:
        """Write a record's line, if it is asked for; whether somebody still reads.

        Raises StoreUnreachable, with nothing written.
        """
        if self._streams is not None and record.stream not in self._streams:
            return True
        if self._teller is None:
            line = msgspec.json.encode(record_answer(record)).decode()
        else:
            line = printable(" ".join(self._teller.tell(record).split("\n")))
        return self._app.console.write(f"{line}\n")


def _follow(app: App, feed: Feed, writer: _Writer) -> None:
    """Write record after record, until the feed is stopped or nobody reads any more."""
    seen = feed.cursor
    while not feed.is_stopped() and app.console.is_read():
        try:
            for record in feed.take(LOOK_SECONDS):
                if feed.is_stopped() or not writer.write(record):
                    break
                seen = record.position
        except StoreUnreachable:
            pass  # in the middle of a batch: the feed waits for the store, and says so
        feed.seek(seen)


def _position_before(ledger: Ledger, since: str | None) -> int:
    """Return the position after which to begin. Raises Failure for one beyond the next."""
    size = ledger.head().size
    if since is None:
        return size
    found = POSITION.fullmatch(since)
    if found is None or int(found[1]) < 1:
        detail = say("--since “{since}” is no position", since)
        raise Failure(
            Kind.USAGE, detail, hint=say("write @1 for the first record, @120 for that one")
        )
    if int(found[1]) > size + 1:
        detail = say("--since {since}: the log ends at @{size}", since, size)
        raise Failure(
            Kind.NOT_FOUND,
            detail,
            hint=say("--since @{size} waits for the next record", size=size + 1),
        )
    return int(found[1]) - 1


@contextmanager
def _until_signal(feed: Feed) -> Iterator[list[int]]:
    """Stop the feed at Ctrl-C and SIGTERM, between two lines; yields the signals that came."""
    ended: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        if ended:
            raise KeyboardInterrupt  # it hangs, or nobody takes the line it writes
        ended.append(number)
        feed.stop()

    if threading.current_thread() is not threading.main_thread():
        yield ended
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
