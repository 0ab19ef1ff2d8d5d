"""Random legal histories: batches that were tried on the judge, and stood.

Nothing here knows the rules. A draft is made up from what the negotiation holds, it is tried, and
what is refused is left out; so every history that comes out could have been recorded.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.rules import CURRENT
from parley.negotiation.steps import Step
from tests.negotiation.drafting import FIELDS, WEIGHTS
from tests.negotiation.talks import Talks
from tests.negotiation.words import STREAM, corrects, named, opens, proposes, registers, retracts

__all__ = ["batches", "histories"]

FIRST = date(2024, 9, 1)
DAYS_MAX = 40
EVIDENCE: tuple[JsonObject, ...] = (
    {"attribution": "on_record", "speaker": "Somebody"},
    {"attribution": "on_record", "speaker": "Somebody", "outlet": "A third paper"},
    {"attribution": "on_record", "speaker": "Somebody", "side": "INC", "outlet": "A paper"},
    {"attribution": "party_statement", "side": "AAP", "origin": "An agency"},
    {"attribution": "document"},
    {"attribution": "public_record"},
    {"attribution": "anonymous", "source_as_described": "insiders", "side": "AAP"},
    {"attribution": "media_report", "outlet": "Another paper"},
)
REGISTRATION = registers(
    at_table=["INC", "AAP", "CPM"],
    dates=[{"what": "poll", "when": "2024-10-05"}],
    led_by="Governor",
)


@st.composite
def histories(draw: st.DrawFn, batches_max: int = 18) -> Talks:
    """A stream of up to that many appends after its registration."""
    talks = Talks(STREAM)
    talks.record(REGISTRATION)
    for draft in draw(st.sampled_from(((), (proposes(),), (opens("2024-09-01"),)))):
        talks.record(draft)
    day = 0
    for _ in range(draw(st.integers(4, batches_max))):
        day = min(DAYS_MAX, day + draw(st.sampled_from((0, 0, 1, 1, 2, 5))))
        talks.record(*draw(batches(talks, day)))
    return talks


@st.composite
def batches(draw: st.DrawFn, talks: Talks, day: int) -> tuple[Draft, ...]:
    """Something to try next: a step, two that belong together, or a correction."""
    if len(talks.entries) > 2 and draw(st.integers(0, 9)) == 9:
        return (draw(corrections(talks)),)
    first = draw(steps(talks, day))
    if draw(st.integers(0, 5)) == 5:
        return (named("first", first), draw(steps(talks, day)))
    return (first,)


@st.composite
def steps(draw: st.DrawFn, talks: Talks, day: int) -> Draft:
    """A step of a type that the state takes, dated around `day`, mostly not before it."""
    state = talks.negotiation.state
    takes = [
        name
        for name in FIELDS
        if state in CURRENT.transitions.sources(name)
        for _ in range(WEIGHTS.get(name, 1))
    ]
    type_name = draw(st.sampled_from(takes))
    back = draw(st.sampled_from((0, 0, 0, 0, 1, 3, 20)))
    fields: JsonObject = {
        "occurred": draw(moments(max(0, day - back))),
        "evidence": draw(evidence(day)),
        **draw(FIELDS[type_name](talks.negotiation)),
    }
    return Draft(stream=STREAM, type=type_name, fields=fields)


@st.composite
def moments(draw: st.DrawFn, day: int) -> str:
    """A day, an hour of it, or one of the vaguer forms."""
    text = (FIRST + timedelta(days=day)).isoformat()
    later = (FIRST + timedelta(days=day + 3)).isoformat()
    plain = (text, text, f"{text}T10:00", f"{text}T18:30")
    vague: tuple[str, ...] = (
        f"{text}~",
        f"../{text}",
        f"{text}/{later}",
        text[:7],
        f"{text}T12:00~",
    )
    vague += (f"{text}/..", text[:4])
    found: str = draw(st.sampled_from(plain + plain + vague))
    return found


@st.composite
def evidence(draw: st.DrawFn, day: int) -> list[JsonValue]:
    """One report or two; each published that day, some days later, or nobody knows when."""
    found: list[JsonValue] = []
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        late = draw(st.sampled_from((None, 0, 0, 1, 6)))
        known: JsonObject = {}
        if late is not None:
            known["published"] = (FIRST + timedelta(days=day + late)).isoformat()
        found.append({**draw(st.sampled_from(EVIDENCE)), **known})
    return found


@st.composite
def corrections(draw: st.DrawFn, talks: Talks) -> Draft:
    """A correction of any entry: of its words, its date, its evidence, or of all of it."""
    target = draw(st.integers(2, len(talks.entries)))
    value = talks.account().value(target)
    kind = draw(st.sampled_from(("retract", "text", "occurred", "evidence", "after")))
    if not isinstance(value, Step) or kind == "retract":
        return retracts(target)
    if kind == "text":
        return corrects(target, "text", value.text, "as we read it again")
    if kind == "occurred":
        other = draw(moments(draw(st.integers(0, DAYS_MAX))))
        return corrects(target, "occurred", value.occurred, other)
    if kind == "evidence":
        return corrects(target, "evidence", None, draw(evidence(0))[0], effect="add")
    return corrects(target, "after", None, draw(st.integers(2, len(talks.entries))), effect="add")
