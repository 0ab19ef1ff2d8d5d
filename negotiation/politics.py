"""The politics of alliance negotiations, as a record can use them.

One object with plain values at its border, so that the record stays a stranger: it fulfils
events.politics.Politics without importing it.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from parley.negotiation.account import Account, Believed, Recorded, Refused, account_of, read_entry
from parley.negotiation.codec import EntryError, plain
from parley.negotiation.door import SourceFacts, named_sources, understand
from parley.negotiation.evidence import JsonValue
from parley.negotiation.fold import Folded, Folding, begin, fold_account, restored, stored
from parley.negotiation.judge import judge
from parley.negotiation.moments import parse_moment
from parley.negotiation.naming import all_apart
from parley.negotiation.own_door import own_clashes
from parley.negotiation.pairs import same
from parley.negotiation.past import NotRecalled, Recall
from parley.negotiation.published import public_steps
from parley.negotiation.refusals import Refusal, faulty, refused
from parley.negotiation.register import RegisterFacts, clashes
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.steps import EntryCorrected, Step, local_pointers
from parley.negotiation.upcasts import restated
from parley.negotiation.verdicts import Drafted, Examined, Extended, Verdict
from parley.negotiation.views.tables import VIEWS_VERSION, schema

__all__ = ["AlliancePolitics"]


class AlliancePolitics:
    """Judges and folds the streams `negotiation/…` and `contest/…`."""

    @property
    def rules(self) -> int:
        return CURRENT.version

    @property
    def views(self) -> int:
        return VIEWS_VERSION

    def schema(self) -> dict[str, JsonValue]:
        """The view tables."""
        return schema()

    def concerns(self, stream: str) -> bool:
        """Whether a stream is a negotiation or a contest."""
        return stream.startswith(("negotiation/", "contest/"))

    def sources_of(self, drafts: Sequence[Drafted]) -> set[str]:
        """The ids of the sources that drafts name."""
        return {source for draft in drafts for source in named_sources(draft.fields)}

    def judge(
        self,
        stream: str,
        drafts: Sequence[Drafted],
        *,
        fold: bytes | None,
        history: Callable[[], Sequence[Recorded]],
        recall: Recall,
        sources: SourceFacts,
        register: Callable[[], RegisterFacts],
        recorder: str,
        now: int,
    ) -> Verdict:
        """Judge drafts that follow the stream's last entry."""
        folded = None if fold is None else restored(fold, recall)
        return judge(
            stream,
            drafts,
            folded=folded,
            history=history,
            sources=sources,
            register=register,
            recorder=recorder,
            now=now,
        )

    def check_registered(
        self, entry: dict[str, JsonValue], register: RegisterFacts
    ) -> list[Refusal]:
        """Why an entry may not follow this register."""
        return clashes(entry, register)

    def check_told(
        self,
        type_name: str,
        entry: dict[str, JsonValue],
        *,
        register: Callable[[], RegisterFacts],
        now: int,
    ) -> list[Refusal]:
        """Why an entry of the ledger's own may not be recorded, though it can be read."""
        return own_clashes(type_name, entry, register, now)

    def written(
        self,
        drafts: Sequence[Drafted],
        versions: Sequence[int],
        sources: SourceFacts,
    ) -> list[dict[str, JsonValue]]:
        """The steps that drafts stand for at these versions, unjudged. Raises EntryError.

        They may be recorded already, so a text that the door would refuse today is no fault.
        """
        labels = {
            draft.label: version
            for draft, version in zip(drafts, versions, strict=True)
            if draft.label is not None
        }
        made: list[dict[str, JsonValue]] = []
        for draft in drafts:
            given = draft.fields
            value = understand(draft.type, given, labels=labels, sources=sources, stands=given)
            if isinstance(value, list):
                raise EntryError(value[0])
            made.append(plain(value))
        return made

    def says(self, entry: Recorded, step: dict[str, JsonValue]) -> bool:
        """Whether a recorded entry says what `written` answers, in whatever shape it was written.

        Raises EntryError for one that a newer release wrote.
        """
        recorded = restated(entry.type, entry.type_version, entry.step)
        return same(all_apart(recorded), all_apart(step), "")

    def extend(
        self,
        stream: str,
        fold: bytes | None,
        entries: Sequence[Recorded],
        recall: Recall,
    ) -> Extended | None:
        """Count in the next entries; None for late news and corrections, which fold anew, and
        where rows that they ask for are not to be had."""
        following = entries
        if fold is None:
            account = Account(stream)
            account.take(entries[0])
            folding, following = begin(account), entries[1:]
        else:
            folding = Folding(restored(fold, recall))
        for entry in following:
            believed = _next(folding.folded, entry)
            if believed is None:
                return None
            try:
                folding.step(believed)
            except NotRecalled:
                return None
        return Extended(folding.rows(entries[-1]), stored(folding.folded))

    def refold(
        self, stream: str, entries: Sequence[Recorded], *, public_at: int | None = None
    ) -> Extended:
        """Fold a whole stream; with `public_at` (µs) only what had been published by then."""
        account = account_of(stream, entries)
        steps = None if public_at is None else public_steps(account, public_at)
        folded, rows = fold_account(account, steps, public_at=public_at)
        return Extended(rows, stored(folded), whole=True)

    def audit(self, stream: str, entries: Sequence[Recorded]) -> list[tuple[int, Refusal]]:
        """The versions of a whole history that may not stand where they stand, and why."""
        return self.examine(stream, entries).refused

    def examine(self, stream: str, entries: Sequence[Recorded]) -> Examined:
        """Judge a whole history again, append by append as it was recorded, and fold it.

        What one append recorded has one recorded_at, and was judged together. A history in which
        something is refused is not folded: the fold here leaves out what it cannot judge.
        """
        findings: list[tuple[int, Refusal]] = []
        account = Account(stream)
        folding: Folding | None = None
        for _, appended in groupby(entries, key=lambda entry: entry.recorded_at):
            batch, stood = list(appended), list(account.order)
            for entry in batch:
                try:
                    account.take(entry)
                except Refused as unfit:
                    return Examined([*findings, (entry.version, unfit.refusal)])
                except ValueError as error:
                    return Examined([*findings, (entry.version, faulty("", str(error)))])
            corrects = any(entry.type == EntryCorrected.__name__ for entry in batch)
            if folding is None or corrects or account.order[: len(stood)] != stood:
                folding, stood = begin(account), []
            findings += _judged_again(folding, account.steps[len(stood) :])
        if folding is None or findings:
            return Examined(findings)
        rows = folding.rows_of(account)
        return Examined(findings, Extended(rows, stored(folding.folded), whole=True))


def _judged_again(folding: Folding, steps: Sequence[Believed]) -> list[tuple[int, Refusal]]:
    findings: list[tuple[int, Refusal]] = []
    for believed in steps:
        rules = RULES.get(believed.entry.rules or 0)
        if rules is None:
            unknown = refused("rules", "rules_unknown", rules=believed.entry.rules)
            findings.append((believed.version, unknown))
            continue
        outcome = rules.judge(folding.folded.negotiation, believed.step)
        if isinstance(outcome, Refusal):
            findings.append((believed.version, outcome))
        folding.step(believed)
    return findings


def _next(folded: Folded, entry: Recorded) -> Believed | None:
    """The entry as the next step in the order, or None where the order has to be made anew."""
    step = read_entry(entry)
    if not isinstance(step, Step):
        return None
    bounds = parse_moment(step.occurred).bounds(folded.negotiation.zone)
    late = folded.latest_earliest is not None and bounds.latest <= folded.latest_earliest
    pointed = entry.version <= folded.latest_pointed
    forward = any(pointer >= entry.version for pointer in local_pointers(step))
    return None if late or pointed or forward else Believed(entry, step, bounds)
