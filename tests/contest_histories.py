"""Random contests: several negotiations told side by side, and all that a ledger keeps beside them.

What two of them say is what the strategies of the views' own properties make up; the third says
what every answer has something to tell of. They are told in any order between them, with words to
search for, sources, refused attempts, checks and a register.
"""

from typing import Final

import msgspec
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.bargaining import bargaining
from tests.negotiation.claiming import claiming
from tests.negotiation.histories import histories
from tests.negotiation.talks import Talks
from tests.negotiation.timely_histories import timely_histories
from tests.negotiation.words import (
    ANONYMOUS,
    ON_RECORD,
    accepts,
    closes,
    corrects,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    retracts,
    says,
    seats,
    step,
)

__all__ = ["CONTEST", "NEGOTIATIONS", "Append", "contests"]

Append = tuple[Draft, ...]
CONTEST: Final = "contest/assembly"
NEGOTIATIONS: Final = ("negotiation/delhi", "negotiation/goa", "negotiation/haryana")
_QUOTES: Final[tuple[JsonObject, ...]] = (
    {"verbatim": "Good small numbers, good “small” numbers"},
    {"verbatim": "कांग्रेस से बातचीत", "lang": "hi"},
    {"verbatim": "They will résumé the talks", "lang": "en", "translated": True, "by_whom": "us"},
    {"verbatim": "ﬁnal % 5_0 \\ 'offer' \"now\""},
)


@st.composite
def contests(draw: st.DrawFn) -> list[Append]:
    """The appends of one ledger, in order; rules refuse a few of them."""
    kinds = draw(st.permutations((histories(10), bargaining(), claiming(), timely_histories())))
    told = {NEGOTIATIONS[0]: draw(kinds[0]), NEGOTIATIONS[1]: draw(kinds[1])}
    told[NEGOTIATIONS[2]] = _of_everything()
    waiting = {name: _told_in(name, talks) for name, talks in told.items()}
    order = draw(st.permutations([name for name, each in waiting.items() for _ in each[1:]]))
    steps = [waiting[name].pop(0) for name in (*waiting, *order)]
    for each in _beside():
        steps.insert(draw(st.integers(len(NEGOTIATIONS), len(steps))), each)
    return [*_first(), *steps, _package()]


def _of_everything() -> Talks:
    """A history of which every answer tells something."""
    talks = Talks()
    named: JsonObject = {"issue": "constituencies", "seats": ["Jind", "Sohna"], "party": "AAP"}
    agreed: JsonObject = {**named, "seats": ["Jind", "Kalka"]}
    for draft in (
        registers(dates=[{"what": "poll", "when": "2024-10-05"}]),
        proposes("2024-09-01"),
        opens("2024-09-02"),
        offers("7", "2024-09-03", terms=[named, seats("7..9", party="AAP")]),
        demands("20", "2024-09-03"),
        offers("3", "2024-09-03", evidence=ANONYMOUS),
        step("ConditionSet", "2024-09-04", by="AAP", condition="a common symbol"),
        step("NegotiatorAppointed", "2024-09-04", by="INC", person="A", principal="INC"),
        says("claims_agreement", "2024-09-05", by="AAP", evidence=ANONYMOUS),
        says("denies", "2024-09-06", about=9),
        says("corrects", "2024-09-06", about=9),
        step("UnilateralMoveMade", "2024-09-06", by="INC", kind="candidate_list", seats=["Jind"]),
        retracts(6),
        says("claims_talks", "2024-09-07", proposition="collapse", by="AAP"),
        deal(
            "2024-09-08",
            terms=[agreed, seats("80", party="INC"), seats("8", party="AAP")],
            subject_to=[{"party": "AAP", "body": "a council"}],
        ),
        closes("2024-10-20", reason="sworn_in"),
    ):
        assert talks.record(draft).problems == ()
    return talks


def _told_in(stream: str, talks: Talks) -> list[Append]:
    """The appends of a history as they are in another stream, with exact words in each report."""
    found: list[Append] = []
    for number, batch in enumerate(talks.batches):
        drafts = [msgspec.structs.replace(draft, stream=stream) for draft in batch]
        if number == 0:
            others: list[JsonValue] = [each for each in NEGOTIATIONS if each != stream]
            more: JsonObject = {"contest": CONTEST, "exclusive_with": others[:1]}
            drafts = [
                msgspec.structs.replace(draft, fields=draft.fields | more) for draft in drafts
            ]
        found.append(tuple(_quoting(draft, number) for draft in drafts))
    return found


def _quoting(draft: Draft, number: int) -> Draft:
    given = draft.fields.get("evidence")
    if given is None:
        return draft
    reports: list[JsonValue] = []
    for each in given if isinstance(given, list) else [given]:
        assert isinstance(each, dict)
        source: JsonObject = {} if number % 3 else {"source": "wire"}
        reports.append({**each, **source, "quote": _QUOTES[number % len(_QUOTES)]})
    return _with(draft, {"evidence": reports})


def _with(draft: Draft, more: JsonObject) -> Draft:
    return msgspec.structs.replace(draft, fields=draft.fields | more)


def _own(stream: str, type_name: str, **fields: JsonValue) -> Draft:
    return Draft(stream=stream, type=type_name, fields=fields)


def _first() -> list[Append]:
    wire = _own("sources", "SourceDescribed", source="wire", outlet="A paper", origin="Agency")
    contest = _own(
        CONTEST,
        "ContestRegistered",
        title="An assembly",
        kind="election",
        zone="Asia/Kolkata",
        election_date="2024-10-05",
        dates=[{"what": "nominations close", "when": "2024-09-12"}],
    )
    return [(_own("refusals", "RefusalsSwitched", keep=True),), (wire, contest)]


def _beside() -> list[Append]:
    """What stands beside the negotiations: nothing that a version of theirs depends on."""
    party: JsonObject = {"name": "Indian National Congress"}
    entered: JsonObject = {"entry": "inc", "kind": "party", "facts": party}
    again: JsonObject = {**entered, "replaces": 1, "facts": {**party, "valid_from": "1885"}}
    anew: JsonObject = {"source": "wire", "outlet": "A paper", "title": "Described anew"}
    return [
        (_own("checks", "CheckMade", outlet="Mint", outcome="nothing"),),
        (_at(NEGOTIATIONS[0], accepts(1)),),
        (_at(NEGOTIATIONS[1], corrects(9_999, "text", None, "of what is not there")),),
        (_own("register", "RegisterEntered", **entered),),
        (_own("register", "RegisterEntered", **again),),
        (_own("sources", "SourceDescribed", **anew),),
        (_at(CONTEST, says("denies", "2024-09-03", about=f"{NEGOTIATIONS[0]}#2")),),
        (_at(CONTEST, says("background", "2024-09-02", text="The small numbers of 2019")),),
        (
            _own(
                CONTEST,
                "DeadlineSet",
                kind="external_hard",
                when="2024-09-15",
                what="the lists close",
                occurred="2024-09-01",
                evidence=ON_RECORD,
            ),
        ),
    ]


def _package() -> Append:
    """One act in several negotiations, in one append, and a check that led to it."""
    met = meets(
        "2024-09-20", act="a-package", text="They met on every arena; they résumé the talks"
    )
    steps = [f"{NEGOTIATIONS[0]}#2", f"{NEGOTIATIONS[1]}#2"]
    looked = _own("checks", "CheckMade", outlet="The Hindu", outcome="steps", steps=[*steps])
    return (*(_at(stream, met) for stream in NEGOTIATIONS), looked)


def _at(stream: str, draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, stream=stream)
