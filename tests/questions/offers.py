"""Questions about offers: 3 to 8, 16, 17 and 28."""

from tests.questions.question import Question

__all__ = ["QUESTIONS"]

_AFTERMATH = "haryana-2024-aftermath"
_TALKS = ("-n", "inc-aap-haryana-2024")
_UP = ("-n", "inc-sp-up-2024")

QUESTIONS: tuple[Question, ...] = (
    Question(
        number=3,
        asks="What was last offered, on record and by unnamed sources, never merged?",
        case=_AFTERMATH,
        command=("offers", "--last", *_TALKS, "--as-of", "2024-09-07"),
        shows=(
            "“Good small numbers” (of 90)",
            "5 (of 90)",
            "Deepak Babaria, on record · lokmat-2024-09-07",
            "unnamed source “sources” · rediff-2024-09-07",
        ),
    ),
    Question(
        number=4,
        asks="How did offers and demands move, and is the gap between them closing?",
        case=_AFTERMATH,
        command=("offers", "--series", *_TALKS),
        shows=("v21", "3 to 5", "not closing", "no demand", "unnamed sources"),
    ),
    Question(
        number=4,
        asks="How far apart were they where the one side named no upper bound?",
        case="up-2024",
        command=("offers", "--series", *_UP),
        shows=("at least 12", "at least 6", "on record"),
    ),
    Question(
        number=5,
        asks="Who reported the figure of five seats first, and on how many origins does it rest?",
        case=_AFTERMATH,
        command=("show", "37", *_TALKS),
        shows=("Rediff, 7 Sep 2024", "2 origins (Rediff, PTI)", "in v21, v37"),
    ),
    Question(
        number=6,
        asks="Which figures contradict one another, and who says each?",
        case=_AFTERMATH,
        command=("claims", "--conflicts", *_TALKS),
        shows=(
            "unnamed source “PTI sources” · hindu-2024-09-09",
            "unnamed source “India Today sources” · business-today-2024-09-09-list",
            "1 origin (India Today)",
            "Pundri",
        ),
    ),
    Question(
        number=7,
        asks="In which words was it said, in which language, and who translated them?",
        case="up-2024",
        command=("show", "10", *_UP),
        shows=(
            "“Our cordial alliance with the Congress is off to a good start with 11 strong seats.”",
            "[en]",
            "translated by PTI",
            "no exact words, paraphrased by us",
        ),
    ),
    Question(
        number=8,
        asks="Who says so, for which side and with which voice?",
        case=_AFTERMATH,
        command=("show", "36", *_TALKS),
        shows=("Sushil Gupta (AAP, state unit), on record", "business-today-2024-09-09"),
    ),
    Question(
        number=16,
        asks="What became of each offer, from the first figure to the last word?",
        case="up-2024",
        command=("offers", *_UP),
        shows=("11 → v17 15 → v20 17 → no end recorded by the deal of v31",),
    ),
    Question(
        number=16,
        asks="What stood on the table on the ninth, and what stood apart?",
        case=_AFTERMATH,
        command=("table", *_TALKS, "--as-of", "2024-09-09"),
        shows=("3 (of 90)", "7 between demand v16 and offer v39", "5 (of 90) against v39"),
    ),
    Question(
        number=17,
        asks="Which conditions were set, and what became of them?",
        case="up-2024",
        command=("offers", "--conditions", *_UP),
        shows=("the seats are shared", "met by v32", "Akhilesh Yadav, on record"),
    ),
    Question(
        number=28,
        asks="What happened, step by step, and what did each step change on the table?",
        case=_AFTERMATH,
        command=("replay", *_TALKS),
        shows=("Good small numbers", "talks underway → collapsed"),
    ),
)
