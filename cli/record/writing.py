"""How a command that records is declared: it only says which step its own words make.

A family module writes

    @verb("retract", needs=("step", "reason"))
    @click.argument("step", required=False, metavar="STEP")
    @click.option("--reason", metavar="WORDS", help="Why.")
    def retract(scene: Scene, step: str, reason: str) -> Noted:
        '''Record … and examples, as every command.'''
        return Noted("EntryCorrected", filled(target=…, effect="retract", reason=reason))

or, where its words are the fields of one step type, as `cli/record/declared.py` says,

and gets for nothing: when, who and in which words (`cli/record/telling.py`); what carries over from
the step before; every missing value asked for, or named at once; one act in each of `-n a,b`; the
form of --edit; --dry-run, --id, --expect-version; the answer and the refusal. `needs` names the
parameters that must have a value, `a|b` one of several.

These options are explained once, by `parley record --help`; the page of a verb shows its own.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar, cast

import click

from parley.answers.language import say
from parley.cli.command import Command, other_meant, output_options, typed_name
from parley.cli.context import App
from parley.cli.record.keeping import Keeping, keeping_options
from parley.cli.record.notebook import Notebook
from parley.cli.record.step_form import fill_in_form
from parley.cli.record.telling import EVERYTHING, Telling, telling_options
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject
from parley.events.ids import new_id
from parley.events.politics import Draft
from parley.negotiation.steps import CATALOGUE

__all__ = [
    "NOTEBOOK",
    "Noted",
    "Verb",
    "Writer",
    "notebook_of",
    "verb",
    "writer",
]

NOTEBOOK: Final = "parley.cli.record.notebook"
"""Key of a context's meta under which a file of commands keeps its one notebook."""
_GIVEN: Final = "parley.cli.given"
_MORE: Final = (
    "Also takes --at --speaker --source --quote and all that parley record --help explains."
)
_USUALLY: Final = {
    "at": "--at 2024-09-07",
    "attribution": "--speaker NAME (or --anon WORDS, or --attribution KIND)",
    "anon": "--anon WORDS",
    "reason": "--reason WORDS",
}
_KEEPING: Final = tuple(Keeping.__struct_fields__)


class Noted(NamedTuple):
    """One entry that a command makes: its type in the catalogue and its own fields."""

    type: str
    fields: JsonObject
    stream: str | None = None
    """Where it is recorded; None = where the command is meant."""
    version: int | None = None
    """As which version of `stream` it has to be recorded, where another entry names it so."""


class Writer(Command):
    """A command that adds to the ledger; its callback notes drafts in the notebook it is given."""

    shared: frozenset[str]
    """Names of the parameters that are not the command's own."""
    needs: tuple[str, ...] = ()
    """Names of the parameters that must have a value, `a|b` for one of several."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed, and keep it for questions."""
        given = list(args)
        rest = super().parse_args(ctx, args)
        ctx.meta[_GIVEN] = given
        return rest

    def invoke(self, ctx: click.Context) -> None:
        """Note what was typed and record it."""
        notebook = notebook_of(ctx)
        self.note(ctx, notebook)
        notebook.keep(self.keeping(ctx))

    def keeping(self, ctx: click.Context) -> Keeping:
        """Return how to record it."""
        given = {name: ctx.params[name] for name in _KEEPING}
        given["id"] = None if given["id"] is None else str(given["id"])
        return Keeping(**given)

    def note(self, ctx: click.Context, notebook: Notebook) -> None:
        """Ask for what is missing and put what was typed into the notebook. Raises Failure."""
        while missing := self.unsaid(ctx):
            self.ask_for(ctx, missing)
        if self.callback is not None:
            self.callback(notebook, **self.own_values(ctx))

    def unsaid(self, ctx: click.Context) -> list[str]:
        """Return the names of the command's own parameters that lack a value."""
        return [
            need.split("|")[0]
            for need in self.needs
            if not any(_has_value(ctx.params[name]) for name in need.split("|"))
        ]

    def ask_for(self, ctx: click.Context, names: Sequence[str]) -> None:
        """Ask for the values of these parameters; the context has them afterwards.

        Raises Failure (usage) naming all of them where nobody can be asked.
        """
        params = {param.name: param for param in self.params}
        self.fill_in(ctx, ctx.meta[_GIVEN], [params[name] for name in names])

    def instead(self, missing: Sequence[click.Parameter]) -> str:
        """Return what may be given for what is missing, where it is one of several."""
        names = {param.name: typed_name(param) for param in self.params}
        asked = {param.name for param in missing}
        several = [need.split("|") for need in self.needs if "|" in need]
        return "".join(
            say("; {names} will do", names=" / ".join(names[each] for each in need))
            for need in several
            if need[0] in asked
        )

    def own_values(self, ctx: click.Context) -> dict[str, object]:
        """Return the values of the command's own parameters."""
        return {name: value for name, value in ctx.params.items() if name not in self.shared}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options; the shared ones are explained in one place."""
        rows = [
            row
            for param in self.params
            if isinstance(param, click.Option)
            and param.name not in self.shared
            and (row := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section("Options"):
                formatter.write_dl(rows)
        self.format_shared(formatter)

    def format_shared(self, formatter: click.HelpFormatter) -> None:
        """Write where the shared options are explained."""
        formatter.write_paragraph()
        formatter.write_text("Also takes --dry-run --id --json: see parley record --help.")


class Verb(Writer):
    """A command that makes steps, one in each negotiation that is meant."""

    telling: frozenset[str]
    """Names of the options of a `Telling` that it takes."""

    def note(self, ctx: click.Context, notebook: Notebook) -> None:
        """Ask for what is missing, make the steps and note them."""
        app = ctx.ensure_object(App)
        app.open_ledger(write=True)  # nothing is asked about a ledger that is not there
        slugs = tuple(dict.fromkeys(app.negotiations()))
        telling, carried = self.completed(ctx, notebook, slugs[0])
        act = new_id(app.clock()) if len(slugs) > 1 else None
        for slug in slugs:
            scene = notebook.scene(slug, alone=len(slugs) == 1)
            for noted in self.steps(ctx, scene):
                fields = {**self.shared_fields(telling, scene, noted), **noted.fields}
                if act is not None:
                    fields["act"] = act
                if telling.edit:
                    fields = fill_in_form(notebook, scene, noted.type, fields)
                stream = noted.stream or scene.stream
                if noted.version is not None:
                    notebook.expect(stream, noted.version)
                notebook.note(Draft(stream=stream, type=noted.type, fields=fields))
                if noted.stream is None:
                    notebook.remember(slug, self.actor(ctx), fields)
        if carried:
            app.console.say(say("as before: {carried}", carried))

    def steps(self, ctx: click.Context, scene: Scene) -> Sequence[Noted]:
        """Return the entries that the command's own words make. Raises Failure."""
        if self.callback is None:
            return ()
        made = self.callback(scene, **self.own_values(ctx))
        return [made] if isinstance(made, Noted) else cast("Sequence[Noted]", made)

    def shared_fields(self, telling: Telling, scene: Scene, noted: Noted) -> JsonObject:
        """Return what was told, as far as the entry has a field for it."""
        known = CATALOGUE[noted.type].__struct_fields__
        fields = telling.fields(scene, noted.type)
        return {name: value for name, value in fields.items() if name in known}

    def completed(self, ctx: click.Context, notebook: Notebook, slug: str) -> tuple[Telling, str]:
        """Return what was told with what carries over, and a line that says what does.

        Nothing is missing in it: what was has been asked for.
        Raises Failure (usage) naming everything missing where nobody can be asked.
        """
        while True:
            told = Telling(**{name: ctx.params[name] for name in self.telling})
            telling, carried = told, ""
            if "at" in self.telling:
                telling, carried = notebook.filled(slug, told, self.actor(ctx))
            missing = [] if telling.edit else self.missing(ctx, telling)
            if not missing:
                return telling, carried
            self.ask_for(ctx, missing)

    def missing(self, ctx: click.Context, telling: Telling) -> list[str]:
        """Return the names of the parameters without which no step can be made."""
        names = self.unsaid(ctx)
        if "at" in self.telling and telling.at is None:
            names.append("at")
        if "attribution" in self.telling and telling.attributed is None:
            names.append("attribution")
        if telling.attributed == "anonymous" and telling.anon is None:
            names.append("anon")
        return names

    def actor(self, ctx: click.Context) -> str | None:
        """Return whose step it is, as typed: what a speaker may carry over from."""
        for name in ("by", "parties", "party", "principal"):
            value = ctx.params.get(name)
            if value:
                return value if isinstance(value, str) else "+".join(map(str, value))
        return None

    def usage_hint(self, ctx: click.Context, missing: Sequence[click.Parameter]) -> str:
        """Return what to type; what every step needs is named as it is mostly given."""
        names = [param.name or "" for param in missing]
        told = [_USUALLY[name] for name in names if name in _USUALLY]
        if len(told) == len(names):
            return say("add {told}", told=" ".join(told))
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx), *told])
        return f"{usage}{self.instead(missing)}{other_meant(ctx)}"

    def format_shared(self, formatter: click.HelpFormatter) -> None:
        """Write where the shared options are explained."""
        if "at" not in self.telling:
            super().format_shared(formatter)
            return
        formatter.write_paragraph()
        formatter.write_text(_MORE)


def verb(
    name: str,
    *,
    needs: Sequence[str] = (),
    telling: Sequence[str] = EVERYTHING,
    kind: type[Verb] = Verb,
) -> Callable[[Callable[..., Noted | Sequence[Noted]]], Verb]:
    """Declare a verb: see the module's docstring. `kind` is its class."""

    def declare(steps: Callable[..., Noted | Sequence[Noted]]) -> Verb:
        command = click.command(name, cls=kind)(steps)
        command.needs, command.telling = tuple(needs), frozenset(telling)
        options = [option for option in telling_options() if option.name in command.telling]
        return _with_shared(command, options)

    return declare


def writer(
    name: str, *, needs: Sequence[str] = (), kind: type[Writer] = Writer
) -> Callable[[Callable[..., None]], Writer]:
    """Declare a command that writes and is no verb; its function is given the notebook."""

    def declare(note: Callable[..., None]) -> Writer:
        command = click.command(name, cls=kind)(note)
        command.needs = tuple(needs)
        return _with_shared(command, [])

    return declare


def notebook_of(ctx: click.Context) -> Notebook:
    """Return the notebook of the run: a file of commands has one for all its lines."""
    notebook = ctx.meta.get(NOTEBOOK)
    return notebook if isinstance(notebook, Notebook) else Notebook(ctx.ensure_object(App))


_W = TypeVar("_W", bound=Writer)


def _with_shared(command: _W, telling: Sequence[click.Option]) -> _W:
    """Add the options that are not the command's own."""
    own = {param.name for param in command.params}
    command.params += [*telling, *keeping_options()]
    output_options(command)
    command.shared = frozenset(param.name or "" for param in command.params) - own
    return command


def _has_value(value: object) -> bool:
    return value not in (None, "", (), False)
