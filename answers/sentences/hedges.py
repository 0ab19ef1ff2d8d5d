"""The hedges of a published sentence: each rule by its name.

A sentence that leaves its hedge out asserts what only somebody claims; so the rules stand in one
list, every sentence says which of them shaped it, and each has a test. Source: DOMAIN §2 and §4,
"Attribution class" and "Side"; docs/adr/0023.
"""

from typing import Final

__all__ = ["HEDGES"]

HEDGES: Final = {
    "attributed": "What somebody said on record is said by them: “…, Deepak Babaria said”.",
    "unnamed_source": "What an unnamed source says is “according to unnamed party sources”.",
    "report": "What a report says in its own voice is “… reported”, with no one behind it.",
    "other_side": "A demand that only the other side speaks of is by its word: “Ann of B said”.",
    "no_figure": "Words without a number stay words: “without a figure”.",
    "our_reading": "Our reading of words is marked as ours: “we read 1–9”.",
    "claimed": "What one side says of an agreement is “claimed”, and never agreed.",
    "one_side": "An end that one side declares is declared by it: “INC declared the talks over”.",
    "reported": "Talks that only a report tells of are reported, and “nobody is on record for it”.",
    "contested": "A state of which the parties say different things “is contested”.",
    "conditional": "What was accepted only so far says how far: “in principle”, “on condition …”.",
    "expected": "A date that somebody hopes for is “expected”, and never a deadline.",
    "on_record": "What nothing meets or ends is so “as far as is on record”.",
    "order_open": "Where the dates leave open which came first, the sentence says so.",
    "translated": "Exact words that were translated are “in translation”.",
    "our_words": "What is our paraphrase is “in our words”: nobody is made to have said it.",
    "low_confidence": "What is doubted is the report: “in a report that we doubt”.",
    "gap": "Where an earlier step is not in view, the sentence says so.",
    "synthetic": "Made-up data begins with “Synthetic data:”.",
}
"""Name of a rule -> what it asks."""
