"""Who stands behind a claim, and whether these are several.

Five outlets that quote "party sources" have one rumour between them, and one man who repeats
himself is one voice however many print him, alone or beside others. Source: DOMAIN §4, "Claim
status", "Origin", "Side".
"""

from collections.abc import Iterable

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.figures import folded_origin
from parley.negotiation.views.seen import Seen

__all__ = ["Voice", "Voices", "corroborates"]

_SHOWN = ("document", "public_record", "own_observation")
"""Attributions by which a thing is shown and not told."""


class Voice(Struct, frozen=True):
    """One piece of evidence: who speaks in it, as far as that is said."""

    step: int
    sides: frozenset[str]
    """The parties whose word it is; a joint statement is the word of several."""
    speaker: str | None
    """Named, and on record; without case."""
    on_record: bool
    shown: bool
    origin: str | None

    @property
    def identified(self) -> bool:
        """Whether somebody, or a thing that anybody can look at, stands for it."""
        return self.on_record and (self.shown or self.speaker is not None or bool(self.sides))


class Voices:
    """The voices behind every step in view."""

    def __init__(self, seen: Seen) -> None:
        self._names = seen.party_names
        self._by_step: dict[int, tuple[Voice, ...]] = {}
        steps = seen.by_version
        for row in seen.all(rows.EvidenceRow):
            if (step := steps.get(row.step)) is not None:
                voice = self._voice(row, step)
                self._by_step[row.step] = (*self._by_step.get(row.step, ()), voice)

    def of(self, steps: Iterable[int]) -> list[Voice]:
        """The voices behind some steps, in their order."""
        return [voice for step in steps for voice in self._by_step.get(step, ())]

    def _voice(self, row: rows.EvidenceRow, step: rows.StepRow) -> Voice:
        on_record = row.attribution_class == "on_record"
        named = on_record and row.speaker is not None
        return Voice(
            step=row.step,
            sides=self._sides(row, step),
            speaker=" ".join(row.speaker.split()).casefold() if named and row.speaker else None,
            on_record=on_record,
            # What leaked shows that it says so, and no more.
            shown=row.attribution in _SHOWN and "leak" not in step.stances,
            origin=folded_origin(row),
        )

    def _sides(self, row: rows.EvidenceRow, step: rows.StepRow) -> frozenset[str]:
        """Whose word the evidence carries: the stated side, else who is spoken for; else, on
        record, who acts. An unnamed source has no side that is not stated."""
        stated = self._names.get((row.side or row.on_behalf_of or "").casefold())
        if stated is not None:
            return frozenset({stated})
        if row.side is not None or row.attribution_class != "on_record":
            return frozenset()
        return frozenset(step.by) & frozenset(self._names.values())


def corroborates(own: Voice, other: Voice, concerned: set[str]) -> bool:
    """Whether another voice bears out what a claim's own voice says.

    Another side does, and another named speaker, or what can be looked at, of another origin. What
    nobody stands for is borne out by who does, of another origin or one of the parties that it is
    about (`concerned`).
    """
    if own.sides and other.sides - own.sides:
        return True
    elsewhere = None not in (own.origin, other.origin) and own.origin != other.origin
    if not own.on_record:
        return other.identified and (elsewhere or bool(other.sides & concerned))
    return elsewhere and (_is_another(own.speaker, other.speaker) or other.shown)


def _is_another(own: str | None, other: str | None) -> bool:
    """Whether two are named who are not the same: `Ann and Bob` of one paper and the `Bob` of
    another may be one man."""
    return own is not None and other is not None and own not in other and other not in own
