"""What the guards of who speaks, who sits at the table and how talks go say when they refuse."""

from collections.abc import Mapping
from typing import Final

from parley.answers.acts import do
from parley.answers.language import marked
from parley.answers.words.refusing import Case, refusal

__all__ = ["INSTEAD", "OF_RULES", "OTHERWISE"]

_SAYS: Final = do("StatementMade")
_BY: Final = do("field", path="by", type="$type")
_SPEAKER: Final = do("give", speaker=None)
_AMENDS: Final = do("RegistrationAmended")
_JOINS_BY_NAME: Final = do("register_and_join", party="$name", name=None)
_NUMBERS: Final = marked("`{lists}` lists the steps with their numbers")
_LISTS: Final = do("log")

OF_RULES: Final[Mapping[str, Case]] = {
    "not_here_now": refusal("{type} is legal in {legal}, and the state here is {state}", ""),
    # Every step ---------------------------------------------------------------------------------
    "not_of_a_contest": refusal(
        "{type} concerns one party set, and {stream} is a contest, which has no state",
        "record it in the negotiation that it belongs to (`{there}`)",
        there=do("give", negotiation=None),
    ),
    "after_the_close": refusal(
        "the negotiation was closed by v{closed}, and {type} came after it",
        "if it happened before the close, give its own date (`{at}`); otherwise record the report"
        " as a StatementMade instead (`{says}`), which changes no state",
        at=do("give", at=None),
        says=_SAYS,
    ),
    "rejected_after_the_close": refusal(
        "the negotiation was closed by v{closed}, and {type} came after it",
        "a rejection after the close is a DealBroken (`{breaks}`)",
        breaks=do("DealBroken"),
    ),
    "no_such_party": refusal(
        "{name!r} is no party of {stream}, which has {known}",
        "write one of those, `person:NAME`, `office:NAME` or `described:WORDS`, or register the"
        " party first (`{amends}`)",
        amends=_AMENDS,
    ),
    "no_such_party_to_join": refusal(
        "{name!r} is no party of {stream}, which has {known}",
        "write one of those; a party that comes up midway is registered with its name, and joins,"
        " in one go (`{joins}`)",
        joins=_JOINS_BY_NAME,
    ),
    "points_nowhere": refusal(
        "it points at v{step}, which does not stand before it",
        _NUMBERS,
        lists=_LISTS,
    ),
    "not_here": refusal(
        "{pointer} is not in this negotiation",
        _NUMBERS,
        lists=_LISTS,
    ),
    "no_such_pool": refusal(
        "{pool!r} is no pool of {stream}, which has {known}",
        "write one of those, or register the pool first (`{amends}`)",
        amends=_AMENDS,
    ),
    "no_pools": refusal(
        "{pool!r} is no pool of {stream}, which has none",
        "register the pool first (`{amends}`)",
        amends=_AMENDS,
    ),
    "figure_of_no_pool": refusal(
        "the figure does not say what it counts, and {stream} has no pool",
        "write “5 seats”, or register how many there are to share (`{amends}`)",
        amends=_AMENDS,
    ),
    "more_than_the_pool": refusal(
        "{number} is more than the {total} of the pool {pool!r}",
        "check the number; if the pool itself is wrong, correct the registration (`{corrects}`)",
        corrects=do("correct", target=1),
    ),
    "no_fraction": refusal(
        "{issue} counts what nobody can halve, and the figure has a point",
        "write a whole number, or the words as they were said",
    ),
    "reported_before": refusal(
        "it happened on {occurred}, and a report of it was published on {published}",
        "check both dates; `DATE~` says that a day is not certain, as where the outlet sits in"
        " another zone; what was said beforehand is a StatementMade (`{says}`)",
        says=_SAYS,
    ),
    # Who speaks ---------------------------------------------------------------------------------
    "done_by_no_party": refusal(
        "{type} needs a party that does it, and `by` is {by}",
        "name the party (`{by_party}`); words of others are a StatementMade (`{says}`)",
        by_party=_BY,
        says=_SAYS,
    ),
    "another_leads": refusal(
        "{type} takes the word of a party, or of the office that leads the talks: that is {leads},"
        " and not {by}",
        "name who acts (`{by_party}`), or register that it leads from then on (`{amends}`); words"
        " of others are a StatementMade (`{says}`)",
        by_party=_BY,
        amends=_AMENDS,
        says=_SAYS,
    ),
    "nobody_leads": refusal(
        "{type} takes the word of a party, or of the office that leads the talks, and {by} is not"
        " registered to lead them",
        "name the party (`{by_party}`), or register that it leads (`{amends}`); words of others are"
        " a StatementMade (`{says}`)",
        by_party=_BY,
        amends=_AMENDS,
        says=_SAYS,
    ),
    "done_by_nobody": refusal(
        "{type} needs a party that does it, and `by` is empty",
        "name the party (`{by_party}`); words of others are a StatementMade (`{says}`)",
        by_party=_BY,
        says=_SAYS,
    ),
    "nobody_speaks": refusal(
        "nobody is named who says so",
        "name who speaks (`{by_party}`)",
        by_party=do("field", path="by", type="StatementMade"),
    ),
    "nobody_on_record": refusal(
        "{type} changes the state, and nobody is on record for it: the evidence is {evidence}",
        "give a speaker (`{speaker}`) or a document; what a paper tells in its own voice is"
        " `{reported}` with the paper's name (`{outlet}`); an unnamed source's word is a"
        " StatementMade (`{says}`)",
        speaker=_SPEAKER,
        reported=do("give", attribution="media_report"),
        outlet=do("give", outlet=None),
        says=do("StatementMade", by=None, stances="claims_talks"),
    ),
    "not_itself_on_record": refusal(
        "{type} is {parties}'s own act, and {parties} is not on record for it: the evidence is"
        " {evidence}",
        "give its own speaker (`{speaker}`) or a document; the word of an unnamed source or of"
        " another party is a StatementMade (`{says}`)",
        speaker=_SPEAKER,
        says=_SAYS,
    ),
    "body_off_record": refusal(
        "{body} decides on the deal, and nobody is on record for it: the evidence is {evidence}",
        "give a speaker (`{speaker}`) or the public record that shows it; what a report alone says"
        " is a StatementMade (`{says}`)",
        speaker=_SPEAKER,
        says=_SAYS,
    ),
    "proposes_off_record": refusal(
        "the talks have collapsed, and no party that proposes again is on record for it",
        "give a speaker (`{speaker}`), or record the report as a StatementMade instead (`{says}`),"
        " which changes no state",
        speaker=_SPEAKER,
        says=_SAYS,
    ),
    "end_off_record": refusal(
        "{type} changes the state, and nobody is on record for it: the evidence is {evidence}",
        "give a speaker (`{speaker}`) or the public record that shows it; an unnamed source's word"
        " is `{says}`",
        speaker=_SPEAKER,
        says=do("StatementMade", by=None, stances="pessimistic"),
    ),
    "about_nothing": refusal(
        "`{stances}` needs what it is about",
        "point at the step (`{about}`) or name it: talks, agreement, collapse, figure, words",
        about=do("give", about=None),
    ),
    "nobody_addressed": refusal(
        "nobody is named to whom the ultimatum goes",
        "name both: `{warns}`",
        warns=do("UltimatumIssued", by=None, to=None, when=None),
    ),
    # Who sits at the table, talks and their dates -----------------------------------------------
    "one_party_named": refusal(
        "an alliance takes two parties, and only {parties} is named",
        "name who proposes and to whom: `{proposes}`",
        proposes=do("AllianceProposed", by=None, to=None),
    ),
    "no_party_named": refusal(
        "an alliance takes two parties, and none is named",
        "name who proposes and to whom: `{proposes}`",
        proposes=do("AllianceProposed", by=None, to=None),
    ),
    "at_the_table": refusal(
        "{parties} already sits at the table",
        "a party that came back after leaving joins after its PartyWithdrew (`{leaves}`)",
        leaves=do("PartyWithdrew"),
    ),
    "not_at_the_table": refusal(
        "{parties} does not sit at the table",
        "`{asks}` shows who does; to take back an offer is `{withdraws}`, to end a deal `{breaks}`",
        asks=do("status"),
        withdraws=do("OfferWithdrawn"),
        breaks=do("DealBroken"),
    ),
    "nobody_appointed": refusal(
        "an appointment needs a principal and a person, or a principal and a role",
        "say for whom: `{appoints}`",
        appoints=do("NegotiatorAppointed", person=None, principal=None, role=None),
    ),
    "talks_unended": refusal(
        "NegotiationClosed comes after talks that ended, and the state here is {state}",
        "record that the talks lapsed first (`{lapses}`); where one side let the other govern and"
        " agreed to no more, close it so: `{tolerated}`",
        lapses=do("TalksCollapsed", how="lapsed"),
        tolerated=do("NegotiationClosed", reason="tolerated"),
    ),
    "nobodys_mandate": refusal(
        "a mandate is somebody's, and neither a party, a person nor a role is named",
        "say who gives it, and who has it: `{mandates}`; what a body only recommends is a"
        " StatementMade (`{says}`)",
        mandates=do("MandateChanged", by=None, now=None, person=None),
        says=do("StatementMade", by=None, stances="urges"),
    ),
    "nobodys_task": refusal(
        "it does not say whose task it is",
        "name the person: `{ends}`",
        ends=do("TenureChanged", by=None, person=None, now=None),
    ),
    "holds_nothing": refusal(
        "{who} has no task here that could end: nobody appointed them, or it ended before",
        "`{asks}` shows who has one; record the appointment first (`{appoints}`), with `../DATE`"
        " where only its end is known",
        asks=do("people"),
        appoints=do("NegotiatorAppointed", principal=None, person=None),
    ),
    "suspended_already": refusal(
        "v{step} suspended that already",
        "a second source for it is `{cites}`",
        cites=do("cite", target="$step"),
    ),
    "talks_not_suspended": refusal(
        "the talks are not suspended",
        "talks that simply go on are a MeetingHeld (`{meets}`)",
        meets=do("MeetingHeld"),
    ),
    "issue_not_parked": refusal(
        "{scope} is not parked",
        "talks that simply go on are a MeetingHeld (`{meets}`)",
        meets=do("MeetingHeld"),
    ),
    "talks_alone": refusal(
        "talks take two parties, and only {parties} is in them",
        "name everybody who is in the talks from then on, or leave `parties` out",
    ),
    "not_in_the_talks": refusal(
        "{others} opens the talks, and only {parties} are in them",
        "name everybody who is in the talks from then on, or leave `parties` out",
    ),
    "met_alone": refusal(
        "a meeting takes two participants",
        "name both sides (`{meets}`), or mark it `{internal}`",
        meets=do("MeetingHeld", by=None, to=None),
        internal=do("give", internal=True),
    ),
    "no_deadline": refusal(
        "it has neither a date nor words",
        "give `{when}` or `{words}`",
        when=do("field", path="when", type="DeadlineSet"),
        words=do("give", words=None),
    ),
    "deadline_is_over": refusal(
        "{when} is over before the step itself ({occurred})",
        "check both dates; what happened is a step of its own",
    ),
    "which_deadline": refusal(
        "it does not say which deadline moves",
        "point at it (`deadline`), or give the date that it had (`was`)",
    ),
    "no_deadline_there": refusal(
        "v{step} ({type}) is not a deadline",
        _NUMBERS,
        lists=_LISTS,
    ),
    "which_date": refusal(
        "v{step} registers {count} dates, and which one moves is not said",
        "a registered date moves when the registration is amended (`{amends}`)",
        amends=_AMENDS,
    ),
    "moved_already": refusal(
        "the deadline of v{step} was already moved by v{later}",
        "move that one: `{moves}`",
        moves=do("give", moves="$later"),
    ),
    "date_stays": refusal(
        "the date stays {was}",
        "give another date: `{extends}`",
        extends=do("DeadlineExtended", now=None, deadline=None),
    ),
    "our_own_words": refusal(
        "{path} is how we describe the negotiation, not something that happened in it",
        "correct our own entry instead: `{corrects}`",
        corrects=do("correct", target=1),
    ),
    "seats_at_the_start": refusal(
        "at_table says who sat there at the start, and who comes or goes later is a step",
        "record that step: `{joins}` or `{leaves}`",
        joins=do("PartyJoined"),
        leaves=do("PartyWithdrew"),
    ),
    "amendment_unfit": refusal(
        "{fault}", "`{shows}` prints the registration", shows=do("show", version=1)
    ),
    "party_lost": refusal(
        "{parties} would be unknown here, and earlier steps speak of it",
        "keep the short name: change `parties.N.name`, and add what it was to `parties.N.aliases`",
    ),
}
"""Case -> what is said."""

OTHERWISE: Final = refusal(
    "if a report only says so, record it as a StatementMade (`{says}`), which changes no state",
    None,
    says=_SAYS,
)
INSTEAD: Final[Mapping[tuple[str, str], Case]] = {
    ("collapsed", "TalksOpened"): refusal(
        "talks that go on after a collapse are TalksResumed (`{resumes}`)",
        None,
        resumes=do("TalksResumed"),
    ),
    ("collapsed", "DealReached"): refusal(
        "record TalksResumed with stage undisclosed and `../DATE` in the same batch (`{deals}`)",
        None,
        deals=do("reach_deal"),
    ),
    ("unopened", "DealReached"): refusal(
        "record TalksOpened with stage undisclosed and `../DATE` in the same batch (`{deals}`)",
        None,
        deals=do("reach_deal"),
    ),
    ("deal_reached", "TalksOpened"): refusal(
        "a deal stands; a change of it is DealAmended (`{amends}`), its end DealBroken"
        " (`{breaks}`)",
        None,
        amends=do("DealAmended"),
        breaks=do("DealBroken"),
    ),
    ("deal_reached", "AllianceProposed"): refusal(
        "a deal stands; a change of it is DealAmended (`{amends}`)",
        None,
        amends=do("DealAmended"),
    ),
    ("deal_reached", "TalksCollapsed"): refusal(
        "a deal that ends is DealBroken (`{breaks}`)", None, breaks=do("DealBroken")
    ),
    ("deal_reached", "PartyJoined"): refusal(
        "a party joins a deal with DealAmended and joins (`{amends}`)",
        None,
        amends=do("DealAmended"),
    ),
    ("unopened", "TalksCollapsed"): refusal(
        "nothing has been proposed yet; record the proposal first (`{proposes}`)",
        None,
        proposes=do("AllianceProposed"),
    ),
    ("talks_underway", "DealBroken"): refusal(
        "no deal stands: talks that end are TalksCollapsed (`{collapses}`), a party that leaves the"
        " table PartyWithdrew (`{leaves}`)",
        None,
        collapses=do("TalksCollapsed"),
        leaves=do("PartyWithdrew"),
    ),
    ("proposed", "TalksSuspended"): refusal(
        "talks are not under way yet (`{opens}`)", None, opens=do("TalksOpened")
    ),
}
"""(state, type of a step) -> what is recorded there instead, or first; else OTHERWISE."""
