"""Verification of the ends of streams: the table that says them, against the records themselves.

Whoever records goes by that table, so that a wrong end would have him name a wrong statement before
his own.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from parley.events.append import StreamHead
from parley.events.findings import Finding, finding_if_unreadable
from parley.events.flaws import EndElsewhere, EndHashDiffers, EndUnsaid, Flaw
from parley.events.store import EventStore, Head

__all__ = ["Chain", "compare_ends"]


class Chain(Struct):
    """The end of a stream as far as its records have passed."""

    version: int = 0
    position: int = 0
    hash: bytes | None = None


def compare_ends(store: EventStore, head: Head, chains: Mapping[str, Chain]) -> Iterable[Finding]:
    """Return where a stream is said to end elsewhere than its records do; `chains` are those up to
    `head`. What others append meanwhile is left to the next verification."""
    findings: list[Finding] = []
    with finding_if_unreadable(findings, "streams", "streams"):
        said = {each.stream: each for each in store.stream_heads()}
        now = store.head().size
        for name in sorted(said.keys() | chains.keys()):
            end = said.get(name)
            if end is not None and head.size < end.position <= now:
                continue
            what = _differing(end, chains.get(name, Chain()))
            if what is not None:
                findings.append(Finding("streams", f"stream {name}", what))
    return findings


def _differing(end: StreamHead | None, chain: Chain) -> Flaw | None:
    if end is None:
        return EndUnsaid(chain.version, chain.position)
    if (end.version, end.position) != (chain.version, chain.position):
        return EndElsewhere(end.version, end.position, chain.version, chain.position)
    if end.hash != chain.hash:
        return EndHashDiffers(chain.version)
    return None
