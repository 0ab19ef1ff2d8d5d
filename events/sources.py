"""What is known of sources while drafts are judged: what they name, and what comes with them."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from parley.events.canonical import JsonValue
from parley.events.errors import Malformed
from parley.events.kinds import SOURCES, read_source
from parley.events.own_door import malformed
from parley.events.politics import Draft
from parley.events.reading import LedgerReading
from parley.events.refusals import NotRecorded
from parley.events.store import Standing

__all__ = ["SourcesGiven"]


class SourcesGiven(Mapping[str, Mapping[str, JsonValue]]):
    """What is known of sources, those that come with the drafts included.

    Those that the drafts name were asked for with everything else; all others are read where
    somebody asks for one of them all the same, as a refusal does that says which may be meant.
    """

    def __init__(self, ledger: LedgerReading, standing: Standing, drafts: Sequence[Draft]) -> None:
        self._ledger = ledger
        self._all: dict[str, Mapping[str, JsonValue]] | None = None
        self._known: dict[str, Mapping[str, JsonValue]] = {
            str(row["source"]): row for row in standing.rows
        }
        self._come: dict[str, Mapping[str, JsonValue]] = {}
        for number, draft in enumerate(drafts):
            if draft.stream == SOURCES:
                try:
                    source = read_source(draft.fields)
                except Malformed as error:
                    raise NotRecorded([(number, malformed(error.what, error.reason))]) from error
                self._come[source.source] = msgspec.structs.asdict(source)

    def __getitem__(self, source: str) -> Mapping[str, JsonValue]:
        for known in (self._come, self._known):
            if source in known:
                return known[source]
        return self._every()[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def _every(self) -> dict[str, Mapping[str, JsonValue]]:
        if self._all is None:
            self._all = {**self._ledger.sources(), **self._come}
        return self._all
