"""Editing what a map and its claims say: title, question, summary, texts, notes, tags."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.edit.copy import optional, said, with_claim, with_reason
from argmap.model.findings import Refusal
from argmap.model.ids import ARROW
from argmap.model.types import Map, rebuilt


def set_title(map: Map, title: str) -> Map:
    """The map under another title. Raises Refusal when it is blank."""
    return rebuilt(map, title=said(title, "The title of a map"))


def set_question(map: Map, question: str | None) -> Map:
    """The map with another leading question; blank takes it away."""
    return rebuilt(map, question=optional(question))


def set_summary(map: Map, summary: str | None) -> Map:
    """The map with another summary; blank takes it away."""
    return rebuilt(map, summary=optional(summary))


def set_text(map: Map, claim_id: str, text: str) -> Map:
    """The claim says ``text``. Raises Refusal when it is blank."""
    return with_claim(map, claim_id, text=said(text, "The text of a claim"))


def set_note(map: Map, owner: str, note: str | None) -> Map:
    """The note of a claim, or of a reason when ``owner`` is an address; blank takes it away."""
    if ARROW in owner:
        return with_reason(map, owner, note=optional(note))
    return with_claim(map, owner, note=optional(note))


def set_assumed(map: Map, claim_id: str, assumed: bool) -> Map:
    """Whether the claim is taken as given for this map."""
    return with_claim(map, claim_id, assumed=assumed)


def set_tags(map: Map, claim_id: str, tags: Iterable[str]) -> Map:
    """The tags of a claim; blanks and repeats are dropped. Raises Refusal for a tag over several lines."""
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    for tag in clean:
        if len(tag.splitlines()) > 1:
            raise Refusal("A tag is a word or a few on one line.")
    return with_claim(map, claim_id, tags=clean)
