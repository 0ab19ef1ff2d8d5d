"""Talks that open, pause and go on, in words, and who is in them.

Whoever is in talks is named only as far as a step names them: parties of a table of six are not in
talks because two of them opened some (docs/adr/0042).
"""

from parley.answers.sentences.words import names, on
from parley.answers.words.moments import until_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.steps import TalksOpened, TalksResumed, TalksSuspended
from parley.negotiation.views.seen import Seen

__all__ = ["in_talks", "pause", "talks_told"]


def in_talks(seen: Seen, opened: rows.StepRow) -> tuple[str, ...]:
    """Who is in the talks since `opened`, and sits at the table still; nobody where the step names
    only some of those who sat there."""
    sat, named = seen.seated_after(opened), {*opened.by, *opened.to}
    told = isinstance(step := step_of(opened), TalksOpened | TalksResumed) and step.parties
    if not told and len(sat) > 2 and not named.issuperset(sat):
        return ()
    there = tuple(each for each in sat if each in seen.seated)
    return there if len(there) > 1 else ()


def pause(row: rows.StepRow) -> str:
    """`for 10 days, until 3 Sep 2024`: how long a pause was announced to be."""
    step = step_of(row)
    if not isinstance(step, TalksSuspended):
        return ""
    lasting = f" for {quantity_said(step.lasting)}" if step.lasting is not None else ""
    return lasting + (f" until {until_said(step.until)}" if step.until is not None else "")


def talks_told(row: rows.StepRow) -> str:
    """`INC and AAP opened talks on 6 Sep 2024`, `migration was set aside on 8 Sep 2024`."""
    step, by, when = step_of(row), names(row.by), on(row.occurred)
    scope = str(getattr(step, "scope", None) or "").replace("_", " ")
    match step:
        case TalksSuspended() if scope and row.by:
            return f"{by} set {scope} aside {when}{pause(row)}"
        case TalksSuspended() if scope:
            return f"{scope} was set aside {when}{pause(row)}"
        case TalksSuspended() if row.by:
            return f"{by} suspended the talks {when}{pause(row)}"
        case TalksSuspended():
            return f"the talks were suspended {when}{pause(row)}"
        case TalksResumed() if scope:
            return f"{by if row.by else 'the parties'} took up {scope} again {when}"
        case TalksResumed():
            return f"{by} resumed the talks {when}" if row.by else f"the talks resumed {when}"
        case _:
            others = f" with {names(row.to)}" if row.to else ""
            return f"{by} opened talks{others} {when}"
