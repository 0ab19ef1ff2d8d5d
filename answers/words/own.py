"""What a record of the ledger's own says, in one short line."""

from parley.answers.language import say, say_list, say_word
from parley.events.canonical import JsonObject

__all__ = ["own_said"]


def own_said(type_name: str, fields: JsonObject) -> str:
    """Return the line of an entry of one of the ledger's own streams."""
    match type_name:
        case "CheckMade":
            steps = fields.get("steps")
            found = say_list(steps) if isinstance(steps, list) else ""
            outcome = found or say_word(str(fields.get("outcome")))
            return say("checked {outlet}: {outcome}", outcome, outlet=fields.get("outlet"))
        case "RefusalsSwitched":
            if fields.get("keep"):
                return say("refused attempts are kept")
            return say("refused attempts are no longer kept")
        case "AttemptRefused":
            return say("refused attempt")
        case "RegisterEntered":
            kind = say_word(str(fields.get("kind")))
            return say("{kind} {entry} in the register", kind, entry=fields.get("entry"))
        case "ClockCorrected":
            first, last, really = (fields.get(name) for name in ("first", "last", "really"))
            if first == last:
                return say("the date of @{first}: really about {really}", first, really)
            return say(
                "the date of @{first} to @{last}: really about {really}", first, last, really
            )
        case "ExportMade":
            what, position = fields.get("what"), fields.get("position")
            return say("export: {what} at @{position}", what, position)
        case _:
            return say("source {source}", source=fields.get("source"))
