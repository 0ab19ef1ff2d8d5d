"""The hedges of a published sentence: each rule by its name, and the words for who says so.

A sentence that leaves its hedge out asserts what only somebody claims; so the rules stand in one
list, every sentence says which of them shaped it, and each has a test. Source: DOMAIN §2 and §4,
"Attribution class" and "Side"; docs/adr/0023.
"""

from typing import Final

from parley.answers.sentences.words import names
from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["HEDGES", "Voice", "quoted"]

HEDGES: Final = {
    "attributed": "What somebody said on record is said by them: “…, Deepak Babaria said”.",
    "unnamed_source": "What an unnamed source says is “according to unnamed party sources”.",
    "report": "What a report says in its own voice is “… reported”, with no one behind it.",
    "other_side": "A demand that only the other side speaks of is “according to the other side”.",
    "no_figure": "Words without a number stay words: “and gave no figure”.",
    "our_reading": "Our reading of words is marked as ours: “we read 1–9”.",
    "claimed": "What one side says of an agreement is “claimed”, and never agreed.",
    "one_side": "An end that one side declares is declared by it: “INC declared the talks over”.",
    "reported": "Talks that only a report tells of are “reported, and on record by nobody”.",
    "contested": "A state of which the parties say different things “is contested”.",
    "conditional": "What was accepted only so far says how far: “in principle”, “on condition …”.",
    "expected": "A date that somebody hopes for is “expected”, and never a deadline.",
    "on_record": "What nothing meets or ends is so “as far as is on record”.",
    "order_open": "Where the dates leave open which came last, the sentence says so.",
    "translated": "Words that were translated are “in translation”.",
    "low_confidence": "What the recorder doubts is marked: “the recorder doubts it”.",
    "gap": "Where an earlier step is not in view, the sentence says so.",
    "synthetic": "Made-up data begins with “Synthetic data:”.",
}
"""Name of a rule -> what it asks."""
_UNNAMED: Final = frozenset({"unnamed source", "unnamed sources", "source", "sources"})
_WITHOUT_SPEAKER: Final = {
    "document": "a document shows",
    "public_record": "the public record shows",
    "own_observation": "as we saw ourselves",
}


class Voice:
    """Who says a step, in words that end a sentence, and the hedges that these words are."""

    def __init__(self, seen: Seen, step: rows.StepRow, evidence: list[rows.EvidenceRow]) -> None:
        """`evidence` is the step's own, best first decided by its class."""
        self._seen = seen
        self._step = step
        best = [each for each in evidence if each.attribution_class == step.attribution_class]
        self._best = best[0] if best else None
        self.hedges: list[str] = []
        said = self._said()
        notes = [said]
        if any(each.translated for each in evidence if each.quote is not None):
            self.hedges.append("translated")
            notes.append("in translation")
        if self._best is not None and self._best.confidence == "low":
            self.hedges.append("low_confidence")
            notes.append("the recorder doubts it")
        self.words = ", ".join(note for note in notes if note)
        """`Deepak Babaria said`, `according to unnamed AAP sources (“party insiders”)`."""

    def _said(self) -> str:
        step, best = self._step, self._best
        if step.attribution_class == "anonymous":
            self.hedges.append("unnamed_source")
            return self._unnamed()
        if step.attribution_class == "media_report":
            self.hedges.append("report")
            outlet = None if best is None else best.outlet or best.origin
            return f"{outlet or step.source or 'a report'} reported"
        if step.attribution in _WITHOUT_SPEAKER:
            return _WITHOUT_SPEAKER[step.attribution]
        self.hedges.append("attributed")
        party = names(step.by) if step.by else None
        side = None if best is None else best.side
        if step.attribution == "party_statement":
            return f"{side or party or 'the party'} said in a statement"
        return f"{step.speaker or side or party or 'a speaker'} said"

    def _unnamed(self) -> str:
        described = self._step.speaker or ""
        side = None if self._best is None else self._best.side
        whose = f"{self._short(side)} " if side is not None else ""
        if described.casefold() in _UNNAMED or not described:
            many = "" if described.casefold() in ("unnamed source", "source", "") else "s"
            article = "" if many else "an "
            return f"according to {article}unnamed {whose}source{many}"
        return f"according to unnamed {whose}sources ({quoted(described)})"

    def _short(self, name: str) -> str:
        return self._seen.party_names.get(name.casefold(), name)


def quoted(words: str) -> str:
    """Words in quotation marks; those that have some already keep them."""
    return words if words.startswith(("“", "‘")) else f"“{words}”"
