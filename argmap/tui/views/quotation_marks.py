"""What became of the quotations of a claim, in the pane: a mark behind each quote."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from argmap.escape import one_line
from argmap.model.types import Claim
from argmap.tui.views.detail import StyleOf
from argmap.vocabulary import QUOTATION_SIGNS, QUOTATION_WORDS, Outcome

_LOOKS: Mapping[Outcome, str] = {"found": "support", "not found": "objection", "not checked": "dim"}


def with_marks(
    text: Text, claim: Claim | None, marks: Mapping[tuple[str | None, str], Outcome], look: StyleOf
) -> Text:
    """The text of the pane with a sign and words behind each quote of the claim that a check has looked at."""
    if claim is None or not marks:
        return text
    quotes: list[tuple[str | None, str]] = []
    citations = [*claim.sources, *(one for reason in claim.reasons for one in reason.sources)]
    quotes += [(one.source, one.quote) for one in citations if one.quote]
    quotes += [(one.source, one.quote) for one in claim.positions if one.quote]
    at = 0
    made = Text(overflow="fold")
    for start, end, outcome in sorted(_places(text.plain, quotes, marks)):
        if start >= at:
            made.append_text(text[at:end])
            made.append(f" {QUOTATION_SIGNS[outcome]} {QUOTATION_WORDS[outcome]}", look(_LOOKS[outcome]))
            at = end
    return made.append_text(text[at:])


def _places(
    shown: str, quotes: list[tuple[str | None, str]], marks: Mapping[tuple[str | None, str], Outcome]
) -> list[tuple[int, int, Outcome]]:
    """Where each quote is shown, in its quotation marks, from left to right for those that are shown twice."""
    places: list[tuple[int, int, Outcome]] = []
    for source, quote in dict.fromkeys(quotes):
        outcome, words = marks.get((source, quote)), f"“{one_line(quote)}”"
        at = shown.find(words) if outcome is not None else -1
        while at >= 0 and outcome is not None:
            places.append((at, at + len(words), outcome))
            at = shown.find(words, at + 1)
    return places
