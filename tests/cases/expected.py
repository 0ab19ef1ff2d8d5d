"""What the ledger must answer about the examples, as data.

The answers are the public record's, settled before the ledger existed; a test that took them from
the ledger's own output could only find out that it agrees with itself. Each stands for one question
about one moment; moments are the end of the day or minute that is written.
"""

from typing import Literal

from msgspec import Struct

from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity, Reading

__all__ = [
    "EXPECTED",
    "Added",
    "Agreed",
    "Answer",
    "Attempt",
    "BothOpen",
    "Due",
    "Expectation",
    "Figure",
    "Meeting",
    "Named",
    "Outcome",
    "Question",
    "Said",
    "Standing",
    "Swapped",
]

Question = Literal[
    "state",
    "last_offer",
    "last_demand",
    "offer_path",
    "open_deadlines",
    "known_meetings",
    "outcomes",
    "attempts",
    "both_open",
    "pool_sums",
    "list_of_19_february",
    "candidates",
    "agreed",
    "conflicts",
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


class Outcome(Struct, frozen=True):
    """What became of a date (question 15)."""

    kind: str
    when: str
    what: str
    status: str


class Attempt(Struct, frozen=True):
    """An attempt, and who ended it (questions 19 and 20)."""

    days: int | None
    """None where the dates leave it open."""
    outcome: str | None
    ended_by: tuple[str, ...] = ()
    speaker: str | None = None
    """Who said so at the end."""


class BothOpen(Struct, frozen=True):
    """While talks were under way in two negotiations that exclude each other (question 23)."""

    parties: tuple[str, ...]
    since: str
    until: str | None


class Added(Struct, frozen=True):
    """Figures of one step against the pool (question 12)."""

    parts: tuple[tuple[str, int], ...]
    total: int
    verdict: str


class Swapped(Struct, frozen=True):
    """One party's names in a list and not in the deal, and the other way (question 14)."""

    party: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class Named(Struct, frozen=True):
    """How many candidates a party has named in all, list by list."""

    party: str
    parts: tuple[int, ...]
    total: int


class Agreed(Struct, frozen=True):
    """What is said to be agreed (question 11)."""

    party: str
    quantity: Quantity
    by_all: bool


class Meeting(Struct, frozen=True):
    """A meeting that is known of."""

    occurred: str
    """As the step gives it."""
    by: tuple[str, ...]
    to: tuple[str, ...]


class Said(Struct, frozen=True):
    """One of the figures that stand side by side in a conflict (question 6)."""

    issue: str
    by: str
    """Who is reported to have said it."""
    source: str
    value: int | None
    seats: tuple[str, ...] = ()


Answer = (
    Standing
    | tuple[Figure, ...]
    | tuple[Due, ...]
    | tuple[Meeting, ...]
    | tuple[Outcome, ...]
    | tuple[Attempt, ...]
    | tuple[BothOpen, ...]
    | tuple[Added, ...]
    | tuple[Swapped, ...]
    | tuple[Named, ...]
    | tuple[Agreed, ...]
    | tuple[Said, ...]
)


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
EXAMPLE_SWEDEN = "sweden-2018"
EXAMPLE_BELGIUM = "belgium-2019"
EXAMPLE_MAHARASHTRA = "maharashtra-2019"
SEED = "negotiation/haryana-2024"
INC_AAP = "negotiation/inc-aap-haryana-2024"
INC_CPM = "negotiation/inc-cpm-haryana-2024"
INC_SP = "negotiation/inc-sp-up-2024"
SP_RLD = "negotiation/sp-rld-up-2024"
CON_LD = "negotiation/con-ld-2010"
LAB_LD = "negotiation/lab-ld-2010"
ALLIANCE = "negotiation/alliance-sweden-2018"
JANUARY = "negotiation/january-agreement-2019"
S_V = "negotiation/s-v-2019"
NVA_PS = "negotiation/nva-ps-2019"
PURPLE_GREEN = "negotiation/purple-green-2019"
VIVALDI = "negotiation/vivaldi-2020"
BJP_SHS = "negotiation/bjp-shs-2019"
SHS_NCP_INC = "negotiation/shs-ncp-inc-2019"
BJP_NCP = "negotiation/bjp-ncp-2019"


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
    occurred="2024-01-27",
    quantity=_exactly(11),
)
FIFTEEN = Figure(
    by="SP",
    to="INC",
    issue="seat_count",
    attribution_class="anonymous",
    occurred="2024-01-28/2024-02-19",
    quantity=_exactly(15),
)
SEVENTEEN = Figure(
    by="SP",
    to="INC",
    issue="seat_count",
    attribution_class="on_record",
    occurred="2024-02-19",
    quantity=_exactly(17),
    finality="final",
)
SEVENTEEN_NAMED = Figure(
    by="SP",
    to="INC",
    issue="constituencies",
    attribution_class="media_report",
    occurred="2024-02-19",
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
DEMANDS_OF_A_DAY = (
    Said("seat_count", "sources", "business-today-2024-09-03", 20),
    Said("seat_count", "a source in the Kejriwal-led party", "newsdrum-2024-09-03", 10),
)
HINDU_LIST = Said(
    "constituencies",
    "party source",
    "hindu-2024-09-08",
    None,
    ("Pehowa", "Gulha", "Jind", "Kalayat", "Gurugram"),
)
ASIAN_AGE_LIST = Said(
    "constituencies",
    "sources from both parties",
    "asianage-2024-09-09",
    None,
    ("Guhla", "Pehwa", "Pundri", "Kalayat", "Jind"),
)
THE_CALL = Meeting("2010-05-08", ("LAB",), ("LD",))
FOREIGN_OFFICE = Meeting("2010-05-09", ("LAB",), ("LD",))

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
                    verbatim="a small number, in single digit",
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
                quantity=_exactly(5),
            ),
        ),
        why="a number is invented for words; the insiders' number of the day before still stands",
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
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="conflicts",
        as_of="2024-09-08",
        expected=(*DEMANDS_OF_A_DAY, HINDU_LIST, ASIAN_AGE_LIST),
        why="two lists of five seats become one; Gulha and Guhla count as two seats",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="conflicts",
        as_of="2024-09-09",
        expected=(
            *DEMANDS_OF_A_DAY,
            HINDU_LIST,
            ASIAN_AGE_LIST,
            Said("seat_count", "PTI sources", "hindu-2024-09-09", 5),
            Said("seat_count", "India Today sources", "business-today-2024-09-09-list", 3),
        ),
        why="the later of two figures of one day takes the place of the earlier, or they average",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="conflicts",
        as_of="2024-02-19",
        expected=(),
        why="an offer that was raised within a day is taken for two counts of one",
    ),
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
        ("2010-05-10", "talks_underway"),
        ("2010-05-11", "collapsed"),
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=LAB_LD,
        ask="known_meetings",
        as_of="2010-05-09",
        public_at="2010-05-09T12:00",
        expected=(THE_CALL,),
        why="the meeting at the Foreign Office had happened, and came out only later that day",
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=LAB_LD,
        ask="known_meetings",
        as_of="2010-05-09",
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
    # What became of dates, who ended what, what was open at once.
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="outcomes",
        as_of="2024-09-30",
        expected=(
            Outcome("external_hard", "2024-09-12", "nominations close", "met"),
            Outcome("soft_target", "2024-09-08", "a deal", "extended"),
            Outcome(
                "self_set", "2024-09-12", "the AAP's decision, before nominations close", "lapsed"
            ),
            Outcome("soft_target", "2024-09-10", "a deal", "passed"),
            Outcome("ultimatum", "2024-09-09", "news from the high command", "missed"),
        ),
        why="a hope is called a missed deadline, or the hope of Sunday is forgotten for Tuesday's",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="outcomes",
        as_of="2024-02-20",
        expected=(
            Outcome("next_meeting", "2024-01-12", "the next round", "late"),
            Outcome("ultimatum", "2024-02-19", "a reply", "missed"),
        ),
        why="the round of the 17th is taken for that of the 12th",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="attempts",
        as_of="2024-09-10",
        expected=(Attempt(7, "collapsed", ("AAP",), "Sushil Gupta"),),
        why="the deal that an unnamed source claimed is counted as one",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=SP_RLD,
        ask="attempts",
        as_of="2024-02-12",
        expected=(Attempt(None, "deal_reached"),),
        why="a day is invented on which talks began; the broken deal is counted as an attempt",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="attempts",
        as_of="2024-02-21",
        expected=(Attempt(43, "deal_reached"),),
    ),
    Expectation(
        example=EXAMPLE_UK,
        stream=CON_LD,
        ask="both_open",
        as_of="2010-05-11",
        expected=(BothOpen(("LD",), "2010-05-10", "2010-05-11T19:00~"),),
        why="a proposal is taken for open talks",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="pool_sums",
        as_of="2024-01-27",
        expected=(Added((("INC", 11), ("RLD", 7), ("SP", 62)), 80, "closes"),),
        why="the seats of a party that does not sit at the table are left out of the sum",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="pool_sums",
        as_of="2024-02-21",
        expected=(
            Added((("INC", 11), ("RLD", 7), ("SP", 62)), 80, "closes"),
            Added((("INC", 17), ("SP", 63)), 80, "closes"),
        ),
        why="17 names beside the number 17 are counted as 17 seats more",
    ),
    Expectation(
        example=EXAMPLE_UP,
        stream=INC_SP,
        ask="list_of_19_february",
        as_of="2024-02-21",
        expected=(Swapped("INC", ("Hathras",), ("Sitapur",)), Swapped("SP", (), ())),
        why="17 offered and 17 agreed are taken for the same seats",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="candidates",
        as_of="2024-09-11",
        expected=(Named("INC", (31, 9), 40), Named("AAP", (20, 9, 11), 40)),
        why="a list takes the place of the one before it",
    ),
    Expectation(
        example=EXAMPLE_HARYANA,
        stream=INC_AAP,
        ask="agreed",
        as_of="2024-09-30",
        expected=(Agreed("AAP", _exactly(5), by_all=False),),
        why="an unnamed source's “agreed” is shown as agreed",
    ),
    # Sweden.
    *_states(
        EXAMPLE_SWEDEN,
        ALLIANCE,
        ("2018-10-13", "talks_underway"),
        ("2018-10-14", "collapsed"),
        ("2018-11-06", "proposed"),
        ("2019-01-10", "talks_underway"),
        ("2019-01-11", "collapsed"),
    ),
    *_states(
        EXAMPLE_SWEDEN,
        JANUARY,
        ("2018-12-01", None),
        ("2018-12-08", "talks_underway"),
        ("2018-12-10", "collapsed"),
        ("2019-01-10", "talks_underway"),
        ("2019-01-21", "deal_reached"),
    ),
    Expectation(
        example=EXAMPLE_SWEDEN,
        stream=JANUARY,
        ask="state",
        as_of="2018-12-08",
        public_at="2018-12-08",
        expected=Standing(None),
        why="Lööf spoke of the five days when they were over",
    ),
    Expectation(
        example=EXAMPLE_SWEDEN,
        stream=JANUARY,
        ask="state",
        as_of="2019-01-11",
        expected=Standing("deal_reached", frozenset({"ratification_pending"})),
        why="the draft that four parties publish is taken for what their bodies have approved",
    ),
    Expectation(
        example=EXAMPLE_SWEDEN,
        stream=JANUARY,
        ask="attempts",
        as_of="2019-01-11",
        expected=(
            Attempt(None, "collapsed", ("C",), "Annie Lööf"),
            Attempt(None, "deal_reached"),
        ),
        why="the second attempt is taken for the first, or a day is invented on which it began",
    ),
    Expectation(
        example=EXAMPLE_SWEDEN,
        stream=JANUARY,
        ask="both_open",
        as_of="2019-01-11",
        expected=(BothOpen(("C", "L"), "../2019-01-10", "2019-01-11"),),
        why="the two parties that sit at both tables are named at one",
    ),
    *_states(EXAMPLE_SWEDEN, S_V, ("2019-01-14", None)),
    Expectation(
        example=EXAMPLE_SWEDEN,
        stream=S_V,
        ask="state",
        as_of="2019-01-21",
        expected=Standing("talks_underway"),
        why="deal_reached: one side says that there is a paper, the other denies a secret one",
    ),
    # Belgium.
    *_states(
        EXAMPLE_BELGIUM,
        NVA_PS,
        ("2019-10-07", None),
        ("2019-10-08", "talks_underway"),
        ("2019-11-04", "collapsed"),
        ("2020-02-12", "talks_underway"),
        ("2020-02-14", "collapsed"),
        ("2020-07-25", "talks_underway"),
        ("2020-08-17", "collapsed"),
    ),
    Expectation(
        example=EXAMPLE_BELGIUM,
        stream=NVA_PS,
        ask="attempts",
        as_of="2020-08-17",
        expected=(
            Attempt(27, "collapsed", ("office:royal mission",)),
            Attempt(None, "collapsed", ("PS",), "Paul Magnette"),
            Attempt(28, "collapsed", ("N-VA", "PS")),
        ),
        why="three attempts of one set are one, or the one without the N-VA counts among them",
    ),
    *_states(
        EXAMPLE_BELGIUM, PURPLE_GREEN, ("2019-12-01", "proposed"), ("2019-12-09", "collapsed")
    ),
    Expectation(
        example=EXAMPLE_BELGIUM,
        stream=PURPLE_GREEN,
        ask="attempts",
        as_of="2019-12-09",
        expected=(),
        why="a leaked note and a discreet meeting are taken for an attempt",
    ),
    *_states(
        EXAMPLE_BELGIUM,
        VIVALDI,
        ("2020-08-28", None),
        ("2020-09-05", "talks_underway"),
        ("2020-09-29", "talks_underway"),
        ("2020-10-01", "deal_reached"),
    ),
    Expectation(
        example=EXAMPLE_BELGIUM,
        stream=VIVALDI,
        ask="state",
        as_of="2020-09-21",
        expected=Standing("talks_underway", frozenset({"suspended"})),
        why="collapsed: the mission offered its resignation, which the King refused",
    ),
    Expectation(
        example=EXAMPLE_BELGIUM,
        stream=VIVALDI,
        ask="attempts",
        as_of="2020-10-01",
        expected=(Attempt(26, "deal_reached"),),
    ),
    # Maharashtra.
    *_states(
        EXAMPLE_MAHARASHTRA,
        BJP_SHS,
        ("2019-02-17", None),
        ("2019-02-18", "deal_reached"),
        ("2019-11-08", "deal_reached"),
        ("2019-11-11", "collapsed"),
    ),
    Expectation(
        example=EXAMPLE_MAHARASHTRA,
        stream=BJP_SHS,
        ask="conflicts",
        as_of="2019-10-04",
        expected=(
            Said(
                "seat_count",
                "Devendra Fadnavis",
                "free-press-2019-10-05",
                150,
            ),
            Said("seat_count", "", "hindu-2019-10-04", 148),
            Said(
                "seat_count",
                "Devendra Fadnavis",
                "free-press-2019-10-05",
                124,
            ),
            Said("seat_count", "", "hindu-2019-10-04", 126),
        ),
        why="of two counts of one press conference one is lost; September's hearsay joins them",
    ),
    *_states(
        EXAMPLE_MAHARASHTRA, SHS_NCP_INC, ("2019-11-13", None), ("2019-11-28", "deal_reached")
    ),
    Expectation(
        example=EXAMPLE_MAHARASHTRA,
        stream=SHS_NCP_INC,
        ask="state",
        as_of="2019-11-22",
        expected=Standing("talks_underway"),
        why="deal_reached: one speaks of consensus, and another calls the meeting inconclusive",
    ),
    Expectation(
        example=EXAMPLE_MAHARASHTRA,
        stream=SHS_NCP_INC,
        ask="outcomes",
        as_of="2019-11-30",
        expected=(
            Outcome("soft_target", "2019-11-28", "the oath at Shivaji Park", "met"),
            Outcome("soft_target", "2019-12-01", "the oath at Shivaji Park", "extended"),
        ),
        why="the oath of the 28th makes that of 1 December a date that is still to come",
    ),
    Expectation(
        example=EXAMPLE_MAHARASHTRA,
        stream=BJP_NCP,
        ask="state",
        as_of="2019-11-24",
        expected=Standing(None),
        why="deal_reached: the BJP and one man of the NCP agree, and the NCP disowns it",
    ),
)
