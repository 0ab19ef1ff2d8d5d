"""The verbs of who sits and who speaks: join, leave, appoint, mandate, task, say, move.

None of them makes or ends a deal by itself; most of what is reported about talks is one of these.
"""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

import click

from parley.answers import language
from parley.answers.failing import Failure, Kind, suggest
from parley.cli.record.declared import step_verb
from parley.cli.record.telling import filled
from parley.cli.record.writing import Noted
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.steps import Stance

__all__ = ["appoint", "join", "leave", "mandate", "move", "say", "task"]

_STANCES: Final[tuple[str, ...]] = get_args(Stance)


def _joining(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Sequence[Noted]:
    """Raises Failure (usage) for a name of several."""
    joins = Noted("PartyJoined", {**filled(by=fields.get("parties")), **fields})
    if typed["name"] is None:
        return [joins]
    short = fields.get("parties")
    if isinstance(short, list) and len(short) == 1:
        short = short[0]
    if not isinstance(short, str):
        detail = language.say("--name is the name of one party, and several join")
        raise Failure(Kind.USAGE, detail, hint="parley join CPM --name …")
    known = scene.registration().fields.get("parties", [])
    parties: list[JsonValue] = [*known] if isinstance(known, list) else []
    party: JsonObject = {"party": short, "name": str(typed["name"])}
    amended: JsonObject = {"field": "parties", "was": parties, "now": [*parties, party]}
    return [Noted("RegistrationAmended", amended), joins]


join = step_verb(
    "join",
    "PartyJoined",
    "PARTY…=parties",
    """Record that a party takes a seat at the table.

    It must be registered (`parley register list`); a party that comes up midway is registered with
    --name, and joins, in one go. A party joins a deal with `parley deal --joins`.

    \b
    Examples:
      parley join CPM --at 2024-09-05 --attribution media_report
      parley join CPM,SP --consent INC --at 2024-09-05 --attribution media_report
      parley join GFP --name "Goa Forward Party" --at 2024-09-05 --attribution media_report
    """,
    finish=_joining,
    more=(click.Option(["--name"], metavar="WORDS", help="Registers it first, by this name."),),
    consent="By whose consent.",
)


def _leaving(_: Scene, fields: JsonObject, __: Mapping[str, object]) -> Noted:
    by = fields.get("excluded_by", fields.get("parties"))
    return Noted("PartyWithdrew", {**filled(by=by), **fields})


leave = step_verb(
    "leave",
    "PartyWithdrew",
    "PARTY…=parties",
    """Record that a party gets up from the table; with fewer than two left the talks collapse.

    Of the three that sound alike: `leave` is a party that gets up from the table, `withdraw`
    takes back an offer or drops a demand, `break` ends a deal that was reached.

    \b
    Examples:
      parley leave CPM --at 2024-09-09 --speaker "Inderjit Singh"
      parley leave CPM --excluded-by INC --at 2024-09-09 --attribution media_report
    """,
    finish=_leaving,
    ends_negotiation="The negotiation ends with it.",
    excluded_by="It did not leave, it was put out.",
    effective="From when on, in the declarer's own words.",
)


def _appointing(_: Scene, fields: JsonObject, __: Mapping[str, object]) -> Noted:
    return Noted("NegotiatorAppointed", {**filled(by=fields.get("principal")), **fields})


appoint = step_verb(
    "appoint",
    "NegotiatorAppointed",
    "BY=principal [PERSON…=person]",
    """Record that BY names somebody to negotiate, to mediate or to lead the talks.

    Several PERSONs have one task between them. A title that is no role of the list stands in its
    own words. What they may agree to is `parley mandate`, what becomes of the task `parley task`.

    \b
    Examples:
      parley appoint INC "Deepak Babaria" --role in_charge --at 2023-06 --anon aides
      parley appoint AAP "Raghav Chadha" --role negotiator --at 2024-09-03 --speaker A
      parley appoint office:King Ann Bob --title préformateur --replaces Cid --at fri --speaker A
    """,
    needs=("person|role|title",),
    finish=_appointing,
    role="As what.",
    title="What the task is called, where no role is.",
    office="The office that they hold by it.",
    scope="For what.",
    replaces="Who had it before.",
)


mandate = step_verb(
    "mandate",
    "MandateChanged",
    "BY NOW [PERSON…=person]",
    """Record what BY may agree to, or lets a PERSON or a role agree to: NOW in the report's words.

    It ends with the task of who was appointed. What a body only recommends is no mandate:
    `parley say BY urges`.

    \b
    Examples:
      parley mandate INC "up to seven seats" "Deepak Babaria" --at 2024-09-06 --anon aides
      parley mandate AAP "no talks below ten" --was "ten to twelve" --at 2024-09-06 --speaker A
    """,
    role="As what they have it.",
    title="What the task is called, where no role is.",
    was="What it was before.",
    votes="The vote on it: 56 for, 2 against; or words.",
    figure="How much may be agreed to: ..200.",
)


def _tasking(_: Scene, fields: JsonObject, __: Mapping[str, object]) -> Noted:
    by = str(fields.get("by"))
    own = filled(person=by.partition(":")[2] if by.startswith("person:") else None)
    named = any(fields.get(each) for each in ("person", "role", "title"))
    return Noted("TenureChanged", fields if named else {**own, **fields})


task = step_verb(
    "task",
    "TenureChanged",
    "BY NOW [PERSON…=person]",
    """Record what becomes of a task that somebody was appointed to: it ends, or it does not.

    NOW is discharged, given_back, reported (with the last report), resignation_accepted or ended;
    resignation_offered and resignation_refused end nothing. A person who acts is `person:NAME`.
    Who takes it over ends it too: `parley appoint BY PERSON --replaces NAME`.

    \b
    Examples:
      parley task "person:Raghav Chadha" resignation_offered --at 2024-09-07 --speaker "R. Chadha"
      parley task AAP resignation_refused "Raghav Chadha" --at 2024-09-08 --speaker A
      parley task AAP discharged "Raghav Chadha" --role negotiator --at 2024-09-09 --speaker A
    """,
    finish=_tasking,
    role="Which task, where somebody has several.",
    title="What it is called, where no role is.",
    principal="For whom, where somebody has tasks of several.",
    reason="The reason that was given.",
    effective="From when on, in the declarer's own words.",
)


def _saying(_: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    """Raises Failure (usage) for a stance that there is not."""
    stances = [part.strip() for part in str(typed["stances"] or "").split(",") if part.strip()]
    for each in stances:
        if each not in _STANCES:
            near = suggest(each, _STANCES) or language.say(
                "write one of {stances}", stances=", ".join(_STANCES)
            )
            raise Failure(
                Kind.USAGE, language.say("STANCE: there is no stance “{each}”", each), hint=near
            )
    words = typed["words"]
    told = filled(text=None if words is None else str(words))
    return Noted("StatementMade", {**fields, **told, **filled(stances=[*stances])})


say = step_verb(
    "say",
    "StatementMade",
    "BY STANCE=stances [WORDS]",
    """Record what somebody says about the talks; it changes no state.

    STANCE is one or more, with commas, of optimistic, pessimistic, no_comment, no_response,
    claims_agreement, claims_talks, welcomes, expects, rules_out, rebuffs, attacks, accuses, urges,
    prefers, insists, defers, denies, confirms, corrects, refutes, dissent, leak, background. WORDS
    are our paraphrase; the exact words go to --quote. What it is about goes to --about: a step, or
    talks, agreement, collapse, figure, words, secrecy.

    \b
    Examples:
      parley say AAP optimistic "nothing conclusive yet" --at fri --speaker "Raghav Chadha"
      parley say AAP welcomes --about 2 --at 2024-09-04 --speaker "Sanjay Singh"
      parley say INC no_comment --about figure --at 2024-09-07 --speaker "Deepak Babaria"
      parley say AAP denies --about 6 --at 2024-09-09 --speaker "Sushil Gupta"
      parley say AAP rules_out "no pact" --to INC --at fri --speaker A --quote "never with them"
      parley say described:"the agency" background "five of ten" --at fri --anon agency
    """,
    finish=_saying,
    to="To whom; with rules_out and rebuffs with whom not. Several with commas.",
    issue="The issue that it concerns: seat_count, portfolios … (parley offer --help).",
    secret="What it speaks of is to stay secret.",  # noqa: S106 - an option, no password
)

move = step_verb(
    "move",
    "UnilateralMoveMade",
    "BY KIND",
    """Record a move away from the table: a candidate list, "we fight all 90", another pact.

    KIND is candidate_list, constituency_list (seats, and nobody for them yet), contest_alone or
    other_pact (with whom says --to). By itself it ends nothing: talks that are declared over are
    `parley collapse`. `parley table --away` shows them.

    \b
    Examples:
      parley move AAP candidate_list --count 20 --at 2024-09-09 --attribution party_statement
      parley move AAP contest_alone --count 90 --at 2024-09-09 --speaker "Sushil Gupta"
    """,
    to="With whom another pact is.",
    count="How many seats.",
    seats="Which seats.",
    overlaps="How many of them the other side named too.",
    overlapping_seats="Which of them.",
)
