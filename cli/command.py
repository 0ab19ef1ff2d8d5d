"""How a command is declared: the classes of commands and groups, and the options many share.

A module of a wing writes

    @click.command("status", cls=Command)
    @read_options
    @output_options
    @click.pass_obj
    def status(app: App, asked: Asked) -> None:
        '''Say where the talks stand.

        \\b
        Examples:
          parley status
          parley status --json -n haryana-2024
        '''

and gets for nothing: global options after the command's name as well as before it
(`parley status -n haryana-2024`), every missing value named at once, or asked for on a terminal,
and `did you mean` for what does not exist. Groups use `cls=Group`. Every help text ends with
examples; a test puts them through the parser.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click
from click.core import ParameterSource

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.forms import FORMATS, Format, Layout
from parley.answers.language import say, say_many
from parley.cli.commands import OPTIONS
from parley.cli.context import App
from parley.cli.prompts import Question, ask
from parley.drafting.texts import as_kept

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FILE: Final = click.Path(readable=False, allow_dash=True)
"""The name of a file: kept as it was typed, because a folder knows it so."""

_F = TypeVar("_F", bound=Callable[..., object])

_SAID: Final = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
_LATE: Final = "late_"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def output_options(command: _F) -> _F:
    """Add --format, its short forms and --columns; what they say goes to `App.layout`.

    Of several formats the last one counts.
    """
    for name, text in (
        ("csv", "For a spreadsheet."),
        ("jsonl", "One JSON object a line."),
        ("json", "One JSON object."),
    ):
        short = click.option(
            f"--{name}",
            is_flag=True,
            expose_value=False,
            allow_from_autoenv=False,
            callback=_remember_format,
            help=text,
        )
        command = short(command)
    full = click.option(
        "--format",
        type=click.Choice(FORMATS),
        expose_value=False,
        callback=_remember_format,
        help="Otherwise a table on a terminal, tab-separated lines in a pipe.",
    )
    columns = click.option(
        "--columns",
        metavar="KEY,…",
        expose_value=False,
        callback=_remember_columns,
        help="Only these columns, in this order.",
    )
    return full(columns(command))


def global_options(*, late: bool) -> list[click.Option]:
    """Return the options of `parley` itself.

    The `late` ones stand after a command's name: they are hidden from its help, and leave the
    environment to the early ones.
    """
    return [_global(names, declared, late=late) for names, declared in OPTIONS]


def complete_slug(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Complete the name of a negotiation from a ledger on this machine.

    Never asks a service or a server, and never complains: a shell has no place for an error.
    """
    from click.shell_completion import CompletionItem

    app = ctx.find_object(App)
    try:
        if app is None or "://" in app.settings.db.value:
            return []
        app.open_ledger(warn=False)
        return [CompletionItem(slug) for slug in app.slugs() if slug.startswith(incomplete)]
    except Exception:
        # Whatever is wrong here, a command will say it better than a Tab key can.
        return []


def load(place: str) -> click.Command | None:
    """Import and return the command at `module:attribute`."""
    module, _, attribute = place.partition(":")
    command = getattr(import_module(module), attribute)
    return command if isinstance(command, click.Command) else None


def other_meant(ctx: click.Context) -> str:
    """Return what the command is for whose name is a letter away; nothing where there is none."""
    from parley.cli.synonyms import SLIPS

    meant = SLIPS.get(ctx.info_name or "")
    return f"; {meant}" if meant else ""


class Command(click.Command):
    """A command that takes the global options too and deals with all missing values at once."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters and the global options it does not take itself."""
        return _with_late_options(super().get_params(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; when required values are missing, ask for them and parse once more.

        Every text but the name of a file is brought into the form in which texts are kept.

        Raises Failure (usage) naming all of them where nobody can be asked, for words that have no
        place, and for what no text of the ledger has.
        """
        given = list(args)
        ctx.allow_extra_args = True  # click's own refusal of them says nothing of what to type
        try:
            rest = super().parse_args(ctx, args)
        except click.MissingParameter:
            if ctx.find_object(App) is None:
                raise
            return self.fill_in(ctx, given, self._find_missing(ctx, given))
        if rest and not ctx.resilient_parsing:
            detail = say_many(
                len(rest),
                "“{words}” is one word too many",
                "“{words}” are {number} words too many",
                words=" ".join(rest),
            )
            raise Failure(Kind.USAGE, detail, hint=self.surplus_hint(ctx, rest))
        files = {param.name for param in self.params if isinstance(param.type, click.Path)}
        ctx.params = {
            name: value if name in files else as_kept(value) for name, value in ctx.params.items()
        }
        if not ctx.resilient_parsing:
            for param in self.get_params(ctx):
                _refuse_blank(param, ctx.params.get(param.name or ""))
        return rest

    def surplus_hint(
        self,
        ctx: click.Context,
        words: Sequence[str],  # noqa: ARG002 - a subclass may say it
    ) -> str:
        """Return what to type instead of a line that ends in words without a place."""
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        said = say("{usage}; several words that are one value stand in quotes", usage)
        return said + other_meant(ctx)

    def fill_in(
        self, ctx: click.Context, args: list[str], missing: Sequence[click.Parameter]
    ) -> list[str]:
        """Ask for the values of `missing` and parse again, as if they had been typed at once.

        Raises Failure (usage) naming all of them where nobody can be asked.
        """
        questions = {param: _question(param, ctx) for param in missing}
        answers = ask(
            ctx.ensure_object(App), list(questions.values()), self.usage_hint(ctx, missing)
        )
        ctx.params.clear()
        return self.parse_args(ctx, _with_answers(args, questions, answers))

    def usage_hint(
        self,
        ctx: click.Context,
        missing: Sequence[click.Parameter],  # noqa: ARG002 - a subclass may say it
    ) -> str:
        """Return what to type instead of a line from which the values of `missing` are missing."""
        return say(
            "{it}; see --help", it=" ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        )

    def _find_missing(self, ctx: click.Context, args: list[str]) -> list[click.Parameter]:
        """Return every required parameter without a value; click itself stops at the first."""
        probe = self.make_context(
            ctx.info_name, list(args), parent=ctx.parent, resilient_parsing=True
        )
        return [
            param
            for param in self.get_params(probe)
            if param.required and probe.get_parameter_source(param.name or "") not in _SAID
        ]


class Group(click.Group):
    """A group of commands, in the order in which they were declared.

    `elsewhere` are those of another wing, each as `module:attribute`, imported when it is named.
    """

    command_class = Command
    group_class = type

    elsewhere: Mapping[str, str] = _NONE

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the group's own parameters and the global options."""
        return _with_late_options(super().get_params(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of its commands."""
        return [*self.commands, *self.elsewhere]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name."""
        if (place := self.elsewhere.get(cmd_name)) is None:
            return super().get_command(ctx, cmd_name)
        return load(place)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with.

        Raises Failure (usage) with the nearest names when there is none.
        """
        app, name = ctx.find_object(App), args[0]
        if app is not None and not ctx.resilient_parsing:
            app.choose_language()
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            path = ctx.command_path
            near = self.meant(ctx, name) or suggest(name, self.list_commands(ctx))
            hint = (
                say("{near} All commands: {path} --help", near, path)
                if near.endswith("?")
                else near
            )
            detail = say("there is no command “{path} {name}”", path, name)
            raise Failure(Kind.USAGE, detail, hint=hint or say("see {path} --help", path))
        return super().resolve_command(ctx, args)

    def meant(self, ctx: click.Context, name: str) -> str:
        """Return what a word that people try first is called here; nothing where it is none."""
        from parley.cli.synonyms import COMMANDS, INNER_COMMANDS

        known = self.list_commands(ctx)
        for each in INNER_COMMANDS.get(name, ()):
            if each in known:
                return say("did you mean “{each}”?", each)
        return COMMANDS.get(name, "")


def _global(names: tuple[str, ...], declared: dict[str, Any], *, late: bool) -> click.Option:
    # A late option keeps its value under a name of its own, so that a command may have a
    # parameter called db or negotiation.
    name = names[0].removeprefix("--").replace("-", "_")
    return click.Option(
        [f"{_LATE}{name}" if late else name, *names],
        **declared,
        shell_complete=complete_slug if name == "negotiation" else None,
        hidden=late,
        allow_from_autoenv=not late,
        show_envvar=not late,
        expose_value=False,
        callback=_remember_global,
    )


def _with_late_options(own: list[click.Parameter]) -> list[click.Parameter]:
    taken = {option for param in own for option in param.opts}
    return [*own, *(param for param in _LATE_OPTIONS if taken.isdisjoint(param.opts))]


def _remember_global(ctx: click.Context, param: click.Parameter, value: object) -> None:
    app, name = ctx.find_object(App), param.name or ""
    source = ctx.get_parameter_source(name)
    if app is None or source not in _SAID:
        return
    match name.removeprefix(_LATE):
        case "no_input":
            app.no_input = bool(value)
        case "quiet":
            app.console.quiet = bool(value)
        case "verbose":
            app.console.verbose = bool(value)
        case key:
            if key == "color":
                # An error in what follows is already shown in the colours asked for.
                app.console.color = str(value)
            if source is ParameterSource.COMMANDLINE:
                # The settings read the environment themselves, so that they know it as origin.
                app.given[key] = str(value)
            if key == "language":
                app.choose_language()


def _remember_format(ctx: click.Context, param: click.Parameter, value: object) -> None:
    app = ctx.find_object(App)
    if app is None or not value:
        return
    said = ctx.get_parameter_source(param.name or "")
    if said is ParameterSource.COMMANDLINE or app.layout.format is None:
        name = cast("Format", param.name if value is True else value)
        app.layout = Layout(format=name, columns=app.layout.columns)


def _remember_columns(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    app = ctx.find_object(App)
    if not ctx.resilient_parsing:
        _refuse_blank(param, value)
    if app is not None and value is not None:
        columns = tuple(key.strip() for key in value.split(",") if key.strip())
        app.layout = Layout(format=app.layout.format, columns=columns)


def _refuse_blank(param: click.Parameter, value: object) -> None:
    """Raise Failure (usage) for a value that is there and says nothing.

    A variable of the shell that is not set types one, and means anything but "leave it out".
    """
    from parley.negotiation.texts import is_blank

    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str) and is_blank(each):
            name = typed_name(param)
            detail = say(
                "{name} is blank: nothing in it can be seen" if each else "{name} is empty", name
            )
            hint = say(
                "give {name} a value, or leave it out; is a variable of the shell not set?", name
            )
            raise Failure(Kind.USAGE, detail, hint=hint)


def typed_name(param: click.Parameter) -> str:
    """Return a parameter's name as it is typed."""
    if isinstance(param, click.Option):
        return next((each for each in param.opts if each.startswith("--")), param.opts[0])
    return param.human_readable_name.strip("[]")


def _question(param: click.Parameter, ctx: click.Context) -> Question:
    name = typed_name(param)

    def check(text: str) -> str:
        from parley.negotiation.texts import is_blank

        if is_blank(text):
            raise click.UsageError(say("nothing in it can be seen"))
        param.type.convert(text, param, ctx)
        return text

    return Question(
        name=name,
        label=name.removeprefix("--").replace("-", " ").lower(),
        choices=tuple(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else (),
        check=check,
        several=param.multiple or param.nargs == -1,
    )


def _with_answers(
    args: list[str],
    questions: Mapping[click.Parameter, Question],
    answers: Mapping[str, tuple[str, ...]],
) -> list[str]:
    """Return the command line with the answers in it, as if they had been typed at once."""
    options = [
        f"{question.name}={answer}"
        for param, question in questions.items()
        if isinstance(param, click.Option)
        for answer in answers[question.name]
    ]
    arguments = [
        answer
        for param, question in questions.items()
        if isinstance(param, click.Argument)
        for answer in answers[question.name]
    ]
    # An answer may begin with a dash; -- says that it is no option.
    return [*options, *args, *([] if "--" in args else ["--"]), *arguments]


_LATE_OPTIONS: Final = global_options(late=True)
