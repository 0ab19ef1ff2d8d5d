"""Questions about time, people and contests: 1, 2, 15, 18, 19, 20, 23 and 24."""

from tests.questions.question import Question

__all__ = ["QUESTIONS"]

_AFTERMATH = "haryana-2024-aftermath"
_TALKS = ("-n", "inc-aap-haryana-2024")

QUESTIONS: tuple[Question, ...] = (
    Question(
        number=1,
        asks="Where do the talks stand, since when, and how long has nothing happened?",
        case=_AFTERMATH,
        command=("status", *_TALKS, "--as-of", "2024-09-05"),
        shows=("talks underway", "3 Sep 2024 (v7)", "no step for 1 day (v12), nominations close"),
    ),
    Question(
        number=2,
        asks="Where did they stand, as far as was public on the sixth?",
        case="haryana-2024",
        command=("status", "-n", "haryana-2024", "--public-at", "2024-09-06"),
        shows=("no talks yet",),
    ),
    Question(
        number=15,
        asks="Which deadlines and ultimatums were set, and what became of them?",
        case=_AFTERMATH,
        command=("dates", *_TALKS),
        shows=(
            "put off to 10 Sep 2024 by v27",
            "nominations close",
            "a list of candidates for all 90 seats",
        ),
    ),
    Question(
        number=18,
        asks="Who negotiates for whom, since when, and according to whom?",
        case=_AFTERMATH,
        command=("people", "--all", *_TALKS),
        shows=("Deepak Babaria", "Raghav Chadha", "no end recorded by the close (v46)"),
    ),
    Question(
        number=19,
        asks="How many attempts were there, of how many days, and how did they end?",
        case=_AFTERMATH,
        command=("attempts", *_TALKS),
        shows=("attempt 1", "7 days"),
    ),
    Question(
        number=20,
        asks="Who ended the talks, for which reason, and what did the other side say of it?",
        case=_AFTERMATH,
        command=("attempts", *_TALKS),
        shows=("collapsed, ended by AAP", "Sushil Gupta, on record", "7 days later"),
    ),
    Question(
        number=23,
        asks="Where do all negotiations of a contest stand, and were exclusive ones open at once?",
        case="uk-2010",
        command=("status", "-n", "contest/uk-2010", "--as-of", "2010-05-10"),
        shows=("con-ld-2010", "talks underway", "lab-ld-2010"),
    ),
    Question(
        number=24,
        asks="How do two negotiations of the same parties compare?",
        case=("haryana-2024", _AFTERMATH),
        command=("compare", "haryana-2024", "inc-aap-haryana-2024"),
        shows=("7 days, collapsed", "“Good small numbers” (of 90)", "AAP ended the talks"),
    ),
)
"""In the order of their numbers."""
