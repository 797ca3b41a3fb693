"""Editing the text fields of a map and its claims: title, question, language, summary, text, short, note, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.edit.parts import optional, said, with_claim, with_reason
from argmap.escape import one_line
from argmap.excerpt import NAME, excerpt
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.types import LANGUAGE_TAG, Map, rebuilt


def set_title(map: Map, title: str) -> Map:
    """Set the title of the map. Raises MapError when it is blank."""
    return rebuilt(map, title=said(title, "The title of a map"))


def set_question(map: Map, question: str | None) -> Map:
    """Set the question of the map; a blank one removes it."""
    return rebuilt(map, question=optional(question))


def set_language(map: Map, language: str | None) -> Map:
    """Set the language of the map's texts, a BCP 47 tag; a blank one removes it.

    Raises MapError for a name of a language, or anything else that is no tag and not what the map has already.
    """
    tag = optional(language)
    if tag is not None and tag != map.language and not re.fullmatch(LANGUAGE_TAG, tag):
        raise MapError(f"'{excerpt(one_line(tag), NAME)}' is not a language tag. Use one such as en, en-GB or cy.")
    return rebuilt(map, language=tag)


def set_summary(map: Map, summary: str | None) -> Map:
    """Set the summary of the map; a blank one removes it."""
    return rebuilt(map, summary=optional(summary))


def set_text(map: Map, claim_id: str, text: str) -> Map:
    """Set the text of a claim. Raises MapError when it is blank."""
    return with_claim(map, claim_id, text=said(text, "The text of a claim"))


def set_short(map: Map, claim_id: str, short: str | None) -> Map:
    """Set the short text of a claim; a blank one removes it."""
    return with_claim(map, claim_id, short=optional(short))


def set_scheme(map: Map, address: str, scheme: str | None) -> Map:
    """Set the argument scheme of the reason at an address; a blank one removes it."""
    return with_reason(map, address, scheme=optional(scheme))


def set_note(map: Map, owner: str, note: str | None) -> Map:
    """Set the note of a claim, or of a reason when ``owner`` is an address; a blank one removes it."""
    if ARROW in owner:
        return with_reason(map, owner, note=optional(note))
    return with_claim(map, owner, note=optional(note))


def set_assumed(map: Map, claim_id: str, assumed: bool) -> Map:
    """Set whether the claim is taken as given in this map."""
    return with_claim(map, claim_id, assumed=assumed)


def set_tags(map: Map, claim_id: str, tags: Iterable[str]) -> Map:
    """Set the tags of a claim, without blank and repeated ones. Raises MapError for a tag with a line break."""
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    for tag in clean:
        _refuse_line_break(tag)
    return with_claim(map, claim_id, tags=clean)


def rename_tag(map: Map, old: str, new: str) -> Map:
    """Rename a tag on every claim that has it. Raises MapError for a blank name, and for one with a line break."""
    _refuse_line_break(said(new, "A tag"))
    claims = [
        rebuilt(claim, tags=tuple(dict.fromkeys(new if tag == old else tag for tag in claim.tags)))
        for claim in map.claims
    ]
    return rebuilt(map, claims=tuple(claims))


def _refuse_line_break(tag: str) -> None:
    if len(tag.splitlines()) > 1:
        raise MapError("A tag is one word or a few words on one line.")
