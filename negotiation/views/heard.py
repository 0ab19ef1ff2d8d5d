"""What others say and do about a claim: who denies it, who takes it up, who stands behind it.

A list of claims asks for each of them the same things; they are found here. Source: DOMAIN §4,
"Claim status"; docs/adr/0019.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from parley.negotiation import rows
from parley.negotiation.views.agreed import is_claim_of_agreement
from parley.negotiation.views.conflicts import conflicts
from parley.negotiation.views.contradictions import is_of_a_part, says_otherwise
from parley.negotiation.views.corroboration import Voice, Voices, corroborates
from parley.negotiation.views.figures import Figure, Subject, figures, same_figure
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["ClaimKind", "Heard"]

ClaimKind = Literal["agreement", "talks", "figure", "act", "words"]

_PROPOSING = ("OfferMade", "DemandMade")
_ANSWERING = (*_PROPOSING, "ConcessionMade", "OfferAccepted", "OfferRejected")
"""Types that treat the offer or demand as made to which they reply."""
_STATEMENTS = ("StatementMade", "PartialAgreementReached")
"""Types of which all evidence on record is one word: a joint statement is one."""
_POINTERS = ("about", "in_reply_to")
_TAKEN_UP = ("offer", "rejected", "dropped", "condition", "deadline", "demand")
"""Pointers by which a step treats another as made: who takes an offer back has made it."""
_AGAINST = frozenset({"denies", "corrects", "refutes"})
"""Stances of who does not treat as made what it speaks of."""


class Heard:
    """One view, with what is said and done about every step in it."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.voices = Voices(seen)
        self.evidence: dict[int, list[rows.EvidenceRow]] = {}
        for row in seen.all(rows.EvidenceRow):
            self.evidence.setdefault(row.step, []).append(row)
        self.one_sided = {row.step for row in seen.all(rows.ClaimRow)}
        self._fold = seat_folder(seen)
        self.figures: dict[int, list[Figure]] = {}
        self._named: dict[Subject, list[Figure]] = {}
        for figure in figures(seen):
            self.figures.setdefault(figure.version, []).append(figure)
            for subject in figure.subjects:
                self._named.setdefault(subject, []).append(figure)
        self._pointing: dict[int | str, list[rows.StepRow]] = {}
        self._taken_up: dict[int | str, list[rows.StepRow]] = {}
        for step in seen.steps:
            for target in _targets(step, _POINTERS):
                self._pointing.setdefault(target, []).append(step)
            for target in _targets(step, _TAKEN_UP):
                self._taken_up.setdefault(target, []).append(step)
        self.against: dict[int, tuple[int, ...]] = {}
        for conflict in conflicts(seen):
            for each in conflict.figures:
                known = self.against.get(each.version, ())
                self.against[each.version] = tuple(sorted({*known, *each.against}))

    def kind(self, step: rows.StepRow) -> ClaimKind:
        if is_claim_of_agreement(step, self.one_sided):
            return "agreement"
        if "claims_talks" in step.stances:
            return "talks"
        if step.step in self.figures:
            return "figure"
        return "words" if step.type == "StatementMade" else "act"

    def denied_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """Denials of the step itself, or in reply to it of the very thing that it claims."""
        return tuple(each.step for each in self._denying(step) if self._of_all(step, each))

    def denied_in_part_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """Denials of a part of it, of its words or of what it is taken to mean."""
        return tuple(each.step for each in self._denying(step) if not self._of_all(step, each))

    def _denying(self, step: rows.StepRow) -> Iterator[rows.StepRow]:
        for each in self._pointing.get(step.step, ()):
            if "denies" in each.stances and set(each.on_record_by) & self._concerned(step, each):
                yield each

    def _of_all(self, step: rows.StepRow, denial: rows.StepRow) -> bool:
        """Whether a denial denies what the step claims, and not only a part of it."""
        claimed, denied = self.kind(step), denial.proposition
        if step.step not in denial.pointers.get("about", ()):
            return denied == claimed and claimed in ("agreement", "talks")
        told = claimed == "words" or "leak" in step.stances
        return not is_of_a_part(denied) or denied == claimed or (told and denied == "words")

    def _named_by(self, step: rows.StepRow) -> set[str]:
        """The parties that a step names: who is said to act, on whom, and who is to get
        something. What is about talks or agreement, or names nobody, is about the table too."""
        named = {*step.by, *step.to}
        for figure in self.figures.get(step.step, ()):
            named |= {party for each in figure.subjects for party in (each.to, *each.for_parties)}
        return named & set(self.seen.party_names.values())

    def about(self, step: rows.StepRow, stances: set[str]) -> tuple[int, ...]:
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if stances & set(each.stances) and step.step in each.pointers.get("about", ())
        )

    def refuters(self, version: int) -> tuple[int, ...]:
        step = self.seen.step(version)
        return () if step is None else self.about(step, {"corrects", "refutes"})

    def same(self, step: rows.StepRow) -> tuple[int, ...]:
        """Other steps that carry the whole of what it names: each figure, seat and word of it."""
        own = self.figures.get(step.step, ())
        carrying = [
            {
                other.version
                for subject in figure.subjects
                for other in self._named[subject]
                if other.version != step.step
                and self._carries(figure, other)
                and not self._replaces(step, other)
            }
            for figure in own
        ]
        return tuple(sorted(set.intersection(*carrying), key=self.place)) if carrying else ()

    def _carries(self, own: Figure, other: Figure) -> bool:
        """Whether another figure of the same thing has all that this one has."""
        one, another = own.quantity, other.quantity
        if one is not None and (another is None or not same_figure(one, another)):
            return False
        seats, there = (set(map(self._fold, each.seats)) for each in (own, other))
        return seats <= there and own.words in (None, other.words)

    def confirming(self, step: rows.StepRow) -> tuple[int, ...]:
        """Statements to confirm it by others than those whose word it is: who says a thing again
        confirms nothing."""
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if "confirms" in each.stances
            and self._of_the_claim(step, each)
            and not self._is_own(step, each)
        )

    def _of_the_claim(self, step: rows.StepRow, said: rows.StepRow) -> bool:
        """Whether a confirmation is of a step, or in reply to it of the very thing that it claims:
        of its figure where it has those of one thing alone."""
        if said.pointers.get("about"):
            return step.step in said.pointers["about"]
        claimed, confirmed = self.kind(step), said.proposition
        if claimed != "figure":
            return confirmed == claimed and claimed in ("agreement", "talks")
        figures = self.figures.get(step.step, ())
        issues = {subject.issue for figure in figures for subject in figure.subjects}
        return confirmed == "figure" and len(issues) == 1

    def _is_own(self, step: rows.StepRow, said: rows.StepRow) -> bool:
        """Whether it is the word of those whose word the step is already."""
        by, own = set(said.on_record_by), set(step.on_record_by)
        speakers = {each.speaker for each in self.voices.of((step.step,))} - {None}
        same = {voice.speaker for voice in self.voices.of((said.step,))} & speakers
        return bool(by & own or (not by and same))

    def repeated_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """Statements to confirm it by those whose word it is, who confirm nothing."""
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if "confirms" in each.stances and self._is_own(step, each)
        )

    def confirmed_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """The same where it is on record, and the word of a party that the step is about."""
        return tuple(
            each
            for each in self.confirming(step)
            if self._is_heard(step, self.seen.by_version[each])
        )

    def taken_up_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """What a party that the step is about did with it or answered to it, on record; who made
        it on record adds nothing by taking it up."""
        proposed = step.type in _PROPOSING
        found = [*self._taken_up.get(step.step, ())]
        for each in self._pointing.get(step.step, ()):
            spoke = each.type == "StatementMade" and not _AGAINST & {*each.stances}
            whole = "confirms" in each.stances and self._of_the_claim(step, each)
            spoke = spoke and not whole and not says_otherwise(step, each)
            if spoke or (proposed and each.type in _ANSWERING):
                found.append(each)
        return tuple(each.step for each in found if self._is_heard(step, each))

    def _is_heard(self, step: rows.StepRow, each: rows.StepRow) -> bool:
        """Whether what others say and do about a step is the word of one whom it is about, and not
        of those alone whose word it is."""
        return bool(set(each.on_record_by) & self._concerned(step, each) - set(step.on_record_by))

    def _concerned(self, step: rows.StepRow, by: rows.StepRow) -> set[str]:
        """Whose word on a step counts: who is named in it; of talks, of agreement, and of what
        names nobody everybody at the table."""
        named = self._named_by(step)
        of_all = self.kind(step) in ("agreement", "talks") or not named
        return named | {*self.seen.seated_before(by)} if of_all else named

    def taken_back(self, denial: int, done: Iterable[int]) -> bool:
        """Whether a party that denied has itself, later, taken it up or confirmed it."""
        denied = self.seen.step(denial)
        later = (self.seen.step(each) for each in done)
        return denied is not None and any(
            each is not None
            and each.place > denied.place
            and set(each.on_record_by) & set(denied.on_record_by)
            for each in later
        )

    def shown(self, step: rows.StepRow) -> bool:
        """Whether the claim can be looked at: in the public record, or in a document; unless that
        is the one that leaked, which shows what it says, or a party's own, in which it says what
        it says elsewhere."""
        own = set(step.by) & set(self.seen.party_names.values()) or "leak" in step.stances
        return any(
            row.attribution == "public_record" or (row.attribution == "document" and not own)
            for row in self.evidence.get(step.step, ())
        )

    def _replaces(self, step: rows.StepRow, other: Figure) -> bool:
        """Whether two steps with one figure are two things: one takes the other's place, or the
        other was put before it, so that this one is news."""
        there = self.seen.by_version[other.version]
        both = {step.type, there.type} <= {*_PROPOSING}
        if both and bounds_of(there).precedes(bounds_of(step)):
            return True
        return there.step in step.pointers.get("supersedes", ()) or (
            step.step in there.pointers.get("supersedes", ())
        )

    def bearing_out(self, step: rows.StepRow, behind: list[Voice]) -> tuple[int, ...]:
        """The steps by which the claim is borne out: its own where its own evidence does it; none
        where one of them is itself in dispute."""
        concerned = self._named_by(step)
        told = [each for each in behind if each.step == step.step]
        own = [each for each in told if each.on_record] or told
        # Whoever speaks in a joint statement says one thing together, in whichever paper.
        together = step.type in _STATEMENTS and len(step.by) > 1
        found = {
            other.step
            for other in behind
            if not self.against.get(other.step)
            and not (together and other.step == step.step and other.on_record and not other.shown)
            and any(corroborates(each, other, concerned) for each in own if each is not other)
        }
        return tuple(sorted(found, key=self.place))

    def place(self, version: int) -> int:
        step = self.seen.step(version)
        return 0 if step is None else step.place


def _targets(step: rows.StepRow, fields: tuple[str, ...]) -> set[int | str]:
    return {each for field in fields for each in step.pointers.get(field, ())}
