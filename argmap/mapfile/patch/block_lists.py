"""Changing which items a block collection has: whole lines come, go and move, each item with its comments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from argmap.mapfile.patch.alignment import staying
from argmap.mapfile.patch.block_ends import may_keep_blanks
from argmap.mapfile.patch.draft import Draft
from argmap.mapfile.syntax.positions import line_start
from argmap.mapfile.trivia import Extent, blank_end, blank_start, is_blank_above
from argmap.model.findings import Refusal

Change = Callable[[int, int], None]
"""Changes the item at one place so that it is the new item at another."""
Make = Callable[[int], str]
"""The text of the new item at a place."""


def change_block(
    draft: Draft, extents: list[Extent], matched: list[int | None], change: Change, make: Make, spaced: bool
) -> None:
    """Give a block collection, whose items lie at ``extents``, other items: for each the place that it had, or None
    when it is new. ``spaced`` when new items take the blank lines that stand between the old ones."""
    stay = staying(matched)
    blank = draft.style.eol if spaced and _has_blank_habit(draft, extents) else ""
    anchor: int | None = None
    waiting: list[str] = []
    for after, place in enumerate(matched):
        if place is None:
            waiting.append(make(after))
        elif place in stay:
            _insert(draft, extents, anchor, waiting, blank)
            change(place, after)
            anchor, waiting = place, []
        else:
            waiting.append(_moved(draft, extents[place], place, after, change))
    _insert(draft, extents, anchor, waiting, blank)
    _delete(draft, extents, set(range(len(extents))) - stay)


def _insert(draft: Draft, extents: list[Extent], anchor: int | None, texts: list[str], blank: str) -> None:
    if not texts:
        return
    followed = [text if may_keep_blanks(text) else text + blank for text in texts]
    for place, text in enumerate(texts[1:], 1):
        if may_keep_blanks(texts[place - 1]):  # which would take blank lines before this one for its own
            cut = blank_end(text, 0, len(text))
            texts[place], followed[place] = text[cut:], followed[place][cut:]
    if anchor is None:
        draft.insert_lines(extents[0].begin, "".join(followed))
    else:
        end = extents[anchor].reach
        lead = "" if is_blank_above(draft.text, end) else blank
        draft.insert_lines(end, lead + "".join([*followed[:-1], texts[-1]]))


def _moved(draft: Draft, extent: Extent, place: int, after: int, change: Change) -> str:
    if extent.inline:
        raise Refusal("The first field of a list item cannot be moved.")
    text = draft.changed(extent.begin, extent.end, lambda: change(place, after))
    return text if text.endswith("\n") else text + draft.style.eol


def _delete(draft: Draft, extents: list[Extent], gone: set[int]) -> None:
    last = len(extents) - 1
    to_end = last
    while to_end in gone:
        to_end -= 1
    if extents and extents[0].inline and 0 in gone:
        gone = gone - set(range(_delete_inline(draft, extents, gone)))
    for place in sorted(gone):
        begin, end = extents[place].begin, extents[place].end
        if place < last and (begin <= extents[0].begin or is_blank_above(draft.text, begin)):
            end = blank_end(draft.text, end, extents[place + 1].begin)
        if place == to_end + 1 and place > 0:
            begin = blank_start(draft.text, begin, extents[place - 1].end)
        draft.put(begin, end, "")


def _delete_inline(draft: Draft, extents: list[Extent], gone: set[int]) -> int:
    """Delete the first fields of a list item, so that the first that stays follows the dash; its place."""
    text = draft.text
    stays = next(place for place in range(len(extents)) if place not in gone)
    first, line = extents[0].start, line_start(text, extents[0].start)
    between = [text[one.end : two.begin] for one, two in pairwise(extents[: stays + 1])]
    kept = "".join([*between, text[extents[stays].begin : line_start(text, extents[stays].start)]])
    comments = [some.lstrip(" ") for some in kept.split("\n") if some.strip()]
    if comments:
        indent = len(text[line:first]) - len(text[line:first].lstrip(" "))
        draft.put(line, line, "".join([" " * indent + comment + "\n" for comment in comments]))
    draft.put(first, extents[stays].start, "")
    return stays


def _has_blank_habit(draft: Draft, extents: list[Extent]) -> bool:
    gaps = [draft.text[one.end : two.begin] for one, two in pairwise(extents)]
    return bool(gaps) and sum(_has_blank_line(gap) for gap in gaps) * 2 > len(gaps)


def _has_blank_line(gap: str) -> bool:
    return any(not line.strip() for line in gap.split("\n")[:-1])
