"""The verbs of what lies on the table: offer, counter, demand, accept, reject, withdraw, condition.

An offer's quantity is what the receiver gets, a demand's what the demander gets; the help of each
says so, because that is where a reader of two records compares apples with pears.
"""

from collections.abc import Mapping
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.cli.choices import OneOf
from parley.cli.record.declared import step_fields, step_verb
from parley.cli.record.terms import TERM_OPTIONS, term_of
from parley.cli.record.writing import Noted
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject

__all__ = ["accept", "condition", "counter", "demand", "offer", "reject", "withdraw"]

_OUTCOMES: Final = ("met", "failed", "waived")
_QUANTITY: Final = ("quantity|seats|words",)


def _offering(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    return Noted("OfferMade", {**fields, "terms": [term_of(typed, pools=scene.has_pools())]})


offer = step_verb(
    "offer",
    "OfferMade",
    "BY TO QUANTITY",
    """Record an offer: QUANTITY is what the receiver gets.

    QUANTITY is 5, 5..7, 23.. (at least), ..9 (at most), 190~ (about), or the words as they were
    said, in quotes; the number stays a word where nobody gave one. What was offered before, and
    what became of it, is `parley offers`.

    \b
    Examples:
      parley offer INC AAP "good small numbers" --at 2024-09-07 --speaker "Deepak Babaria"
      parley offer INC AAP 5..7 --at 2024-09-07 --anon "party sources"
      parley offer INC,SP AAP "single digit" --reads-as 1..9 --at fri --speaker "Deepak Babaria"
      parley offer CON LD --issue portfolios --words "five in cabinet" --at 2010-05-10 --anon aides
    """,
    needs=_QUANTITY,
    finish=_offering,
    more=TERM_OPTIONS,
    expires="Until when it stands.",
    finality="The giver says that it is final, or open to talk.",
    conditions="What it depends on.",
    in_addition="It adds to the offers before it.",
    package="Its terms stand or fall together.",
)


def _demanding(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    return Noted("DemandMade", {**fields, "terms": [term_of(typed, pools=scene.has_pools())]})


demand = step_verb(
    "demand",
    "DemandMade",
    "BY TO QUANTITY",
    """Record a demand: QUANTITY is what the one who demands gets.

    It is written as for `parley offer`. A demand with a date and a threat is `parley ultimatum`.

    \b
    Examples:
      parley demand AAP INC 10 --at 2024-09-03 --anon "party insiders"
      parley demand AAP INC --seats Kalayat,Jind --at 2024-09-05 --speaker "Sushil Gupta"
    """,
    needs=_QUANTITY,
    finish=_demanding,
    more=TERM_OPTIONS,
    kind="If it is more than a demand.",
)


def _countering(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    """Raises Failure for what cannot be countered."""
    version = scene.version(str(typed["step"]), "STEP")
    kind, _ = scene.entry(version)
    if kind not in ("OfferMade", "DemandMade"):
        detail = say(
            "v{version} is {kind}, and only an offer or a demand can be countered", version, kind
        )
        raise Failure(Kind.FAILED, detail, hint=say("parley offers shows those there are"))
    rows = scene.rows("offer" if kind == "OfferMade" else "demand")
    answered = next(row for row in rows if row["step"] == version)
    term = term_of({**typed, "issue": answered["issue"], "pool": answered["pool"]})
    own: JsonObject = {"to": answered["by"], "terms": [term], "in_reply_to": version}
    return Noted("DemandMade" if kind == "OfferMade" else "OfferMade", {**fields, **own})


counter = step_verb(
    "counter",
    "OfferMade",
    "BY STEP QUANTITY",
    """Record what BY names instead: a demand in reply to an offer, an offer in reply to a demand.

    Both are about the same share, so QUANTITY means what it meant in STEP; issue and pool are
    those of STEP, and it goes to whoever made STEP.

    \b
    Examples:
      parley counter AAP 4 10 --at 2024-09-08 --speaker "Sushil Gupta"
      parley counter INC 5 ..7 --at 2024-09-08 --anon "party sources"
    """,
    needs=_QUANTITY,
    finish=_countering,
    more=[each for each in TERM_OPTIONS if each.name not in ("issue", "pool")],
)

accept = step_verb(
    "accept",
    "OfferAccepted",
    "BY STEP=offer",
    """Record that a receiver accepts the offer of STEP while it is open.

    It is no deal yet (`parley deal`). Acceptance after the end of an offer is a statement:
    `parley say BY welcomes --about STEP`.

    \b
    Examples:
      parley accept AAP 4 --at 2024-09-08 --speaker "Raghav Chadha"
      parley accept AAP 4 --conditional "if Kalayat is among them" --at 2024-09-08 --anon aides
    """,
    in_full="All of it, as was said.",
    in_principle="In principle, with details left.",
    conditional="On what the acceptance depends.",
)

reject = step_verb(
    "reject",
    "OfferRejected",
    "BY [STEP=rejected]",
    """Record that somebody refuses an offer, a demand or a meeting.

    \b
    Examples:
      parley reject AAP 4 --at 2024-09-08 --speaker "Sushil Gupta"
      parley reject AAP --words "any figure below ten" --at 2024-09-08 --speaker "Sushil Gupta"
    """,
    needs=("rejected|words",),
    words="What was refused, where no recorded step stands for it.",
)


def _withdrawing(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    """Return the step: who gives takes back an offer, who asks drops anything else."""
    pointer = fields.get("dropped")
    kind = scene.type_of(pointer) if isinstance(pointer, int) else None
    if kind != "OfferMade":
        if typed["reason"] is not None and (kind is not None or pointer is None):
            detail = say("a reason is kept of an offer that is taken back, and this is none")
            raise Failure(Kind.USAGE, detail, hint="--text WORDS is our paraphrase")
        return Noted("ConcessionMade", fields)
    taken = {name: value for name, value in fields.items() if name not in ("dropped", "words")}
    reason = step_fields(scene, "OfferWithdrawn", {"reason": typed["reason"]}, {})
    return Noted("OfferWithdrawn", {**taken, "offer": pointer, **reason})


withdraw = step_verb(
    "withdraw",
    "ConcessionMade",
    "BY [STEP=dropped]",
    """Record that BY takes back its own offer, or drops its own demand, veto, claim or condition.

    Which of the two it is follows from STEP. Of the three that sound alike: `withdraw` takes back
    what lies on the table, `leave` is a party that gets up from it, `break` ends a deal.

    \b
    Examples:
      parley withdraw INC 4 --at 2024-09-09 --speaker "Deepak Babaria"
      parley withdraw AAP 5 --at 2024-09-08 --speaker "Raghav Chadha"
      parley withdraw AAP --words "the seat of Kalayat" --at 2024-09-08 --anon "party insiders"
    """,
    needs=("dropped|words",),
    finish=_withdrawing,
    words="What was dropped, where no recorded step stands for it.",
    more=[click.Option(["--reason"], metavar="WORDS", help="Of an offer: the reason given.")],
)


def _conditioning(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    outcome = typed["outcome"]
    if outcome is None:
        return Noted("ConditionSet", fields)
    step = step_fields(
        scene, "ConditionResolved", {"condition": typed["condition"]}, {"condition": "STEP"}
    )
    by = {name: fields[name] for name in ("by",) if name in fields}
    return Noted("ConditionResolved", {**by, **step, "outcome": str(outcome)})


condition = step_verb(
    "condition",
    "ConditionSet",
    "[BY] WORDS=condition",
    """Record a condition that BY sets; with --outcome, what became of the one of a step.

    With --outcome the step of the condition stands in place of WORDS, and BY is who says so or
    waives it, where somebody does.

    \b
    Examples:
      parley condition RLD "Baghpat is ours" --on-what "the alliance" --at 2024-01-19 --anon aides
      parley condition 6 --outcome met --at 2024-02-08 --attribution media_report
      parley condition RLD 6 --outcome waived --at 2024-02-08 --speaker "Jayant Chaudhary"
    """,
    needs=("by|outcome",),
    finish=_conditioning,
    on_what="What depends on it.",
    more=[click.Option(["--outcome"], type=OneOf(_OUTCOMES), help="What became of that of STEP.")],
)
