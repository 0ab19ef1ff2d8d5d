"""What a record of the ledger's own says, in one short line."""

from parley.events.canonical import JsonObject

__all__ = ["own_said"]


def own_said(type_name: str, fields: JsonObject) -> str:
    """Return the line of an entry of one of the ledger's own streams."""
    match type_name:
        case "CheckMade":
            steps = fields.get("steps")
            found = ", ".join(map(str, steps)) if isinstance(steps, list) else ""
            outcome = found or str(fields.get("outcome")).replace("_", " ")
            return f"checked {fields.get('outlet')}: {outcome}"
        case "RefusalsSwitched":
            return f"refused attempts are {'kept' if fields.get('keep') else 'no longer kept'}"
        case "AttemptRefused":
            return "refused attempt"
        case "RegisterEntered":
            return f"{fields.get('kind')} {fields.get('entry')} in the register"
        case "ClockCorrected":
            first, last = fields.get("first"), fields.get("last")
            which = f"@{first}" if first == last else f"@{first} to @{last}"
            return f"the date of {which}: really about {fields.get('really')}"
        case "ExportMade":
            return f"export: {fields.get('what')} at @{fields.get('position')}"
        case _:
            return f"source {fields.get('source')}"
