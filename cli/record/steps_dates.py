"""The verbs of what is due: deadline (and moving one), ultimatum.

A date that somebody expects, one that somebody sets and one that the law sets are kinds apart:
only the first is never missed.
"""

from typing import Final

import click

from parley.cli.choices import OneOf
from parley.cli.record.telling import filled
from parley.cli.record.writing import Noted, by_argument, to_argument, verb
from parley.drafting.scene import Scene

__all__ = ["deadline", "ultimatum"]

_KINDS: Final = (
    "soft_target",
    "self_set",
    "external_hard",
    "next_meeting",
    "mandate_report",
    "ultimatum",
)
_consequence: Final = click.option(
    "--consequence", metavar="WORDS", help="What is to follow if nothing happens."
)


@verb("deadline", needs=("when|words", "kind|moves|was"))
@click.argument("when", required=False, metavar="WHEN")
@click.option("--by", help="Who sets or names it.")
@click.option(
    "--kind",
    type=OneOf(_KINDS),
    metavar="KIND",
    help=f"One of {', '.join(_KINDS)}; soft_target is what somebody expects.",
)
@click.option("--what", metavar="WORDS", help="What is due by then.")
@click.option("--awaits", metavar="TYPE", help="The step type that meets it: DealReached.")
@click.option("--words", help="The words, where no date was named.")
@_consequence
@click.option(
    "--moves", "--deadline", "moves", metavar="STEP", help="It moves the deadline of STEP to WHEN."
)
@click.option("--was", metavar="WHEN", help="It moves a deadline that is not recorded, from there.")
def deadline(
    scene: Scene,
    when: str | None,
    by: str | None,
    kind: str | None,
    what: str | None,
    awaits: str | None,
    words: str | None,
    consequence: str | None,
    moves: str | None,
    was: str | None,
) -> Noted:
    """Record a date by which something is to happen, or is expected to; or that one moves.

    \b
    Examples:
      parley deadline 2024-09-08 --by INC --kind soft_target --what "a deal" --at sat --speaker A
      parley deadline 2024-09-12 --kind external_hard --what "nominations close" --at 2024-08-16
      parley deadline 2024-09-10 --moves 7 --by INC --at 2024-09-08 --speaker "Deepak Babaria"
    """
    moment = when and scene.moment(when, "WHEN")
    if moves is None and was is None:
        fields = filled(
            by=by,
            kind=kind,
            when=moment,
            words=words,
            what=what,
            awaits=awaits,
            consequence=consequence,
        )
        return Noted("DeadlineSet", fields)
    fields = filled(
        by=by,
        now=moment,
        deadline=moves and scene.pointer(moves, "--moves"),
        was=was and scene.moment(was, "--was"),
    )
    return Noted("DeadlineExtended", fields)


@verb("ultimatum", needs=("by", "to", "when|words|consequence"))
@by_argument
@to_argument
@click.option("--when", metavar="WHEN", help="Until when.")
@click.option("--words", help="What is demanded, where no recorded step stands for it.")
@click.option("--demand", metavar="STEP", help="The demand that it repeats.")
@_consequence
def ultimatum(
    scene: Scene,
    by: str,
    to: str,
    when: str | None,
    words: str | None,
    demand: str | None,
    consequence: str | None,
) -> Noted:
    """Record a demand with a date or a threat.

    \b
    Examples:
      parley ultimatum AAP INC --when 2024-09-09 --consequence "a list for all 90 seats" --speaker A
      parley ultimatum AAP INC --demand 5 --when 2024-09-09T18:00 --at 2024-09-09 --speaker A
    """
    fields = filled(
        by=by,
        to=to,
        when=when and scene.moment(when, "--when"),
        words=words,
        demand=demand and scene.pointer(demand, "--demand"),
        consequence=consequence,
    )
    return Noted("UltimatumIssued", fields)
