"""Changing which items a collection has.

In block style whole lines are added, removed and moved, each item with its comments; in flow style the pieces between
the brackets, with the comments and line breaks between them.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as SequenceOf
from itertools import pairwise

from argmap.mapfile.edits import Splice
from argmap.mapfile.patch.compare import staying
from argmap.mapfile.patch.draft import Draft, may_keep_blanks
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar
from argmap.mapfile.syntax.positions import line_start
from argmap.mapfile.trivia import Extent, blank_end, blank_start, is_blank_above
from argmap.model.findings import MapError

Change = Callable[[int, int], None]
"""Changes the item at one place so that it is the new item at another."""
Make = Callable[[int], str]
"""The text of the new item at a place."""


def change_block(
    draft: Draft, extents: list[Extent], matched: list[int | None], change: Change, make: Make, spaced: bool
) -> None:
    """Give a block collection other items. ``extents`` are those of the old ones.

    For each new item there is the place that it had, or None when it is new. ``spaced``: new items get the blank
    lines that separate the old ones.
    """
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
        raise MapError("The first field of a list item cannot be moved.")
    text = draft.changed(extent.begin, extent.end, lambda: change(place, after))
    return text if text.endswith("\n") else text + draft.style.eol


def _delete(draft: Draft, extents: list[Extent], gone: set[int]) -> None:
    last = len(extents) - 1
    to_end = last
    while to_end in gone:
        to_end -= 1
    if extents and extents[0].inline and 0 in gone:
        gone = gone - set(range(_delete_inline(draft, extents, gone)))
    for place in gone:
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


Span = tuple[int, int]


def change_flow(text: str, start: int, end: int, spans: list[Span], pieces: list[tuple[int | None, str]]) -> Splice:
    """The splice that gives the flow collection ``text[start:end]``, whose items lie at ``spans``, other items.

    ``pieces`` are its new items in order: the place it had (None when new) and its text. A comment after an item
    on its line goes with it, and so do those above it.
    """
    opening, closing = text[start], text[end - 1]
    if not spans:
        return Splice(start, end, opening + listed([piece for _, piece in pieces]) + closing)
    leads, trails, ending, comma = _between(text, start, end, spans)
    broken = "\n" in leads[-1]
    lead = leads[-1][: leads[-1].rindex("\n") + 1] + " " * _indent(leads[-1]) if broken else " "
    lead = lead if not broken or "#" not in lead else "\n" + " " * _indent(leads[-1])
    line = text[line_start(text, start) : start]
    column = len(line) - len(line.lstrip(" "))
    made = []
    trail = ""
    for number, (place, piece) in enumerate(pieces):
        final = number == len(pieces) - 1
        before = (leads[place] if place is not None else lead) if number or broken else ""
        if number == 0 and place is not None and not broken:
            before = leads[place] if "#" in leads[place] else leads[0] if "#" not in leads[0] else ""
        if number and not before:
            before = " "
        if piece.startswith(("\n", "\r")):
            before = ""
        elif trail and not before.startswith(("\n", "\r")):  # on the same line it would be part of the comment
            before = "\n" + " " * (column + 2) + before.lstrip(" ")
        trail = trails[place] if place is not None else ""
        made.append(before + piece + ("," if comma or not final else "") + trail)
    if "#" in "".join(made).rpartition("\n")[2] and not ending.startswith(("\n", "\r")):
        ending = "\n" + ending
    return Splice(start, end, opening + "".join(made) + ending + closing)


def listed(pieces: list[str]) -> str:
    """Items in brackets, one after the other, those that begin with a line break without a space before it."""
    spaced = [piece if piece.startswith(("\n", "\r")) else " " + piece for piece in pieces]
    return ",".join(spaced).removeprefix(" ")


def _between(text: str, start: int, end: int, spans: list[Span]) -> tuple[list[str], list[str], str, bool]:
    """The text before each item, the text after it on its line (without the comma), the text after the last, and
    whether a comma follows that."""
    leads, trails = [], []
    rest, comma = text[start + 1 : spans[0][0]], -1
    for number, (_, finish) in enumerate(spans):
        leads.append(rest)
        gap = text[finish : spans[number + 1][0] if number + 1 < len(spans) else end - 1]
        comma = _comma_in(gap)
        bare = gap if comma < 0 else gap[:comma].rstrip(" \t") + gap[comma + 1 :]
        line, newline, _ = bare.partition("\n")
        trails.append(line.rstrip("\r") if newline and "#" in line else "")
        rest = bare[len(trails[-1]) :]
    return leads, trails, rest, comma >= 0


def _comma_in(gap: str) -> int:
    """The offset of the comma in the text between two items, which is not one in a comment; -1 without one."""
    start = 0
    for line in gap.split("\n"):
        comma = line.partition("#")[0].find(",")
        if comma >= 0:
            return start + comma
        start += len(line) + 1
    return -1


def _indent(lead: str) -> int:
    return len(lead.rpartition("\n")[2])


def is_quoted(node: Scalar) -> bool:
    """Whether it is in double quotes."""
    return node.style == '"'


def are_quoted(nodes: SequenceOf[Node]) -> bool:
    """Whether there are some and all are in double quotes, as in JSON."""
    names = [node.pairs[0][0] if isinstance(node, Mapping) and node.pairs else node for node in nodes]
    return bool(names) and all(isinstance(name, Scalar) and is_quoted(name) for name in names)
