"""The verbs of what lies on the table: offer, counter, demand, accept, reject, withdraw, concede,
condition.

An offer's quantity is what the receiver gets, a demand's what the demander gets; the help of each
says so, because that is where a reader of two records compares apples with pears.
"""

from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.cli.choices import OneOf
from parley.cli.record.telling import filled
from parley.cli.record.terms import (
    issue_option,
    one_term,
    pool_option,
    quantity_of,
    reads_as_option,
)
from parley.cli.record.writing import Noted, by_argument, to_argument, verb
from parley.drafting.scene import Scene

__all__ = ["accept", "concede", "condition", "counter", "demand", "offer", "reject", "withdraw"]

_OUTCOMES: Final = ("met", "failed", "waived")
_quantity: Final = click.argument("quantity", required=False, metavar="QUANTITY")
_seats: Final = click.option(
    "--seats", metavar="NAMES|@FILE", help="Named seats: Jind,Kalayat, or one on each line."
)
_words: Final = click.option("--words", help="What is meant, where it is no quantity.")
_step: Final = click.argument("step", required=False, metavar="STEP")


@verb("offer", needs=("by", "to", "quantity|seats|words"))
@by_argument
@to_argument
@_quantity
@issue_option
@_seats
@_words
@reads_as_option
@pool_option
@click.option("--expires", metavar="WHEN", help="Until when it stands.")
@click.option("--final", is_flag=True, help="The giver says that it is final.")
@click.option("--condition", multiple=True, metavar="WORDS", help="What it depends on.")
@click.option("--in-addition", is_flag=True, help="It adds to the offers before it.")
def offer(
    scene: Scene,
    by: str,
    to: str,
    quantity: str | None,
    issue: str | None,
    seats: str | None,
    words: str | None,
    reads_as: str | None,
    pool: str | None,
    expires: str | None,
    final: bool,
    condition: tuple[str, ...],
    in_addition: bool,
) -> Noted:
    """Record an offer: QUANTITY is what the receiver gets.

    QUANTITY is 5, 5..7, 23.. (at least), ..9 (at most), 190~ (about), or the words as they were
    said, in quotes; the number stays a word where nobody gave one.

    \b
    Examples:
      parley offer INC AAP "good small numbers" --at 2024-09-07 --speaker "Deepak Babaria"
      parley offer INC AAP 5..7 --at 2024-09-07 --anon "party sources"
      parley offer INC AAP "single digit" --reads-as 1..9 --at fri --speaker "Deepak Babaria"
      parley offer CON LD --issue portfolios --words "five in cabinet" --at 2010-05-10 --anon aides
    """
    term = one_term(
        quantity=quantity_of(quantity, reads_as), issue=issue, pool=pool, seats=seats, words=words
    )
    fields = filled(
        by=by,
        to=to,
        terms=[term],
        expires=expires and scene.moment(expires, "--expires"),
        finality="final" if final else None,
        conditions=list(condition),
        in_addition=in_addition,
    )
    return Noted("OfferMade", fields)


@verb("demand", needs=("by", "to", "quantity|seats|words"))
@by_argument
@to_argument
@_quantity
@issue_option
@_seats
@_words
@reads_as_option
@pool_option
@click.option("--kind", type=OneOf(("precondition", "veto")), help="If it is more than a demand.")
def demand(
    _: Scene,
    by: str,
    to: str,
    quantity: str | None,
    issue: str | None,
    seats: str | None,
    words: str | None,
    reads_as: str | None,
    pool: str | None,
    kind: str | None,
) -> Noted:
    """Record a demand: QUANTITY is what the one who demands gets.

    It is written as for `parley offer`. A demand with a date and a threat is `parley ultimatum`.

    \b
    Examples:
      parley demand AAP INC 10 --at 2024-09-03 --anon "party insiders"
      parley demand AAP INC --seats Kalayat,Jind --at 2024-09-05 --speaker "Sushil Gupta"
    """
    term = one_term(
        quantity=quantity_of(quantity, reads_as), issue=issue, pool=pool, seats=seats, words=words
    )
    return Noted("DemandMade", filled(by=by, to=to, terms=[term], kind=kind))


@verb("counter", needs=("by", "step", "quantity|seats|words"))
@by_argument
@_step
@_quantity
@_seats
@_words
@reads_as_option
def counter(
    scene: Scene,
    by: str,
    step: str,
    quantity: str | None,
    seats: str | None,
    words: str | None,
    reads_as: str | None,
) -> Noted:
    """Record what BY names instead: a demand in reply to an offer, an offer in reply to a demand.

    Both are about the same share, so QUANTITY means what it meant in STEP; issue and pool are
    those of STEP, and it goes to whoever made STEP.

    \b
    Examples:
      parley counter AAP 4 10 --at 2024-09-08 --speaker "Sushil Gupta"
      parley counter INC 5 ..7 --at 2024-09-08 --anon "party sources"
    """
    version = scene.version(step, "STEP")
    kind = scene.type_of(version)
    if kind not in ("OfferMade", "DemandMade"):
        kind, _ = scene.entry(version)
        detail = f"v{version} is {kind}, and only an offer or a demand can be countered"
        raise Failure(Kind.FAILED, detail, hint="parley offers shows those there are")
    rows = scene.rows("offer" if kind == "OfferMade" else "demand")
    answered = next(row for row in rows if row["step"] == version)
    term = one_term(
        quantity=quantity_of(quantity, reads_as),
        issue=str(answered["issue"]),
        pool=None if answered["pool"] is None else str(answered["pool"]),
        seats=seats,
        words=words,
    )
    fields = filled(by=by, to=answered["by"], terms=[term], in_reply_to=version)
    return Noted("DemandMade" if kind == "OfferMade" else "OfferMade", fields)


@verb("accept", needs=("by", "step"))
@by_argument
@_step
@click.option("--in-full", is_flag=True, help="All of it, as was said.")
@click.option("--in-principle", is_flag=True, help="In principle, with details left.")
@click.option("--conditional", metavar="WORDS", help="On what the acceptance depends.")
def accept(
    scene: Scene, by: str, step: str, in_full: bool, in_principle: bool, conditional: str | None
) -> Noted:
    """Record that a receiver accepts the offer of STEP while it is open.

    It is no deal yet (`parley deal`). Acceptance after the end of an offer is a statement:
    `parley say BY welcomes`.

    \b
    Examples:
      parley accept AAP 4 --at 2024-09-08 --speaker "Raghav Chadha"
      parley accept AAP 4 --conditional "if Kalayat is among them" --at 2024-09-08 --anon aides
    """
    fields = filled(
        by=by,
        offer=scene.pointer(step, "STEP"),
        in_full=in_full,
        in_principle=in_principle,
        conditional=conditional,
    )
    return Noted("OfferAccepted", fields)


@verb("reject", needs=("by", "step|words"))
@by_argument
@_step
@click.option("--words", help="What was refused, where no recorded step stands for it.")
def reject(scene: Scene, by: str, step: str | None, words: str | None) -> Noted:
    """Record that somebody refuses an offer, a demand or a meeting.

    \b
    Examples:
      parley reject AAP 4 --at 2024-09-08 --speaker "Sushil Gupta"
      parley reject AAP --words "any figure below ten" --at 2024-09-08 --speaker "Sushil Gupta"
    """
    rejected = None if step is None else scene.pointer(step, "STEP")
    return Noted("OfferRejected", filled(by=by, rejected=rejected, words=words))


@verb("withdraw", needs=("by", "step"))
@by_argument
@_step
@click.option("--reason", metavar="WORDS", help="The reason that was given.")
def withdraw(scene: Scene, by: str, step: str, reason: str | None) -> Noted:
    """Record that the giver takes back its own offer.

    Of the three that sound alike: `withdraw` takes back an offer, `leave` is a party that gets up
    from the table, `break` ends a deal that was reached.

    \b
    Examples:
      parley withdraw INC 4 --at 2024-09-09 --speaker "Deepak Babaria"
    """
    fields = filled(by=by, offer=scene.pointer(step, "STEP"), reason=reason)
    return Noted("OfferWithdrawn", fields)


@verb("concede", needs=("by", "step|words"))
@by_argument
@_step
@click.option("--words", help="What was dropped, where no recorded step stands for it.")
def concede(scene: Scene, by: str, step: str | None, words: str | None) -> Noted:
    """Record that a party drops a demand, a veto, a claim or a condition.

    \b
    Examples:
      parley concede AAP 5 --at 2024-09-08 --speaker "Raghav Chadha"
      parley concede AAP --words "the seat of Kalayat" --at 2024-09-08 --anon "party insiders"
    """
    dropped = None if step is None else scene.pointer(step, "STEP")
    return Noted("ConcessionMade", filled(by=by, dropped=dropped, words=words))


@verb("condition", needs=("by", "words"))
@by_argument
@click.argument("words", required=False, metavar="WORDS")
@click.option("--on", metavar="WORDS", help="What depends on it.")
def condition(scene: Scene, by: str, words: str, on: str | None) -> Noted:
    """Record a condition that BY sets, or what became of one.

    In place of BY stands met, failed or waived, and the step of the condition in place of WORDS.

    \b
    Examples:
      parley condition RLD "Baghpat is ours" --on "the alliance" --at 2024-01-19 --anon aides
      parley condition met 6 --at 2024-02-08 --attribution media_report
      parley condition waived 6 --at 2024-02-08 --speaker "Jayant Chaudhary"
    """
    if by in _OUTCOMES:
        fields = filled(condition=scene.pointer(words, "STEP"), outcome=by)
        return Noted("ConditionResolved", fields)
    return Noted("ConditionSet", filled(by=by, condition=words, on_what=on))
