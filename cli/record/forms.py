"""A form in the person's own editor, for a step that has more to say than fits on a line.

The form is YAML with comments, because it is read and filled in by people who have never seen
one. What they type is never lost: a form that is left unfinished is kept as a draft.
"""

from collections.abc import Callable, Sequence
from typing import Final

import click
import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.cli.context import App
from parley.cli.paths import write_file

_COMPLAINT: Final = "#! "
_WIDTH: Final = 96


class Field(msgspec.Struct, frozen=True):
    """One line of a form: `value` is YAML as it stands there at first, `note` says what it is.

    `choices` are written as a comment above it.
    """

    name: str
    value: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()


def compose_form(title: str, fields: Sequence[Field]) -> str:
    """Return the YAML text of an empty form."""
    lines = [f"# {title}", say("# Save and close to record it; close without a change to leave.")]
    for field in fields:
        lines.append("")
        if field.note:
            lines += _comment(field.note)
        if field.choices:
            lines += _comment(say("one of: {choices}", choices=", ".join(field.choices)))
        lines.append(f"{field.name}: {field.value}".rstrip())
    return "\n".join(lines) + "\n"


def edit_form(app: App, form: str, check: Callable[[str], list[str]]) -> str:
    """Let the person edit the form until `check` finds nothing; return its text.

    `check` returns one sentence for each thing that is wrong; they are written above the fields
    and the editor opens again. The text that is returned has no such complaints in it.
    Raises Failure: usage where nobody can be asked, failed when the form is closed unchanged.
    """
    if not app.can_ask:
        detail = say("the form needs a terminal, and somebody to fill it in")
        raise Failure(Kind.USAGE, detail, hint=say("give the values as options"))
    text, reasons = form, list[str]()
    while True:
        edited = _edit(_with_complaints(text, reasons))
        if edited in ("", text):
            raise _left(app, reasons)
        text, reasons = edited, check(edited)
        if not reasons:
            app.paths.draft_file.unlink(missing_ok=True)
            return text
        # Kept before the editor opens again: it may crash, the person may give up.
        write_file(app.paths.draft_file, text)


def _edit(text: str) -> str:
    """Return what the person saved, without complaints; empty when they saved nothing."""
    try:
        edited = click.edit(text, extension=".yaml")
    except UnicodeDecodeError as error:
        detail = say(
            "the form was saved in another encoding than UTF-8 (byte {start})", error.start
        )
        raise Failure(Kind.FAILED, detail, hint=say("let the editor save as UTF-8")) from error
    lines = (edited or "").split("\n")
    return "\n".join(line for line in lines if not line.startswith(_COMPLAINT))


def _left(app: App, reasons: Sequence[str]) -> Failure:
    if not reasons:
        return Failure(
            Kind.FAILED, say("the form was closed without a change; nothing was recorded")
        )
    detail = say("nothing was recorded: {reasons}", reasons="; ".join(reasons))
    return Failure(
        Kind.FAILED,
        detail,
        hint=say("what you typed is kept in {draft_file}", app.paths.draft_file),
    )


def _comment(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="#   ")


def _with_complaints(text: str, reasons: Sequence[str]) -> str:
    lines = [f"{_COMPLAINT}{line}\n" for reason in reasons for line in reason.split("\n")]
    return "".join(lines) + text
