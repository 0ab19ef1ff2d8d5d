"""What a ledger answers from its own records: checks, refused attempts, exports, the register.

They are read from their streams, which are short beside the negotiations, so that an answer as it
was known at any position needs nothing but the records up to there.
"""

from parley.events.acts import (
    CHECKS,
    EXPORTS,
    REFUSALS,
    AttemptRefused,
    CheckMade,
    ExportMade,
)
from parley.events.clocks import CLOCKS, ClockCorrected, Span, standing_spans
from parley.events.own import Kept, kept, readable
from parley.events.refusing import keeps_refusals
from parley.events.register import REGISTER, Registered, RegisterEntered, registered
from parley.events.store import EventStore

__all__ = ["OwnRecords"]


class OwnRecords:
    """The reading half of a ledger that is about the ledger itself.

    `upto` is always a position: everything recorded up to it counts; None = the head. All raise
    StoreError.
    """

    store: EventStore

    def checks(
        self, negotiation: str | None = None, upto: int | None = None
    ) -> list[Kept[CheckMade]]:
        """Who looked where and what came of it, in recorded order; of one stream, with those that
        were about the whole ledger."""
        found = kept(self.store, CHECKS, CheckMade, upto)
        return [
            each
            for each in found
            if negotiation is None
            or not each.said.negotiations
            or negotiation in each.said.negotiations
        ]

    def refusals(self, upto: int | None = None) -> list[Kept[AttemptRefused]]:
        """The refused attempts that were kept, in recorded order."""
        return list(kept(self.store, REFUSALS, AttemptRefused, upto))

    def keeps_refusals(self, upto: int | None = None) -> bool:
        """Whether refused attempts are kept."""
        return keeps_refusals(self.store, self.store.stream_head(REFUSALS, upto))

    def exports(self, upto: int | None = None) -> list[Kept[ExportMade]]:
        """Who was shown what, in recorded order."""
        return list(kept(self.store, EXPORTS, ExportMade, upto))

    def clock_corrections(self, upto: int | None = None) -> list[Kept[ClockCorrected]]:
        """What was said of wrong dates, in recorded order."""
        return list(kept(self.store, CLOCKS, ClockCorrected, upto))

    def clock_spans(self, upto: int | None = None) -> list[Span]:
        """The corrections of dates that stand, by their first position."""
        return standing_spans((each.version, each.said) for each in self.clock_corrections(upto))

    def register(self, upto: int | None = None) -> dict[str, Registered]:
        """The register's entries by id, as they stand."""
        read = (
            (entry, said)
            for entry, said in readable(self.store, REGISTER, upto=upto)
            if isinstance(said, RegisterEntered)
        )
        return registered(read)
