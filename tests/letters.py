"""Ledgers told in any letters: every text of every type is drawn, and that of a new type too.

A story of every type, in an order that the rules allow, says who does what to whom. Whatever else
the types have a place for is found in the types themselves and filled with drawn text.
"""

import random
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st
from msgspec import inspect as shape

from parley.events.canonical import JsonObject, JsonValue
from parley.events.clocks import CLOCKS, ClockCorrected
from parley.events.kinds import SOURCES
from parley.events.own import OWN
from parley.events.politics import Draft
from parley.events.register import REGISTER, RegisterEntered
from parley.negotiation.codec import ENTRIES
from parley.negotiation.evidence import Evidence, MomentText
from parley.negotiation.register import Facts
from parley.negotiation.texts import text_fault, words_fault

__all__ = ["ALLOWED", "CONTEST", "TALKS", "WILD", "Letters", "Story", "Told", "stories"]

TALKS: Final = "negotiation/talks"
CONTEST: Final = "contest/assembly"

# Text -------------------------------------------------------------------------------------------

_KNOWN_TROUBLE: Final = (
    *("Grüne", "SPÖ", "Ø", "भाजपा", "हि", "한국", "民主党", "حزب", "Šport", "ẞ", "ﬁ", "İ"),
    *("e\u0301", "\u1100\u1161", "a\u0323\u0307", "\u212b", "\u0958", "\u0308alone", "٤٢", "Ⅷ"),
    *("\ue000", "\U0010fffd", "\u202eturned\u202c", "\u2066kept\u2069", "x\u200by", "x\u00ady"),
    *("👩‍👩‍👧 x", "a\u2028b", "a\ufeff", "\ufffd b", "\uffff", "\U000e0001a", "𝒳", "x\u3000y"),
    *("O'Neill", '"so"', "100 %_x", "a\\b", "$1", "{x}", "<b>&amp;", "*_`|#a", "x; --", "a\tb"),
    *("St. Pölten", "0", "18", "1.2", "pool", "total", "a" * 100, "ö" * 99),
)
_CHARACTERS: Final = st.characters(exclude_categories=("Cs", "Cc"))
_ANY: Final = st.characters(categories=("L", "M", "N", "P", "S", "Z", "C"))
ALLOWED: Final = st.sampled_from(_KNOWN_TROUBLE) | st.text(
    _CHARACTERS, min_size=1, max_size=12
).filter(lambda text: text_fault(text) is None)
"""Text that a field may hold which has no rule of its own."""
WILD: Final = (
    st.sampled_from(("", " ", "\u00a0", "\u3000\u2003", "\u200b", "\u0301", "\n", "a\nb", " a "))
    | st.sampled_from(("\x00", "a\x00b", "\ud800", "a\udfffb", "\x1b[31m", "\x7f", "\u0085", "\r"))
    | st.sampled_from(("#REF!", "NaN", "null", "true", "07-May", "ö" * 200, "x" * 9_000))
    | st.sampled_from(("all", "a:b", "a=b,c", "@1", "v2", "../x", "=1+1", "-x", "| a"))
    | st.text(_ANY, max_size=12)
)
"""Text as a program may hand it over."""


def _fits(text: str, due: shape.StrType | None = None) -> bool:
    """Whether the door takes it, where its field asks for no more than this."""
    long = due is not None and due.max_length is not None and len(text) > due.max_length
    form = due is None or due.pattern is None or re.search(due.pattern, text) is not None
    return words_fault(text) is None and not long and form


def _is_name(text: str) -> bool:
    return _fits(text) and not set(":=,\n\t|") & set(text) and text.casefold() != "all"


# Filling ----------------------------------------------------------------------------------------

_LEFT: Final = frozenset(
    # What leads to something else, or says how the rest is to be read: the story gives it.
    {"zone", "source", "side", "on_behalf_of", "pool", "replaces", "led_by", "lang", "by_whom"}
    | {
        "field",
        "was",
        "published",
        "at",
        "election_date",
        "really",
        "file",
        "valid_from",
        "valid_until",
    }
)
_WILD_SHARE: Final = 0.08
"""Of the texts of a draft that are wild: with more of them each would be refused."""
_TEXT: Final = "…"
"""Stands in the story where drawn text is due."""
_SAMPLES: Final = ("Grüne", "plain words", "हि")
_MOMENT: Final = shape.type_info(MomentText)


class Letters:
    """What a ledger is told in: its names, and where its other text comes from."""

    def __init__(self, draw: st.DrawFn) -> None:
        # Some texts for hundreds of fields: to draw each anew is more than an example may be.
        self._texts = draw(st.lists(ALLOWED, min_size=30, max_size=30))
        self._wild = draw(st.lists(WILD, min_size=12, max_size=12))
        self._chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
        found = draw(
            st.lists(
                ALLOWED.filter(_is_name),
                min_size=14,
                max_size=14,
                unique_by=lambda text: unicodedata.normalize("NFC", text).casefold(),
            )
        )
        self.parties, self.full, self.others = found[:4], found[4:8], found[8:12]
        self.pools = found[12:14]
        self._named = {f"P{number}": name for number, name in enumerate(self.parties)}
        self._named |= {f"POOL{number}": name for number, name in enumerate(self.pools)}
        self._named |= {f"SEAT{number}": name for number, name in enumerate(self.others)}

    def item(self, field: str, number: int, names: Sequence[str]) -> str:
        """The path of an item, by its name where no place goes before it."""
        name = names[number]
        counted = field != "pools" and name.partition(".")[0].isdecimal()
        return f"{field}.{number if counted else unicodedata.normalize('NFC', name)}"

    def filled(self, type_name: str, fields: JsonObject, *, wild: bool = False) -> JsonObject:
        """The fields with text wherever the type has a place for it; `wild` = any, in places."""
        kind = {**ENTRIES, **{each.__name__: each for own in OWN.values() for each in own}}
        made = self._fill(fields, shape.type_info(kind[type_name]), wild)
        assert isinstance(made, dict)
        if type_name == RegisterEntered.__name__:
            made["facts"] = self._fill(fields["facts"], shape.type_info(Facts), wild)
        return made

    def text(self, due: shape.StrType | None = None, *, wild: bool = False) -> str:
        """Some text that a field takes; where it is `wild`, perhaps some that it does not."""
        if wild and self._chance.random() < _WILD_SHARE:
            return self._chance.choice(self._wild)
        text = self._chance.choice(self._texts)
        return text if _fits(text, due) else "w"

    def _fill(self, value: JsonValue, due: shape.Type, wild: bool) -> JsonValue:
        bare = _bare(due)
        if isinstance(value, str):
            if value in self._named:
                return self._spelt(self._named[value])
            return self.text(_text_due(bare), wild=wild) if value == _TEXT else value
        if isinstance(value, list):
            item = bare.item_type if isinstance(bare, shape.VarTupleType) else bare
            return [self._fill(each, item, wild) for each in value]
        if isinstance(value, dict) and isinstance(bare, shape.VarTupleType):
            bare = _bare(bare.item_type)
        if not isinstance(value, dict) or not isinstance(bare, shape.StructType):
            return value
        known = {field.name: field.type for field in bare.fields}
        made = {name: self._fill(each, known[name], wild) for name, each in value.items()}
        silent = "source_as_described" if bare.cls is Evidence else None
        if value.get("attribution") == "anonymous":
            silent = "speaker"
        for name, each in known.items():
            if name not in value and name not in _LEFT and name != silent:
                more = self._made(each, wild)
                if more is not None:
                    made[name] = more
        return made

    def _made(self, due: shape.Type, wild: bool) -> JsonValue:
        """What is drawn for a field that the story does not give; None where it is no text."""
        bare = _bare(due)
        if isinstance(bare, shape.VarTupleType):
            item = self._made(bare.item_type, wild)
            return None if item is None else [item]
        text = None if "registered party" in str(due) or "party at the table" in str(due) else bare
        text_due = None if text is None else _text_due(text)
        return None if text_due is None else self.text(text_due, wild=wild)

    def _spelt(self, name: str) -> str:
        """A name as somebody spells it."""
        return unicodedata.normalize(self._chance.choice(("NFC", "NFD")), name)


def _bare(due: shape.Type) -> shape.Type:
    if due == _MOMENT:
        return shape.AnyType()
    if isinstance(due, shape.Metadata):
        return _bare(due.type)
    if isinstance(due, shape.UnionType):
        options = [each for each in due.types if not isinstance(each, shape.NoneType)]
        return _bare(options[0]) if len(options) == 1 else due
    return due


def _text_due(bare: shape.Type) -> shape.StrType | None:
    """What is asked of a text; None where it is no free text: a hash, a stream, a language."""
    if not isinstance(bare, shape.StrType):
        return None
    free = all(re.search(bare.pattern or "", sample) for sample in _SAMPLES)
    return bare if free else None


# The story --------------------------------------------------------------------------------------

_DAY: Final = 1_725_667_200_000_000  # 7 September 2024, µs since 1970
_NEXT_DAY: Final = _DAY + 86_400_000_000
_ON_RECORD: Final[JsonObject] = {
    "attribution": "on_record",
    "speaker": _TEXT,
    "quote": {"verbatim": _TEXT, "translated": True, "by_whom": _TEXT, "lang": "hi"},
    "source": "wire",
}
_ANONYMOUS: Final[JsonObject] = {"attribution": "anonymous", "source_as_described": _TEXT}
_SIDED: Final[JsonObject] = {"attribution": "media_report", "side": "P1", "on_behalf_of": "P1"}
_EVIDENCE: Final[list[JsonValue]] = [_ON_RECORD, _ANONYMOUS]
_WORDS: Final[JsonObject] = {"kind": "unquantified", "verbatim": _TEXT}
_TERM: Final[JsonObject] = {
    "issue": "constituencies",
    "party": "P1",
    "pool": "POOL0",
    "seats": ["SEAT0", "SEAT1"],
    "quantity": {"kind": "exact", "value": 2, "verbatim": _TEXT},
}
_IN_WORDS: Final[JsonObject] = {
    "issue": "seat_count",
    "party": "P0",
    "pool": "POOL1",
    "quantity": _WORDS,
}
_ASSENT: Final[list[JsonValue]] = [{"party": "P0", "by": "joint"}, {"party": "P1", "by": "joint"}]

Told = tuple[Draft, Draft]
"""A draft that may stand, and the same as a program may hand it over, which may be refused."""


class Story(list[Told]):
    """What is told, in order; says in short which, since all of it would fill pages."""

    def __repr__(self) -> str:
        return f"Story({len(self)} drafts, parties {self[-1][0].fields!r:.300})"


class _Teller:
    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.told = Story()
        self._days = 0

    def tell(self, type_name: str, fields: JsonObject, stream: str = TALKS) -> None:
        tame, wild = (
            Draft(
                stream=stream,
                type=type_name,
                fields=self.letters.filled(type_name, fields, wild=wild),
            )
            for wild in (False, True)
        )
        self.told.append((tame, wild))

    def step(self, type_name: str, stream: str = TALKS, /, **fields: JsonValue) -> int:
        """Tell a step of the next day; answers its version in the talks."""
        self._days += 1
        month, day = divmod(self._days - 1, 28)
        told: JsonObject = {"occurred": f"2024-{month + 5:02}-{day + 1:02}", "evidence": _EVIDENCE}
        self.tell(type_name, {**told, **fields}, stream)
        return sum(tame.stream == TALKS for tame, _ in self.told)


def _registered(letters: Letters) -> JsonObject:
    parties: list[JsonValue] = [
        {
            "party": letters.parties[number],
            "name": letters.full[number],
            "aliases": [letters.others[number]] if number < 2 else [],
            "ids": [{"scheme": "wikidata", "id": f"Q{number + 1}"}, {"scheme": _TEXT, "id": _TEXT}],
        }
        for number in range(4)
    ]
    return {
        "title": _TEXT,
        "zone": "Asia/Kolkata",
        "parties": parties,
        "pools": [{"pool": name, "total": 90} for name in letters.pools],
        "seat_names": [{"seat": "SEAT0", "aliases": ["SEAT2"]}],
        "dates": [{"what": _TEXT, "when": "2024-10-05", "evidence": _EVIDENCE}],
    }


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Every type there is, in an order in which the rules take them."""
    teller = _Teller(Letters(draw))
    _tell_own(teller)
    _tell_contest(teller)
    _tell_talks(teller)
    return teller.told


def _tell_own(teller: _Teller) -> None:
    teller.tell("RefusalsSwitched", {"keep": True}, "refusals")
    teller.tell("SourceDescribed", {"source": "wire"}, SOURCES)
    teller.tell("CheckMade", {"outlet": _TEXT, "outcome": "nothing"}, "checks")
    for number, kind in enumerate(("party", "person", "office", "outlet")):
        facts: JsonObject = {
            "name": _TEXT,
            "names": [{"name": _TEXT, "lang": "hi"}],
            "ids": [{"scheme": _TEXT, "id": _TEXT}],
        }
        entered: JsonObject = {"entry": f"entry{number}", "kind": kind, "facts": facts}
        teller.tell(RegisterEntered.__name__, entered, REGISTER)

    day: JsonObject = {"really": "2024-09-07", "zone": "UTC", "earliest": _DAY, "latest": _NEXT_DAY}
    clock: JsonObject = {"first": 1, "last": 1, "by": _TEXT, "why": _TEXT, **day}
    teller.tell(ClockCorrected.__name__, clock, CLOCKS)


def _tell_contest(teller: _Teller) -> None:
    registered = _registered(teller.letters)
    office: JsonObject = {"office": _TEXT, "held_by": _TEXT, "may": ["lead"]}
    more: JsonObject = {"kind": "election", "election_date": "2024-10-05", "offices": [office]}
    teller.tell("ContestRegistered", {**registered, **more}, CONTEST)
    teller.step("MeetingHeld", CONTEST, by=["P0", "described:somebody"])
    teller.step("StatementMade", CONTEST, by="P1", stances=["background"], terms=[_IN_WORDS])


def _tell_talks(teller: _Teller) -> None:
    letters, step = teller.letters, teller.step
    more: JsonObject = {"contest": CONTEST, "at_table": ["P0", "P1"], "led_by": letters.others[3]}
    teller.tell("NegotiationRegistered", {**_registered(letters), "arena": _TEXT, **more})
    step("AllianceProposed", by="P0", to="P1")
    step("TalksOpened", by=["P0", "P1"])
    step("PartyJoined", by="P2", parties=["P2"], consent=["P0", "P1"])
    step("NegotiatorAppointed", by="P0", principal="P0", role="negotiator")
    step("MandateChanged", by="P0", now=_TEXT)
    named = letters.others[2]
    task: JsonObject = {"person": [named], "role": "mediator", "title": named, "principal": "P0"}
    step("NegotiatorAppointed", by="P0", office=_TEXT, **task)
    votes: JsonObject = {"in_favour": _WORDS, "words": _TEXT}
    step("VoteHeld", body=_TEXT, subject="bill", outcome="approved", what=_TEXT, votes=votes)
    step("TenureChanged", by="P0", now="resignation_offered", reason=_TEXT, **task)
    step("MeetingHeld", by="P0", to=["P1", "all"], evidence=[_ON_RECORD, _SIDED])
    step("TalksSuspended", by="P0", scope="symbol")
    step("TalksResumed", by=["P0", "P1"], scope="symbol")
    demand = step("DemandMade", by="P1", to="P0", terms=[_TERM, _IN_WORDS])
    offer = step("OfferMade", by="P0", to="P1", terms=[_TERM, _IN_WORDS])
    step("OfferAccepted", by="P1", offer=offer)
    offer = step("OfferMade", by="P0", to="P1", terms=[_TERM], evidence=[_ANONYMOUS])
    step("OfferWithdrawn", by="P0", offer=offer)
    offer = step("OfferMade", by="P0", to="all", terms=[_IN_WORDS])
    step("OfferRejected", by="P1", rejected=offer)
    step("ConcessionMade", by="P1", dropped=demand)
    condition = step("ConditionSet", by="P1", condition=_TEXT)
    step("ConditionResolved", by="P1", condition=condition, outcome="met")
    deadline = step("DeadlineSet", by="P0", kind="self_set", when="2024-09-20")
    step("DeadlineExtended", by="P0", now="2024-09-25", deadline=deadline)
    step("UltimatumIssued", by="P1", to="P0", when="2024-09-28")
    claim = step("StatementMade", by="P1", stances=["claims_agreement"], evidence=[_ANONYMOUS])
    step("StatementMade", by="P0", stances=["denies"], about=claim, terms=[_IN_WORDS])
    step("PartialAgreementReached", by=["P0", "P1", "P2"], scope=_TEXT, assent=_ASSENT[:1])
    seats: JsonObject = {"seats": ["SEAT1", "SEAT2"], "overlapping_seats": ["SEAT0"]}
    step("UnilateralMoveMade", by="P0", kind="candidate_list", count=_WORDS, **seats)
    path = f"{letters.item('parties', 1, letters.parties)}.name"
    amended: JsonObject = {"was": letters.full[1], "now": f"{letters.full[1]} again"[-100:]}
    step("RegistrationAmended", by="P1", field=path, **amended)
    path = letters.item("pools", 1, letters.pools)
    step("RegistrationAmended", field=path, was=90, now=95)
    step("PartyWithdrew", by="P2", parties=["P2"])
    step("TalksCollapsed", by="P0", how="declared")
    step("TalksResumed", by=["P0", "P1"])
    subject: JsonValue = [{"party": "P1", "body": letters.others[2]}]
    reached = step(
        "DealReached", by=["P0", "P1"], assent=_ASSENT, terms=[_TERM], subject_to=subject
    )
    ratified: JsonObject = {"party": "P1", "body": letters.others[2], "outcome": "approved"}
    step("DealRatified", by="P1", **ratified)
    step("DealAmended", by=["P0", "P1"], now=[_IN_WORDS], was=[], assent=_ASSENT)
    step("TermFollowed", by="P1", deal=reached, term=1, fulfilment="contested")
    step("NegotiationClosed", reason="poll")
    step("DealBroken", by="P1")
    path = f"{letters.item('parties', 0, letters.parties)}.aliases"
    added: JsonObject = {
        "effect": "add",
        "field": path,
        "now": f"{letters.parties[0]} again"[-100:],
    }
    teller.tell("EntryCorrected", {"target": 1, "reason": _TEXT, **added})
    teller.tell("EntryCorrected", {"target": 2, "effect": "retract", "reason": _TEXT})
