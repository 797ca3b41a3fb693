"""A text and the splices that are being gathered for it.

A change near a block scalar could change its text: where it keeps the blank lines below it (``|+``, ``>+``), and at
the end of a file without a final line end. The splices that prevent this are added here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, compose
from argmap.mapfile.syntax.positions import line_end, line_start
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import blank_end, comment_starts

_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_KEEPS = re.compile(r"[|>](?:\+\d?|\d\+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def may_keep_blanks(text: str) -> bool:
    """Whether ``text`` seems to have a block scalar that keeps the blank lines below it."""
    return _KEEPS.search(text) is not None


def settled(text: str, splices: list[Splice]) -> list[Splice]:
    """``splices`` of ``text``, amended so that the block scalars around them keep their texts."""
    if any(splice.end == len(text) and splice.text.startswith(("\n", "\r")) for splice in splices):
        splices = without_final_line_end(text, splices)
    return _without_more_blanks(text, _without_more_lines(text, splices))


def without_final_line_end(text: str, splices: list[Splice]) -> list[Splice]:
    """``splices``, with one that keeps the text of a block scalar at the end of ``text`` when a line end
    follows it."""
    if text.endswith("\n") or (root := compose(text, silent(text))) is None:
        return splices
    last = _last_scalar(root)
    if last is None or last.end_mark.index < len(text) or last.value.endswith("\n"):
        return splices
    at = last.start_mark.index + 1
    signs = re.compile("[-+0-9]*").match(text, at)
    assert signs is not None
    if "-" in signs[0] or any(one.start <= at < one.end for one in splices):
        return splices
    return [*splices, Splice(at, signs.end(), signs[0].replace("+", "") + "-")]


def needs_final_line_end(text: str) -> bool:
    """Whether ``text`` ends in a block scalar whose text includes its line end."""
    root = compose(text, silent(text))
    last = _last_scalar(root) if root is not None else None
    return last is not None and last.value.endswith("\n")


def _last_scalar(root: Node) -> Scalar | None:
    """The block scalar at the end, if there is one."""
    node = root
    while isinstance(node, (Mapping, Sequence)):
        if node.flow:
            return None
        node = node.pairs[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node if node.style in ("|", ">") else None


def _without_more_lines(text: str, splices: list[Splice]) -> list[Splice]:
    """``splices``, with others that move to the left the comments that would become part of a block scalar."""
    changed = apply(text, splices) if "#" in text and splices else ""
    if not _HEAD.search(changed):
        return splices
    root, before = compose(changed, silent(changed)), compose(text, silent(text))
    spans = list(_block_texts(root)) if root is not None else []
    if before is None or not spans:
        return splices
    made = []
    for comment in comment_starts(text, before):
        begin, at = line_start(text, comment), _after(splices, comment)
        span = next((one for one in spans if at is not None and one[0] < at < one[1]), None)
        if span is not None and not text[begin:comment].strip():
            made.append(Splice(begin, comment, " " * _indent_of_line(changed, span[0])))
    return [*splices, *made]


def _after(splices: list[Splice], offset: int) -> int | None:
    """The offset of the character at ``offset`` after ``splices``; None when they remove it or overwrite its line."""
    moved = offset
    for splice in splices:
        if splice.start <= offset < splice.end:
            return None
        if splice.end <= offset:
            moved += len(splice.text) - (splice.end - splice.start)
    return moved


def _indent_of_line(text: str, at: int) -> int:
    line = text[line_start(text, at) :]
    return len(line) - len(line.lstrip(" "))


def _block_texts(node: Node) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the block scalars."""
    if isinstance(node, Mapping):
        for _, value in node.pairs:
            yield from _block_texts(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _block_texts(item)
    elif node.style in ("|", ">"):
        yield node.start_mark.index, node.end_mark.index


def _without_more_blanks(text: str, splices: list[Splice]) -> list[Splice]:
    """``splices`` without the blank lines at their edges that would become part of a block scalar."""
    changed = apply(text, splices)
    if not splices or not may_keep_blanks(changed):
        return splices
    root = compose(changed, silent(changed))
    spans = list(_keeping(changed, root)) if root is not None else []
    if not spans:
        return splices
    made: list[Splice] = []
    moved = 0
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.end))
    limits = [splice.start for splice in ordered[1:]] + [len(text)]
    for splice, limit in zip(ordered, limits, strict=True):
        begin = splice.start + moved
        moved += len(splice.text) - (splice.end - splice.start)
        made.append(_without_blanks(text, splice, limit, _inside(spans, begin), _inside(spans, splice.end + moved)))
    return made


def _without_blanks(text: str, splice: Splice, limit: int, at_start: bool, at_end: bool) -> Splice:
    new, end = splice.text, splice.end
    if at_start:
        new = new[blank_end(new, 0, len(new)) :]
    below = end if text.endswith("\n", 0, end) or not end else line_end(text, end)
    if at_end and (stop := blank_end(text, below, limit)) > below:
        new, end = new + text[end:below], stop
    return Splice(splice.start, end, new)


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start < at < end for start, end in spans)


def _keeping(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the block scalars that keep their blank lines."""
    yield from (span for span in _block_texts(node) if _KEEPS.match(text, span[0]))


class Draft:
    """Gathers splices of ``text``; what is new is laid out in ``style``."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        self.splices: list[Splice] = []

    def put(self, start: int, end: int, new: str) -> None:
        """Write ``new`` in place of the text from ``start`` to ``end``."""
        self.splices.append(Splice(start, end, new))

    def insert_lines(self, at: int, lines: str) -> None:
        """Insert whole lines at the start of a line, or at the end of a text that lacks its final line end."""
        if at > 0 and not self.text.endswith("\n", 0, at):
            lines = self.style.eol + (lines if needs_final_line_end(lines) else lines[: -len(self.style.eol)])
        self.put(at, at, lines)

    def changed(self, start: int, end: int, change: Callable[[], None]) -> str:
        """The text from ``start`` to ``end`` as ``change`` makes it, which is not gathered."""
        outer, self.splices = self.splices, []
        change()
        inner, self.splices = self.splices, outer
        if end == len(self.text):
            inner = without_final_line_end(self.text, inner)
        if may_keep_blanks(apply(self.text[start:end], [one.moved(-start) for one in inner if one.end <= end])):
            inner = _without_more_blanks(self.text, inner)
        final = max([end, *(splice.end for splice in inner)])
        changed = apply(self.text[start:final], [splice.moved(-start) for splice in inner])
        return changed if final == end else changed.rstrip()

    def line_from(self, at: int) -> str:
        """The rest of the line from ``at``, with its line end."""
        return self.text[at : line_end(self.text, at)]

    def indent_under(self, at: int) -> int:
        """The column for further lines of the value at ``at``: one step further than its line begins."""
        line = self.line_from(line_start(self.text, at))
        return len(line) - len(line.lstrip(" ")) + self.style.step
