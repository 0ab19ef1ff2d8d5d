"""The verbs of the table itself: propose, welcome, open, meet, suspend, resume, collapse, close.

They are the steps that begin talks, pause them and end them without a deal.
"""

from typing import Final, get_args

import click

from parley.cli.choices import OneOf
from parley.cli.record.telling import filled
from parley.cli.record.writing import Noted, by_argument, to_argument, verb
from parley.drafting.scene import Scene
from parley.negotiation.steps import ISSUES, Stage

__all__ = ["close", "collapse", "meet", "open_talks", "propose", "resume", "suspend", "welcome"]

_FORMS: Final = ("seat_sharing", "coalition", "outside_support", "abstention", "merger")
_stage: Final = click.option(
    "--stage", type=OneOf(get_args(Stage)), help="What kind of talks, if that was said."
)
_reason: Final = click.option("--reason", metavar="WORDS", help="The reason that was given.")
_scope: Final = click.option(
    "--issue",
    type=OneOf(ISSUES),
    metavar="ISSUE",
    help="The one issue that it concerns: seat_count, portfolios … (parley offer --help).",
)


@verb("propose", needs=("by", "to"))
@by_argument
@to_argument
@click.option("--form", type=OneOf(_FORMS), help="What kind of alliance.")
@click.option("--scope", metavar="WORDS", help="What it is to cover.")
def propose(_: Scene, by: str, to: str, form: str | None, scope: str | None) -> Noted:
    """Record that a party proposes an alliance, or shows interest in one.

    With it the state becomes proposed. After a collapse it must be on record.

    \b
    Examples:
      parley propose INC AAP --at ../2024-09-03 --speaker "Rahul Gandhi"
      parley propose INC AAP --form seat_sharing --at 2024-09-03 --attribution media_report
    """
    return Noted("AllianceProposed", filled(by=by, to=to, form=form, scope=scope))


@verb("welcome", needs=("by",))
@by_argument
@click.argument("step", required=False, metavar="[STEP]")
def welcome(scene: Scene, by: str, step: str | None) -> Noted:
    """Record that somebody welcomes a proposal or another step, and no more than that.

    It changes no state: an offer that is accepted is `parley accept`.

    \b
    Examples:
      parley welcome AAP 2 --at 2024-09-04 --speaker "Sanjay Singh"
      parley welcome AAP --about talks --at 2024-09-04 --attribution media_report
    """
    about = None if step is None else scene.pointer(step, "STEP")
    return Noted("StatementMade", filled(by=by, stances=["welcomes"], about=about))


@verb("open", needs=("by",))
@by_argument
@click.argument("to", required=False, metavar="[TO]")
@_stage
def open_talks(_: Scene, by: str, to: str | None, stage: str | None) -> Noted:
    """Record that talks are under way: on record by a party, or shown by a document.

    What an unnamed source says about talks is `parley say BY claims_talks`. Talks that go on
    after a collapse or a pause are `parley resume`.

    \b
    Examples:
      parley open INC AAP --at ../2024-09-06 --speaker "Deepak Babaria"
      parley open INC AAP --stage formal --at 2024-09-06 --attribution document --url https://…
    """
    return Noted("TalksOpened", filled(by=by, to=to, stage=stage))


@verb("meet", needs=("by", "to|internal"))
@by_argument
@click.argument("to", required=False, metavar="TO")
@click.option("--mode", type=OneOf(("in_person", "phone", "virtual")), help="How they met.")
@click.option("--place", help="Where they met.")
@click.option("--mediator", metavar="NAME", help="Who brought them together.")
@click.option("--secret", is_flag=True, help="It was kept secret.")
@click.option("--internal", is_flag=True, help="A party met among itself; there is no TO.")
def meet(
    _: Scene,
    by: str,
    to: str | None,
    mode: str | None,
    place: str | None,
    mediator: str | None,
    secret: bool,
    internal: bool,
) -> Noted:
    """Record that participants met or telephoned, or that a party met among itself.

    A meeting that came out late is recorded with its own day; it takes its place in the history.

    \b
    Examples:
      parley meet INC AAP --at 2024-09-07 --attribution media_report
      parley meet INC AAP --at 2024-09-04 --secret --published 2024-09-08 --anon "party insiders"
      parley meet INC --internal --at 2024-09-03 --attribution media_report
    """
    fields = filled(
        by=by, to=to, mode=mode, place=place, mediator=mediator, secret=secret, internal=internal
    )
    return Noted("MeetingHeld", fields)


@verb("suspend", needs=("by",))
@by_argument
@_scope
@_reason
def suspend(_: Scene, by: str, issue: str | None, reason: str | None) -> Noted:
    """Record that talks pause; with --issue, that this issue alone is parked.

    Talks that end are `parley collapse`.

    \b
    Examples:
      parley suspend INC --reason "until the list is out" --at 2024-09-08 --speaker "A. Kumar"
      parley suspend INC --issue portfolios --at 2024-09-08 --attribution media_report
    """
    return Noted("TalksSuspended", filled(by=by, scope=issue, reason=reason))


@verb("resume", needs=("by",))
@by_argument
@click.argument("to", required=False, metavar="[TO]")
@_stage
@_scope
@_reason
def resume(
    _: Scene, by: str, to: str | None, stage: str | None, issue: str | None, reason: str | None
) -> Noted:
    """Record that talks go on after a collapse, a pause, or a parked issue (--issue).

    \b
    Examples:
      parley resume INC AAP --at 2024-09-10 --speaker "Deepak Babaria"
      parley resume INC --issue portfolios --at 2024-09-10 --speaker "Deepak Babaria"
    """
    fields = filled(by=by, to=to, stage=stage, scope=issue, reason=reason)
    return Noted("TalksResumed", fields)


@verb("collapse", needs=("by",))
@by_argument
@click.option(
    "--how",
    type=OneOf(("declared", "conduct", "lapsed")),
    help="By whose word or act it shows; otherwise declared.",
)
@_reason
@click.option("--effective", metavar="WHEN", help="From when on, in the declarer's own words.")
def collapse(
    scene: Scene, by: str, how: str | None, reason: str | None, effective: str | None
) -> Noted:
    """Record that talks end without a deal: declared on record, or shown by a public act.

    A deal that ends is `parley break`; a party that leaves while others talk on `parley leave`;
    a list of candidates alone is `parley move`, which ends nothing.

    \b
    Examples:
      parley collapse AAP --at 2024-09-10 --speaker "Sushil Gupta" --quote "We are on our own"
      parley collapse INC --how lapsed --at 2024-09-12 --attribution public_record
    """
    when = effective and scene.moment(effective, "--effective")
    return Noted("TalksCollapsed", filled(by=by, how=how, reason=reason, effective=when))


@verb("close", needs=("reason",))
@click.argument(
    "reason",
    required=False,
    metavar="REASON",
    type=OneOf(("poll", "nominations", "sworn_in")),
)
@click.option("--by", help="Who closes it, where somebody does.")
def close(_: Scene, reason: str, by: str | None) -> Noted:
    """Record that the contest has decided: REASON is poll, nominations or sworn_in.

    After it only meetings, moves and statements are recorded. Talks that are still under way
    have lapsed: `parley collapse BY --how lapsed` first.

    \b
    Examples:
      parley close poll --at 2024-10-05 --attribution public_record
      parley close sworn_in --at 2010-05-11 --attribution public_record
    """
    return Noted("NegotiationClosed", filled(by=by, reason=reason))
