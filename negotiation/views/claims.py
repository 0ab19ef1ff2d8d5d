"""Claims: what only somebody's word stands for, and what has become of it since.

A claim that was denied, disputed or taken back is never deleted: it keeps its place, with its
status and the steps that gave it. Source: DOMAIN §4, "Claim status", and question 21; what counts
as a claim: docs/adr/0019.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.steps import MeetingHeld
from parley.negotiation.views.agreed import is_claim_of_agreement
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.corrections import Before, retracted
from parley.negotiation.views.disputes import Delay, delay_between
from parley.negotiation.views.figures import origins_of
from parley.negotiation.views.heard import ClaimKind, Heard
from parley.negotiation.views.seen import Seen, bounds_of
from parley.negotiation.views.settling import Settled, Settling

__all__ = ["ClaimItem", "ClaimKind", "ClaimStatus", "Premature", "claims"]

ClaimStatus = Literal[
    "retracted",
    "corrected",
    "refuted",
    "denied",
    "confirmed",
    "otherwise",
    "disputed",
    "corroborated",
    "shown",
    "settled",
    "taken_up",
    "stated",
    "reported",
]

_NO_REPORTS = ("StatementMade", "RegistrationAmended", "NegotiationClosed")
"""Types that are no claim by their attribution alone: an opinion, and two things of the record."""

_IN_TALKS = ("TalksOpened", "TalksResumed", "PartialAgreementReached")
"""Types, with meetings, by which who is on record for them is in talks."""


class Premature(Struct, frozen=True, kw_only=True):
    """A claim of agreement from before the first word of all."""

    first_agreement: int | None
    """The first step with which all agreed, to whatever it was; null = never, up to the moment."""
    lead: Delay | None
    """How long before it the claim was made; null where there is none, or no date tells."""


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
    """confirmed: all agreed to the same, or a party that it is about confirmed it on record.
    otherwise: all agreed, later, to something else. shown: the public record has it, or a document.
    settled: all agreed later, in words of which nobody can tell whether they say the same; or talks
    that a report had opened are on record. taken_up: a party that it is about answered it on
    record, or did something with it. stated: it is on
    record, and nobody else's word is. reported: nobody is on record."""
    because: tuple[int, ...]
    """The entries that made it so; of `reported`, and of what is corroborated by itself, its
    own."""
    denied_by: tuple[int, ...]
    """Denials on record by a party that it is about, whatever the status."""
    came_since: tuple[int, ...]
    """Of what is denied: the later steps on record with which it came to what it says: all agree,
    or who denied it is in talks; none of them makes the denial of then untrue."""
    denied_in_part_by: tuple[int, ...]
    """Such denials of a part of it: of a figure, of words, of what it is taken to mean."""
    corrected_by: tuple[int, ...]
    """Our corrections of it, and its tellers'."""
    refuted_by: tuple[int, ...]
    """Statements that show it to be false."""
    disputed_by: tuple[int, ...]
    """Steps with whose figures it cannot be reconciled."""
    confirmed_by: tuple[int, ...]
    """Statements of others that confirm it or refute its denial, other steps that carry the whole
    of it, and the agreement of all that has the same."""
    repeated_by: tuple[int, ...]
    """Statements to confirm it by those whose word it is, who confirm nothing by it."""
    taken_up_by: tuple[int, ...]
    """What a party that it is about did with it, or said of it without denying it, on record."""
    origins: tuple[str, ...]
    """Independent origins that are cited for it, and for the steps that carry the whole of it; an
    agency's copies are one. Empty = none is stated."""
    cited_in: tuple[int, ...]
    """Those other steps."""
    sides: tuple[str, ...]
    """The parties whose word it is; empty = not stated."""
    premature: Premature | None
    """Of a claim of agreement that was made before all agreed."""


def claims(seen: Seen, before: Before) -> list[ClaimItem]:
    """Every claim in view, in the order of occurrence; what we retracted stands last."""
    found = [*seen.once(_of_view)]
    for correction, earlier in retracted(seen, before):
        then = _Reading(earlier)
        step = earlier.step(correction.target)
        if step is not None and then.is_claim(step):
            item = then.item(step)
            found.append(
                msgspec.structs.replace(item, status="retracted", because=(correction.step,))
            )
    return found


def _of_view(seen: Seen) -> list[ClaimItem]:
    reading = _Reading(seen)
    return [reading.item(step) for step in seen.steps if reading.is_claim(step)]


class _Reading(Heard):
    """One view, with what every claim in it is compared with."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen)
        self._by_the_other = {
            row.step for row in seen.all(rows.DemandRow) if row.attributed_by_other_side
        }
        self._ours: dict[int, list[int]] = {}
        for correction in seen.corrections():
            if correction.effect == "replace" and correction.in_force:
                self._ours.setdefault(correction.target, []).append(correction.step)
        self._settling = Settling(seen)
        self._first_assent = next((row for row in seen.steps if self._all_assent(row)), None)

    def is_claim(self, step: rows.StepRow) -> bool:
        """Whether nobody stands for it on record, or it claims something, denies it for
        nobody on record, or is denied."""
        claiming = {"claims_agreement", "claims_talks", "leak"} & set(step.stances)
        if claiming or step.step in self.one_sided or step.step in self._by_the_other:
            return True
        if step.type == "StatementMade" and step.step in self.figures:
            return True
        if {"denies", "refutes"} & set(step.stances) and step.attribution_class != "on_record":
            return True
        if step.type not in _NO_REPORTS and step.attribution_class != "on_record":
            return True
        return bool(self.denied_by(step) or self.about(step, {"corrects", "refutes"}))

    def item(self, step: rows.StepRow) -> ClaimItem:
        """The claim that a step makes."""
        denied, disputed = self.denied_by(step), self.against.get(step.step, ())
        theirs = self.about(step, {"corrects"})
        corrected = tuple(sorted({*self._ours.get(step.step, ()), *theirs}))
        refuted = self.about(step, {"refutes"})
        said = self.confirmed_by(step)
        done = tuple(sorted({*self.taken_up_by(step)}, key=self.place))
        standing = tuple(each for each in denied if not self.refuters(each))
        standing = tuple(each for each in standing if not self.taken_back(each, (*said, *done)))
        settled = self._settled(step)
        word = None if settled is None else settled.word
        since = () if settled is None else settled.steps
        agreed = since if word == "confirmed" else ()
        refuting = {each for denial in denied for each in self.refuters(denial)}
        same = self.same(step)
        confirmed = {*self.confirming(step), *same, *agreed, *refuting}
        behind = self.voices.of((step.step, *sorted(confirmed, key=self.place)))
        status: ClaimStatus = "reported"
        because: tuple[int, ...] = (step.step,)
        if corrected:
            status, because = "corrected", corrected
        elif refuted:
            status, because = "refuted", refuted
        elif standing:
            status, because = "denied", standing
        elif said or agreed:
            status, because = "confirmed", tuple(sorted({*said, *agreed}, key=self.place))
        elif word == "otherwise":
            status, because = "otherwise", since
        elif disputed:
            status, because = "disputed", disputed
        elif bearing := self.bearing_out(step, behind):
            status, because = "corroborated", bearing
        elif self.shown(step):
            status, because = "shown", (step.step,)
        elif word == "settled":
            status, because = "settled", since
        elif done:
            status, because = "taken_up", done
        elif step.attribution_class == "on_record":
            status = "stated"
        return cite(
            ClaimItem,
            self.seen,
            step,
            kind=self.kind(step),
            status=status,
            because=because,
            denied_by=denied,
            came_since=self._came_since(step, standing, since) if status == "denied" else (),
            denied_in_part_by=self.denied_in_part_by(step),
            corrected_by=corrected,
            refuted_by=refuted,
            disputed_by=disputed,
            confirmed_by=tuple(sorted(confirmed, key=self.place)),
            repeated_by=self.repeated_by(step),
            taken_up_by=done,
            origins=origins_of(
                row for each in (step.step, *same) for row in self.evidence.get(each, ())
            ),
            cited_in=tuple(sorted({*same} - {step.step}, key=self.place)),
            sides=tuple(dict.fromkeys(side for each in behind for side in sorted(each.sides))),
            premature=self._premature(step),
        )

    def _settled(self, step: rows.StepRow) -> Settled | None:
        """What agreements of all made of it, or the first word on record of talks that only a
        report had opened."""
        if self.kind(step) == "agreement":
            return self._settling.of(step)
        return self._settling.of_talks(step) if step.flags.get("reported") == step.step else None

    def _came_since(
        self, step: rows.StepRow, denials: Sequence[int], settling: Sequence[int]
    ) -> tuple[int, ...]:
        """What came on record after all that stands against a claim of agreement or of talks."""
        last = max(map(self.place, denials))
        found = [each for each in settling if self.place(each) > last]
        if self.kind(step) == "talks":
            deniers = {name for each in denials for name in self._on_record_by(each)}
            shown = (
                each
                for each in self.seen.steps
                if each.place > last and deniers & {*each.on_record_by} and _shows_talks(each)
            )
            found += [each.step for each in shown][:1]
        return tuple(dict.fromkeys(found))

    def _on_record_by(self, version: int) -> tuple[str, ...]:
        return self.seen.by_version[version].on_record_by

    # Claims of agreement ------------------------------------------------------------------------

    def _all_assent(self, step: rows.StepRow) -> bool:
        partial = step.type == "PartialAgreementReached" and step.step not in self.one_sided
        return partial or step.type == "DealReached"

    def _premature(self, step: rows.StepRow) -> Premature | None:
        if not is_claim_of_agreement(step, self.one_sided):
            return None
        first = self._first_assent
        if first is None:
            return Premature(first_agreement=None, lead=None)
        if first.place < step.place:
            return None
        lead = delay_between(bounds_of(step), bounds_of(first))
        return Premature(first_agreement=first.step, lead=lead)


def _shows_talks(step: rows.StepRow) -> bool:
    """Whether who is on record for a step is in talks, or says so."""
    if step.type == "MeetingHeld":
        held = step_of(step)
        return not (isinstance(held, MeetingHeld) and held.internal)
    return step.type in _IN_TALKS or "claims_talks" in step.stances
