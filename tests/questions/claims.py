"""Questions 9 to 14, 21 and 22: claims, denials, corrections, what is agreed, moves away."""

from typing import Final

from tests.questions.question import Question

__all__ = ["QUESTIONS"]

_HARYANA: Final = ("-n", "inc-aap-haryana-2024")
_UP: Final = ("-n", "inc-sp-up-2024")
_LABOUR: Final = ("-n", "lab-ld-2010")

QUESTIONS: tuple[Question, ...] = (
    Question(
        number=9,
        asks="Who denied what, and how long after?",
        case="uk-2010",
        command=("claims", "--denials", *_LABOUR),
        shows=("v5", "at most 2 days", "bbc-2010-05-13"),
    ),
    Question(
        number=10,
        asks="What was corrected: by us, and by others?",
        case="up-2024",
        command=("list", "corrections", "--format", "md", *_UP),
        shows=("## Our corrections", "## What others corrected", "position"),
    ),
    Question(
        number=11,
        asks="What is agreed, what is only said to be agreed, and what is open?",
        case="haryana-2024-aftermath",
        command=("agreed", *_HARYANA),
        shows=("claimed", "v28", "according to unnamed sources: AAP: 5 (of 90)", "open"),
    ),
    Question(
        number=12,
        asks="Do the announced figures add up?",
        case="up-2024",
        command=("agreed", "--sums", *_UP),
        shows=("INC 11 + RLD 7 + SP 62 = 80, of 80", "INC 17 + SP 63 = 80, of 80", "closes"),
    ),
    Question(
        number=13,
        asks="Which named seats do two parties have a hold on?",
        case="haryana-2024-aftermath",
        command=("agreed", "--seats", "--as-of", "2024-09-08", *_HARYANA),
        shows=("Gurugram", "offered to AAP (v29)", "candidate named by INC (v34)"),
    ),
    Question(
        number=14,
        asks="How does the list that was offered differ from what was agreed?",
        case="up-2024",
        command=("agreed", "--against", "21", *_UP),
        shows=("INC", "same number", "gone: Hathras", "new: Sitapur"),
    ),
    Question(
        number=21,
        asks="Who said too early that it was agreed?",
        case="haryana-2024-aftermath",
        command=("claims", "--as-of", "2024-09-08", *_HARYANA),
        shows=("v28", "all have agreed to nothing", "AAP source", "indiatv-2024-09-08"),
    ),
    Question(
        number=22,
        asks="What did parties do away from the table while they talked?",
        case="haryana-2024-aftermath",
        command=("table", "--away", "--as-of", "2024-09-09", *_HARYANA),
        shows=(
            "v38",
            "11 named by the other side, it is said",
            "while the state was talks underway",
        ),
    ),
)
"""In the order of their numbers."""
