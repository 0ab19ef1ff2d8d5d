"""The verbs of agreement: partial, deal, amend, ratify, break.

One side's "agreed" is a claim; these take every party's word, and say how it was given.
"""

from typing import Final

import click

from parley.cli.choices import OneOf
from parley.cli.record.telling import filled
from parley.cli.record.terms import assent, issue_option, pairs, pool_option, terms_by_party
from parley.cli.record.writing import Noted, by_argument, verb
from parley.drafting.scene import Scene
from parley.events.canonical import JsonValue

__all__ = ["amend", "break_deal", "deal", "partial", "ratify"]

_parties: Final = click.argument("parties", nargs=-1, metavar="PARTY…")
_joint: Final = click.option("--joint", is_flag=True, help="All of them announced it together.")
_assent: Final = click.option(
    "--assent",
    "given",
    multiple=True,
    metavar="PARTY=HOW",
    help="How one agreed: joint, statement, document or conduct.",
)
_terms: Final = click.option(
    "--terms", multiple=True, metavar="A=17,B=63", help="What each party gets."
)
_seats: Final = click.option(
    "--seats", multiple=True, metavar="A=@FILE", help="Which seats: A=Jind,Kalayat or A=@FILE."
)


@verb("partial", needs=("scope",))
@click.argument("scope", required=False, metavar="SCOPE")
@_parties
@_joint
@_assent
@_terms
@_seats
@issue_option
@pool_option
@click.option("--in-principle", is_flag=True, help="Agreed in principle.")
def partial(
    _: Scene,
    scope: str,
    parties: tuple[str, ...],
    joint: bool,
    given: tuple[str, ...],
    terms: tuple[str, ...],
    seats: tuple[str, ...],
    issue: str | None,
    pool: str | None,
    in_principle: bool,
) -> Noted:
    """Record that something is agreed short of a deal, or is said to be.

    With the word of every party at the table it counts as agreed, otherwise as a claim.

    \b
    Examples:
      parley partial "five seats" INC AAP --joint --terms AAP=5 --at 2024-09-08 --speaker "A. Kumar"
      parley partial "a common programme" INC --in-principle --at 2024-09-08 --speaker "A. Kumar"
    """
    fields = filled(
        by=list(parties),
        scope=scope,
        in_principle=in_principle,
        terms=terms_by_party(terms, seats, issue=issue, pool=pool),
        assent=assent(parties, joint=joint, given=given),
    )
    return Noted("PartialAgreementReached", fields)


@verb("deal", needs=("parties", "given|joint"))
@_parties
@_joint
@_assent
@_terms
@_seats
@issue_option
@pool_option
@click.option("--form", type=OneOf(("signed", "de_facto")), help="If it was not simply announced.")
@click.option(
    "--subject-to", multiple=True, metavar="PARTY=BODY", help="A body that still has to approve."
)
@click.option(
    "--opened", metavar="WHEN", help="Talks that nobody saw were under way: ../D is by then."
)
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
) -> list[Noted]:
    """Record a deal: every party at the table agrees, on record.

    With one side's word alone it is a claim: `parley say BY claims_agreement`. The words of
    several speakers are several evidences: fill them in with --edit.

    \b
    Examples:
      parley deal INC SP --joint --terms SP=63,INC=17 --at 2024-02-21 --speaker "Avinash Pande"
      parley deal INC SP --joint --terms INC=17 --seats INC=@list.txt --at 2024-02-21 --speaker A
      parley deal CON LD --joint --subject-to "LD=the triple lock" --at 2010-05-11 --speaker A
      parley deal SP RLD --joint --opened ../2024-01-19 --at 2024-01-19 --speaker "A. Yadav"
    """
    bodies: list[JsonValue] = [
        {"party": party, "body": body} for party, body in pairs(subject_to, "--subject-to").items()
    ]
    fields = filled(
        by=list(parties),
        terms=terms_by_party(terms, seats, issue=issue, pool=pool),
        assent=assent(parties, joint=joint, given=given),
        form=form,
        subject_to=bodies,
    )
    steps = [Noted("DealReached", fields)]
    if opened is not None:
        rows = scene.rows("negotiation")
        collapsed = any(row["state"] == "collapsed" for row in rows)
        when = scene.moment(opened, "--opened")
        talks = filled(by=list(parties), stage="undisclosed", occurred=when)
        steps.insert(0, Noted("TalksResumed" if collapsed else "TalksOpened", talks))
    return steps


@verb("amend", needs=("terms|seats|joins", "given|joint"))
@_parties
@_joint
@_assent
@click.option("--was", multiple=True, metavar="A=17,B=63", help="What each party had before.")
@click.option(
    "--now", "terms", multiple=True, metavar="A=18,B=62", help="What each party gets from now on."
)
@_seats
@issue_option
@pool_option
@click.option("--joins", multiple=True, metavar="PARTY", help="A party that joins the deal.")
def amend(
    _: Scene,
    parties: tuple[str, ...],
    joint: bool,
    given: tuple[str, ...],
    was: tuple[str, ...],
    terms: tuple[str, ...],
    seats: tuple[str, ...],
    issue: str | None,
    pool: str | None,
    joins: tuple[str, ...],
) -> Noted:
    """Record that a concluded deal is changed: every party whose share changes agrees.

    What we recorded wrongly ourselves is `parley correct`.

    \b
    Examples:
      parley amend SP INC --joint --was SP=63,INC=17 --now SP=62,INC=18 --at 2024-03-01 --speaker A
      parley amend SP INC TMC --joint --now TMC=1 --joins TMC --at 2024-03-15 --speaker "A. Yadav"
    """
    fields = filled(
        by=list(parties),
        was=terms_by_party(was, (), issue=issue, pool=pool, name="--was"),
        now=terms_by_party(terms, seats, issue=issue, pool=pool, name="--now"),
        assent=assent(parties, joint=joint, given=given),
        joins=list(joins),
    )
    return Noted("DealAmended", {"now": [], **fields})


@verb("ratify", needs=("party", "body", "outcome"))
@click.argument("party", required=False, metavar="PARTY")
@click.argument("body", required=False, metavar="BODY")
@click.argument("outcome", required=False, metavar="OUTCOME", type=OneOf(("approved", "rejected")))
@click.option("--vote", help="The count, as it was given.")
def ratify(_: Scene, party: str, body: str, outcome: str, vote: str | None) -> Noted:
    """Record that a body of a party approves or rejects the deal; a rejection reopens the talks.

    \b
    Examples:
      parley ratify LD "federal executive" approved --at 2010-05-12 --speaker "Simon Hughes"
      parley ratify LD "special conference" rejected --at 2010-05-16 --attribution public_record
    """
    return Noted(
        "DealRatified", filled(by=party, party=party, body=body, outcome=outcome, vote=vote)
    )


@verb("break", needs=("by",))
@by_argument
@click.option("--reason", metavar="WORDS", help="The reason that was given.")
def break_deal(_: Scene, by: str, reason: str | None) -> Noted:
    """Record that a party ends a deal that was reached; the state becomes collapsed.

    Of the three that sound alike: `break` ends a deal, `leave` is a party that gets up from the
    table, `withdraw` takes back an offer. Talks that end without a deal are `parley collapse`.

    \b
    Examples:
      parley break RLD --at 2024-02-12 --speaker "Jayant Chaudhary"
    """
    return Noted("DealBroken", filled(by=by, reason=reason))
