"""The command `log`: the timeline, as it happened, as it was recorded, or as it is recorded."""

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.log import LOG, LogOptions
from parley.answers.log import oneline as one_line
from parley.answers.reading import Reading
from parley.answers.times import Asked, absolute
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present, tell
from parley.cli.read.following import follow as follow_records

__all__ = ["log"]


@click.command("log", cls=Command)
@click.option("--oneline", is_flag=True, help="One line for each entry.")
@click.option("--by", metavar="PARTY", multiple=True, help="Only what this party did or said.")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only steps of this type.")
@click.option("--since", metavar="WHEN", help="Only what may have happened then or later.")
@click.option("--until", metavar="WHEN", help="Only what may have happened by the end of then.")
@click.option("--grep", metavar="WORDS", help="Only entries with these words, in any case.")
@click.option("-L", "--last", type=click.IntRange(min=1), metavar="N", help="Only the last N.")
@click.option("--reverse", is_flag=True, help="The last one first.")
@click.option("--recorded", is_flag=True, help="In the order in which they were recorded.")
@click.option("-f", "--follow", is_flag=True, help="Each new record as it is recorded.")
@click.option("--all", "everything", is_flag=True, help="With --follow: of the whole ledger.")
@read_options
@output_options
@click.pass_obj
def log(
    app: App,
    *,
    oneline: bool,
    by: tuple[str, ...],
    types: tuple[str, ...],
    since: str | None,
    until: str | None,
    grep: str | None,
    last: int | None,
    reverse: bool,
    recorded: bool,
    follow: bool,
    everything: bool,
    asked: Asked,
) -> None:
    """Show the timeline: what happened, in whose words, according to whom.

    Steps stand in the order in which they happened, as far as the dates say it; our corrections
    stand after them. A type is OfferMade or offer. --since and --until leave corrections out.

    --follow writes each new record until Ctrl-C: its position, its step. Nothing is left out and
    nothing comes twice: --since @121 goes on where an earlier one ended. Where the store goes away,
    it is waited for. With --jsonl they are the records themselves, as export writes them.

    \b
    Examples:
      parley log
      parley log --oneline --by AAP --since 2024-09-06
      parley log --type offer --type demand --json
      parley log --recorded -L 5
      parley log --follow --all --since @121 --jsonl
    """
    if follow:
        chosen = (oneline, by, types, until, grep, last, reverse, recorded)
        if any(chosen) or asked != Asked() or app.layout.format not in (None, "jsonl"):
            detail = "--follow takes --all, --since @N and --jsonl, and shows all that comes"
            raise Failure(
                Kind.USAGE, detail, hint=say("parley log without it chooses among the steps")
            )
        jsonl = app.layout.format == "jsonl"
        follow_records(app, everything=everything, since=since, jsonl=jsonl)
        return
    if everything:
        raise Failure(
            Kind.USAGE, say("--all goes with --follow"), hint="-n NAME says which negotiation"
        )
    if oneline and app.layout.format is not None:
        detail = say(
            "--oneline is a format of its own, and --format {format} another", app.layout.format
        )
        raise Failure(Kind.USAGE, detail, hint=say("leave one of them out"))
    reading = read_stream(app, asked)
    options = LogOptions(
        by=by,
        types=types,
        since=_moment(app, reading, "--since", since),
        until=_moment(app, reading, "--until", until),
        grep=grep,
        last=last,
        reverse=reverse,
        recorded=recorded,
    )
    if oneline:
        answer = LOG.build(reading, options)
        tell(app, LOG, reading, answer)
        app.console.write("".join(f"{one_line(item)}\n" for item in answer.items))
    else:
        present(app, LOG, reading, options)


def _moment(app: App, reading: Reading, option: str, typed: str | None) -> str | None:
    """Return what was typed with an absolute date. Raises Failure (usage) for no moment."""
    return None if typed is None else absolute(typed, option, reading.zone, now=app.clock())
