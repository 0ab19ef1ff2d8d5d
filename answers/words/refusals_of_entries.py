"""What is said of entries that the door, the account or the register cannot take."""

from collections.abc import Mapping
from typing import Final

from parley.answers.acts import do
from parley.answers.language import marked
from parley.answers.words.refusing import Case, refusal

__all__ = ["OF_ENTRIES"]

_CHECK_OR_SAY: Final = marked(
    "check the dates of v{before} and v{later}; where the true order is known, say it with a"
    " correction: `{corrects}`"
)
_ORDERS: Final = do("correct", target="$before", field="after", add="$later")
_ENTERS: Final = do("enter", kind="$enter", entry="$id", name=None)

OF_ENTRIES: Final[Mapping[str, Case]] = {
    # The door -----------------------------------------------------------------------------------
    "label_twice": refusal("{label!r} names another step too", "give each step its own label"),
    "no_step_type": refusal(
        "{type!r} is no step type", "`{types}` shows the catalogue", types=do("types")
    ),
    "no_pointer": refusal(
        "{value!r} is neither a step's number nor a label in this batch",
        "`{lists}` lists the steps",
        lists=do("log"),
    ),
    "none_of": refusal("{value!r} is none of {known}", ""),
    "no_text": refusal("{value} stands where text is due", 'put it in quotes: "{value}"'),
    "number_for_text": refusal(
        "the bare number {value} stands where text is due", 'put it in quotes: "{value}"'
    ),
    "not_as_described": refusal("{value} is not written as this field needs it", "{about}"),
    "not_as_needed": refusal("{value} is not written as this field needs it", ""),
    "no_object": refusal(
        "{value} stands where an object of {type} ({fields}, …) is due",
        "",
    ),
    "no_such_field": refusal("{type} has no field {name!r}", "it has {known}"),
    "field_missing": refusal("{type} needs {name!r}", ""),
    "no_quantity": refusal("{value} is no quantity", "{forms}"),
    "bare_number": refusal(
        "the bare number {number} does not say what kind of figure it is",
        'write "{number}" for exactly {number}, "{number}~" for about {number}, "{number}.." for at'
        " least {number}, or the words of the report",
    ),
    "span_turned": refusal("it ends ({until}) before it starts ({since})", "turn the two round"),
    "two_voices": refusal(
        "it describes an unnamed source, and the attribution is {attribution}",
        "leave it out, or make the attribution anonymous",
    ),
    "note_unsealed": refusal(
        "a remark on an unnamed source would stand open for ever, and may give away who it is",
        "leave it out, or seal it; what everybody may read stands in the note of the step",
    ),
    "no_commitment": refusal(
        "there is no commitment {commitment} in this ledger for the step to open",
        "leave opens out",
    ),
    "no_such_source": refusal(
        "no source {source!r} is described in this ledger",
        "describe it: `{describes}`",
        describes=do("describe_source"),
    ),
    "wrong_inside": refusal("{path}: {because}", None),
    "rules_unknown": refusal("rules {rules} are not known here", ""),
    "malformed": refusal("{fault}", "the layout is in docs/format.md"),
    "unstorable": refusal(
        "{stream} could not be read with it: {fault}; nothing was written",
        "say it in other words, or leave out what is unusual in it; that it cannot be kept is a"
        " fault of parley: please report it with what `{tells}` prints",
        tells=do("info"),
    ),
    "dates_unfit": refusal(
        "{fault}",
        "{lists} shows what was said of dates and what stands; {replaces} takes the place of one",
        lists=do("clocks"),
        replaces=do("give", replaces=None),
    ),
    # The moment ---------------------------------------------------------------------------------
    "no_such_moment": refusal("{text}: {fault}", "{remedy}"),
    "not_happened_yet": refusal(
        "{moment} has not begun yet, and a step is something that has happened",
        "what is scheduled is a deadline (`{sets}`), what somebody expects is a StatementMade"
        " (`{expects}`)",
        sets=do("DeadlineSet"),
        expects=do("StatementMade", by=None, stances="expects"),
    ),
    "not_published_yet": refusal(
        "published {moment} has not begun yet, and a report is something that was published",
        "check the date (`{published}`, or that of the source); leave it out where it is not known",
        published=do("give", published=None),
    ),
    "source_not_published_yet": refusal(
        "{moment} has not begun yet, and a report is something that was published",
        "check the date; leave it out where it is not known",
    ),
    "not_looked_yet": refusal(
        "{moment} has not begun yet, and nobody has looked then",
        "leave {at} out for now",
        at=do("give", at=None),
    ),
    "not_recorded_then": refusal(
        "{moment} has not begun yet, and nothing was recorded then",
        "say when it was really recorded",
    ),
    "end_not_meant": refusal(
        "it is {end} µs, and {really} means {meant}",
        "`{counts}` counts it out",
        counts=do("correct_clock"),
    ),
    # The order and its corrections --------------------------------------------------------------
    "out_of_order": refusal(
        "v{version} has to stand before v{before} (it is over before v{before} begins), yet after"
        " v{later} (that is over before it begins)",
        _CHECK_OR_SAY,
        corrects=_ORDERS,
    ),
    "out_of_order_pointing": refusal(
        "v{version} has to stand before v{before} (it is over before v{before} begins), yet after"
        " v{later} (it points at it)",
        _CHECK_OR_SAY,
        corrects=_ORDERS,
    ),
    "out_of_order_pointed_at": refusal(
        "v{version} has to stand before v{before} (v{before} points at it), yet after v{later}"
        " (that is over before it begins)",
        _CHECK_OR_SAY,
        corrects=_ORDERS,
    ),
    "out_of_order_pointed_at_pointing": refusal(
        "v{version} has to stand before v{before} (v{before} points at it), yet after v{later}"
        " (it points at it)",
        _CHECK_OR_SAY,
        corrects=_ORDERS,
    ),
    "impossible_after_it": refusal(
        "with v{new} in its place, v{old} ({did}, {occurred}), which is recorded already, could not"
        " stand: {because}",
        "if both are right, something between them is missing: record it in the same batch; if"
        " v{old} is our mistake, correct or retract it (`{corrects}`)",
        corrects=do("correct", target="$old"),
    ),
    "no_target": refusal(
        "there is no v{target} to correct in {stream}",
        "`{lists}` lists the entries with their numbers",
        lists=do("log"),
    ),
    "retracted_already": refusal(
        "v{target} was retracted already",
        "`{shows}` says by which entry",
        shows=do("show", version="$target"),
    ),
    "registration_retracted": refusal(
        "the registration carries the whole stream and cannot be retracted",
        "correct its fields: `{corrects}`",
        corrects=do("correct", target=1, field=None, was=None, now=None),
    ),
    "correction_unfit": refusal(
        "v{target} cannot be corrected like that: {fault}",
        "`{shows}` prints the entry with its field names",
        shows=do("show", version="$target"),
    ),
    "corrected_further": refusal(
        "v{target} cannot be corrected like that: {fault}",
        "v{last} corrects v{root} further: take that back first (`{retracts}`), or correct v{root}"
        " again to what is right (`{corrects}`)",
        retracts=do("retract", target="$last"),
        corrects=do("correct", target="$root"),
    ),
    "registered_already": refusal(
        "{slug} is registered already; it is done once, and everything rests on it",
        "`{shows}` prints it; what we got wrong is `{corrects}`, what changed is `{amends}`",
        shows=do("show", version=1, negotiation="$slug"),
        corrects=do("correct", target=1, field=None),
        amends=do("RegistrationAmended"),
    ),
    # The register -------------------------------------------------------------------------------
    "unclear_name": refusal(
        "{name!r} is not registered here, and in the register several answer to it: {called}",
        "write the short name of the one that is meant; the words of the report go into the quote."
        " For all reports of this negotiation: `{adds}`",
        adds=do("add_alias", party=None, name="$name"),
    ),
    "no_id_there": refusal("{id!r} is no id in {scheme}", "check the id and its scheme"),
    "kind_stays": refusal(
        "{entry} is a {kind}, and stays one", "what is another thing is an entry of its own"
    ),
    "nothing_to_replace": refusal(
        "there is no {entry} in the register whose version {seen} it replaces",
        "`{shows}` shows it as it stands; then type it again",
        shows=do("show_entry", kind="$kind", entry="$entry"),
    ),
    "entered_already": refusal(
        "{entry} stands in the register already, as a {kind}",
        "`{shows}` shows it as it stands; then type it again",
        shows=do("show_entry", kind="$kind", entry="$entry"),
    ),
    "changed_in_between": refusal(
        "{entry} was changed in between: v{stands} stands there, v{seen} was seen",
        "`{shows}` shows it as it stands; then type it again",
        shows=do("show_entry", kind="$kind", entry="$entry"),
    ),
    "no_party": refusal("only a party is a bloc", "leave it out"),
    "its_own_member": refusal(
        "{id} cannot be its own member", "enter the other one first: `{enters}`", enters=_ENTERS
    ),
    "its_own_link": refusal(
        "{id} cannot be its own link", "enter the other one first: `{enters}`", enters=_ENTERS
    ),
    "not_in_the_register": refusal(
        "there is no {id} in the register", "enter it first: `{enters}`", enters=_ENTERS
    ),
    "member_of_another_kind": refusal(
        "{id} is a {kind}, and a member of {entry} is {kinds}",
        "enter it first: `{enters}`",
        enters=_ENTERS,
    ),
    "link_of_another_kind": refusal(
        "{id} is a {kind}, and a link of {entry} is {kinds}",
        "enter it first: `{enters}`",
        enters=_ENTERS,
    ),
    "takes_no_member": refusal(
        "{id} is a {kind}, and {entry} takes no members", "leave the member out"
    ),
    "belongs_to_itself": refusal(
        "{entry} would belong to itself: {way}",
        "say from when until when each belongs to the other (`{since}`, `{until}`), or leave one of"
        " them out",
        since=do("give", valid_from=None),
        until=do("give", valid_until=None),
    ),
    "comes_from_itself": refusal(
        "{entry} would come from itself ({how}): {way}",
        "what came into being anew is an entry of its own",
    ),
}
"""Case -> what is said."""
