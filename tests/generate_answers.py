"""A JSON Schema of every answer, made from the shapes that the terminal writes.

Who reads the answers by program gets files that cannot contradict it, with the words that stand
under each member in the code.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

import msgspec
from msgspec import Struct

from answers.shapes import agreed as agreed_shapes
from answers.shapes import base as shapes
from answers.shapes import claims as claims_shapes
from answers.shapes import compare as compare_shapes
from answers.shapes import conflicts as conflicts_shapes
from answers.shapes import contest as contest_shapes
from answers.shapes import corrections as corrections_shapes
from answers.shapes import db as db_shapes
from answers.shapes import deadlines as deadlines_shapes
from answers.shapes import fields as field_shapes
from answers.shapes import moves as moves_shapes
from answers.shapes import offers as proposals_shapes
from answers.shapes import own as own_shapes
from answers.shapes import people as people_shapes
from answers.shapes import quotes as quotes_shapes
from answers.shapes import rounds as rounds_shapes
from answers.shapes import status as status_shapes
from answers.shapes import steps as step_shapes
from drafting import receipts
from tests.meanings import fields_of, prose, structs_of

__all__ = ["ANSWERS", "ANSWER_SCHEMAS", "schema_of"]

ANSWERS: Mapping[str, type[Struct]] = {
    "against": agreed_shapes.AgainstAnswer,
    "agreed": agreed_shapes.AgreedAnswer,
    "claims": claims_shapes.ClaimsAnswer,
    "contested": claims_shapes.ContestedAnswer,
    "corrections": corrections_shapes.CorrectionsAnswer,
    "denials": claims_shapes.DenialsAnswer,
    "moves": moves_shapes.MovesAnswer,
    "seats": agreed_shapes.SeatsAnswer,
    "sums": agreed_shapes.SumsAnswer,
    "blame": field_shapes.BlameAnswer,
    "changes": field_shapes.ChangesAnswer,
    "diff": field_shapes.DiffAnswer,
    "explain": field_shapes.ExplainAnswer,
    "first": field_shapes.FirstAnswer,
    "line": field_shapes.LineAnswer,
    "compare": compare_shapes.CompareAnswer,
    "conditions": proposals_shapes.ConditionsAnswer,
    "conflicts": conflicts_shapes.ConflictsAnswer,
    "contest": contest_shapes.ContestAnswer,
    "deadlines": deadlines_shapes.DeadlinesAnswer,
    "db-backup": db_shapes.BackupAnswer,
    "db-copy": db_shapes.CopyAnswer,
    "db-info": db_shapes.InfoAnswer,
    "db-migrate": db_shapes.MigrateAnswer,
    "db-rights": db_shapes.RightsAnswer,
    "demands": step_shapes.DemandsAnswer,
    "list": shapes.ListAnswer,
    "log": step_shapes.LogAnswer,
    "offers": step_shapes.OffersAnswer,
    "quotes": quotes_shapes.QuotesAnswer,
    "people": people_shapes.PeopleAnswer,
    "checks": own_shapes.ChecksAnswer,
    "exports": own_shapes.ExportsAnswer,
    "refusals": own_shapes.RefusalsAnswer,
    "register": own_shapes.RegisterAnswer,
    "register-entry": own_shapes.EntryAnswer,
    "rebuild": shapes.RebuildAnswer,
    "record": shapes.RecordAnswer,
    "replay": step_shapes.ReplayAnswer,
    "rounds": rounds_shapes.RoundsAnswer,
    "series": proposals_shapes.SeriesAnswer,
    "show": step_shapes.ShowAnswer,
    "source": own_shapes.SourceAnswer,
    "sources": own_shapes.SourcesAnswer,
    "status": status_shapes.StatusAnswer,
    "table": step_shapes.TableAnswer,
    "verify": shapes.VerifyAnswer,
    "writing": receipts.WritingAnswer,
    "written": receipts.WrittenAnswer,
}
"""Name of the schema -> shape."""

Node = dict[str, object]


def schema_of(kind: type[Struct]) -> Node:
    """Return the JSON Schema of a shape."""
    (reference,), made = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    definitions = cast("dict[str, Node]", made)
    for name, struct in structs_of([kind]).items():
        definitions[name]["description"] = " ".join(prose(struct))
        properties = cast("dict[str, Node]", definitions[name]["properties"])
        for field in fields_of(struct):
            if field.meaning:
                # msgspec reads descriptions from annotations only; ours stand under the fields.
                properties[field.name] = {**properties[field.name], "description": field.meaning}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(kind: type[Struct]) -> str:
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


ANSWER_SCHEMAS: Mapping[str, Callable[[], str]] = {
    f"docs/schemas/{name}.schema.json": partial(_describe, kind) for name, kind in ANSWERS.items()
}
"""Page -> what writes it."""
