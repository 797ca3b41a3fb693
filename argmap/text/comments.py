"""Where the comments of a YAML text are: each ``#`` outside of names and scalars, to the end of its line."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.text.extents import line_end
from argmap.text.nodes import Mapping, Node, Scalar, Sequence


def comment_starts(text: str, root: Node | None, start: int = 0, end: int | None = None) -> Iterator[int]:
    """The offsets at which comments begin, from ``start`` up to ``end``; ``root`` holds all that is said there."""
    limit = len(text) if end is None else end
    if "#" not in text[start:limit]:
        return
    said: list[tuple[int, int]] = []
    if root is not None:
        _say(text, root, said)
    at = start
    for begin, finish in said:
        if finish > at:
            yield from _between(text, at, min(begin, limit))
            at = max(at, finish)
        if at >= limit:
            return
    yield from _between(text, at, limit)


def comment_at(text: str, start: int) -> str:
    """The comment that begins at ``start``, without white space after it."""
    return text[start : line_end(text, start)].rstrip()


def comment_texts(text: str, root: Node | None, start: int, end: int) -> list[str]:
    """The comments of ``text`` from ``start`` up to ``end``, in order."""
    return [comment_at(text, at) for at in comment_starts(text, root, start, end)]


def _between(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find("#", start, end)
    while at >= 0:
        yield at
        at = text.find("#", line_end(text, at), end)


def _say(text: str, node: Node, said: list[tuple[int, int]]) -> None:
    """Add where the names and scalars of ``node`` lie, in the order of the text."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            said.append((key.start_mark.index, key.end_mark.index))
            _say(text, value, said)
    elif isinstance(node, Sequence):
        for item in node.items:
            _say(text, item, said)
    else:
        said.append((_content_start(text, node), node.end_mark.index))


def _content_start(text: str, node: Scalar) -> int:
    """Where a scalar's text begins; that of a block scalar on the line after its head, which may have a comment."""
    start: int = node.start_mark.index
    return min(line_end(text, start), node.end_mark.index) if node.style in ("|", ">") else start
