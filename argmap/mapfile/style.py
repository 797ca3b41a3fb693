"""The layout habits of a file, so that new text is laid out alike."""

from __future__ import annotations

from typing import NamedTuple

from argmap.mapfile.syntax.cst import Mapping, Node, Sequence, compose, start_of
from argmap.mapfile.syntax.positions import column_of
from argmap.mapfile.syntax.problems import silent


class Style(NamedTuple):
    """The habits of a file: columns that nested fields are indented by, that a list's dashes are indented by,
    spaces after a dash, and the line end."""

    step: int = 2
    dash: int = 2
    gap: int = 1
    eol: str = "\n"


CANONICAL = Style()

STEP, DASH, GAP = "step", "dash", "gap"


def observed(text: str, node: Node | None) -> dict[str, int]:
    """The habits that show in ``node``: of each kind the first that is seen."""
    found: dict[str, int] = {}
    if node is not None:
        _observe(text, node, found)
    return found


def style_of(texts: list[str]) -> Style:
    """The habits of a file, seen in some of its blocks; what does not show is canonical."""
    found: dict[str, int] = {}
    for text in texts:
        found = observed(text, compose(text, silent(text))) | found
        if len(found) == 3:
            break
    return with_habits(Style(eol="\r\n" if any("\r\n" in text for text in texts) else "\n"), found)


def with_habits(style: Style, found: dict[str, int]) -> Style:
    """``style``, except for the habits seen in nearer nodes."""
    return Style(found.get(STEP, style.step), found.get(DASH, style.dash), found.get(GAP, style.gap), style.eol)


def _observe(text: str, node: Node, found: dict[str, int]) -> None:
    if len(found) == 3 or not isinstance(node, (Mapping, Sequence)) or node.flow:
        return
    column = column_of(text, node.start)
    if isinstance(node, Mapping):
        for _, value in node.pairs:
            if isinstance(value, Mapping) and not value.flow:
                found.setdefault(STEP, column_of(text, value.start) - column)
            elif isinstance(value, Sequence) and not value.flow:
                found.setdefault(DASH, column_of(text, value.start) - column)
            _observe(text, value, found)
        return
    for item in node.items:
        gap = column_of(text, start_of(item)) - column - 1
        if gap > 0 and text[node.start : node.start + 1] == "-":
            found.setdefault(GAP, gap)
        _observe(text, item, found)
