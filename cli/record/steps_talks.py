"""The verbs of the table itself: propose, open, meet, suspend, resume, collapse, close.

They are the steps that begin talks, pause them and end them without a deal.
"""

from typing import Final

from parley.cli.record.declared import step_verb

__all__ = ["close", "collapse", "meet", "open_talks", "propose", "resume", "suspend"]

_STAGE: Final = "What kind of talks, if that was said."
_REASON: Final = "The reason that was given."
_SCOPE: Final = (
    "What alone it concerns: an issue such as portfolios (parley offer --help), or a field by its"
    " name, such as migration."
)
_PARTIES: Final = "Who is in the talks from now on, where that is said; nobody else is then."

propose = step_verb(
    "propose",
    "AllianceProposed",
    "BY TO",
    """Record that a party proposes an alliance, or shows interest in one.

    With it the state becomes proposed. After a collapse it must be on record. Who welcomes it, and
    no more, says so: `parley say BY welcomes --about STEP`.

    \b
    Examples:
      parley propose INC AAP --at ../2024-09-03 --speaker "Rahul Gandhi"
      parley propose INC,AAP CPM --form seat_sharing --at 2024-09-03 --attribution media_report
    """,
    form="What kind of alliance.",
    scope="What it is to cover.",
)

open_talks = step_verb(
    "open",
    "TalksOpened",
    "BY [TO]",
    """Record that talks are under way: on record by a party, shown by a document, or reported.

    What a paper tells in its own voice is `--attribution media_report` with its name; the state
    then says that it is reported. What an unnamed source says about talks is `parley say BY
    claims_talks`. Talks that go on after a collapse or a pause are `parley resume`.

    \b
    Examples:
      parley open INC AAP --at ../2024-09-06 --speaker "Deepak Babaria"
      parley open all --stage formal --at 2024-09-06 --attribution document --url https://…
      parley open INC,AAP --parties INC,AAP --at 2024-09-06 --attribution media_report --outlet PTI
    """,
    stage=_STAGE,
    parties=_PARTIES,
)

meet = step_verb(
    "meet",
    "MeetingHeld",
    "BY [TO]",
    """Record that participants met or telephoned, or that a party met among itself; those who met
    without one having invited are all BY.

    A meeting that came out late is recorded with its own day; it takes its place in the history.

    \b
    Examples:
      parley meet INC AAP --at 2024-09-07 --attribution media_report
      parley meet all --at 2024-09-08 --attribution media_report
      parley meet INC AAP --at 2024-09-04 --secret --published 2024-09-08 --anon "party insiders"
      parley meet INC --internal --at 2024-09-03 --attribution media_report
    """,
    mode="How they met.",
    place="Where they met.",
    mediator="Who brought them together.",
    secret="It was kept secret.",  # noqa: S106 - an option, no password
    internal="A party met among itself; there is no TO.",
)

suspend = step_verb(
    "suspend",
    "TalksSuspended",
    "[BY]",
    """Record that talks pause; with --scope, that this issue or field alone is parked.

    Leave BY out where nobody says who paused them. Talks that end are `parley collapse`.

    \b
    Examples:
      parley suspend INC --reason "until the list is out" --at 2024-09-08 --speaker "A. Kumar"
      parley suspend INC --scope migration --at 2024-09-08 --speaker "A. Kumar"
      parley suspend --lasting "10 days" --at 2024-09-08 --attribution media_report --outlet PTI
    """,
    scope=_SCOPE,
    reason=_REASON,
    until="Until when they pause, as it was announced.",
    lasting="For how long they pause: 10 days.",
)

resume = step_verb(
    "resume",
    "TalksResumed",
    "BY [TO]",
    """Record that talks go on after a collapse or a pause, or with what was parked (--scope).

    \b
    Examples:
      parley resume INC AAP --at 2024-09-10 --speaker "Deepak Babaria"
      parley resume INC --scope portfolios --at 2024-09-10 --speaker "Deepak Babaria"
    """,
    stage=_STAGE,
    scope=_SCOPE,
    reason=_REASON,
    parties=_PARTIES,
)

collapse = step_verb(
    "collapse",
    "TalksCollapsed",
    "BY",
    """Record that talks end without a deal: declared on record, or shown by a public act.

    A deal that ends is `parley break`; a party that leaves while others talk on `parley leave`;
    a list of candidates alone is `parley move`, which ends nothing.

    \b
    Examples:
      parley collapse AAP --at 2024-09-10 --speaker "Sushil Gupta" --quote "We are on our own"
      parley collapse INC --how lapsed --at 2024-09-12 --attribution public_record
    """,
    how="By whose word or act it shows; otherwise declared.",
    reason=_REASON,
    effective="From when on, in the declarer's own words.",
)

close = step_verb(
    "close",
    "NegotiationClosed",
    "[BY] REASON",
    """Record that the contest has decided: REASON is poll, nominations, sworn_in, dissolved, …

    dissolved is where a new election is called, overtaken where somebody else decides; tolerated
    closes talks in which one side lets the other govern and agrees to no more. In a contest it ends
    the tasks that were given for it.

    BY is who closes it, where somebody does. After it only meetings, moves and statements are
    recorded. Talks that are still under way have lapsed: `parley collapse BY --how lapsed` first.

    \b
    Examples:
      parley close poll --at 2024-10-05 --attribution public_record
      parley close office:monarch sworn_in --at 2010-05-11 --attribution public_record
    """,
    effective="From when on, in the words of who says so.",
)
