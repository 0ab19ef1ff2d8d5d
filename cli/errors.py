"""What can go wrong in front of a person, and the one switch from it to an exit code.

A script must be able to tell a refusal from a broken database, so every error of every room comes
out through `failure_from` and leaves with a number of the contract:

    0 ok · 1 a rule refused or the operation failed · 2 usage · 3 not found · 4 version conflict
    5 integrity failure · 6 store unreachable or needs migration · 130 interrupted

A command raises `Failure` for what it finds itself and lets the errors of the other rooms pass;
`answers.failing` says what those mean, to every face.
"""

import click
import msgspec

from parley.answers.failing import (
    Failure,
    Kind,
    mask_passwords,
    problem_from,
    suggest,
)
from parley.answers.language import say


def failure_from(error: BaseException) -> Failure:
    """Return what `error` means to a person; INTERNAL when nobody foresaw it."""
    if isinstance(error, click.UsageError):
        return _usage_failure(error)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return Failure(Kind.INTERRUPTED, "interrupted")
    if isinstance(error, click.ClickException):
        return Failure(Kind.FAILED, _as_clause(error.format_message()))
    if isinstance(error, Failure):
        return error
    from parley.answers.failures import failure_of  # which knows every room, and --help needs none

    return failure_of(error)


def render_failure(failure: Failure, *, as_json: bool) -> str:
    """Return the text for stderr without a last newline: one JSON object, or lines for people.

    `error:` and `hint:` stand at the start of their lines; the console colours them.
    """
    if as_json:
        # A fact that JSON cannot say must not hide the error it belongs to.
        return mask_passwords(msgspec.json.encode(problem_from(failure), enc_hook=str).decode())
    lines = [f"error: {failure.detail}"]
    if failure.hint:
        lines.append(f"hint: {failure.hint}")
    return mask_passwords("\n".join(lines))


def _usage_failure(error: click.UsageError) -> Failure:
    help_line = (
        say("see {command_path} --help", error.ctx.command_path)
        if error.ctx
        else say("see parley --help")
    )
    if isinstance(error, click.NoSuchOption):
        near = "" if error.ctx is None else _option_hint(error.ctx, error.option_name)
        hint = (
            say("{near} Otherwise {help_line}", near, help_line)
            if near.endswith("?")
            else near or help_line
        )
        return Failure(
            Kind.USAGE, say("there is no option {option_name}", error.option_name), hint=hint
        )
    return Failure(Kind.USAGE, _as_clause(error.format_message()), hint=help_line)


def _option_hint(ctx: click.Context, typed: str) -> str:
    """Return what to type instead of an option that is not there; nothing where none is near."""
    from parley.cli.synonyms import ARGUMENTS, option_meant

    word, params = typed.lstrip("-"), ctx.command.get_params(ctx)
    names = {
        (param.metavar or "").rstrip("…") for param in params if param.param_type_name != "option"
    }
    unnamed = word.upper() if word.upper() in names else ARGUMENTS.get(word, "")
    if unnamed in names and unnamed:
        usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
        return say("{unnamed} stands without a name: {usage}", unnamed, usage)
    # Without their dashes, or every option would look like every other.
    known = [name[2:] for param in params for name in param.opts if name.startswith("--")]
    meant = option_meant(word, known)
    return say("did you mean “--{meant}”?", meant) if meant else suggest(word, known, prefix="--")


def _as_clause(message: str) -> str:
    """Return click's sentence as the clause that follows `error:`."""
    return message[:1].lower() + message[1:].removesuffix(".")
