"""The sentence about a refusal: who ruled out whom, in whose words, and what came of it since.

That nothing takes it back is not said: other negotiations are not read here, and a reader takes
the silence of one record for the silence of all.
"""

from parley.answers.language import say
from parley.answers.sentences.draft import Draft
from parley.answers.sentences.words import on
from parley.answers.words.exclusions import exclusion_said, since_said
from parley.answers.words.wording import quoted
from parley.negotiation.views.exclusions import exclusions

__all__ = ["exclusion"]


def exclusion(draft: Draft) -> str:
    """`PS ruled out N-VA on 17 Dec 2019, Rudy Demotte said (“…”); since then: …`."""
    step = draft.first
    if step is None:
        raise TypeError(f"{draft.field.field} is no refusal")
    item = next(each for each in exclusions(draft.seen) if each.version == step.step)
    comma = "," if item.what else ""
    text = draft.by_voice(f"{exclusion_said(item)}{comma} {on(step.occurred)}", step)
    if item.quote is not None and item.speaker == step.speaker:
        text += f" ({quoted(item.quote)})"
    elif item.text is not None:
        text = say("{text} (in our words: {words})", text, words=item.text.rstrip("."))
    if not item.since_then:
        return text
    if any(each.order_open for each in item.since_then):
        draft.hedges.append("order_open")
    since = "; ".join(since_said(each, item.negotiation) for each in item.since_then)
    return say("{text}; since then: {since}", text, since)
