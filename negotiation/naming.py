"""Whom a step means: names that its negotiation does not register, looked up in the register.

A step keeps the name as it was reported; what the register knows of it is added to the
registration in the same append, as everybody could have done by hand. So a stream can be read,
folded and judged without the register, and what changes there later changes no answer here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from parley.negotiation.evidence import JsonValue, Value
from parley.negotiation.moments import parse_moment
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.register import Known, RegisterFacts, answering, known
from parley.negotiation.registration import NegotiationRegistered, Party, party_named
from parley.negotiation.steps import (
    NOBODY,
    DealAmended,
    DealRatified,
    EntryCorrected,
    NegotiatorAppointed,
    RegistrationAmended,
    Step,
    VoteHeld,
)

__all__ = [
    "Addition",
    "IsName",
    "Unclear",
    "actors_apart",
    "all_apart",
    "assents_apart",
    "look_up_names",
    "no_name",
    "open_names",
]

IsName = Callable[[str], bool]
"""Whether a party is registered under this very name, whatever signs stand in it."""
_ACTORS = ("by", "to", "parties", "consent", "excluded_by", "joins")
"""Fields of steps in which several actors may stand."""


class Addition(Struct, frozen=True, kw_only=True):
    """An alias to record behind draft number `draft` (from 0), in the same append."""

    draft: int
    type: str
    fields: dict[str, JsonValue]
    known: dict[str, JsonValue]
    """What the register knows: the `name`, the `party` that it stands for here, and what the
    entry is `called`."""


class Unclear(Struct, frozen=True, kw_only=True):
    """A name in draft number `draft` to which several entries of the register answer."""

    draft: int
    refusal: Refusal


def open_names(
    values: Mapping[int, Value], registration: NegotiationRegistered
) -> dict[str, tuple[int, Step]]:
    """The names in some steps to which no registered party answers, each with the first draft
    that has it; what another entry of the batch registers is none."""
    told = _told_names(values.values())
    found: dict[str, tuple[int, Step]] = {}
    for index, value in values.items():
        if not isinstance(value, Step):
            continue
        for name in party_names(value):
            if name not in told and party_named(registration.parties, name) is None:
                found.setdefault(name, (index, value))
    return found


def look_up_names(
    names: Mapping[str, tuple[int, Step]],
    registration: NegotiationRegistered,
    register: RegisterFacts,
) -> list[Addition | Unclear]:
    """What the register makes of names that are open.

    Nothing for a name that it does not know, or of a party that sits elsewhere: the rules say the
    rest. `registration` MUST be the recorded one with its corrections, as an alias corrects it.
    """
    entries = known(register).values()
    found: list[Addition | Unclear] = []
    for name, (index, step) in names.items():
        when = parse_moment(step.occurred).bounds(registration.zone)
        answers = answering(entries, name, "party", when)
        if len(answers) > 1:
            found.append(Unclear(draft=index, refusal=_unclear(name, answers)))
        elif answers and (place := _place_of(answers[0], registration.parties)) is not None:
            party = registration.parties[place].party
            found.append(_alias(index, name, place, party, answers[0]))
    return found


def _told_names(values: Iterable[Value]) -> frozenset[str]:
    """The names that corrections and amendments among some entries register."""
    changes = (
        each.now for each in values if isinstance(each, EntryCorrected | RegistrationAmended)
    )
    listed = (each if isinstance(each, list) else [each] for each in changes)
    return frozenset(each for some in listed for each in some if isinstance(each, str))


def no_name(_: str) -> bool:
    """Nothing is known of any name (`IsName`)."""
    return False


def actors_apart(written: str, is_name: IsName) -> list[str]:
    """The actors of `A,B`, or of `A+B` as answers print them; what a party is called and what a
    report says of somebody is never taken apart, nor is what would leave one of them blank."""
    if is_name(written) or any(scheme in written for scheme in ("described:", "person:")):
        return [written]
    for sign in ",+":
        parts = [each.strip() for each in written.split(sign)]
        if len(parts) > 1 and all(parts):
            return [actor for part in parts for actor in actors_apart(part, is_name)]
    return [written]


def all_apart(step: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A step with every name taken apart that can be: the same for whoever knows which are names
    and who does not, so that two of them can be compared."""
    made = dict(step)
    for field in _ACTORS:
        names = made.get(field)
        if isinstance(names, list) and all(isinstance(each, str) for each in names):
            made[field] = [one for each in names for one in actors_apart(str(each), no_name)]
    if isinstance(assents := made.get("assent"), list):
        made["assent"] = assents_apart(assents, no_name)
    return made


def assents_apart(assents: Sequence[JsonValue], is_name: IsName) -> list[JsonValue]:
    """How some agreed, each for itself: `A+B` is said of both."""
    found: list[JsonValue] = []
    for each in assents:
        party = each.get("party") if isinstance(each, dict) else None
        if isinstance(each, dict) and isinstance(party, str):
            found += [{**each, "party": one} for one in actors_apart(party, is_name)]
        else:
            found.append(each)
    return found


def party_names(step: Step) -> list[str]:
    """Every name in a step that may be a party's, as reported."""
    names = [*step.by, *step.to]
    if isinstance(step, NegotiatorAppointed) and step.principal is not None:
        names.append(step.principal)
    if isinstance(step, DealRatified | VoteHeld) and step.party is not None:
        names.append(step.party)
    terms = (*step.was, *step.now) if isinstance(step, DealAmended) else getattr(step, "terms", ())
    names += [each.party for each in terms if each.party not in (None, NOBODY)]
    for field in ("parties", "consent", "excluded_by", "joins"):
        names += getattr(step, field, ())
    for field in ("assent", "subject_to"):
        names += [each.party for each in getattr(step, field, ()) if each.party is not None]
    names += [each.side for each in step.evidence if each.side is not None]
    return [each for each in names if each != "all" and ":" not in each]


def _place_of(entry: Known, parties: Iterable[Party]) -> int | None:
    """The place among registered parties of the one that an entry stands for.

    An identifier that both have decides; otherwise a name that both have.
    """
    named: list[int] = []
    for place, party in enumerate(parties):
        ids = {"register": entry.entry, **{each.scheme: each.id for each in entry.facts.ids}}
        both = [each for each in party.ids if each.scheme in ids]
        if any(each.id == ids[each.scheme] for each in both):
            return place
        names = (party.party, party.name, *party.aliases)
        if not both and any(answering([entry], name) for name in names):
            named.append(place)
    return named[0] if len(named) == 1 else None


def _alias(draft: int, name: str, place: int, party: str, entry: Known) -> Addition:
    return Addition(
        draft=draft,
        type=EntryCorrected.__name__,
        fields={
            "target": 1,
            "effect": "add",
            "field": f"parties.{place}.aliases",
            "now": name,
            "reason": f"register#{entry.version}: {entry.called}",
        },
        known={"name": name, "party": party, "called": entry.called},
    )


def _unclear(name: str, found: Sequence[Known]) -> Refusal:
    called: list[JsonValue] = [each.called for each in found]
    return refused("name_is_clear", "unclear_name", name=name, called=called)
