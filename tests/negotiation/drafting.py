"""For every step type, fields that fit what a negotiation holds: what random histories are made of.

Pointers lead to something that is there where there is anything, so that most drafts stand.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

import msgspec
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.steps import Fulfilment
from tests.negotiation.at_hand import conditions_in, deadlines_in, demands_in, offers_in

__all__ = ["FIELDS", "WEIGHTS", "Fields", "was_agreed"]

Fields = st.SearchStrategy[JsonObject]
PARTIES = ("INC", "AAP", "CPM", "BJP")
BODIES = ("a council", "a board")
QUANTITIES = ("3", "5", "7", "5..7", "4..", "..9", "6~", "good small numbers")
party = st.sampled_from(PARTIES)
pair = st.sampled_from((("INC", "AAP"), ("AAP", "INC"), ("INC", "CPM"), ("CPM", "AAP")))
JOINTLY: list[JsonValue] = ["INC", "AAP"]
ACTORS: tuple[JsonValue, ...] = (
    *("INC", "INC", "AAP", "AAP", "CPM", "BJP"),
    *(JOINTLY, "all", "office:Governor"),
)
actors = st.sampled_from(ACTORS)
nothing: Fields = st.just({})
between: Fields = pair.map(lambda drawn: {"by": drawn[0], "to": drawn[1]})
persons = st.sampled_from(("A person", "Another person"))
SEVERAL: tuple[JsonValue, ...] = ("A person", "Another person", ["A person", "Another person"])
outcomes = st.sampled_from(("approved", "rejected"))
subjects = st.sampled_from(("investiture", "confidence", "bill"))
counts = st.sampled_from(("46 for, 44 against", "84.3 percent for, about ten against", "unanimous"))
several = st.sampled_from(SEVERAL)
roles = st.sampled_from(("negotiator", "spokesperson"))
titles = st.sampled_from(("chief whip", "go-between"))
words = st.sampled_from(("a common symbol", "no rallies", "the leader's face"))


scopes = st.sampled_from(("symbol", "Migration", "migration"))


def of(**fields: st.SearchStrategy[JsonValue] | JsonValue) -> Fields:
    """Fields of which each is drawn, or stands as it is."""
    parts = {
        name: each if isinstance(each, st.SearchStrategy) else st.just(each)
        for name, each in fields.items()
    }
    return st.fixed_dictionaries(parts)


def one_of(versions: Iterable[int], otherwise: int = 1) -> st.SearchStrategy[int]:
    """One of some versions; where there are none, one that does not fit."""
    found = sorted(versions)
    return st.sampled_from(found or [otherwise])


def maybe(strategy: Fields) -> Fields:
    return st.one_of(nothing, strategy)


def both(*parts: Fields) -> Fields:
    return st.tuples(*parts).map(lambda drawn: {k: v for part in drawn for k, v in part.items()})


terms: st.SearchStrategy[list[JsonValue]] = st.lists(
    st.one_of(
        of(issue="seat_count", quantity=st.sampled_from(QUANTITIES)),
        of(issue="seat_count", quantity=st.sampled_from(QUANTITIES), party=party),
        of(issue="programme", quantity=st.sampled_from(("2.3 billion", "2.30 billion", "3.1..4"))),
        of(issue="constituencies", seats=st.sampled_from((["Jind"], ["Jind", "Kalayat"]))),
        of(issue="symbol", words=words),
        of(issue="symbol", words=words, party=party),
    ),
    min_size=1,
    max_size=2,
)


talking: Fields = st.sampled_from((["INC", "AAP"], ["INC", "CPM"], ["INC", "AAP", "CPM"])).map(
    lambda names: {"parties": list(names)}
)
"""Who is in the talks."""


later = of(effective=st.sampled_from(("2024-09-03", "2024-09-16", "2024-10-02")))
"""From when on an end counts; it may be before the step itself."""


def assent(negotiation: Negotiation) -> st.SearchStrategy[list[JsonValue]]:
    """Everybody at the table, and sometimes one too few."""
    everybody: list[JsonValue] = [{"party": each, "by": "joint"} for each in negotiation.at_table]
    fallback: list[JsonValue] = [{"party": "INC", "by": "joint"}]
    choices = (everybody, everybody, everybody, everybody, everybody[1:])
    return st.sampled_from(choices).map(lambda drawn: drawn or fallback)


def some_step(negotiation: Negotiation) -> Fields:
    """A pointer at anything that stands, in one field or another."""
    versions = one_of(negotiation.left)
    return st.one_of(
        nothing,
        nothing,
        of(about=versions),
        of(in_reply_to=versions),
        of(after=versions.map(lambda version: [version])),
    )


def offers(negotiation: Negotiation) -> Fields:
    return both(
        of(by=actors, terms=terms),
        maybe(of(to=party)),
        maybe(of(expires=st.sampled_from(("2024-09-10", "2024-09-20", "2024-12-31")))),
        maybe(of(in_addition=True)),
    )


def demands(negotiation: Negotiation) -> Fields:
    kind = st.sampled_from(("demand", "veto"))
    return both(of(by=party, terms=terms, kind=kind), maybe(of(to=party)))


def statements(negotiation: Negotiation) -> Fields:
    stances = st.sampled_from(
        ("optimistic", "claims_talks", "claims_agreement", "welcomes", "denies", "confirms")
    )
    propositions = st.sampled_from(("talks", "agreement", "collapse", "figure"))
    figures = st.sampled_from(("30 minutes", "..60 minutes", "84.3%"))
    return both(
        of(by=actors, stances=stances),
        some_step(negotiation),
        maybe(of(proposition=propositions)),
        maybe(figures.map(lambda each: {"figures": [{"what": "the meeting", "quantity": each}]})),
    )


def accepting(negotiation: Negotiation) -> Fields:
    """Mostly by who received it."""
    receivers = {
        (version, row.to) for version, rows in offers_in(negotiation).items() for row in rows
    }
    fitting = st.sampled_from(sorted(receivers) or [(1, "AAP")])
    return fitting.map(lambda pair: {"offer": pair[0], "by": pair[1]})


def withdrawing(negotiation: Negotiation) -> Fields:
    givers = {(version, rows[0].by) for version, rows in offers_in(negotiation).items() if rows}
    fitting = st.sampled_from(sorted(givers) or [(1, ("INC",))])
    return fitting.map(lambda pair: {"offer": pair[0], "by": list(pair[1])})


def rejecting(negotiation: Negotiation) -> Fields:
    return both(
        of(by=party, rejected=one_of((*offers_in(negotiation), *demands_in(negotiation)))), nothing
    )


def moving_away(negotiation: Negotiation) -> Fields:
    kind = st.sampled_from(("candidate_list", "constituency_list", "contest_alone", "other_pact"))
    return both(of(by=party, kind=kind), maybe(of(overlaps="2")))


def deals(negotiation: Negotiation) -> Fields:
    pending: list[JsonValue] = [{"party": "AAP", "body": BODIES[0]}, {"body": BODIES[1]}]
    return both(
        of(assent=assent(negotiation)),
        maybe(of(terms=terms)),
        maybe(of(subject_to=st.sampled_from((pending[:1], pending)))),
    )


def amendments(negotiation: Negotiation) -> Fields:
    return both(
        of(now=terms, assent=assent(negotiation)),
        maybe(of(joins="BJP")),
        was_agreed(negotiation),
    )


def was_agreed(negotiation: Negotiation) -> Fields:
    """What an amendment says was agreed before it: some of what stands, something else, nothing."""
    standing = [row for row in negotiation.terms if row.mutual and row.ended_by is None]
    said = [
        {
            name: msgspec.to_builtins(value)
            for name in ("issue", "party", "pool", "quantity", "seats", "words")
            if (value := getattr(row, name))
        }
        for row in standing
    ]
    other = {"issue": "portfolios", "party": "AAP", "words": "a ministry"}
    named: st.SearchStrategy[list[JsonValue]] = st.lists(
        st.sampled_from([*said, other]), min_size=1, max_size=2
    )
    return maybe(of(was=named))


def tenures(negotiation: Negotiation) -> Fields:
    """Mostly of somebody who has a task."""
    held = [row for row in negotiation.people if row.kind == "appointment" and not row.ended_by]
    whose = st.sampled_from([row.person for row in held if row.person] or ["A person"])
    tasks: list[JsonValue] = [row.role for row in held if row.role]
    now = st.sampled_from(
        ("resignation_offered", "resignation_refused", "resignation_accepted", "given_back")
    )
    return both(
        of(by=party, now=now),
        st.one_of(of(person=whose), of(role=st.sampled_from(tasks or ["negotiator"]))),
        maybe(of(principal=party)),
        maybe(later),
    )


def deadlines_moved(negotiation: Negotiation) -> Fields:
    return both(
        of(deadline=one_of(deadlines_in(negotiation))),
        of(now=st.sampled_from(("2024-09-15", "2024-09-30", "2024-11-30"))),
    )


def registered_anew(negotiation: Negotiation) -> Fields:
    """A date, an office, a pool or a name, each from what stands now."""
    registration = negotiation.registration
    if registration is None or not registration.dates:
        return nothing
    when, pool = registration.dates[0].when, registration.pools[0].total
    name, leads = registration.parties[1].name, registration.led_by
    fields: list[JsonObject] = [
        {"field": "dates.0.when", "was": when, "now": "2024-10-07"},
        {"field": "dates.0.when", "was": when, "now": "2024-10-08"},
        {"field": "pools.seats", "was": pool, "now": pool - 1},
        {"field": "pools.seats", "was": pool, "now": pool + 2},
        {"field": "parties.1.name", "was": name, "now": f"{name} again"},
        {"field": "led_by", "was": leads, "now": "Speaker" if leads != "Speaker" else "Governor"},
    ]
    return st.sampled_from(fields)


FIELDS: Mapping[str, Callable[[Negotiation], Fields]] = {
    "AllianceProposed": lambda _: st.one_of(between, of(by="office:Governor", to=["INC", "AAP"])),
    "PartyJoined": lambda _: of(parties=party),
    "PartyWithdrew": lambda _: both(
        of(parties=party), maybe(of(ends_negotiation=True)), maybe(later)
    ),
    "NegotiatorAppointed": lambda _: both(
        of(person=several, principal=party),
        st.one_of(of(role=roles), of(title=titles), of(role=roles, title=titles)),
        maybe(of(replaces=several)),
    ),
    "MandateChanged": lambda _: both(
        of(by=party, now=words), maybe(of(person=several)), maybe(of(role=roles))
    ),
    "TenureChanged": tenures,
    "TalksOpened": lambda _: both(of(by=actors), maybe(talking)),
    "MeetingHeld": lambda now: both(
        between, some_step(now), maybe(of(mediator=persons)), maybe(of(internal=True))
    ),
    "TalksSuspended": lambda _: both(maybe(of(by=actors)), maybe(of(scope=scopes))),
    "TalksResumed": lambda _: both(of(by=actors), maybe(of(scope=scopes)), maybe(talking)),
    "DemandMade": demands,
    "OfferMade": offers,
    "OfferWithdrawn": withdrawing,
    "OfferAccepted": accepting,
    "OfferRejected": rejecting,
    "ConcessionMade": lambda now: of(
        by=party, dropped=one_of((*demands_in(now), *conditions_in(now)))
    ),
    "ConditionSet": lambda _: of(by=party, condition=words),
    "ConditionResolved": lambda now: of(
        condition=one_of(conditions_in(now)), outcome=st.sampled_from(("met", "failed"))
    ),
    "DeadlineSet": lambda _: of(
        kind=st.sampled_from(("self_set", "soft_target", "external_hard", "next_meeting")),
        when=st.sampled_from(("2024-09-12", "2024-09-25", "2024-10-05")),
        awaits=st.sampled_from((None, "DealReached", "MeetingHeld", "VoteHeld")),
        by=st.sampled_from(("INC", "AAP", "CPM")),
    ),
    "DeadlineExtended": deadlines_moved,
    "UltimatumIssued": lambda _: both(between, maybe(of(when="2024-09-20"))),
    "PartialAgreementReached": lambda now: of(
        scope="some seats", in_principle=st.booleans(), assent=assent(now), terms=terms
    ),
    "DealReached": deals,
    "DealAmended": amendments,
    "DealRatified": lambda _: both(
        of(body=st.sampled_from(BODIES), outcome=outcomes),
        st.sampled_from(({"party": "AAP"}, {"party": "AAP"}, {})),
        maybe(of(votes=counts)),
    ),
    "VoteHeld": lambda now: both(
        of(body=st.sampled_from(BODIES), outcome=outcomes, subject=subjects),
        maybe(of(party=party)),
        maybe(of(votes=counts)),
        maybe(of(in_reply_to=one_of(deadlines_in(now)))),
    ),
    "TermFollowed": lambda now: both(
        of(
            by=st.sampled_from(("INC", "AAP", "office:auditor")),
            deal=one_of(sorted({row.step for row in now.terms} | {row.step for row in now.deals})),
            fulfilment=st.sampled_from(get_args(Fulfilment)),
        ),
        maybe(of(term=1)),
    ),
    "DealBroken": lambda _: both(of(by=party), maybe(later)),
    "TalksCollapsed": lambda _: both(of(by=actors), maybe(later)),
    "UnilateralMoveMade": moving_away,
    "StatementMade": statements,
    "NegotiationClosed": lambda _: of(reason=st.sampled_from(("poll", "tolerated"))),
    "RegistrationAmended": registered_anew,
}
"""Step type -> how to make up its own fields."""

WEIGHTS: Mapping[str, int] = {
    "AllianceProposed": 2,
    "NegotiatorAppointed": 2,
    "TenureChanged": 2,
    "VoteHeld": 2,
    "TalksOpened": 3,
    "TalksResumed": 3,
    "TalksSuspended": 2,
    "OfferMade": 6,
    "OfferAccepted": 5,
    "OfferRejected": 3,
    "OfferWithdrawn": 3,
    "DemandMade": 3,
    "ConditionSet": 2,
    "ConditionResolved": 2,
    "DealReached": 6,
    "DealRatified": 4,
    "DealAmended": 3,
    "TermFollowed": 3,
    "DealBroken": 2,
    "TalksCollapsed": 3,
    "PartialAgreementReached": 2,
    "RegistrationAmended": 3,
    "StatementMade": 4,
}
"""How often a type is tried, against 1 for every other."""
