"""Questions about the record itself: 10, 26 and 27."""

from tests.questions.question import Question

__all__ = ["QUESTIONS"]

_SEED = ("-n", "haryana-2024")

QUESTIONS: tuple[Question, ...] = (
    Question(
        number=10,
        asks="We worded an entry badly: what did we set right, and who has the old answer?",
        case="haryana-2024",
        first=(
            ("export", "-o", "kept.jsonl", "--record", "--to", "the editor"),
            (
                *("correct", "12", "text", "--reason", "said more plainly"),
                *("--now", "Asked by the agency for a figure, Deepak Babaria gave none.", *_SEED),
            ),
        ),
        command=("list", "corrections", "--format", "md", *_SEED),
        shows=(
            "We corrected v12: text",
            "Why: said more plainly",
            "The old answer was in kept.jsonl, for the editor",
            "Deepak Babaria, on record",
        ),
    ),
    Question(
        number=26,
        asks="What can be cited of the talks as of the seventh, every line with its footnote?",
        case="haryana-2024",
        command=("report", *_SEED, "--as-of", "2024-09-07"),
        shows=(
            "- “Good small numbers” (of 90), 7 Sep 2024 · open[^v11]",
            "Deepak Babaria, on record, INC · Lokmat Times, origin IANS, source ians-2024-09-07",
            "--as-of 2024-09-07 --known-at @",
            "**Root:** ",
        ),
    ),
    Question(
        number=27,
        asks="Does everything that is stored follow from the recorded bytes?",
        case="haryana-2024",
        command=("verify",),
        shows=("histories and views agree", "no outside checkpoint was compared"),
    ),
)
"""In the order of their numbers."""
