"""The commands `person`, `office` and `outlet`: who and what the register knows beside parties."""

import click

from parley.cli.command import Group
from parley.cli.record.register import add_commands

__all__ = ["office", "outlet", "person"]


@click.group("person", cls=Group)
def person() -> None:
    """Enter, show and list the people of the register, whom reports spell in many ways.

    \b
    Examples:
      parley person add babaria --name "Deepak Babaria" --wikidata Q42
      parley person show Babaria
    """


@click.group("office", cls=Group)
def office() -> None:
    """Enter, show and list the offices of the register, and who held them when.

    \b
    Examples:
      parley office add governor-haryana --name "Governor of Haryana"
      parley office list
    """


@click.group("outlet", cls=Group)
def outlet() -> None:
    """Enter, show and list the outlets of the register: papers, agencies, channels.

    \b
    Examples:
      parley outlet add pti --name "Press Trust of India" --also PTI
      parley outlet show PTI
    """


add_commands(person, "person", "babaria")
add_commands(office, "office", "governor-haryana")
add_commands(outlet, "outlet", "pti")
