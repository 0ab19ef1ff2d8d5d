"""What can go wrong in front of a person, and the one switch from it to an exit code.

A script must be able to tell a refusal from a broken database, so every error of every room comes
out through `failure_from` and leaves with a number of the contract:

    0 ok · 1 a rule refused or the operation failed · 2 usage · 3 not found · 4 version conflict
    5 integrity failure · 6 store unreachable or needs migration · 130 interrupted

A command raises `Failure` for what it finds itself and lets the errors of the other rooms pass;
`FOREIGN` says what those mean here. A new error class of another room needs one line there.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

import click
import msgspec


class Kind(Enum):
    """The ways to fail: `slug` ends the RFC 9457 type, `exit_code` is what the shell sees."""

    REFUSED = ("refused", 1, "A rule refused the step")
    FAILED = ("failed", 1, "The operation failed")
    INTERNAL = ("internal", 1, "Internal error")
    USAGE = ("usage", 2, "The command was not understood")
    NOT_FOUND = ("not-found", 3, "Not found")
    CONFLICT = ("version-conflict", 4, "The version is not the expected one")
    INTEGRITY = ("integrity", 5, "The record does not verify")
    STORE = ("store", 6, "The store cannot be used")
    MIGRATION = ("needs-migration", 6, "The store and this release do not fit")
    INTERRUPTED = ("interrupted", 130, "Interrupted")

    def __init__(self, slug: str, exit_code: int, title: str) -> None:
        self.slug = slug
        self.exit_code = exit_code
        self.title = title


FOREIGN: Final[Mapping[str, Kind]] = {
    # Full class names, so that nothing needs importing to be recognised; the nearest base class
    # that is listed decides.
    "events.errors.RecordError": Kind.FAILED,
    "events.errors.IntegrityError": Kind.INTEGRITY,
    "events.errors.NotRecorded": Kind.REFUSED,
    "events.errors.VersionConflict": Kind.CONFLICT,
    "events.errors.ViewsReplaced": Kind.CONFLICT,
    "events.errors.IdConflict": Kind.CONFLICT,
    "events.errors.NoSuchStream": Kind.NOT_FOUND,
    "events.errors.UnknownUrl": Kind.USAGE,
    "events.errors.NoSuchLedger": Kind.NOT_FOUND,
    "events.errors.NoSuchRole": Kind.NOT_FOUND,
    "events.errors.NotALedger": Kind.STORE,
    "events.errors.NewerLedger": Kind.MIGRATION,
    "events.errors.OlderLedger": Kind.MIGRATION,
    "events.errors.MigrationFailed": Kind.MIGRATION,
    "events.errors.StoreUnreachable": Kind.STORE,
    "cli.documents.DocumentError": Kind.FAILED,
}


class Failure(Exception):  # noqa: N818 - a failure need not be anybody's error
    """An error a person can act on.

    `detail` says what and why, `hint` what to type next (empty when there is nothing to type),
    `facts` are extra members of the JSON object: plain values, named as in the other answers.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        hint: str = "",
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.hint = hint
        self.facts = dict(facts or {})


def failure_from(error: BaseException) -> Failure:
    """Return what `error` means to a person; INTERNAL when nobody foresaw it."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, click.UsageError):
        return _usage_failure(error)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return Failure(Kind.INTERRUPTED, "interrupted")
    if isinstance(error, click.ClickException):
        return Failure(Kind.FAILED, _as_clause(error.format_message()))
    for ancestor in type(error).__mro__:
        kind = FOREIGN.get(f"{ancestor.__module__}.{ancestor.__qualname__}")
        if kind is not None:
            return _foreign_failure(kind, error)
    if isinstance(error, OSError):
        return _system_failure(error)
    return Failure(Kind.INTERNAL, f"internal error: {type(error).__name__}: {error}")


def problem_from(failure: Failure) -> dict[str, object]:
    """Return the RFC 9457 object of a failure; `exit` and `hint` are our extension members."""
    problem: dict[str, object] = {
        "type": f"urn:parley:problem:{failure.kind.slug}",
        "title": failure.kind.title,
        "detail": failure.detail,
        "exit": failure.kind.exit_code,
    }
    if failure.hint:
        problem["hint"] = failure.hint
    return problem | {key: value for key, value in failure.facts.items() if key not in problem}


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


def mask_passwords(text: str) -> str:
    """Return the text with the passwords of database addresses in it written ***."""
    text = re.sub(r"://([^:/@\s\"]*):[^\s\"]*@", r"://\1:***@", text)
    return re.sub(r"([?&][a-z]*password=)[^&\s\"]*", r"\1***", text)


def suggest(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Return `did you mean “…”?` for the nearest known words, or nothing when none is near.

    `prefix` is written before each of them. A second word stands only where it is about as near.
    """
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(word, list(known), n=2)
    if len(near) == 2:
        first, second = (SequenceMatcher(None, each, word).ratio() for each in near)
        near = near if first - second < _NEARER else near[:1]
    return f"did you mean {' or '.join(f'“{prefix}{name}”' for name in near)}?" if near else ""


_NEARER: Final = 0.15
"""How much likelier the first of two words must be to be the only one that is suggested."""


def _usage_failure(error: click.UsageError) -> Failure:
    help_line = f"see {error.ctx.command_path} --help" if error.ctx else "see parley --help"
    if isinstance(error, click.NoSuchOption):
        near = "" if error.ctx is None else _option_hint(error.ctx, error.option_name)
        hint = f"{near} Otherwise {help_line}" if near.endswith("?") else near or help_line
        return Failure(Kind.USAGE, f"there is no option {error.option_name}", hint=hint)
    return Failure(Kind.USAGE, _as_clause(error.format_message()), hint=help_line)


def _option_hint(ctx: click.Context, typed: str) -> str:
    """Return what to type instead of an option that is not there; nothing where none is near."""
    from cli.synonyms import ARGUMENTS, option_meant

    word, params = typed.lstrip("-"), ctx.command.get_params(ctx)
    names = {
        (param.metavar or "").rstrip("…") for param in params if param.param_type_name != "option"
    }
    unnamed = word.upper() if word.upper() in names else ARGUMENTS.get(word, "")
    if unnamed in names and unnamed:
        usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
        return f"{unnamed} stands without a name: {usage}"
    # Without their dashes, or every option would look like every other.
    known = [name[2:] for param in params for name in param.opts if name.startswith("--")]
    meant = option_meant(word, known)
    return f"did you mean “--{meant}”?" if meant else suggest(word, known, prefix="--")


def _as_clause(message: str) -> str:
    """Return click's sentence as the clause that follows `error:`."""
    return message[:1].lower() + message[1:].removesuffix(".")


def _foreign_failure(kind: Kind, error: BaseException) -> Failure:
    """Read `message` and `hint`, which the rooms' errors promise; their other fields are facts."""
    facts = {
        name: value.decode(errors="replace") if isinstance(value, bytes) else value
        for name, value in vars(error).items()
        if not name.startswith("_") and name not in ("message", "hint")
    }
    detail = str(getattr(error, "message", "") or error)
    return Failure(kind, detail, hint=str(getattr(error, "hint", "") or ""), facts=facts)


def _system_failure(error: OSError) -> Failure:
    reason = error.strerror or str(error) or type(error).__name__
    return Failure(Kind.FAILED, f"{error.filename}: {reason}" if error.filename else reason)
