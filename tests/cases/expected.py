"""What the ledger must answer about the four examples, as data.

The answers are the public record's, settled before the ledger existed; a test that took them from
the ledger's own output could only find out that it agrees with itself. Each stands for one question
about one moment; moments are the end of the day or minute that is written.
"""

from typing import Literal

from msgspec import Struct

from negotiation.evidence import AttributionClass
from negotiation.quantities import Quantity, Reading

__all__ = ["EXPECTED", "Answer", "Due", "Expectation", "Figure", "Meeting", "Question", "Standing"]

Question = Literal[
    "state", "last_offer", "last_demand", "offer_path", "open_deadlines", "known_meetings"
]


class Standing(Struct, frozen=True):
    """Where a negotiation stands (DOMAIN §4, question 1)."""

    state: str | None
    """One of the four states; None = no talks yet."""
    flags: frozenset[str] = frozenset()
    """In an answer all flags; in an expectation those that must be among them."""


class Figure(Struct, frozen=True, kw_only=True):
    """One line of an offer or a demand, as answers 3 and 4 show it."""

    by: str
    to: str
    issue: str
    attribution_class: AttributionClass
    occurred: str
    """As the step gives it."""
    quantity: Quantity | None = None
    seats: tuple[str, ...] = ()
    words: str | None = None
    finality: str = "not_stated"
    """Of an offer: final, open or not_stated. A demand has none."""


class Due(Struct, frozen=True):
    """A deadline that is pending (question 15)."""

    kind: str
    when: str
    what: str


class Meeting(Struct, frozen=True):
    """A meeting that is known of."""

    occurred: str
    """As the step gives it."""
    by: tuple[str, ...]
    to: tuple[str, ...]


Answer = Standing | tuple[Figure, ...] | tuple[Due, ...] | tuple[Meeting, ...]


class Expectation(Struct, frozen=True, kw_only=True):
    """One question, and what a right ledger answers."""

    example: str
    """A file of examples/, without its ending."""
    stream: str
    ask: Question
    as_of: str
    expected: Answer
    """`last_offer` and `last_demand`: the last of every issue and class, ties all shown, whatever
    became of them. `offer_path`: every offer on seat_count in the order of the account. Only
    `offer_path` and `known_meetings` have an order."""
    public_at: str | None = None
    why: str = ""
    """What a naive ledger gets wrong here."""


EXAMPLE_SEED = "haryana-2024"
EXAMPLE_HARYANA = "haryana-2024-aftermath"
EXAMPLE_UP = "up-2024"
EXAMPLE_UK = "uk-2010"
SEED = "negotiation/haryana-2024"
INC_AAP = "negotiation/inc-aap-haryana-2024"
INC_CPM = "negotiation/inc-cpm-haryana-2024"
INC_SP = "negotiation/inc-sp-up-2024"
SP_RLD = "negotiation/sp-rld-up-2024"
CON_LD = "negotiation/con-ld-2010"
LAB_LD = "negotiation/lab-ld-2010"


def _states(example: str, stream: str, *answers: tuple[str, str | None]) -> list[Expectation]:
    return [
        Expectation(example=example, stream=stream, ask="state", as_of=as_of, expected=Standing(to))
        for as_of, to in answers
    ]


def _exactly(value: int) -> Quantity:
    return Quantity(kind="exact", value=value)


GOOD_SMALL_NUMBERS = Figure(
    by="INC",
    to="AAP",
    issue="seat_count",
    attribution_class="on_record",
    occurred="2024-09-07",
    quantity=Quantity(kind="unquantified", verbatim="Good small numbers", unit="seats"),
)
ELEVEN = Figure(
    by="SP",
    to="INC",
    issue="seat_count",
    attribution_class="on_record",
    occurred="2024-01-27T12:00~",
    quantity=_exactly(11),
)
FIFTEEN = Figure(
    by="SP",
    to="INC",
    issue="seat_count",
    attribution_class="anonymous",
    occurred="2024-02-19T09:00~",
    quantity=_exactly(15),
)
SEVENTEEN = Figure(
    by="SP",
    to="INC",
    issue="seat_count",
    attribution_class="on_record",
    occurred="2024-02-19T12:00~",
    quantity=_exactly(17),
    finality="final",
)
SEVENTEEN_NAMED = Figure(
    by="SP",
    to="INC",
    issue="constituencies",
    attribution_class="anonymous",
    occurred="2024-02-20T14:00~",
    quantity=_exactly(17),
    seats=(
        "Amethi",
        "Rae Bareli",
        "Kanpur",
        "Fatehpur Sikri",
        "Bansgaon",
        "Saharanpur",
        "Prayagraj",
        "Maharajganj",
        "Varanasi",
        "Amroha",
        "Jhansi",
        "Bulandshahr",
        "Ghaziabad",
        "Mathura",
        "Hathras",
        "Barabanki",
        "Deoria",
    ),
    finality="final",
)
THE_CALL = Meeting("2010-05-08T22:00~", ("LAB",), ("LD",))
FOREIGN_OFFICE = Meeting("2010-05-09T14:00~", ("LAB",), ("LD",))

EXPECTED: tuple[Expectation, ...] = (
    # The seed alone.
    *_states(
        EXAMPLE_SEED, SEED, ("2024-09-06", "talks_underway"), ("2024-09-07", "talks_underway")
    ),
    Expectation(
        example=EXAMPLE_SEED,
        stream=SEED,
        ask="state",
        as_of="2024-09-07",
        public_at="2024-09-06",
        expected=Standing(None),
        why="the only report came out on the 7th",
    ),
    Expectation(
        example=EXAMPLE_SEED,
        stream=SEED,
        ask="last_offer",
        as_of="2024-09-06",
        expected=(),
        why="the report of the 7th has Friday's talks, and no offer of Friday",
    ),
    Expectation(
        example=EXAMPLE_SEED,
        stream=SEED,
        ask="last_offer",
        as_of="2024-09-07",
        expected=(GOOD_SMALL_NUMBERS,),
        why="a number is invented for words",
    ),
    Expectation(
        example=EXAMPLE_SEED,
        stream=SEED,
        ask="open_deadlines",
        as_of="2024-09-07",
        expected=(
            Due("soft_target", "2024-09-08", "a deal of the INDIA bloc partners"),
            Due("external_hard", "2024-10-05", "poll"),
        ),
    ),
    # Haryana with what followed.
    *_states(
        EXAMPLE_HARYANA,
        INC_AAP,
        ("2024-09-01", None),
        ("2024-09-02", "proposed"),
        ("2024-09-07", "talks_underway"),
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="last_offer",
        as_of="2024-09-04",
        expected=(
            Figure(
                by="INC",
                to="AAP",
                issue="seat_count",
                attribution_class="on_record",
                occurred="2024-09-04",
                quantity=Quantity(
                    kind="unquantified",
                    verbatim='"small number" in "single digit"',
                    unit="seats",
                    reads_as=Reading(kind="range", low=1, high=9),
                ),
            ),
            Figure(
                by="INC",
                to="AAP",
                issue="seat_count",
                attribution_class="anonymous",
                occurred="2024-09-04",
                quantity=_exactly(7),
            ),
        ),
        why="the insiders' number takes the place of the words on record",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="last_offer",
        as_of="2024-09-07",
        expected=(
            GOOD_SMALL_NUMBERS,
            Figure(
                by="INC",
                to="AAP",
                issue="seat_count",
                attribution_class="anonymous",
                occurred="2024-09-07",
                quantity=Quantity(kind="range", low=5, high=7),
            ),
            Figure(
                by="INC",
                to="AAP",
                issue="seat_count",
                attribution_class="anonymous",
                occurred="2024-09-07",
                quantity=_exactly(5),
            ),
        ),
        why="a number is invented for words; of two figures of one day one is lost",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="open_deadlines",
        as_of="2024-09-07",
        expected=(
            Due("soft_target", "2024-09-08", "a deal"),
            Due("external_hard", "2024-09-12", "nominations close"),
        ),
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="state",
        as_of="2024-09-08",
        expected=Standing("talks_underway"),
        why="deal_reached: the only claim of agreement is one unnamed AAP source's",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="state",
        as_of="2024-09-09",
        expected=Standing("talks_underway", frozenset({"contested"})),
        why="collapsed: a list of 20 is no collapse while the other side says that talks go on",
    ),
    *_states(EXAMPLE_HARYANA, INC_AAP, ("2024-09-10", "collapsed"), ("2024-09-30", "collapsed")),
    *_states(EXAMPLE_HARYANA, INC_CPM, ("2024-09-30", "deal_reached")),
    # Uttar Pradesh.
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="state",
        as_of="2024-01-28",
        expected=Standing("talks_underway"),
        why="deal_reached: only the SP speaks of 11, and the Congress says that it is not final",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="last_offer",
        as_of="2024-01-28",
        expected=(ELEVEN,),
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="last_demand",
        as_of="2024-01-29",
        expected=(
            Figure(
                by="INC",
                to="SP",
                issue="seat_count",
                attribution_class="on_record",
                occurred="2024-01-29",
                quantity=Quantity(
                    kind="at_least", value=23, unit="seats", verbatim="more than 22 seats"
                ),
            ),
            Figure(
                by="INC",
                to="SP",
                issue="seat_count",
                attribution_class="anonymous",
                occurred="2024-01-18",
                quantity=_exactly(20),
            ),
        ),
        why="“more than 22” becomes 22",
    ),
    *_states(
        EXAMPLE_UP,
        SP_RLD,
        ("2024-01-18", None),
        ("2024-02-01", "deal_reached"),
        ("2024-02-12", "collapsed"),
    ),
    *_states(EXAMPLE_UP, INC_SP, ("2024-02-20", "talks_underway")),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="last_offer",
        as_of="2024-02-20",
        expected=(SEVENTEEN, FIFTEEN, SEVENTEEN_NAMED),
        why="the unnamed source's list takes the place of the offer on record",
    ),
    *_states(EXAMPLE_UP, INC_SP, ("2024-02-21", "deal_reached")),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="offer_path",
        as_of="2024-02-21",
        expected=(ELEVEN, FIFTEEN, SEVENTEEN),
    ),
    # The United Kingdom.
    *_states(
        EXAMPLE_UK,
        CON_LD,
        ("2010-05-07T12:00", None),
        ("2010-05-07T15:00", "proposed"),
        ("2010-05-10T20:00", "talks_underway"),
        ("2010-05-11", "deal_reached"),
    ),
    *_states(
        EXAMPLE_UK,
        LAB_LD,
        ("2010-05-10T16:00", "proposed"),
        ("2010-05-10T20:00", "talks_underway"),
        ("2010-05-11", "collapsed"),
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=LAB_LD,
        ask="known_meetings",
        as_of="2010-05-09T16:00",
        public_at="2010-05-09T16:00",
        expected=(THE_CALL,),
        why="the meeting at the Foreign Office had happened, and came out only later that day",
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=LAB_LD,
        ask="known_meetings",
        as_of="2010-05-09T16:00",
        public_at="2010-05-10",
        expected=(THE_CALL, FOREIGN_OFFICE),
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=CON_LD,
        ask="last_offer",
        as_of="2010-05-10T20:00",
        expected=(
            Figure(
                by="CON",
                to="LD",
                issue="programme",
                attribution_class="on_record",
                occurred="2010-05-10T19:15",
                words="a referendum on the Alternative Vote",
                finality="final",
            ),
        ),
    ),
)
