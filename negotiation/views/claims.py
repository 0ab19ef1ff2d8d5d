"""Claims: what only somebody's word stands for, and what has become of it since.

A claim that was denied, disputed or taken back is never deleted: it keeps its place, with its
status and the steps that gave it. Source: DOMAIN §4, "Claim status", and question 21; what counts
as a claim: docs/adr/0019.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.agreed import is_claim_of_agreement
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.conflicts import conflicts
from parley.negotiation.views.corrections import Before, retracted
from parley.negotiation.views.corroboration import Voice, Voices, corroborates
from parley.negotiation.views.disputes import Delay, delay_between
from parley.negotiation.views.figures import (
    Figure,
    Number,
    Subject,
    figures,
    number_of,
    origins_of,
    same_figure,
)
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["ClaimItem", "ClaimKind", "ClaimStatus", "Premature", "claims"]

ClaimKind = Literal["agreement", "talks", "figure", "act", "words"]
ClaimStatus = Literal[
    "retracted", "corrected", "refuted", "denied", "disputed", "corroborated", "reported"
]

_NO_REPORTS = ("StatementMade", "RegistrationAmended", "NegotiationClosed")
"""Types that are no claim by their attribution alone: an opinion, and two things of the record."""
_POINTERS = ("about", "in_reply_to")
_TAKEN_UP = ("offer", "rejected", "dropped", "condition", "deadline", "demand")
"""Pointers by which a step treats another as made: who takes an offer back has made it."""


class Premature(Struct, frozen=True, kw_only=True):
    """A claim of agreement from before the first word of all."""

    confirmed_by: int | None
    """The first step with which all agreed; null = never, up to the moment."""
    lead: Delay | None
    """How long before it the claim was made; null where it was never confirmed, or no date
    tells."""


class ClaimItem(Cited, frozen=True, kw_only=True):
    """One claim with its status, the first that holds of DOMAIN §4."""

    kind: ClaimKind
    """agreement, talks: somebody says that there is. figure: a number or seats. act: something is
    said to have been done. words: anything else that was leaked or denied."""
    type: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: str
    status: ClaimStatus
    because: tuple[int, ...]
    """The entries that made it so; of `reported`, and of what is corroborated by itself, its
    own."""
    denied_by: tuple[int, ...]
    """Denials on record by a party that it is about, whatever the status."""
    corrected_by: tuple[int, ...]
    """Our corrections of it, and its tellers'."""
    refuted_by: tuple[int, ...]
    """Statements that show it to be false."""
    disputed_by: tuple[int, ...]
    """Steps with whose figures it cannot be reconciled."""
    confirmed_by: tuple[int, ...]
    """Statements that confirm it or refute its denial, other steps that name the same figure, and
    what a party that it is about did with it on record."""
    origins: tuple[str, ...]
    """Independent origins behind it; an agency's copies are one. Empty = none is stated."""
    sides: tuple[str, ...]
    """The parties whose word it is; empty = not stated."""
    premature: Premature | None
    """Of a claim of agreement that was made before all agreed."""


def claims(seen: Seen, before: Before) -> list[ClaimItem]:
    """Every claim in view, in the order of occurrence; what we retracted stands last."""
    reading = _Reading(seen)
    found = [reading.item(step) for step in seen.steps if reading.is_claim(step)]
    for correction, earlier in retracted(seen, before):
        then = _Reading(earlier)
        step = earlier.step(correction.target)
        if step is not None and then.is_claim(step):
            item = then.item(step)
            found.append(
                msgspec.structs.replace(item, status="retracted", because=(correction.step,))
            )
    return found


class _Reading:
    """One view, with what every claim in it is compared with."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._voices = Voices(seen)
        self._evidence: dict[int, list[rows.EvidenceRow]] = {}
        for row in seen.all(rows.EvidenceRow):
            self._evidence.setdefault(row.step, []).append(row)
        self._one_sided = {row.step for row in seen.all(rows.ClaimRow)}
        self._by_the_other = {
            row.step for row in seen.all(rows.DemandRow) if row.attributed_by_other_side
        }
        self._figures: dict[int, list[Figure]] = {}
        self._named: dict[tuple[Subject, Number], list[Figure]] = {}
        for figure in figures(seen):
            self._figures.setdefault(figure.version, []).append(figure)
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
        self._against: dict[int, tuple[int, ...]] = {}
        for conflict in conflicts(seen):
            for each in conflict.figures:
                known = self._against.get(each.version, ())
                self._against[each.version] = tuple(sorted({*known, *each.against}))
        self._ours: dict[int, list[int]] = {}
        for correction in seen.corrections():
            if correction.effect == "replace" and correction.in_force:
                self._ours.setdefault(correction.target, []).append(correction.step)
        self._first_assent = next((row for row in seen.steps if self._all_assent(row)), None)

    def is_claim(self, step: rows.StepRow) -> bool:
        """Whether nobody stands for it on record, or it claims something, or it is denied."""
        claiming = {"claims_agreement", "claims_talks", "leak"} & set(step.stances)
        if claiming or step.step in self._one_sided or step.step in self._by_the_other:
            return True
        if step.type == "StatementMade" and step.step in self._figures:
            return True
        if step.type not in _NO_REPORTS and step.attribution_class != "on_record":
            return True
        return bool(self._denied_by(step) or self._about(step, {"corrects", "refutes"}))

    def item(self, step: rows.StepRow) -> ClaimItem:
        """The claim that a step makes."""
        denied, disputed = self._denied_by(step), self._against.get(step.step, ())
        theirs = self._about(step, {"corrects"})
        corrected = tuple(sorted({*self._ours.get(step.step, ()), *theirs}))
        refuted = self._about(step, {"refutes"})
        standing = tuple(each for each in denied if not self._refuters(each))
        confirmed = self._confirmed_by(step, denied)
        behind = self._voices.of((step.step, *confirmed))
        origins = origins_of(
            row for each in (step.step, *confirmed) for row in self._evidence.get(each, ())
        )
        sides = tuple(dict.fromkeys(side for each in behind for side in sorted(each.sides)))
        status: ClaimStatus = "reported"
        because: tuple[int, ...] = (step.step,)
        if corrected:
            status, because = "corrected", corrected
        elif refuted:
            status, because = "refuted", refuted
        elif standing:
            status, because = "denied", standing
        elif disputed:
            status, because = "disputed", disputed
        elif bearing := self._bearing_out(step, behind):
            status, because = "corroborated", bearing
        return cite(
            ClaimItem,
            self._seen,
            step,
            kind=self._kind(step),
            status=status,
            because=because,
            denied_by=denied,
            corrected_by=corrected,
            refuted_by=refuted,
            disputed_by=disputed,
            confirmed_by=confirmed,
            origins=origins,
            sides=sides,
            premature=self._premature(step),
        )

    def _kind(self, step: rows.StepRow) -> ClaimKind:
        if is_claim_of_agreement(step, self._one_sided):
            return "agreement"
        if "claims_talks" in step.stances:
            return "talks"
        if step.step in self._figures:
            return "figure"
        return "words" if step.type == "StatementMade" else "act"

    # What others say about it -------------------------------------------------------------------

    def _denied_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """Denials of the step itself, or in reply to it of the very thing that it claims."""
        named = self._named_by(step)
        of_all = self._kind(step) in ("agreement", "talks") or not named
        claimed = {"agreement": "agreement", "talks": "talks"}.get(self._kind(step))
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if "denies" in each.stances
            and set(each.on_record_by)
            & (named | {*self._seen.seated_before(each)} if of_all else named)
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
        for figure in self._figures.get(step.step, ()):
            named |= {party for each in figure.subjects for party in (each.to, each.for_party)}
        return named & set(self._seen.party_names.values())

    def _about(self, step: rows.StepRow, stances: set[str]) -> tuple[int, ...]:
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if stances & set(each.stances) and step.step in each.pointers.get("about", ())
        )

    def _refuters(self, version: int) -> tuple[int, ...]:
        step = self._seen.step(version)
        return () if step is None else self._about(step, {"corrects", "refutes"})

    def _confirmed_by(self, step: rows.StepRow, denied: tuple[int, ...]) -> tuple[int, ...]:
        """Confirmations of the step, what refutes its denials, what a party named by it did with it
        on record, and other steps with the same figure of the same thing."""
        same = {
            other.version
            for own in self._figures.get(step.step, ())
            if own.quantity is not None
            for subject in own.subjects
            for other in self._named[subject, number_of(own.quantity)]
            if other.version != step.step
            and other.quantity is not None
            and same_figure(own.quantity, other.quantity)
            and not self._replaces(step, own, other)
        }
        named = self._named_by(step)
        done = {
            each.step
            for each in self._taken_up.get(step.step, ())
            if named & set(each.on_record_by)
        }
        refuting = {each for denial in denied for each in self._refuters(denial)}
        confirmed = {*self._about(step, {"confirms"}), *same, *done, *refuting}
        return tuple(sorted(confirmed, key=self._place))

    def _replaces(self, step: rows.StepRow, own: Figure, other: Figure) -> bool:
        """Whether two steps with one figure are two things: one takes the other's place, or each
        has words of its own for it."""
        there = self._seen.step(other.version)
        linked = there is not None and (
            there.step in step.pointers.get("supersedes", ())
            or step.step in there.pointers.get("supersedes", ())
        )
        worded = None not in (own.words, other.words)
        return linked or (worded and own.words != other.words)

    def _bearing_out(self, step: rows.StepRow, behind: list[Voice]) -> tuple[int, ...]:
        """The steps by which the claim is borne out: its own where its own evidence does it; none
        where one of them is itself in dispute."""
        concerned = self._named_by(step)
        told = [each for each in behind if each.step == step.step]
        own = [each for each in told if each.on_record] or told
        found = {
            other.step
            for other in behind
            if not self._against.get(other.step)
            and any(corroborates(each, other, concerned) for each in own if each is not other)
        }
        return tuple(sorted(found, key=self._place))

    def _place(self, version: int) -> int:
        step = self._seen.step(version)
        return 0 if step is None else step.place

    # Claims of agreement ------------------------------------------------------------------------

    def _all_assent(self, step: rows.StepRow) -> bool:
        partial = step.type == "PartialAgreementReached" and step.step not in self._one_sided
        return partial or step.type == "DealReached"

    def _premature(self, step: rows.StepRow) -> Premature | None:
        if not is_claim_of_agreement(step, self._one_sided):
            return None
        first = self._first_assent
        if first is None:
            return Premature(confirmed_by=None, lead=None)
        if first.place < step.place:
            return None
        lead = delay_between(bounds_of(step), bounds_of(first))
        return Premature(confirmed_by=first.step, lead=lead)


def _targets(step: rows.StepRow, fields: tuple[str, ...]) -> set[int | str]:
    return {each for field in fields for each in step.pointers.get(field, ())}
