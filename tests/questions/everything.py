"""The 28 questions of DOMAIN §4 with every way to ask them that a topic module gives.

A topic module is one more line in TOPICS here; a number without a question fails a test.
"""

from collections.abc import Mapping
from typing import Final

from tests.questions import claims, offers, over_time, record, times
from tests.questions.question import Question

__all__ = ["NAMES", "QUESTIONS"]

NAMES: Final[Mapping[int, str]] = {
    1: "Where the talks stand",
    2: "Where they stood at another time",
    3: "The last offer",
    4: "Offers and demands over time",
    5: "Who had a number first",
    6: "Figures in conflict",
    7: "The exact words",
    8: "Who says so",
    9: "Denials",
    10: "Corrections",
    11: "Agreed, claimed and open",
    12: "Sums",
    13: "Seats on which two parties have a hold",
    14: "What was offered against what was agreed",
    15: "Deadlines",
    16: "What became of the offers",
    17: "Conditions",
    18: "People",
    19: "Attempts and days",
    20: "Who ended it",
    21: "Claims that came too early",
    22: "Moves away from the table",
    23: "The whole contest",
    24: "Two negotiations compared",
    25: "What changed since",
    26: "An extract to cite",
    27: "Whether it holds",
    28: "Step by step",
}
"""Number of a question -> what it is about."""
_TOPICS: Final = (times, offers, claims, over_time, record)

QUESTIONS: Final[tuple[Question, ...]] = tuple(
    sorted(
        (question for topic in _TOPICS for question in topic.QUESTIONS),
        key=lambda question: question.number,
    )
)
"""By number; those of one number as the topics give them."""
