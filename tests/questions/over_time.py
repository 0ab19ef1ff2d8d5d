"""Questions about answers over time: 2, 25 and 28."""

from tests.questions.question import Question

__all__ = ["QUESTIONS"]

_AFTERMATH = "haryana-2024-aftermath"
_TALKS = ("-n", "inc-aap-haryana-2024")
_UP = ("-n", "inc-sp-up-2024")

QUESTIONS: tuple[Question, ...] = (
    Question(
        number=2,
        asks="What do the answers of two days say differently?",
        case="up-2024",
        command=("diff", "2024-02-20..2024-02-21", *_UP),
        shows=("agreed INC constituencies", "17 seats", "deal reached", "Avinash Pande"),
    ),
    Question(
        number=2,
        asks="When did the parties first say different things about where the talks stand?",
        case=_AFTERMATH,
        command=("find-first", "flag=contested", *_TALKS),
        shows=("v38", "9 Sep 2024", "business-today-2024-09-09-list"),
    ),
    Question(
        number=2,
        asks="Which step says that the talks have collapsed, who said so, and in which words?",
        case=_AFTERMATH,
        command=("blame", "state", *_TALKS),
        shows=("v42", "Sushil Gupta", "We waited till an appropriate time"),
    ),
    Question(
        number=25,
        asks="What was recorded since I last looked, and what did it change?",
        case=_AFTERMATH,
        command=("diff", "--since", "@30", *_TALKS, "--columns", "what,version,said"),
        shows=("changed\tv42\tstate", "new\tv42"),
    ),
    Question(
        number=28,
        asks="Why was this step allowed, what did it change, and what rests on it?",
        case=_AFTERMATH,
        command=("show", "25", "--why", *_TALKS),
        shows=(
            "A deadline has a date or words",
            "soft target 8 Sep 2024 stands",
            "v27 deadline moved INC 8 Sep 2024 → 10 Sep 2024",
        ),
    ),
    Question(
        number=28,
        asks="How can the answer be published in one sentence that keeps its hedge?",
        case="haryana-2024",
        command=("line", "offer", "-n", "haryana-2024"),
        shows=("“Good small numbers” (without a figure)", "Deepak Babaria said", "[v11"),
    ),
)
