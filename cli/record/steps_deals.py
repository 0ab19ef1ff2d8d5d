"""The verbs of agreement: deal (also a part or a change of one), ratify, vote, follow, break.

One side's "agreed" is a claim; these take every party's word, and say how it was given.
"""

from collections.abc import Sequence
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.cli.choices import OneOf
from parley.cli.record.declared import step_verb
from parley.cli.record.telling import filled
from parley.cli.record.terms import assent, issue_option, pairs, pool_option, terms_by_party
from parley.cli.record.writing import Noted, Verb, verb
from parley.drafting.scene import Scene
from parley.events.canonical import JsonValue

__all__ = ["break_deal", "deal", "follow", "ratify", "vote"]

_CHANGES: Final = ("amended", "was", "joins")
"""Parameters that say that a deal which stands is changed."""
_OF_A_DEAL: Final = ("form", "subject_to", "opened")


class _Deal(Verb):
    """Needs every party's word, but not for a part of a deal, and new shares for a change."""

    def unsaid(self, ctx: click.Context) -> list[str]:
        """Return what is missing. Raises Failure (usage) for words of two kinds of agreement."""
        given = ctx.params
        partial, changed = given["partial"], any(given[name] for name in _CHANGES)
        kinds = (partial, changed, any(given[name] for name in _OF_A_DEAL), given["in_principle"])
        if partial is None and given["in_principle"]:
            detail = say("what is agreed in principle is no deal yet")
            raise Failure(Kind.USAGE, detail, hint="--partial WORDS says what is agreed")
        if sum(map(bool, kinds[:3])) > 1:
            detail = say("a deal, a part of one and a change of one are three steps")
            hint = say("--partial is for a part; --amended, --was and --joins are for a change")
            raise Failure(Kind.USAGE, detail, hint=hint)
        missing = [] if given["parties"] or changed else ["parties"]
        if changed and not (given["terms"] or given["seats"] or given["joins"]):
            missing.append("terms")
        if partial is None and not (given["joint"] or given["given"]):
            missing.append("given")
        return missing

    def usage_hint(self, ctx: click.Context, missing: Sequence[click.Parameter]) -> str:
        if [param.name for param in missing] == ["given"]:
            return say(
                "--joint where all announced it together, or --assent PARTY=statement of each"
            )
        return super().usage_hint(ctx, missing)


@verb("deal", kind=_Deal)
@click.argument("parties", nargs=-1, metavar="PARTY…")
@click.option("--joint", is_flag=True, help="All of them announced it together.")
@click.option(
    "--assent",
    "given",
    multiple=True,
    metavar="PARTY=HOW",
    help="How one agreed: joint, statement, document or conduct.",
)
@click.option(
    "--terms",
    "--now",
    "terms",
    multiple=True,
    metavar="A=17,B=63",
    help="What each party gets; of a change, from now on.",
)
@click.option(
    "--seats", multiple=True, metavar="A=@FILE", help="Which seats: A=Jind,Kalayat or A=@FILE."
)
@issue_option
@pool_option
@click.option("--form", type=OneOf(("signed", "de_facto")), help="If it was not simply announced.")
@click.option(
    "--subject-to", multiple=True, metavar="[PARTY=]BODY", help="A body that still has to approve."
)
@click.option(
    "--opened", metavar="WHEN", help="Talks that nobody saw were under way: ../D is by then."
)
@click.option("--partial", metavar="WORDS", help="What is agreed, short of a deal.")
@click.option("--in-principle", is_flag=True, help="Of a part: agreed in principle.")
@click.option("--amended", is_flag=True, help="It changes the deal that stands.")
@click.option("--was", multiple=True, metavar="A=17,B=63", help="Of a change: what each had.")
@click.option("--joins", multiple=True, metavar="PARTY", help="Of a change: who joins the deal.")
def deal(
    scene: Scene,
    parties: tuple[str, ...],
    joint: bool,
    given: tuple[str, ...],
    terms: tuple[str, ...],
    seats: tuple[str, ...],
    issue: str | None,
    pool: str | None,
    form: str | None,
    subject_to: tuple[str, ...],
    opened: str | None,
    partial: str | None,
    in_principle: bool,
    amended: bool,
    was: tuple[str, ...],
    joins: tuple[str, ...],
) -> list[Noted]:
    """Record a deal: every party at the table agrees, on record; `all` is every party there.

    With one side's word alone it is a claim: `parley say BY claims_agreement`. The words of
    several speakers are several evidences: fill them in with --edit.

    With --partial something is agreed short of a deal: it counts as agreed with the word of every
    party at the table, otherwise as a claim. With --amended, --was or --joins a deal that stands is
    changed: every party whose share changes agrees. What we recorded wrongly is `parley correct`.

    \b
    Examples:
      parley deal INC,SP --joint --terms SP=63,INC=17 --at 2024-02-21 --speaker "Avinash Pande"
      parley deal INC SP --joint --terms INC=17 --seats INC=@list.txt --at 2024-02-21 --speaker A
      parley deal CON LD --joint --subject-to "LD=the triple lock" --at 2010-05-11 --speaker A
      parley deal SP RLD --joint --opened ../2024-01-19 --at 2024-01-19 --speaker "A. Yadav"
      parley deal all --partial "five seats" --joint --terms AAP=5 --at 2024-09-08 --speaker A
      parley deal SP,INC --joint --was SP=63,INC=17 --terms SP=62,INC=18 --at 2024-03-01 --speaker A
      parley deal SP,INC,TMC --joint --terms TMC=1 --joins TMC --at 2024-03-15 --speaker "A. Yadav"
    """
    named = [each for typed in parties for each in scene.actors(typed)]
    by: list[JsonValue] = [*named]
    shares = terms_by_party(terms, seats, issue=issue, pool=pool)
    ways = assent(scene, named, joint=joint, given=given)
    if partial is not None:
        fields = filled(by=by, scope=partial, in_principle=in_principle, terms=shares, assent=ways)
        return [Noted("PartialAgreementReached", fields)]
    if amended or was or joins:
        before = terms_by_party(was, (), issue=issue, pool=pool, name="--was")
        joining: list[JsonValue] = [each for typed in joins for each in scene.actors(typed)]
        fields = filled(by=by, was=before, assent=ways, joins=joining)
        return [Noted("DealAmended", {"now": shares, **fields})]
    of_parties = pairs([each for each in subject_to if "=" in each], "--subject-to")
    bodies: list[JsonValue] = [{"party": each, "body": body} for each, body in of_parties.items()]
    bodies += [{"body": each} for each in subject_to if "=" not in each]
    fields = filled(by=by, terms=shares, assent=ways, form=form, subject_to=bodies)
    steps = [Noted("DealReached", fields)]
    if opened is not None:
        collapsed = any(row["state"] == "collapsed" for row in scene.rows("negotiation"))
        when = scene.moment(opened, "--opened")
        talks = filled(by=by, stage="undisclosed", occurred=when)
        steps.insert(0, Noted("TalksResumed" if collapsed else "TalksOpened", talks))
    return steps


ratify = step_verb(
    "ratify",
    "DealRatified",
    "[BY=party] BODY OUTCOME",
    """Record that a body of BY approves or rejects the deal; a rejection reopens the talks.

    OUTCOME is approved or rejected. A body that is no party's, such as a parliament, has no BY.

    \b
    Examples:
      parley ratify LD "federal executive" approved --at 2010-05-12 --speaker "Simon Hughes"
      parley ratify "the Riksdag" approved --votes "115 for, 153 against" --at fri --speaker A
      parley ratify LD "special conference" rejected --at 2010-05-16 --attribution public_record
    """,
    finish=lambda _, fields, __: Noted(
        "DealRatified", {**filled(by=fields.get("party")), **fields}
    ),
    votes="The count: 56 for, 2 against, 1 abstained, 3 absent; or words.",
)

vote = step_verb(
    "vote",
    "VoteHeld",
    "BODY SUBJECT OUTCOME",
    """Record a vote of a parliament, or of a party's body, on something that is no deal here.

    SUBJECT is investiture, confidence, no_confidence, person, bill or other; --what says on whom or
    on what. OUTCOME is approved or rejected, by the rules of that body. A deal that is voted on is
    `parley ratify`. A date for a vote is met by it: `parley deadline … --awaits VoteHeld`.

    \b
    Examples:
      parley vote "the Riksdag" investiture rejected --what "Ann Smith as prime minister" \
          --votes "154 for, 195 against" --at 2018-11-14 --attribution public_record
      parley vote "party council" other approved --party C --what "to vote no" --at fri --speaker A
    """,
    party="Whose body it is, where it is a party's.",
    what="On whom, or on what.",
    votes="The count: 154 for, 195 against, 1 abstained, 3 absent; or words.",
)

follow = step_verb(
    "follow",
    "TermFollowed",
    "BY STEP=deal FULFILMENT",
    """Record what somebody says has become of something that was agreed.

    STEP is the deal, its amendment, or a part that all agreed; `parley agreed --kept` numbers the
    terms. FULFILMENT is kept, under_way, in_trouble, not_kept or contested.

    \b
    Examples:
      parley follow "office:government" 17 kept --term 3 --at 2011-09-15 --attribution public_record
      parley follow LD 17 not_kept --term 5 --at 2012-08-06 --speaker "Nick Clegg"
    """,
    term="Which of its terms, counted from 1; without it, all that was agreed.",
)

break_deal = step_verb(
    "break",
    "DealBroken",
    "BY",
    """Record that a party ends a deal that was reached; the state becomes collapsed.

    Of the three that sound alike: `break` ends a deal, `leave` is a party that gets up from the
    table, `withdraw` takes back an offer or drops a demand. Talks that end without a deal are
    `parley collapse`.

    \b
    Examples:
      parley break RLD --at 2024-02-12 --speaker "Jayant Chaudhary"
    """,
    reason="The reason that was given.",
    effective="From when on, in the declarer's own words.",
)
