"""The commands that change how later commands run: `use` and those of `config`.

They write a person's own files and nothing else, so a wrong choice is undone by another. None
of them needs a ledger, except `use`, which asks it whether the negotiation exists.
"""

import os
from typing import Final

import click
from click.shell_completion import CompletionItem, get_completion_class

from parley.answers.failing import Failure, Kind, mask_passwords, suggest
from parley.answers.forms import Column, Columns, Listing
from parley.answers.language import say
from parley.cli.command import Command, Group, complete_slug, output_options
from parley.cli.config import (
    KEYS,
    check_setting,
    is_service,
    locate_database,
    write_setting,
    write_used,
)
from parley.cli.context import App, check_slug
from parley.cli.settings import resolve_settings


def _known_key(_: click.Context, __: click.Parameter, key: str) -> str:
    if key not in KEYS:
        hint = suggest(key, KEYS) or say("the settings are {keys}", keys=", ".join(KEYS))
        raise Failure(Kind.USAGE, say("there is no setting “{key}”", key), hint=hint)
    return key


def _complete_key(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(key, help=meaning)
        for key, meaning in KEYS.items()
        if key.startswith(incomplete)
    ]


_key_argument: Final = click.argument("key", callback=_known_key, shell_complete=_complete_key)


@click.group("config", cls=Group)
@click.pass_obj
def config(app: App) -> None:
    """Read or change settings: db, negotiation, recorder, zone, color, language.

    A flag goes before an environment variable (PARLEY_DB …), that before ./parley.toml, that
    before your own config file. Changes go to your own file.

    \b
    Examples:
      parley config list
      parley config set recorder "Asha Rao"
      parley config get db
    """
    _refuse_named_service(app, "config")


@config.command("list")
@output_options
@click.pass_obj
def list_settings(app: App) -> None:
    """Show every setting, its value and where that was said.

    \b
    Examples:
      parley config list
      parley config list --json
    """
    items = [
        {
            "setting": key,
            "value": mask_passwords(setting.value) if setting else None,
            "origin": setting.origin if setting else None,
            "meaning": say(KEYS[key]),
        }
        for key, setting in app.settings.by_key().items()
    ]
    columns: Columns[object] = [
        Column("setting", "setting"),
        Column("value", "value"),
        Column("origin", "from"),
        Column("meaning", "meaning", extra=True),
    ]
    app.write(Listing({}, items, columns))


@config.command("get")
@_key_argument
@click.pass_obj
def get_setting(app: App, key: str) -> None:
    """Print the value of one setting, and nothing else.

    \b
    Examples:
      parley config get recorder
    """
    setting = app.settings.by_key()[key]
    if setting is None:
        raise Failure(
            Kind.NOT_FOUND, say("{key} is not set", key), hint=f"parley config set {key} VALUE"
        )
    app.console.write(f"{setting.value}\n")


@config.command("set")
@_key_argument
@click.argument("value")
@click.pass_obj
def set_setting(app: App, key: str, value: str) -> None:
    """Write one setting to your own config file.

    The other lines of the file stay as they are. A path of a database is made absolute.

    \b
    Examples:
      parley config set recorder "Asha Rao"
      parley config set db ~/ledgers/haryana.db
      parley config set zone Asia/Kolkata
    """
    value = check_setting(key, value, "VALUE")
    if key == "db":
        value = locate_database(value, app.paths.here)
    path = app.paths.user_config
    write_setting(path, key, value)
    app.console.say(
        say("{key} is {value} from now on, in {path}", key, path, value=mask_passwords(value))
    )
    _warn_of_stronger(app, key, str(path))


@config.command("unset")
@_key_argument
@click.pass_obj
def unset_setting(app: App, key: str) -> None:
    """Remove one setting from your own config file.

    \b
    Examples:
      parley config unset negotiation
    """
    path = app.paths.user_config
    write_setting(path, key, None)
    app.console.say(say("{key} is no longer set in {path}", key, path))


@config.command("path")
@click.pass_obj
def show_path(app: App) -> None:
    """Print the path of your own config file, whether it is there or not.

    \b
    Examples:
      parley config path
    """
    app.console.write(f"{app.paths.user_config}\n")


@config.command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_obj
def completion(app: App, shell: str) -> None:
    """Print the script that completes commands, options and names when Tab is pressed.

    It asks nothing but this program and a ledger on this machine, so it works offline.

    \b
    Examples:
      eval "$(parley config completion bash)"    in ~/.bashrc
      eval "$(parley config completion zsh)"     in ~/.zshrc, after compinit
      parley config completion fish | source     in ~/.config/fish/config.fish
    """
    root = click.get_current_context().find_root().command
    script = get_completion_class(shell)
    if script is None:
        raise Failure(
            Kind.USAGE, say("this release of click knows no completion for {shell}", shell)
        )
    app.console.write(script(root, {}, "parley", "_PARLEY_COMPLETE").source())


@click.command("use", cls=Command)
@click.argument("slug", required=False, shell_complete=complete_slug)
@click.option("--clear", is_flag=True, help="Forget the choice.")
@click.pass_obj
def use(app: App, slug: str | None, clear: bool) -> None:
    """Choose the negotiation that commands on this ledger mean; alone, print which one that is.

    -n and PARLEY_NEGOTIATION go before it.

    \b
    Examples:
      parley use haryana-2024
      parley use
      parley use --clear
    """
    db = app.settings.db.value
    if slug is not None and clear:
        raise click.UsageError(say("give a SLUG or --clear, not both"))
    if clear:
        write_used(app.paths, db, None)
        app.console.say(say("no negotiation is chosen any more"))
    elif slug is not None:
        slug = check_setting("negotiation", slug, "SLUG")
        check_slug(slug, app.slugs())
        write_used(app.paths, db, slug)
        app.console.say(say("commands now mean {slug} (in {db})", slug, db=mask_passwords(db)))
        app.warn_of_place()
        _warn_of_stronger(app, "negotiation", "parley use")
    elif app.settings.negotiation is None:
        hint = say("parley list shows them, parley use SLUG chooses one")
        raise Failure(Kind.NOT_FOUND, say("no negotiation is chosen"), hint=hint)
    else:
        app.console.explain(say("chosen by {origin}", app.settings.negotiation.origin))
        app.console.write(f"{app.settings.negotiation.value}\n")


def _refuse_named_service(app: App, command: str) -> None:
    # Only a service named for this very run is refused: one that is set must stay changeable.
    if is_service(app.given.get("db", "")):
        app.refuse_service(command)


def _warn_of_stronger(app: App, key: str, written: str) -> None:
    """Say so when what was just written has no effect, because something else goes before it."""
    holds = resolve_settings(app.given, os.environ, app.paths).by_key()[key]
    if holds is not None and holds.origin != written:
        app.console.say(
            say(
                "but {origin} goes before it and says {value}",
                holds.origin,
                value=mask_passwords(holds.value),
            )
        )
