"""What others say and do about a claim: who denies it, who takes it up, who stands behind it.

A list of claims asks for each of them the same things; they are found here. Source: DOMAIN §4,
"Claim status"; docs/adr/0019.
"""

from typing import Literal

from parley.negotiation import rows
from parley.negotiation.views.agreed import is_claim_of_agreement
from parley.negotiation.views.conflicts import conflicts
from parley.negotiation.views.corroboration import Voice, Voices, corroborates
from parley.negotiation.views.figures import (
    Figure,
    Number,
    Subject,
    figures,
    number_of,
    same_figure,
)
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["ClaimKind", "Heard"]

ClaimKind = Literal["agreement", "talks", "figure", "act", "words"]

_PROPOSING = ("OfferMade", "DemandMade")
_ANSWERING = (*_PROPOSING, "ConcessionMade", "OfferAccepted", "OfferRejected")
"""Types that treat the offer or demand as made to which they reply."""
_POINTERS = ("about", "in_reply_to")
_TAKEN_UP = ("offer", "rejected", "dropped", "condition", "deadline", "demand")
"""Pointers by which a step treats another as made: who takes an offer back has made it."""


class Heard:
    """One view, with what is said and done about every step in it."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.voices = Voices(seen)
        self.evidence: dict[int, list[rows.EvidenceRow]] = {}
        for row in seen.all(rows.EvidenceRow):
            self.evidence.setdefault(row.step, []).append(row)
        self.one_sided = {row.step for row in seen.all(rows.ClaimRow)}
        self.figures: dict[int, list[Figure]] = {}
        self._named: dict[tuple[Subject, Number], list[Figure]] = {}
        for figure in figures(seen):
            self.figures.setdefault(figure.version, []).append(figure)
            if figure.quantity is not None:
                number = number_of(figure.quantity)
                for subject in figure.subjects:
                    self._named.setdefault((subject, number), []).append(figure)
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
        claimed = {"agreement": "agreement", "talks": "talks"}.get(self.kind(step))
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if "denies" in each.stances
            and set(each.on_record_by) & self._concerned(step, each)
            and (
                step.step in each.pointers.get("about", ())
                or (
                    claimed is not None
                    and each.proposition == claimed
                    and step.step in each.pointers.get("in_reply_to", ())
                )
            )
        )

    def _named_by(self, step: rows.StepRow) -> set[str]:
        """The parties that a step names: who is said to act, on whom, and who is to get
        something. What is about talks or agreement, or names nobody, is about the table too."""
        named = {*step.by, *step.to}
        for figure in self.figures.get(step.step, ()):
            named |= {party for each in figure.subjects for party in (each.to, each.for_party)}
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

    def confirmed_by(
        self, step: rows.StepRow, denied: tuple[int, ...], done: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Confirmations of the step, what refutes its denials, what was done that bears it out, and
        other steps with the same figure of the same thing."""
        same = {
            other.version
            for own in self.figures.get(step.step, ())
            if own.quantity is not None
            for subject in own.subjects
            for other in self._named[subject, number_of(own.quantity)]
            if other.version != step.step
            and other.quantity is not None
            and same_figure(own.quantity, other.quantity)
            and not self._replaces(step, own, other)
        }
        refuting = {each for denial in denied for each in self.refuters(denial)}
        confirmed = {*self.about(step, {"confirms"}), *same, *done, *refuting}
        return tuple(sorted(confirmed, key=self.place))

    def taken_up_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """What a party that the step is about did with it, answered to it, or said to confirm it,
        on record; who made the claim on record adds nothing by saying it again."""
        proposed = step.type in _PROPOSING
        found = [*self._taken_up.get(step.step, ())]
        for each in self._pointing.get(step.step, ()):
            confirms = "confirms" in each.stances and step.step in each.pointers.get("about", ())
            if confirms or (proposed and each.type in _ANSWERING):
                found.append(each)
        own = set(step.on_record_by)
        return tuple(
            each.step
            for each in found
            if set(each.on_record_by) & self._concerned(step, each) - own
        )

    def _concerned(self, step: rows.StepRow, by: rows.StepRow) -> set[str]:
        """Whose word on a step counts: who is named in it; of talks, of agreement, and of what
        names nobody everybody at the table."""
        named = self._named_by(step)
        of_all = self.kind(step) in ("agreement", "talks") or not named
        return named | {*self.seen.seated_before(by)} if of_all else named

    def taken_back(self, denial: int, done: tuple[int, ...]) -> bool:
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
        """Whether the claim can be looked at: in the public record, or in a document, unless that
        is a party's own, in which it says what it says elsewhere."""
        own = set(step.by) & set(self.seen.party_names.values()) and "leak" not in step.stances
        return any(
            row.attribution == "public_record" or (row.attribution == "document" and not own)
            for row in self.evidence.get(step.step, ())
        )

    def _replaces(self, step: rows.StepRow, own: Figure, other: Figure) -> bool:
        """Whether two steps with one figure are two things: one takes the other's place, or the
        other was put before it, so that this one is news, or each has words of its own for it."""
        there = self.seen.step(other.version)
        both = there is not None and {step.type, there.type} <= {*_PROPOSING}
        if there is not None and both and bounds_of(there).precedes(bounds_of(step)):
            return True
        linked = there is not None and (
            there.step in step.pointers.get("supersedes", ())
            or step.step in there.pointers.get("supersedes", ())
        )
        worded = None not in (own.words, other.words)
        return linked or (worded and own.words != other.words)

    def bearing_out(self, step: rows.StepRow, behind: list[Voice]) -> tuple[int, ...]:
        """The steps by which the claim is borne out: its own where its own evidence does it; none
        where one of them is itself in dispute."""
        concerned = self._named_by(step)
        told = [each for each in behind if each.step == step.step]
        own = [each for each in told if each.on_record] or told
        found = {
            other.step
            for other in behind
            if not self.against.get(other.step)
            and any(corroborates(each, other, concerned) for each in own if each is not other)
        }
        return tuple(sorted(found, key=self.place))

    def place(self, version: int) -> int:
        step = self.seen.step(version)
        return 0 if step is None else step.place


def _targets(step: rows.StepRow, fields: tuple[str, ...]) -> set[int | str]:
    return {each for field in fields for each in step.pointers.get(field, ())}
