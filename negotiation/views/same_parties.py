"""Which party of one negotiation is which party of another: each registers its own names.

“Congress” here and “INC” there are one party; who compares two negotiations by the short names
alone sees nobody at both tables. An identifier that both have decides, otherwise a name that both
have; a name to which two parties answer joins nobody. Somebody who is described here by the very
name under which a party is registered there is that party.
"""

from collections.abc import Iterable

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["SameParties"]


class _Party(Struct):
    """One party with all that is known of it in the streams that have it."""

    called: str
    short: set[str]
    names: set[str]
    ids: dict[str, str]
    streams: set[str]


class SameParties:
    """The parties of several streams, each once; `called` is what the first stream calls it."""

    def __init__(self, members: Iterable[Seen]) -> None:
        """The first of `members` names the parties: the contest, where there is one."""
        self._found: list[_Party] = []
        self._of: dict[tuple[str, str], _Party] = {}
        for seen in members:
            for party, stays in _parties(seen).items():
                self._take(seen.stream, party, stays)

    def called(self, seen: Seen, party: str) -> str:
        """One short name for the party, whichever stream names it; who is none of the registered
        parties keeps the name that the stream has for it."""
        known = self._of.get((seen.stream, party)) or self._described(party)
        return party if known is None else known.called

    def _described(self, name: str) -> _Party | None:
        scheme, _, bare = name.partition(":")
        if scheme != "described":
            return None
        named = [each for each in self._found if bare.casefold() in {*each.names, *each.short}]
        return named[0] if len(named) == 1 else None

    def _take(self, stream: str, party: str, stays: list[rows.PartyRow]) -> None:
        names = {name.casefold() for row in stays for name in row.called}
        ids = {each.scheme: each.id for row in stays for each in row.ids}
        known = self._known(stream, party, names, ids)
        if known is None:
            known = _Party(called=party, short=set(), names=set(), ids={}, streams=set())
            self._found.append(known)
        known.short.add(party.casefold())
        known.names |= names
        known.ids |= ids
        known.streams.add(stream)
        self._of[stream, party] = known

    def _known(
        self, stream: str, party: str, names: set[str], ids: dict[str, str]
    ) -> _Party | None:
        others = [each for each in self._found if stream not in each.streams]
        for each in others:
            if any(each.ids.get(scheme) == id for scheme, id in ids.items()):
                return each
        named = [each for each in others if names & each.names and not ids.keys() & each.ids.keys()]
        short = [each for each in named if party.casefold() in each.short]
        fitting = short or named
        return fitting[0] if len(fitting) == 1 else None


def _parties(seen: Seen) -> dict[str, list[rows.PartyRow]]:
    found: dict[str, list[rows.PartyRow]] = {}
    for row in seen.all(rows.PartyRow):
        found.setdefault(row.party, []).append(row)
    return found
