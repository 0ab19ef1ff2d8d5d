"""Upcasts: an old entry is read in today's shape, and what lies in the log stays as it is."""

import msgspec
import pytest

from parley.events.canonical import JsonObject
from parley.negotiation import upcasts
from parley.negotiation.codec import EntryError
from parley.negotiation.steps import DealBroken
from tests.negotiation.given import given
from tests.negotiation.words import deal, proposes, step


def test_todays_version_is_read_as_it_is() -> None:
    said: JsonObject = {"reason": "x"}
    assert upcasts.todays("DealBroken", 1, said) is said


@pytest.mark.parametrize(("name", "version"), [("DealBroken", 2), ("DealDreamt", 1)])
def test_what_a_newer_release_wrote_is_refused_by_name(name: str, version: int) -> None:
    with pytest.raises(EntryError, match=f"{name} version {version} is not known here; a newer"):
        upcasts.todays(name, version, {})


def test_every_version_in_between_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word for the reason was `why` in a version 1 and `cause` in a version 2, say."""

    def renamed(was: str, now: str) -> object:
        return lambda said: {now if name == was else name: said[name] for name in said}

    talks = given(proposes(), deal(), step("DealBroken", "2024-09-08", by="AAP", reason="x")).talks
    said = dict(talks.entries[-1].step)
    said["why"] = said.pop("reason")
    monkeypatch.setitem(upcasts.TYPE_VERSIONS, "DealBroken", 3)
    monkeypatch.setitem(upcasts.UPCASTS, ("DealBroken", 1), renamed("why", "cause"))
    monkeypatch.setitem(upcasts.UPCASTS, ("DealBroken", 2), renamed("cause", "reason"))
    talks.entries[-1] = msgspec.structs.replace(talks.entries[-1], step=said)
    value = talks.account().value(4)
    assert isinstance(value, DealBroken)
    assert value.reason == "x"
    assert "why" in talks.entries[-1].step
