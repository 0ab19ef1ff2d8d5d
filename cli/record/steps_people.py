"""The verbs of who sits and who speaks: join, leave, appoint, say, move.

None of them makes or ends a deal by itself; most of what is reported about talks is one of these.
"""

from typing import Final, get_args

import click

from parley.answers.failing import Failure, Kind, suggest
from parley.cli.choices import OneOf
from parley.cli.record.telling import filled
from parley.cli.record.terms import quantity_of, read_seats
from parley.cli.record.writing import Noted, by_argument, verb
from parley.drafting.scene import Scene
from parley.negotiation.steps import ISSUES, Role, Stance

__all__ = ["appoint", "join", "leave", "move", "say"]

_STANCES: Final[tuple[str, ...]] = get_args(Stance)
_MOVES: Final = ("candidate_list", "contest_alone", "other_pact")
_parties: Final = click.argument("parties", nargs=-1, metavar="PARTY…")


@verb("join", needs=("parties",))
@_parties
@click.option("--consent", multiple=True, metavar="PARTY", help="By whose consent.")
def join(_: Scene, parties: tuple[str, ...], consent: tuple[str, ...]) -> Noted:
    """Record that a party takes a seat at the table.

    It must be registered (`parley party list`). A party joins a deal with `parley amend --joins`.

    \b
    Examples:
      parley join CPM --at 2024-09-05 --attribution media_report
    """
    fields = filled(by=list(parties), parties=list(parties), consent=list(consent))
    return Noted("PartyJoined", fields)


@verb("leave", needs=("parties",))
@_parties
@click.option("--ends", is_flag=True, help="The negotiation ends with it.")
@click.option(
    "--excluded-by", multiple=True, metavar="PARTY", help="It did not leave, it was put out."
)
def leave(_: Scene, parties: tuple[str, ...], ends: bool, excluded_by: tuple[str, ...]) -> Noted:
    """Record that a party gets up from the table; with fewer than two left the talks collapse.

    Of the three that sound alike: `leave` is a party that gets up from the table, `withdraw`
    takes back an offer, `break` ends a deal that was reached.

    \b
    Examples:
      parley leave CPM --at 2024-09-09 --speaker "Inderjit Singh"
      parley leave CPM --excluded-by INC --at 2024-09-09 --attribution media_report
    """
    fields = filled(
        by=list(excluded_by or parties),
        parties=list(parties),
        ends_negotiation=ends,
        excluded_by=list(excluded_by),
    )
    return Noted("PartyWithdrew", fields)


@verb("appoint", needs=("person|role", "principal"))
@click.argument("person", required=False, metavar="PERSON")
@click.option("--principal", metavar="PARTY", help="For whom.")
@click.option("--role", type=OneOf(get_args(Role)), metavar="ROLE", help="As what.")
@click.option("--scope", metavar="WORDS", help="For what.")
@click.option("--replaces", metavar="PERSON", help="Who had it before.")
def appoint(
    _: Scene,
    person: str | None,
    principal: str,
    role: str | None,
    scope: str | None,
    replaces: str | None,
) -> Noted:
    """Record that somebody is named to negotiate, to mediate or to lead the talks.

    What they may agree to is a mandate: `parley record MandateChanged now="up to seven seats"`.

    \b
    Examples:
      parley appoint "Deepak Babaria" --principal INC --role in_charge --at 2023-06 --anon aides
      parley appoint "Raghav Chadha" --principal AAP --role negotiator --at 2024-09-03 --speaker A
    """
    fields = filled(
        by=principal, person=person, role=role, principal=principal, scope=scope, replaces=replaces
    )
    return Noted("NegotiatorAppointed", fields)


@verb("say", needs=("by", "stance"))
@by_argument
@click.argument("stance", required=False, metavar="STANCE")
@click.argument("words", required=False, metavar="[WORDS]")
@click.option(
    "--issue",
    type=OneOf(ISSUES),
    metavar="ISSUE",
    help="The issue that it concerns: seat_count, portfolios … (parley offer --help).",
)
def say(_: Scene, by: str, stance: str | None, words: str | None, issue: str | None) -> Noted:
    """Record what somebody says about the talks; it changes no state.

    STANCE is one or more, with commas, of optimistic, pessimistic, no_comment, no_response,
    claims_agreement, claims_talks, welcomes, expects, rules_out, rebuffs, urges, defers, denies,
    confirms, corrects, refutes, dissent, leak, background. WORDS are our paraphrase; the exact
    words go to --quote. What it is about goes to --about: a step, or talks, agreement, collapse,
    figure, words.

    \b
    Examples:
      parley say AAP optimistic "nothing conclusive yet" --at fri --speaker "Raghav Chadha"
      parley say INC no_comment --about figure --at 2024-09-07 --speaker "Deepak Babaria"
      parley say AAP denies --about 6 --at 2024-09-09 --speaker "Sushil Gupta"
      parley say described:"the agency" background "five of ten" --at fri --anon agency
    """
    stances = [part.strip() for part in (stance or "").split(",") if part.strip()]
    for each in stances:
        if each not in _STANCES:
            near = suggest(each, _STANCES) or f"write one of {', '.join(_STANCES)}"
            raise Failure(Kind.USAGE, f"STANCE: there is no stance “{each}”", hint=near)
    return Noted("StatementMade", filled(by=by, stances=list(stances), text=words, issue=issue))


@verb("move", needs=("by", "kind"))
@by_argument
@click.argument("kind", required=False, metavar="KIND", type=OneOf(_MOVES))
@click.option("--count", metavar="QUANTITY", help="How many seats.")
@click.option("--seats", metavar="NAMES|@FILE", help="Which seats.")
@click.option("--overlaps", metavar="QUANTITY", help="How many of them the other side named too.")
@click.option("--overlapping-seats", metavar="NAMES|@FILE", help="Which of them.")
def move(
    _: Scene,
    by: str,
    kind: str,
    count: str | None,
    seats: str | None,
    overlaps: str | None,
    overlapping_seats: str | None,
) -> Noted:
    """Record a move away from the table: a candidate list, "we fight all 90", another pact.

    KIND is candidate_list, contest_alone or other_pact. By itself it ends nothing: talks that
    are declared over are `parley collapse`.

    \b
    Examples:
      parley move AAP candidate_list --count 20 --at 2024-09-09 --attribution party_statement
      parley move AAP contest_alone --count 90 --at 2024-09-09 --speaker "Sushil Gupta"
    """
    fields = filled(
        by=by,
        kind=kind,
        count=quantity_of(count),
        seats=[] if seats is None else read_seats(seats),
        overlaps=quantity_of(overlaps),
        overlapping_seats=[] if overlapping_seats is None else read_seats(overlapping_seats),
    )
    return Noted("UnilateralMoveMade", fields)
