"""How things stood at a step: actors by the names of then, evidence, figures with their whole.

Every fact takes its names, voices and figures from here, so that none of them can be of another
time, of another evidence or of another step.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import cast

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.civil import load_zone, written_until
from parley.negotiation.evidence import Attribution
from parley.negotiation.instants import Given
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import Measure, Quantity
from parley.negotiation.spelling import SEAT_ISSUES, is_pool_of
from parley.negotiation.steps import Assent
from parley.negotiation.views.claims import ClaimItem, claims
from parley.negotiation.views.conflicts import ConflictFigure, conflicts
from parley.negotiation.views.contradictions import contradictions
from parley.negotiation.views.figures import folded_origin
from parley.negotiation.views.granting import Granting
from parley.negotiation.views.membership import PartyChange, departures
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.acts import act_of
from parley.negotiation.views.told.facts import Act, Actor, Became, Fate, Speaker, Teller, Thing

__all__ = ["Scene"]


class Scene:
    """A view, with what every fact of it is made of."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._evidence: dict[int, list[rows.EvidenceRow]] = {}
        for row in seen.all(rows.EvidenceRow):
            self._evidence.setdefault(row.step, []).append(row)

    # Who -----------------------------------------------------------------------------------------

    def actors(self, names: Iterable[str], version: int) -> tuple[Actor, ...]:
        """Actors as they were called at a step."""
        return tuple(self.actor(each, version) for each in dict.fromkeys(names) if each)

    def actor(self, name: str, version: int) -> Actor:
        """An actor of a row: a party, or one with a scheme."""
        scheme, _, bare = name.partition(":")
        if scheme == "office":
            return Actor(name=bare, kind="office", held_by=self._holder(bare, version))
        if scheme == "person":
            return Actor(name=bare, kind="person")
        if scheme == "described":
            return Actor(name=bare, kind="described")
        full = next((each.name for each in self._names(version) if each.party == name), None)
        return Actor(name=name, kind="party", full_name=full)

    def _names(self, version: int) -> tuple[rows.Called, ...]:
        return self._registered(version).names

    def _registered(self, version: int) -> rows.RegistrationRow:
        """The registration as it stood at the place of a step."""
        places = self.seen.places
        place = places.get(version, 0)
        every = self.seen.all(rows.RegistrationRow)
        return [row for row in every if places.get(row.step, 0) <= place][-1]

    def _holder(self, office: str, version: int) -> str | None:
        """Who held an office at a step."""
        step = self.seen.step(version)
        held = () if step is None else step.holders
        return next((", ".join(each.held_by) for each in held if each.office == office), None)

    def seated_at(self, step: rows.StepRow) -> tuple[str, ...]:
        """The parties at the table when a step was made."""
        return self.seen.seated_before(step)

    def parties(self, version: int) -> frozenset[str]:
        """The short names of the parties that were registered at a step."""
        return frozenset(each.party for each in self._names(version))

    def acting(self, step: rows.StepRow) -> tuple[str, ...]:
        """Whose act a step is: as named, else those whom the step itself is about: who ratifies,
        who leaves or puts out, who agrees."""
        if step.by:
            return step.by
        known = self.seen.party_names
        for member in ("party", "excluded_by", "parties"):
            given = step.facts.get(member)
            names = [given] if isinstance(given, str) else convert(given or (), list[str])
            if names:
                return tuple(known.get(each.casefold(), each) for each in names)
        assent = [each.party for each in convert(step.facts.get("assent", ()), list[Assent])]
        if "all" in assent:
            return self.seated_at(step)
        return tuple(known.get(each.casefold(), each) for each in assent)

    # According to whom -------------------------------------------------------------------------

    def teller(self, version: int) -> Teller | None:
        """The evidence that speaks for a step: of its best class the first with a quotation, else
        the first. None for what is no step in view."""
        step = self.seen.step(version)
        found = self._evidence.get(version, ())
        if step is None or not found:
            return None
        best = [each for each in found if each.attribution_class == step.attribution_class]
        row = next((each for each in best if each.quote is not None), best[0])
        stated, party = self._voice(row)
        own = stated is None or party in self.acting(step)
        alike = [each for each in best if each.attribution == row.attribution == "on_record"]
        return Teller(
            attribution=cast("Attribution", row.attribution),
            attribution_class=row.attribution_class,
            speaker=row.speaker,
            described_as=row.source_as_described,
            party=party,
            outlet=row.outlet or row.origin,
            source=row.source or row.url,
            quote=row.quote,
            lang=row.lang,
            translated=row.translated,
            doubted=row.confidence == "low",
            own=row.attribution_class == "on_record" and own,
            also=tuple(self._others(row, alike)),
        )

    def _voice(self, row: rows.EvidenceRow) -> tuple[str | None, str | None]:
        """(whose voice an evidence is, as stated; the party of that name)."""
        stated = row.side if row.side is not None else row.on_behalf_of
        return stated, None if stated is None else self.seen.party_names.get(stated.casefold())

    def _others(
        self, row: rows.EvidenceRow, alike: Iterable[rows.EvidenceRow]
    ) -> Iterable[Speaker]:
        """Who else speaks, each once; who is named beside others may be one of them."""
        told = [(row.speaker or "").casefold()]
        for each in alike:
            name = each.speaker
            if name is None or any(
                name.casefold() in other or other in name.casefold() for other in told
            ):
                continue
            told.append(name.casefold())
            yield Speaker(name=name, party=self._voice(each)[1])

    def when(self, step: rows.StepRow) -> Given:
        """When a step happened. One that has happened by the moment asked for, because a later one
        has, though its own date says less, happened by then: what was not known there is not
        told."""
        until = self.seen.as_of
        if until is None or step.latest <= until:
            return step.occurred
        return written_until(until, load_zone(self.seen.negotiation.zone))

    def same_author(self, one: int, other: int) -> bool:
        """Whether two steps rest on the word of the same party on record, or on reports of one
        origin."""
        return bool(self._authors(one) & self._authors(other))

    def _authors(self, version: int) -> set[str]:
        step = self.seen.by_version[version]
        best = [
            row
            for row in self._evidence.get(version, ())
            if row.attribution_class == step.attribution_class
        ]
        if step.attribution_class != "on_record":
            return {found for row in best if (found := folded_origin(row)) is not None}
        stated = [row.side if row.side is not None else row.on_behalf_of for row in best]
        return {
            self.seen.party_names.get(name.casefold(), name)
            for each in stated
            for name in (self.acting(step) if each is None else (each,))
        }

    def pointed(self, version: int) -> tuple[int | str, ...]:
        """The steps that a step answers, or in whose place it comes."""
        pointers = self.seen.by_version[version].pointers
        return (*pointers.get("in_reply_to", ()), *pointers.get("supersedes", ()))

    # What ----------------------------------------------------------------------------------------

    def term(self, version: int, number: int | None) -> Thing | None:
        """One of the terms of a step, by its number."""
        terms = (row for row in self.seen.all(rows.TermRow) if row.step == version)
        row = next((each for each in terms if number is not None and each.line == number - 1), None)
        return None if row is None else self.thing(row, () if row.party is None else (row.party,))

    def thing(
        self,
        row: rows.OfferRow | rows.DemandRow | rows.StatedRow | rows.TermRow,
        for_whom: Iterable[str] = (),
        *,
        each: bool = False,
    ) -> Thing:
        """What a row is about, with the whole that it is of; whether each of several gets it."""
        return Thing(
            issue=row.issue,
            pool=row.pool,
            of_several=len(self.seen.pools_at(row.step)) > 1
            and not is_pool_of(row.issue, row.pool),
            quantity=row.quantity,
            total=self._total(row.step, row.issue, row.pool, row.quantity),
            seats=row.seats,
            words=row.words,
            for_whom=self.actors(for_whom, row.step),
            each=each and row.quantity is not None and row.quantity.shared is None,
        )

    def _total(
        self, version: int, issue: str, pool: str | None, quantity: Quantity | None
    ) -> Measure | None:
        if quantity is None or quantity.kind == "unquantified":
            return None
        if quantity.of is not None:
            return quantity.of
        of_seats = issue in SEAT_ISSUES and quantity.unit in (None, "seat", "seats")
        if pool is None or not (of_seats or quantity.unit is None):
            return None
        return self.seen.pools_at(version).get(pool)

    def effective(self, version: int) -> str | None:
        """From when on the end that a step is counts, in the words of who says so."""
        step = self.seen.step(version)
        return None if step is None else convert(step.facts.get("effective"), str | None)

    def act(self, step: rows.StepRow) -> Act:
        """What a step did, as others speak of it: a part that all agreed on is no claim."""
        found = act_of(step)
        claimed = any(row.step == step.step for row in self.seen.all(rows.ClaimRow))
        return "agreed_part" if found == "claimed_part" and not claimed else found

    # What became of it ---------------------------------------------------------------------------

    def became(self, fate: Fate, version: int, by: Iterable[str] = (), **more: object) -> Became:
        """What a step in view made of something."""
        step = self.seen.by_version[version]
        given = {
            "occurred": self.when(step),
            "teller": self.teller(version),
            "effective": self.effective(version),
        } | more
        return Became(fate=fate, step=version, by=self.actors(by, version), **given)  # type: ignore[arg-type]

    def in_order(self, found: Iterable[Became]) -> tuple[Became, ...]:
        """What became of it, in the order of occurrence; what only the clock did comes where the
        clock did it."""
        once = {
            (each.fate, each.step, each.body, each.of_step, each.by, each.thing): each
            for each in found
        }
        return tuple(sorted(once.values(), key=self._place))

    def _place(self, each: Became) -> float:
        """Where something stands in the order; what ran out, before all that came after it."""
        steps = self.seen.steps
        last = float(len(steps) + 1)
        if each.fate == "expired" and each.when is not None:
            end = parse_moment(each.when).bounds(self.seen.negotiation.zone).latest
            return min((row.place for row in steps if row.earliest >= end), default=last) - 0.5
        return self.seen.places.get(each.step or 0, last)

    @cached_property
    def granting(self) -> Granting:
        """The seats that all agreed on."""
        return Granting(self.seen)

    @cached_property
    def departures(self) -> Sequence[PartyChange]:
        """Who left the table, or was put out of it."""
        return departures(self.seen)

    @cached_property
    def claims(self) -> Mapping[int, ClaimItem]:
        """Every claim in view by its step."""
        return {item.version: item for item in claims(self.seen, lambda _: None)}

    @cached_property
    def against(self) -> Mapping[int, Mapping[int, Thing | None]]:
        """Step -> the steps with whose figures its own cannot be reconciled, each with the first
        of them."""
        found: dict[int, dict[int, Thing | None]] = {}
        for conflict in conflicts(self.seen):
            told = {each.version: each for each in reversed(conflict.figures)}
            for each in conflict.figures:
                others = found.setdefault(each.version, {})
                for other in sorted(each.against):
                    others.setdefault(other, self._figure(told[other]))
        return found

    def _figure(self, figure: ConflictFigure) -> Thing | None:
        """A figure of a conflict, as the step has it."""
        every: list[rows.OfferRow | rows.DemandRow | rows.StatedRow | rows.TermRow] = []
        every += self.seen.all(rows.OfferRow)
        every += self.seen.all(rows.DemandRow)
        every += self.seen.all(rows.StatedRow)
        every += self.seen.all(rows.TermRow)
        for row in every:
            same = (row.step, row.quantity, row.seats, row.words)
            if same == (figure.version, figure.quantity, figure.seats, figure.words):
                party = row.party if isinstance(row, rows.StatedRow | rows.TermRow) else None
                return self.thing(row, () if party is None else (party,))
        return None

    @cached_property
    def otherwise(self) -> Mapping[int, Sequence[tuple[Fate, int]]]:
        """Step -> the steps that say the opposite, or have another hour or length, of the same."""
        found: dict[int, list[tuple[Fate, int]]] = {}
        for each in contradictions(self.seen):
            fate: Fate = "timed_otherwise" if each.kind == "hours" else "told_otherwise"
            for side in () if each.kind == "act" else each.sides:
                found.setdefault(side.version, []).extend((fate, other) for other in side.against)
        return found

    @cached_property
    def pointing(self) -> Mapping[int, Sequence[rows.StepRow]]:
        """Step -> the steps that are about it, or reply to it."""
        found: dict[int, list[rows.StepRow]] = {}
        for step in self.seen.steps:
            targets = (*step.pointers.get("about", ()), *step.pointers.get("in_reply_to", ()))
            for target in dict.fromkeys(targets):
                if isinstance(target, int):
                    found.setdefault(target, []).append(step)
        return found

    @cached_property
    def ended(self) -> bool:
        """Whether talks are over: by a deal, a collapse or the close."""
        last = self.seen.steps[-1] if self.seen.steps else None
        return last is not None and (
            last.state in ("deal_reached", "collapsed") or "closed" in last.flags
        )
