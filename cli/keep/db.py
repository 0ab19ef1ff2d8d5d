"""The commands of `db`: where a ledger lies, its tables, copies of it, and what it keeps.

Most work on a ledger's place and leave what is in it alone, so they open none as other commands
do: a ledger that is due for a migration must be described, and be migrated.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.forms import Card, Column, Columns
from parley.answers.language import say
from parley.answers.shapes.db import (
    BackupAnswer,
    CopyAnswer,
    InfoAnswer,
    MigrateAnswer,
    RightsAnswer,
    Step,
)
from parley.answers.words.clocks import put_right, wrong_dates
from parley.cli.command import FILE, Group, output_options
from parley.cli.config import is_service, locate_database
from parley.cli.context import App
from parley.cli.keep.checking import rebuild
from parley.cli.keep.roles import refuse_file, roles_for, roles_options
from parley.cli.outgoing import refuse_link
from parley.negotiation.instants import instant
from parley.negotiation.views.gathering import gather

if TYPE_CHECKING:
    from parley.answers.opening import Roles

__all__ = ["db"]


@click.group("db", cls=Group)
def db() -> None:
    """Look after a ledger: its place, its tables and copies, who may use it, its clock.

    \b
    Examples:
      parley db info
      parley db backup ~/backups/parley-2024-09-07.db
    """


@db.command("info")
@output_options
@click.pass_obj
def show_info(app: App) -> None:
    """Say where the ledger lies, how large it is, how safely it is written, and its revision.

    Of one on a server it also says who may record there and who may read it. It answers for
    ledgers of other releases too, and changes nothing.

    \b
    Examples:
      parley db info
      parley db info --db postgresql://asha@db.example.org/talks --json
    """
    from parley.answers import opening

    app.refuse_service("db info")
    found = opening.describe_ledger(app.settings.db.value)
    place = opening.find_bad_place(app.settings.db.value)
    answer = InfoAnswer(
        engine=found.engine,
        db=mask_passwords(found.where),
        server=found.server,
        ledger=found.ledger,
        created_at=None if found.created_at is None else instant(found.created_at),
        revision=found.revision,
        newest=found.newest,
        due=found.revision < found.newest,
        records=found.records,
        disk_bytes=found.disk_bytes,
        views=found.views_version,
        views_cursor=found.views_cursor,
        wrong_dates=tuple(map(wrong_dates, found.wrong_dates)),
        settings=found.settings,
        owner=None if found.rights is None else found.rights.owner,
        writers=() if found.rights is None else found.rights.writers,
        readers=() if found.rights is None else found.rights.readers,
        bad_place=None if place is None else str(place),
    )
    app.write(Card(answer, _INFO))
    app.warn_of_place()


@db.command("migrate")
@click.option("--dry-run", is_flag=True, help="Say what is due and change nothing.")
@output_options
@click.pass_obj
def migrate(app: App, dry_run: bool) -> None:
    """Bring the tables of a ledger that an older parley made to those of this one.

    Each revision is one transaction: it is applied whole, or the ledger stays as it was. No record
    is touched. When two of these commands run at once, one waits for the other. Before it, make a
    backup with the older release, and end its programs.

    \b
    Examples:
      parley db migrate --dry-run
      parley db migrate
    """
    from parley.answers import opening

    app.refuse_service("db migrate")
    app.will_write(_MIGRATED)
    place, steps = app.settings.db.value, list[Step]()
    if dry_run:
        before, due = opening.due_steps(place)
        steps = [gather(Step, step) for step in due]
        after = before + len(steps)
    else:
        with app.console.progress(say("bringing the views up to the records")) as progress:
            before, after = opening.migrate_ledger(
                place, lambda step: steps.append(gather(Step, step)), progress
            )
    answer = MigrateAnswer(
        db=mask_passwords(place), before=before, after=after, steps=tuple(steps), dry_run=dry_run
    )
    app.write(Card(answer, _MIGRATED))
    if before == after:
        app.console.say(say("nothing was due: the tables are of revision {after}", after))
    elif dry_run:
        app.console.say(say("nothing was changed; next: parley db migrate"))


@db.command("backup")
@click.argument("file", type=FILE)
@output_options
@click.pass_obj
def back_up(app: App, file: str) -> None:
    """Copy the ledger into a new SQLite file, while others go on recording.

    The copy is the ledger as it was at one moment. It is read back and compared before the file
    gets its name; a file that is there is never overwritten. It is a ledger like any other:
    `--db FILE` reads it, and copying it back restores it.

    \b
    Examples:
      parley db backup ~/backups/parley-2024-09-07.db
      parley db backup talks.db --db postgresql://asha@db.example.org/talks
    """
    from parley.answers import opening

    app.refuse_service("db backup")
    app.will_write(_BACKED_UP)
    _refuse_address(file)
    refuse_link(app, file)
    source, target = app.settings.db.value, locate_database(file, app.paths.here)
    with app.console.progress(say("backing up")) as progress:
        copied = opening.back_up(source, target, progress)
    answer = BackupAnswer(
        ledger=copied.ledger,
        copied_from=mask_passwords(source),
        copied_to=target,
        size=copied.size,
        root=copied.root.hex(),
    )
    app.write(Card(answer, _BACKED_UP))


@db.command("copy")
@click.argument("from_", metavar="FROM", type=FILE)
@click.argument("to", type=FILE)
@roles_options
@output_options
@click.pass_obj
def copy(app: App, from_: str, to: str, writers: str | None, readers: str | None) -> None:
    """Copy a ledger from one place to another: a path, sqlite:/// or postgresql://.

    Positions, bytes and root stay the same; everything is derived again as it is written, and once
    more from what was written. TO must be new or empty; until that is done, whatever fails leaves
    nothing there. Then the views are made again: on a server, what interrupts that leaves a whole
    ledger, and the next command goes on with them. A new ledger on a server belongs to who copies.
    Both places hold the same ledger: record in one of them only.

    \b
    Examples:
      parley db copy parley.db postgresql://asha@db.example.org/talks
      parley db copy parley.db postgresql://olga@db.example.org/talks --writers desk
      parley db copy postgresql://asha@db.example.org/talks ./talks.db
    """
    from parley.answers import opening

    for place in (from_, to):
        _refuse_service(place)
    refuse_link(app, to)
    app.will_write(_COPIED)
    source, target = (locate_database(place, app.paths.here) for place in (from_, to))
    roles = roles_for(target, writers, readers)
    with app.console.progress("copying") as progress:
        copied, streams = opening.copy_ledger(source, target, progress, roles=roles)
    answer = CopyAnswer(
        ledger=copied.ledger,
        copied_from=mask_passwords(source),
        copied_to=mask_passwords(target),
        size=copied.size,
        root=copied.root.hex(),
        streams=streams,
    )
    app.write(Card(answer, _COPIED))
    app.console.say(say("record in one of the two from now on: parley config set db PLACE"))


@db.command("grant")
@roles_options
@output_options
@click.pass_obj
def grant(app: App, writers: str | None, readers: str | None) -> None:
    """Give a role of the server rights on the ledger: to record in it, or to read it.

    Only its owner may. What a role has already it keeps, so that this can be typed again; it also
    gives what is missing of a role's rights.

    \b
    Examples:
      parley db grant --writers desk --db postgresql://olga@db.example.org/talks
      parley db grant --readers press --db postgresql://olga@db.example.org/talks
    """
    app.refuse_service("db grant")
    refuse_file(app.settings.db.value)
    roles = roles_for(app.settings.db.value, writers, readers)
    if roles is None:
        raise Failure(Kind.USAGE, say("no role is named"), hint="--writers ROLE, --readers ROLE")
    _write_rights(app, roles, ())


@db.command("revoke")
@click.argument("roles", metavar="ROLE...", nargs=-1, required=True)
@output_options
@click.pass_obj
def revoke(app: App, roles: tuple[str, ...]) -> None:
    """Take all rights on the ledger away from a role of the server.

    Only its owner may. What the role recorded stays. Who is a member of another role that has
    rights keeps those. A role that has none is left as it is.

    \b
    Examples:
      parley db revoke press --db postgresql://olga@db.example.org/talks
    """
    app.refuse_service("db revoke")
    refuse_file(app.settings.db.value)
    _write_rights(app, None, roles)


db.add_command(rebuild)
db.elsewhere = {
    "clock": "parley.cli.record.own:clock",
    "keep-refusals": "parley.cli.record.own:keep_refusals",
}


def _write_rights(app: App, give: "Roles | None", take: Sequence[str]) -> None:
    from parley.answers import opening

    app.will_write(_RIGHTS)
    place = app.settings.db.value
    rights = opening.change_rights(place, give=give, take=take)
    answer = RightsAnswer(
        db=mask_passwords(place),
        owner=rights.owner,
        writers=rights.writers,
        readers=rights.readers,
    )
    app.write(Card(answer, _RIGHTS))


def _refuse_service(place: str) -> None:
    if is_service(place):
        detail = say(
            "db copies ledgers that it can open itself, and {place} is a running service",
            place=mask_passwords(place),
        )
        hint = say("give a path, sqlite:/// or postgresql:// address")
        raise Failure(Kind.USAGE, detail, hint=hint)


def _refuse_address(file: str) -> None:
    if "://" in file:
        detail = say(
            "a backup goes into a file, and {file} is an address", file=mask_passwords(file)
        )
        hint = say("give a path; parley db copy FROM TO copies a ledger to an address")
        raise Failure(Kind.USAGE, detail, hint=hint)


def _settings_line(answer: InfoAnswer) -> str:
    given = answer.settings.items()
    return ", ".join(f"{name} = {setting or '(none)'}" for name, setting in given)


def _steps_lines(answer: MigrateAnswer) -> str:
    return "\n".join(f"{each.revision}: {each.what}" for each in answer.steps) or "none"


def _revision_line(answer: InfoAnswer) -> str:
    revision, newest = answer.revision, answer.newest
    if revision == newest:
        return say("{revision}, as this parley needs it", revision)
    if revision < newest:
        return say("{revision}; this parley needs {newest}: parley db migrate", revision, newest)
    return say("{revision}; this parley knows up to {newest}: upgrade parley", revision, newest)


def _views_line(answer: InfoAnswer) -> str:
    if answer.records is None:
        return say("not looked at")
    if answer.views is None:
        return say("none yet")
    return say(
        "version {views}, complete up to position {views_cursor}", answer.views, answer.views_cursor
    )


def _or_unread(value: str | int | None) -> str:
    return say("not looked at") if value is None else str(value)


def _owner_line(answer: InfoAnswer) -> str:
    return answer.owner or say("none: the file's permissions say who may do what")


def _roles_line(roles: tuple[str, ...]) -> str:
    return ", ".join(roles) or "none"


_INFO: Final[Columns[InfoAnswer]] = (
    Column("engine", "engine"),
    Column("server", "version"),
    Column("db", "at"),
    Column("ledger", "ledger", lambda each: _or_unread(each.ledger)),
    Column("created_at", "made", lambda each: _or_unread(each.created_at)),
    Column("revision", "revision", _revision_line),
    Column("records", "records", lambda each: _or_unread(each.records)),
    Column("disk_bytes", "on disk", lambda each: f"{each.disk_bytes:,} bytes"),
    Column("views", "views", _views_line),
    Column("wrong_dates", "wrong dates", lambda each: put_right(each.wrong_dates)),
    Column("settings", "settings", _settings_line),
    Column("owner", "owner", _owner_line),
    Column("writers", "writers", lambda each: _roles_line(each.writers)),
    Column("readers", "readers", lambda each: _roles_line(each.readers)),
)
_RIGHTS: Final[Columns[RightsAnswer]] = (
    Column("db", "at"),
    Column("owner", "owner"),
    Column("writers", "writers", lambda each: _roles_line(each.writers)),
    Column("readers", "readers", lambda each: _roles_line(each.readers)),
)
_MIGRATED: Final[Columns[MigrateAnswer]] = (
    Column("db", "at"),
    Column("before", "revision before"),
    Column("after", "revision after"),
    Column("steps", "steps", _steps_lines),
)
_BACKED_UP: Final[Columns[BackupAnswer | CopyAnswer]] = (
    Column("ledger", "ledger"),
    Column("copied_from", "from"),
    Column("copied_to", "to"),
    Column("size", "records"),
    Column("root", "root"),
)
_COPIED: Final[Columns[CopyAnswer]] = (*_BACKED_UP, Column("streams", "streams"))
