"""The blank lines that set a new section of a file apart."""

from __future__ import annotations

from itertools import pairwise

from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.patch.block_ends import may_keep_blanks
from argmap.mapfile.patch.draft import Draft
from argmap.mapfile.syntax.cst import Mapping, end_of
from argmap.mapfile.syntax.positions import line_start
from argmap.mapfile.trivia import comments_above, is_blank_above


def set_apart(draft: Draft, node: Mapping, name: str, lines: str) -> str:
    """The lines of the new section ``name``, with blank lines around it unless the file has none there."""
    gaps = _gaps(draft, node)
    if gaps and not any(gaps.values()):
        return lines
    follows = next((other for other in gaps if MAP.order[other] > MAP.order[name]), None)
    blank_below = follows is not None and not gaps[follows] and not may_keep_blanks(lines)
    return draft.style.eol + lines + (draft.style.eol if blank_below else "")


def _gaps(draft: Draft, node: Mapping) -> dict[str, bool]:
    """The sections of a file that follow something, and whether a blank line stands before each."""
    found = {}
    for (key, value), (section, _) in pairwise(node.pairs):
        if section.value in SECTIONS:
            line = line_start(draft.text, section.start_mark.index)
            begin = comments_above(draft.text, line, section.start_mark.index - line, end_of(key, value))
            found[section.value] = is_blank_above(draft.text, begin)
    return found
