"""What `agreed` is asked for beside the terms: sums, seats of two, a list against the deal."""

from answers.agreed_sides import (
    _AGAINST,
    _SEATS,
    _SUMS,
    _against_entries,
    _listed_step,
    _seat,
    _seat_entries,
    _share,
    _sum,
    _sum_entries,
)
from answers.reading import Reading
from answers.shapes.agreed import (
    AgainstAnswer,
    SeatsAnswer,
    SumsAnswer,
)
from answers.shapes.cited import StepShown
from answers.shaping import as_listing, shape
from answers.words import wording
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import lists
from negotiation.views.seats import seats_of_two
from negotiation.views.sums import sums

__all__ = ["write_against", "write_seats", "write_sums"]


def write_sums(app: App, reading: Reading) -> None:
    """Write whether announced figures add up, with the arithmetic."""
    found = sums(reading.seen)
    items = tuple(_sum(each) for each in found)
    pools = reading.seen.registration.pools
    if not pools:
        app.console.say(f"{reading.slug} has no pool: nothing says what the parts should come to")
    elif not items:
        app.console.say(f"nobody gave two parts of one whole in the record of {reading.slug}")
    if draws(app):
        draw_entries(app, list(_sum_entries(zip(found, items, strict=True))))
    else:
        about = {**reading.facts(), **reading.subject(), "pools": pools}
        app.write(as_listing(shape(SumsAnswer, about, items=items), _SUMS))


# Seats ------------------------------------------------------------------------------------------


def write_seats(app: App, reading: Reading) -> None:
    """Write the named seats on which two or more parties have a hold."""
    items = tuple(_seat(reading, each) for each in seats_of_two(reading.seen))
    if not items:
        app.console.say(f"no named seat of {reading.slug} is held by two parties at this moment")
    if draws(app):
        draw_entries(app, [entry for item in items for entry in _seat_entries(item)])
    else:
        answer = shape(SeatsAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _SEATS))


# A list against the deal ------------------------------------------------------------------------


def write_against(app: App, reading: Reading, chosen: str) -> None:
    """Write a list against the deal: of the step that is named, or the last offer on record.

    Raises Failure: usage for a step that lists no seats, not found for one that is not in view.
    """
    version = None if chosen == "last" else _listed_step(reading, chosen)
    found = lists.against_the_deal(reading.seen, version)
    _say_what_is_missing(app, reading, found, version)
    shown = None
    if found is not None:
        shown = shape(StepShown, found)
    items = () if found is None else tuple(_share(each) for each in found.shares)
    if draws(app):
        draw_entries(
            app, list(_against_entries(shown, () if found is None else found.deals, items))
        )
    else:
        about = {**reading.facts(), **reading.subject(), "list": shown}
        deals = () if found is None else found.deals
        app.write(as_listing(shape(AgainstAnswer, about, deals=deals, items=items), _AGAINST))


def _say_what_is_missing(
    app: App, reading: Reading, found: lists.AgainstTheDeal | None, version: int | None
) -> None:
    named = wording.steps(lists.listed_steps(reading.seen, named=True)) or "none"
    if found is None and not lists.stands(reading.seen):
        app.console.say(f"no deal that gives seats to a party stands in {reading.slug}")
    elif found is None:
        app.console.say(f"no offer on record gives seats; lists with names: {named}")
    elif version is None and not any(each.listed_seats for each in found.shares):
        app.console.say(
            f"the last offer on record names no seats, so only numbers are compared;"
            f" lists with names: {named}"
        )
