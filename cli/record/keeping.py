"""How to record what was typed: tried only, under an id, at a version.

Every command that writes takes these options, so that a script can be run twice, or beside
somebody else, and a person can look before they leap.
"""

import click
from msgspec import Struct

__all__ = ["Keeping", "keeping_options"]


class Keeping(Struct, frozen=True, kw_only=True):
    """How to record what was noted: the options of every command that writes."""

    id: str | None = None
    expect_version: int | None = None
    dry_run: bool = False


def keeping_options() -> list[click.Option]:
    """Return the options of a `Keeping`."""
    return [
        click.Option(
            ["--id"],
            type=click.UUID,
            help="The entry's UUID: typed again with it, nothing is recorded twice.",
        ),
        click.Option(
            ["--expect-version"],
            type=click.IntRange(min=0),
            metavar="N",
            help="Record only if the negotiation is at this version.",
        ),
        click.Option(
            ["--dry-run"],
            is_flag=True,
            help="Say where it would land and what it would change; write nothing.",
        ),
    ]
