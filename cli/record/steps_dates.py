"""The verbs of what is due: deadline (and moving one), ultimatum.

A date that somebody expects, one that somebody sets and one that the law sets are kinds apart:
only the first is never missed.
"""

from collections.abc import Mapping

import click

from parley.cli.record.declared import step_fields, step_verb
from parley.cli.record.writing import Noted
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject

__all__ = ["deadline", "ultimatum"]


def _setting(scene: Scene, fields: JsonObject, typed: Mapping[str, object]) -> Noted:
    moved = {"deadline": typed["deadline"], "was": typed["was"]}
    if not any(moved.values()):
        return Noted("DeadlineSet", fields)
    now = {} if "when" not in fields else {"now": fields["when"]}
    by = {name: fields[name] for name in ("by",) if name in fields}
    extended = step_fields(scene, "DeadlineExtended", moved, {})
    return Noted("DeadlineExtended", {**by, **now, **extended})


deadline = step_verb(
    "deadline",
    "DeadlineSet",
    "[BY] WHEN",
    """Record a date by which something is to happen, or is expected to; or that one moves.

    BY is who sets it, names it or moves it; the law is nobody. --deadline or --was says that WHEN
    is where one moves to.

    \b
    Examples:
      parley deadline INC 2024-09-08 --kind soft_target --what "a deal" --at sat --speaker A
      parley deadline 2024-09-12 --kind external_hard --what "nominations close" --at 2024-08-16
      parley deadline INC 2024-09-10 --deadline 7 --at 2024-09-08 --speaker "Deepak Babaria"
    """,
    needs=("when|words", "kind|deadline|was"),
    finish=_setting,
    kind="What kind of date; soft_target is what somebody expects.",
    what="What is due by then.",
    awaits="The step type that meets it: DealReached.",
    words="The words, where no date was named.",
    consequence="What is to follow if nothing happens.",
    more=(
        click.Option(["--deadline"], metavar="STEP", help="It moves the deadline of STEP to WHEN."),
        click.Option(
            ["--was"], metavar="WHEN", help="It moves a deadline that is not recorded, from there."
        ),
    ),
)

ultimatum = step_verb(
    "ultimatum",
    "UltimatumIssued",
    "BY TO",
    """Record a demand with a date or a threat.

    \b
    Examples:
      parley ultimatum AAP INC --when 2024-09-09 --consequence "a list for all 90 seats" --speaker A
      parley ultimatum AAP INC --demand 5 --when 2024-09-09T18:00 --at 2024-09-09 --speaker A
    """,
    needs=("when|words|consequence",),
    when="Until when.",
    words="What is demanded, where no recorded step stands for it.",
    demand="The demand that it repeats.",
    consequence="What is to follow if nothing happens.",
)
