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
ClaimStatus = Literal["retracted", "corrected", "denied", "disputed", "corroborated", "reported"]

_NO_REPORTS = ("StatementMade", "RegistrationAmended", "NegotiationClosed")
"""Types that are no claim by their attribution alone: an opinion, and two things of the record."""
_POINTERS = ("about", "in_reply_to")


class Premature(Struct, frozen=True, kw_only=True):
    """21: a claim of agreement from before the first word of all."""

    confirmed_by: int | None
    """The first step with which all agreed; None = never, up to the moment."""
    lead: Delay | None
    """How long before it; None where it was never confirmed, or no date tells."""


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
    """The entries that made it so; of `reported` its own."""
    denied_by: tuple[int, ...]
    """Denials on record by a party that it is about, whatever the status."""
    corrected_by: tuple[int, ...]
    """Ours and theirs."""
    disputed_by: tuple[int, ...]
    """Steps with whose figures it cannot be reconciled."""
    confirmed_by: tuple[int, ...]
    """Statements that confirm it, and other steps that name the same figure."""
    origins: tuple[str, ...]
    """Independent origins behind it: an agency's copies are one."""
    sides: tuple[str, ...]
    """The parties whose word it is."""
    premature: Premature | None


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
        self._names = _names(seen)
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
        for step in seen.steps:
            for target in {each for field in _POINTERS for each in step.pointers.get(field, ())}:
                self._pointing.setdefault(target, []).append(step)
        self._stays = [row for row in seen.all(rows.PartyRow) if row.at_table]
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
        return bool(self._denied_by(step) or self._theirs(step))

    def item(self, step: rows.StepRow) -> ClaimItem:
        """The claim that a step makes."""
        denied, disputed = self._denied_by(step), self._against.get(step.step, ())
        corrected = tuple(sorted({*self._ours.get(step.step, ()), *self._theirs(step)}))
        confirmed = self._confirmed_by(step)
        standing_by = [step.step, *confirmed]
        origins = origins_of(row for each in standing_by for row in self._evidence.get(each, ()))
        sides = tuple(dict.fromkeys(side for each in standing_by for side in self._sides(each)))
        status: ClaimStatus = "reported"
        because: tuple[int, ...] = (step.step,)
        if corrected:
            status, because = "corrected", corrected
        elif denied:
            status, because = "denied", denied
        elif disputed:
            status, because = "disputed", disputed
        elif len(origins) > 1 or len(sides) > 1:
            status, because = "corroborated", confirmed or because
        return ClaimItem(
            **cite(step),
            kind=self._kind(step),
            type=step.type,
            by=step.by,
            to=step.to,
            said=step.said,
            status=status,
            because=because,
            denied_by=denied,
            corrected_by=corrected,
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
            and set(each.on_record_by) & (named | self._at_table(each) if of_all else named)
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
        return named & set(self._names.values())

    def _at_table(self, step: rows.StepRow) -> set[str]:
        """The parties that sat at the table when a step was made."""
        return {
            row.party
            for row in self._stays
            if self._place(row.step) < step.place
            and (row.left_by is None or step.place <= (self._place(row.left_by) or step.place))
        }

    def _theirs(self, step: rows.StepRow) -> tuple[int, ...]:
        return self._about(step, {"corrects", "refutes"})

    def _about(self, step: rows.StepRow, stances: set[str]) -> tuple[int, ...]:
        return tuple(
            each.step
            for each in self._pointing.get(step.step, ())
            if stances & set(each.stances) and step.step in each.pointers.get("about", ())
        )

    def _confirmed_by(self, step: rows.StepRow) -> tuple[int, ...]:
        """Confirmations of the step, and other steps with the same figure of the same thing."""
        same = {
            other.version
            for own in self._figures.get(step.step, ())
            if own.quantity is not None
            for subject in own.subjects
            for other in self._named[subject, number_of(own.quantity)]
            if other.version != step.step
            and other.quantity is not None
            and same_figure(own.quantity, other.quantity)
        }
        return tuple(sorted({*self._about(step, {"confirms"}), *same}, key=self._place))

    def _place(self, version: int) -> int:
        step = self._seen.step(version)
        return 0 if step is None else step.place

    def _sides(self, version: int) -> tuple[str, ...]:
        """Whose word the evidence carries: the stated side, else who is spoken for; else, on
        record, who acts. An unnamed source has no side that is not stated."""
        step = self._seen.step(version)
        found: list[str] = []
        for row in self._evidence.get(version, ()):
            stated = self._names.get((row.side or row.on_behalf_of or "").casefold())
            if stated is not None:
                found.append(stated)
            elif row.side is None and row.attribution_class == "on_record" and step is not None:
                found += [each for each in step.by if each in self._names.values()]
        return tuple(dict.fromkeys(found))

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


def _names(seen: Seen) -> dict[str, str]:
    """Every name of a party, without case -> its short name."""
    return {
        name.casefold(): row.party
        for row in seen.all(rows.PartyRow)
        for name in (*row.aliases, row.name, row.party)
    }
