"""Given what was recorded, when somebody records this, then that happens: sentences for judging.

`given(proposes()).when(opens()).then(state="talks_underway")`; a refusal names its guard:
`.then_refused("on_record", "nobody is on record")`. The negotiation is registered already.
"""

from collections.abc import Sequence
from typing import Self

from parley.answers.words.effects import changes_said
from parley.events.politics import Draft
from parley.negotiation.rows import StepRow
from parley.negotiation.verdicts import Judged
from parley.negotiation.views.tables import read_row, row_of
from tests.negotiation.talks import NOW, Talks
from tests.negotiation.worded import Worded
from tests.negotiation.words import registers

__all__ = ["Given", "When", "given", "given_nothing"]

ANYTHING = "anything"


def given(*recorded: Draft, registration: Draft | None = None) -> "Given":
    """A registered negotiation in which these steps were recorded, one append each."""
    return given_nothing().and_then(registration or registers(), *recorded)


def given_nothing() -> "Given":
    """A stream that does not exist yet."""
    return Given(Talks())


class Given:
    """What stands before the batch that the test is about."""

    def __init__(self, talks: Talks) -> None:
        self.talks = talks

    def and_then(self, *recorded: Draft) -> Self:
        """Record these too, one append each."""
        for draft in recorded:
            verdict = self.talks.record(draft)
            assert not verdict.problems, f"{draft.type} is given: {verdict.problems}"
        return self

    def when(self, *batch: Draft, now: int = NOW) -> "When":
        """Somebody records a batch, with this time on the clock (µs since 1970)."""
        self.talks.now = now
        return When(self.talks, batch)


def own_row(judged: Judged) -> StepRow:
    """The row of a step that may be recorded."""
    return row_of(StepRow, judged.rows[0][1])


def changes_of(judged: Judged) -> tuple[str, ...]:
    """What a step that may be recorded would change, in words."""
    return changes_said(own_row(judged), [read_row(*each) for each in judged.rows[1:]])


class When:
    """A batch that was judged, and recorded where nothing was wrong with it."""

    def __init__(self, talks: Talks, batch: Sequence[Draft]) -> None:
        self.talks = talks
        self.before = list(talks.entries)
        self.verdict = talks.record(*batch)

    def then(
        self,
        *,
        state: str | None = ANYTHING,
        flags: set[str] | None = None,
        order: Sequence[int] | None = None,
        changed: str | None = None,
        late: bool | None = None,
    ) -> Talks:
        """It is recorded; what else is said holds afterwards, for the batch's last draft."""
        assert not self.verdict.problems, self.verdict.problems
        last = self.verdict.judged[-1]
        seen = self.talks.seen()
        if state != ANYTHING:
            assert last.state == state
        if flags is not None:
            assert set(seen.negotiation.flags) == flags
        if order is not None:
            assert self.talks.order == list(order)
        if changed is not None:
            assert changed in changes_of(last)
        if late is not None:
            assert last.late is late
        return self.talks

    def then_refused(
        self, guard: str, *words: str, draft: int | None = None, other: int | None = None
    ) -> Worded:
        """Nothing is recorded; one problem names this guard, and its reason or hint these words."""
        self.then_nothing_happens()
        guards = [each.guard for each in self.verdict.problems]
        assert guards.count(guard) == 1, self.verdict.problems
        problem = self.verdict.problems[guards.index(guard)]
        worded = Worded(problem)
        for each in words:
            assert each in f"{problem.field}: {worded.reason} ({worded.hint})"
        assert draft is None or problem.draft == draft
        assert other is None or problem.other == other
        return worded

    def then_nothing_happens(self) -> None:
        """The batch is refused as a whole."""
        assert self.verdict.problems
        assert not self.verdict.judged
        assert self.talks.entries == self.before
