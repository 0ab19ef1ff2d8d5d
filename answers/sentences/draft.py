"""One sentence on its way: the field it is about, who says so, and the hedges so far.

Every sentence takes its words for figures, voices and endings from here, so that none of them can
leave a hedge out.
"""

from collections.abc import Mapping

from parley.answers.sentences.hedges import Voice
from parley.answers.sentences.words import OFFER_ENDINGS, on
from parley.answers.words.phrases import acceptance_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation import rows
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.fields import Field
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import stood_until

__all__ = ["Draft"]


class Draft:
    """One sentence on its way: the field, the steps behind it, the hedges so far."""

    def __init__(self, seen: Seen, field: Field) -> None:
        self.seen = seen
        self.field = field
        self.hedges: list[str] = []
        self.first = seen.step(field.steps[0])
        """The step that put it there; None for the registration."""
        self.last = seen.step(field.set_by)

    def row(self, table: type[rows.RowStruct]) -> rows.RowStruct:
        """The row that the field was read from: that of its key, such as `v11.1`."""
        version, _, line = self.field.key.removeprefix("v").partition(".")
        wanted = (int(version), int(line or 0))
        return next(
            row for row in self.seen.all(table) if (row.step, getattr(row, "line", 0)) == wanted
        )

    def by_voice(self, text: str, step: rows.StepRow | None) -> str:
        """The text with who says so at its end."""
        if step is None:
            return text
        evidence = [row for row in self.seen.all(rows.EvidenceRow) if row.step == step.step]
        voice = Voice(self.seen, step, evidence)
        self.hedges += voice.hedges
        return f"{text}, {voice.words}"

    def cited(self, version: int) -> str:
        """`v25, 7 Sep 2024, lokmat-2024-09-07`."""
        step = self.seen.step(version)
        if step is None:
            return "v1, registered" if version == 1 else f"v{version}, our correction"
        parts = (f"v{version}", on(step.occurred, ""), step.source)
        return ", ".join(part for part in parts if part)

    def words(self, quantity: Quantity | None) -> str:
        """A quantity in words, with the hedges that it needs; empty where there is none."""
        if quantity is None:
            return ""
        if quantity.kind == "unquantified":
            self.hedges.append("no_figure")
        if quantity.reads_as is not None:
            self.hedges.append("our_reading")
        return quantity_said(quantity)

    def ending(self, words: Mapping[str, str]) -> str:
        """What became of it, in the words for its value, with who says so and the step."""
        said = words.get(self.field.value, "")
        if not said:
            return ""
        if "on record" in said:
            self.hedges.append("on_record")
        if len(self.field.steps) == 1:
            return f"; {said}"
        if self.field.value == "lapsed":
            version = self.field.set_by
            outcome = f"the {stood_until(self.seen, version)} of v{version}"
            return f"; {said} {self._voiced(outcome, version)}"
        return f"; {self.by_step(said, self.field.set_by)}"

    def offer_endings(self, row: rows.OfferRow) -> Mapping[str, str]:
        """The words for what becomes of an offer, with how far this one was accepted."""
        if self.field.value != "accepted" or row.acceptance is None:
            return OFFER_ENDINGS
        how_far = acceptance_said(row.acceptance.in_principle, row.acceptance.condition)
        self.hedges.append("conditional")
        return {**OFFER_ENDINGS, "accepted": f"{OFFER_ENDINGS['accepted']} {how_far}"}

    def by_step(self, said: str, version: int) -> str:
        """`it was rejected (v33)`; with its voice where that is unnamed, a report or doubted."""
        return f"{self._voiced(said, version)} (v{version})"

    def _voiced(self, said: str, version: int) -> str:
        step = self.seen.step(version)
        if step is not None and (step.attribution_class != "on_record" or self._doubted(version)):
            return self.by_voice(said, step)
        return said

    def _doubted(self, version: int) -> bool:
        return any(
            row.confidence == "low"
            for row in self.seen.all(rows.EvidenceRow)
            if row.step == version
        )
