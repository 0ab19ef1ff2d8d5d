"""The options that name who may record in a ledger on a server, and who may only read it.

A ledger on a server belongs to whoever makes it, and nobody else sees it until somebody says so;
`init` and `db copy` make ledgers, so both take the same two options.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.language import say
from parley.events.addresses import is_server

if TYPE_CHECKING:
    from parley.answers.opening import Roles

__all__ = ["refuse_file", "roles_for", "roles_options"]

_F = TypeVar("_F", bound=Callable[..., object])


def roles_options(command: _F) -> _F:
    """Add the options to a command that makes a ledger, or gives rights on one."""
    for option in (
        click.option(
            "--readers",
            metavar="ROLE",
            help="On a server: the role whose members may read it, and nothing else.",
        ),
        click.option(
            "--writers",
            metavar="ROLE",
            help="On a server: the role whose members may read it and record in it.",
        ),
    ):
        command = option(command)
    return command


def refuse_file(place: str) -> None:
    """Raises Failure (usage) for a place that knows no roles."""
    if not is_server(place):
        detail = say("{place} is a file, and a file has no roles", place=mask_passwords(place))
        hint = say("the permissions of the file say who may read it and record in it")
        raise Failure(Kind.USAGE, detail, hint=hint)


def roles_for(place: str, writers: str | None, readers: str | None) -> "Roles | None":
    """Return the roles that were named for a ledger at `place`; None where none was.

    Raises Failure (usage) for a place that knows no roles, and for one role in both.
    """
    if writers is None and readers is None:
        return None
    refuse_file(place)
    if writers == readers:
        detail = say("--writers and --readers both name {writers}", writers)
        raise Failure(Kind.USAGE, detail, hint=say("writers read, too: leave --readers out"))
    from parley.answers import opening

    return opening.Roles(writers=writers, readers=readers)
