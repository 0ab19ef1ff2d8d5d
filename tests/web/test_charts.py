"""Pictures show every step, invent no figure and no hour, and stand alone."""

import re
from typing import Literal
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.evidence import ATTRIBUTION_CLASSES
from parley.negotiation.steps import CATALOGUE
from parley.negotiation.views.seen import Seen
from parley.web.charts.contest import contest
from parley.web.charts.ground import Request
from parley.web.charts.looks import FAMILY_NAMES, FILLING_NAMES, FILLINGS, SHAPES, palette_of
from parley.web.charts.marks import Drawing, svg_of
from parley.web.charts.offers import offers as draw_offers
from parley.web.charts.shares import shares
from parley.web.charts.timeline import timeline
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    accepts,
    closes,
    collapses,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    says,
    step,
)

Picture = Literal["timeline", "offers"]
Theme = Literal["light", "dark"]
UNNAMED: JsonObject = {"attribution": "anonymous", "source_as_described": "party insiders"}
WIDTHS = (320, 640, 960)


def drawn(
    seen: Seen, picture: Picture = "timeline", width: int = 960, title: str | None = None
) -> Drawing:
    names = seen.registration.names
    request = Request(
        palette=palette_of(names),
        called={each.party: each.name for each in names},
        width=width,
        title=title,
        asked="as recorded up to @7",
    )
    return (draw_offers if picture == "offers" else timeline)(seen, request)


def svg_drawn(
    seen: Seen, picture: Picture = "timeline", theme: Theme | None = None, width: int = 960
) -> str:
    return svg_of(drawn(seen, picture, width), theme=theme)


def seen_of(*drafts: Draft, registration: Draft | None = None, as_of: str | None = None) -> Seen:
    return given(*drafts, registration=registration).talks.seen(as_of)


def told(svg: str) -> list[int]:
    """The steps of which a mark says that it is theirs."""
    return sorted({int(number) for number in re.findall(r'data-step="(?:.*?#)?v?(\d+)"', svg)})


def texts(svg: str) -> list[str]:
    """Everything that is written in a picture."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - we made it
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def written(svg: str) -> str:
    return " ".join(texts(svg))


@pytest.fixture(scope="module")
def talks() -> Seen:
    """Talks with figures, words, unnamed sources and a silence of some days."""
    return seen_of(
        opens("2024-09-02"),  # v2
        offers("5", "2024-09-03"),
        demands("10", "2024-09-03"),
        offers("good small numbers", "2024-09-04T14:30"),  # v5
        says(at="2024-09-04"),
        offers("6..7", "2024-09-09", evidence=UNNAMED),
        meets("2024-09-09"),  # v8
    )


def test_every_step_type_is_drawn_as_something_that_the_key_can_name() -> None:
    assert {kind.family for kind in CATALOGUE.values()} == set(SHAPES) == set(FAMILY_NAMES)
    assert set(FILLINGS) == set(FILLING_NAMES) == set(ATTRIBUTION_CLASSES.values())


@pytest.mark.parametrize("width", WIDTHS)
def test_the_timeline_has_a_mark_of_every_step_and_says_what_it_is(talks: Seen, width: int) -> None:
    svg = svg_drawn(talks, width=width)
    assert told(svg) == [row.step for row in talks.steps]
    for words in ("talks open", "offers 5", "asks for 10", "meeting", "optimistic", "good small"):
        assert words in written(svg), words


def test_names_stand_in_a_picture_and_no_numbers_of_steps(talks: Seen) -> None:
    for picture in ("timeline", "offers"):
        for width in WIDTHS:
            said = written(svg_drawn(talks, picture, width=width))
            assert "Indian National Congress" in said.replace("  ", " ")
            assert not re.search(r"\bv\d+\b", said)


def test_a_day_gets_no_hour(talks: Seen) -> None:
    for width in WIDTHS:
        said = written(svg_drawn(talks, width=width))
        assert not re.search(r"\d\d:\d\d", said)
        assert said.count("4 Sep") == 1


def test_a_silence_is_counted_out(talks: Seen) -> None:
    assert "4 days" in texts(svg_drawn(talks))


def test_offers_and_demands_of_all_classes_stand_on_one_scale(talks: Seen) -> None:
    svg = svg_drawn(talks, "offers")
    said = written(svg)
    assert told(svg) == [3, 4, 5, 7]
    assert said.count("Seats for Aam Aadmi Party, of 90") == 1
    for words in ("offers 5", "asks for 10", "offers 6–7", "on record", "unnamed source"):
        assert words in said, words
    assert "gap 5" in said


def heights(svg: str) -> dict[int, float]:
    """Step -> the pixel from the top at which its shape stands."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - we made it
    found: dict[int, float] = {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        for each in group.iter():
            place = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", each.get("transform", ""))
            if group.get("data-step") and place:
                found[int(str(group.get("data-step"))[1:])] = float(place[2])
    return found


def test_a_greater_figure_stands_higher_whoever_says_it() -> None:
    seen = seen_of(
        opens(),
        offers("3", "2024-09-03"),
        demands("9", "2024-09-04", evidence=ANONYMOUS),
        offers("6", "2024-09-05", evidence=ANONYMOUS),
    )
    at = heights(svg_drawn(seen, "offers"))
    assert at[4] < at[5] < at[3]
    # On one scale: six lies halfway between three and nine.
    assert at[5] == pytest.approx((at[3] + at[4]) / 2, abs=0.2)


@pytest.mark.parametrize("width", WIDTHS)
def test_words_without_a_number_have_no_height_but_a_hatched_block(width: int) -> None:
    svg = svg_drawn(seen_of(opens(), offers("good small numbers")), "offers", width=width)
    assert "good small numbers" in written(svg)
    assert len(re.findall(r'fill="url\(#hatch-party0\)"', svg)) == 1
    assert heights(svg) == {}
    assert [each for each in texts(svg) if each.isdigit()] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_our_reading_of_words_says_that_it_is_ours(width: int) -> None:
    quantity: JsonObject = {
        "kind": "unquantified",
        "verbatim": "single digit",
        "reads_as": {"kind": "range", "low": 1, "high": 9},
    }
    terms: JsonObject = {"issue": "seat_count", "quantity": quantity}
    said = texts(svg_drawn(seen_of(opens(), offers(terms=terms)), "offers", width=width))
    assert "we read 1–9" in said
    assert "our reading of words" in said


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_offered_in_addition_stands_on_what_it_adds_to(width: int) -> None:
    seen = seen_of(opens(), offers("5", "2024-09-03"), offers("3", "2024-09-04", in_addition=True))
    said = written(svg_drawn(seen, "offers", width=width))
    assert "3 more, 8 in all" in said
    assert "offers 5" in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (accepts(3), "accepted"),
        (step("OfferRejected", by="AAP", rejected=3), "rejected"),
        (step("OfferWithdrawn", by="INC", offer=3), "withdrawn"),
        (deal(), "deal reached"),
        (collapses(), "collapsed"),
    ],
)
def test_what_became_of_an_offer_is_drawn(ending: Draft, said: str, width: int) -> None:
    seen = seen_of(opens(), offers("5", "2024-09-03"), ending)
    svg = svg_drawn(seen, "offers", width=width)
    assert said in texts(svg)
    assert 4 in told(svg) or said in ("deal reached", "collapsed")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (offers("7"), "offers 7"),
        (offers(terms={"issue": "seat_count", "quantity": {"kind": "exact", "value": 3, "of": 9}}),
         "offers 3 (of 9)"),
        (demands(terms={"issue": "constituencies", "seats": ["Jind", "Kalayat"]}),
         "asks for Jind, Kalayat"),
        (demands(terms={"issue": "constituencies", "seats": list("ABCD")}),
         "asks for 4 named seats"),
        (demands(terms={"issue": "portfolios", "quantity": "2"}), "asks for 2 posts"),
        (demands(kind="veto", terms={"issue": "person_veto", "words": "Bob"}),
         "veto: a person: Bob"),
        (offers(terms={"issue": "seat_count", "quantity": "70", "party": "INC"}),
         "offers 70 for Indian National Congress"),
        (deal(terms={"issue": "leader_face", "party": "AAP", "words": "Ann as premier"}),
         "deal reached: Ann as premier for Aam Aadmi Party"),
        (says(evidence={**UNNAMED, "quote": "not for us"}), "“not for us”"),
        (says(text="All goes well."), "All goes well"),
        (says(), "optimistic"),
        (step("OfferRejected", by="AAP", words="a meeting"), "rejects: a meeting"),
        (step("DeadlineSet", by="AAP", kind="self_set", when="2024-09-12", what="a list"),
         "own deadline 12 Sep 2024: a list"),
        (meets(mode="in_person", place="the Hall"), "meeting (in person) at the Hall"),
    ],
)  # fmt: skip
def test_a_mark_says_in_words_what_it_is(made: Draft, said: str) -> None:
    """By names, and without the number of a step or how much there is to share in all."""
    for width in (320, 1400):
        assert said in written(svg_drawn(seen_of(opens(), made), width=width))


def test_a_party_that_is_put_out_is_so_in_the_lane_of_who_did_it() -> None:
    put_out = step("PartyWithdrew", by="INC", parties="AAP", excluded_by="INC")
    said = written(svg_drawn(seen_of(opens(), put_out), width=1400))
    assert "Aam Aadmi Party put out" in said


def test_the_end_of_the_talks_is_drawn() -> None:
    seen = seen_of(opens(), collapses("2024-09-06"), closes("2024-10-05"))
    said = texts(svg_drawn(seen))
    assert {"collapsed", "closed"} <= set(said)


def test_every_state_is_named_however_short() -> None:
    seen = seen_of(proposes("2024-09-01"), opens("2024-09-02"), deal("2024-09-03"))
    said = written(svg_drawn(seen))
    for state in ("proposed", "talks underway", "deal reached"):
        assert state in said


def test_a_fixed_date_ahead_stands_under_the_headline() -> None:
    dates: JsonValue = [
        {"what": "poll", "when": "2024-10-05", "evidence": {"attribution": "public_record"}}
    ]
    seen = seen_of(opens("2024-09-02"), registration=registers(dates=dates), as_of="2024-09-07")
    assert "poll in 28 days" in written(svg_drawn(seen))


def test_synthetic_data_says_so_on_its_face() -> None:
    seen = seen_of(opens(), offers("5"), registration=registers(synthetic=True))
    for picture in ("timeline", "offers"):
        for width in WIDTHS:
            assert "SYNTHETIC DATA" in written(svg_drawn(seen, picture, width=width))
    names = seen.registration.names
    request = Request(palette=palette_of(names), called={}, width=960)
    assert "SYNTHETIC DATA" in written(svg_of(contest(seen, [seen], request)))


def test_what_has_not_happened_yet_is_said_in_words() -> None:
    seen = seen_of(opens("2024-09-02"), as_of="2024-09-01")
    for width in WIDTHS:
        assert "nothing had happened yet" in texts(svg_drawn(seen, width=width))
        assert "no offer, and no demand" in written(svg_drawn(seen, "offers", width=width))


def test_more_than_has_room_on_a_screen_is_counted() -> None:
    issues = (
        *(
            "seat_swap",
            "campaign",
            "programme",
            "portfolios",
            "speaker",
            "symbol",
            "confidentiality",
        ),
        *(
            "confidentiality",
            "support_form",
            "leader_face",
            "other_arena",
            "ratification",
            "upper_house_seat",
        ),
    )
    more = [offers(terms={"issue": each, "words": "something"}) for each in issues]
    seen = seen_of(opens(), offers("5"), *more)
    svg = svg_drawn(seen, "offers")
    assert drawn(seen, "offers").height <= 900
    shown = len(re.findall(r" for Aam Aadmi Party", written(svg)))
    assert re.search(r"\d+ more (?:is|are) not drawn: offers lists all", written(svg))
    assert shown >= 6


def test_one_headline_of_ones_own_and_where_it_comes_from() -> None:
    evidence: JsonObject = {"attribution": "on_record", "speaker": "A", "outlet": "The Paper"}
    seen = seen_of(opens(evidence=evidence), offers("5"))
    svg = svg_of(drawn(seen, "offers", title="Five seats offered"))
    assert texts(svg)[0] == "Five seats offered"
    assert '<title id="title">Five seats offered</title>' in svg
    assert "Sources: The Paper" in texts(svg)


@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_a_picture_stands_alone_and_is_the_same_each_time(talks: Seen, picture: Picture) -> None:
    svg = svg_drawn(talks, picture)
    assert svg == svg_drawn(talks, picture)
    assert "<script" not in svg
    assert re.findall(r'(?:href|src)="', svg) == []
    assert set(re.findall(r"https?://[^\"]+", svg)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_a_screen_reader_is_told_what_it_shows(talks: Seen, picture: Picture, width: int) -> None:
    svg = svg_drawn(talks, picture, width=width)
    root = ElementTree.fromstring(svg)  # noqa: S314 - we made it
    names = str(root.get("aria-labelledby")).split()
    said = {str(each.get("id")): each.text or "" for each in root.iter() if each.get("id")}
    assert root.get("role") == "graphics-document document"
    assert all(said[name] for name in names)
    assert "v3" in said[names[1]]
    for each in root.iter("{http://www.w3.org/2000/svg}g"):
        if each.get("role") == "img":
            assert each.get("aria-label")


def test_in_dark_surroundings_every_ink_has_its_dark_colour(talks: Seen) -> None:
    svg = svg_drawn(talks, "offers")
    (rules,) = re.findall(r"<style>@media \(prefers-color-scheme:dark\)\{(.*)\}</style>", svg)
    used = {name for each in re.findall(r'class="([^"]+)"', svg) for name in each.split()}
    assert used <= set(re.findall(r"\.([fs]-[a-z0-9]+)\{", rules))
    assert "prefers-color-scheme" not in svg_drawn(talks, "offers", "dark")


# A contest --------------------------------------------------------------------------------------


def test_a_contest_is_its_negotiations_as_lanes_with_their_states() -> None:
    agreed = _talks("first", proposes(), opens(), deal())
    failed = _talks("second", opens("2024-09-03"), collapses("2024-09-05"), closes("2024-09-09"))
    around = given(says(), registration=registers(title="An election")).talks.seen()
    names = agreed.registration.names
    request = Request(palette=palette_of(names), called={x.party: x.name for x in names})
    svg = svg_of(contest(around, [agreed, failed], request))
    said = written(svg)
    for words in ("proposed", "talks underway", "deal reached", "collapsed", "closed"):
        assert words in said, words
    assert "no talks yet" not in said
    assert "2 negotiations" in said
    assert "Indian National Congress" in said
    assert {"first#2", "second#2"} <= set(re.findall(r'data-step="([^"]+)"', svg))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_contest_names_parties_in_full_and_what_several_did_is_in_nobodys_colour(
    width: int,
) -> None:
    member = _talks("first", opens(), says(by="AAP"))
    around = given(says(), registration=registers(title="An election")).talks.seen()
    names = member.registration.names
    called = {x.party: x.name for x in names}
    svg = svg_of(contest(around, [member], Request(palette=palette_of(names), called=called,
                                                   width=width)))  # fmt: skip
    assert {"Aam Aadmi Party", "several parties"} <= set(texts(svg))


def test_a_contest_says_of_talks_that_were_closed_what_they_were_until_then() -> None:
    never = _talks("never", says(), closes())
    open_still = _talks("still", opens(), closes(reason="tolerated"))
    around = given(says(), registration=registers(title="An election")).talks.seen()
    names = never.registration.names
    request = Request(palette=palette_of(names), called={}, width=1400)
    said = written(svg_of(contest(around, [never, open_still], request)))
    assert "no talks by the close" in said
    assert "talks underway, no end by the close" in said
    assert "yet" not in said


@pytest.mark.parametrize("width", WIDTHS)
def test_every_fixed_date_of_a_contest_has_its_words_and_a_moved_one_its_new_day(
    width: int,
) -> None:
    dates: JsonValue = [
        {"what": f"vote {n}", "when": f"2024-09-{10 + n}", "evidence": {"attribution": "document"}}
        for n in range(4)
    ]
    around = given(
        step("DeadlineSet", "2024-09-03", by="INC", kind="external_hard",
             when="2024-09-12", what="the oath"),
        step("DeadlineExtended", "2024-09-04", by="INC", deadline=2,
             now="2024-09-14"),
        says(at="2024-09-30"),
        registration=registers(title="An election", dates=dates),
    ).talks.seen()  # fmt: skip
    request = Request(palette=palette_of([]), called={}, width=width)
    svg = svg_of(contest(around, [_talks("first", opens("2024-09-01"))], request))
    said = written(svg)
    for words in (*(f"{10 + n} Sep 2024: vote {n}" for n in range(4)), "14 Sep 2024: the oath"):
        assert words in said
    assert "12 Sep 2024: the oath" not in said.replace("fixed date 12 Sep 2024: the oath", "")


def _talks(slug: str, *drafts: Draft) -> Seen:
    talks = Talks(f"negotiation/{slug}")
    for draft in (registers(title=slug), *drafts):
        verdict = talks.record(replace(draft, stream=f"negotiation/{slug}"))
        assert not verdict.problems
    return talks.seen()


@pytest.mark.parametrize("width", WIDTHS)
def test_words_put_to_several_are_drawn_once_for_those_who_did_the_same(width: int) -> None:
    paper: list[JsonValue] = [{"issue": "programme", "words": "a paper on migration"}]
    whom: list[JsonValue] = ["AAP", "CPM", "BJP"]
    put = (opens(), step("OfferMade", "2024-09-03", by="INC", to=whom, terms=paper))
    at_table = registers(at_table=["INC", "AAP", "CPM", "BJP"])
    said = written(svg_drawn(seen_of(*put, registration=at_table), "offers", width=width))
    assert said.count("a paper on migration") == 1
    refused = step("OfferRejected", "2024-09-05", by=["AAP", "CPM"], rejected=3)
    told_apart = seen_of(*put, refused, registration=at_table)
    assert written(svg_drawn(told_apart, "offers", width=width)).count("a paper on migration") == 2


def test_a_demand_of_several_is_drawn_once() -> None:
    five: list[JsonValue] = [{"issue": "seat_count", "quantity": "5"}]
    asked = step("DemandMade", "2024-09-04", by="AAP", to=["INC", "CPM"], terms=five)
    (share,) = shares(
        seen_of(opens(), asked, registration=registers(at_table=["INC", "AAP", "CPM"]))
    )
    assert [stand.version for stand in share.stands] == [3]
