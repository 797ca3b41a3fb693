"""Comments that theirs added: a map does not hold them, so a merge of maps would lose them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.findings import Path
from argmap.text.comments import comment_at, comment_starts
from argmap.text.document import Block, Document
from argmap.text.extents import line_start
from argmap.text.nodes import Mapping, Node, compose, start_of
from argmap.text.report import silent


class Comment(NamedTuple):
    """A comment with the path of the entry or field that it stands at."""

    path: Path
    text: str


def new_comments(base: Document | None, theirs: Document) -> Iterator[Comment]:
    """The comments of ``theirs`` that ``base`` has not in the same entry (or in the frame), in file order."""
    before = {block.key: block for block in base.blocks if block.key} if base else {}
    in_frame = Counter(
        comment.text for block in (base.blocks if base else ()) if block.key is None for comment in _comments(block)
    )
    for block in theirs.blocks:
        old = before.get(block.key) if block.key else None
        if "#" not in block.text or (old is not None and old.text == block.text):
            continue
        known = in_frame if block.key is None else Counter(one.text for one in _comments(old)) if old else Counter()
        for comment in _comments(block):
            if known[comment.text]:
                known[comment.text] -= 1
            else:
                yield comment


def missing(comments: Iterator[Comment], document: Document) -> list[Comment]:
    """Those of ``comments`` that the document does not have anywhere."""
    wanted = list(comments)
    if not wanted:
        return []
    there = {comment.text for block in document.blocks for comment in _comments(block)}
    return [comment for comment in wanted if comment.text not in there]


def _comments(block: Block) -> Iterator[Comment]:
    if "#" not in block.text:
        return
    root = compose(block.text, silent(block.text))
    anchors = list(_anchors(root, block))
    for at in comment_starts(block.text, root):
        alone = not block.text[line_start(block.text, at) : at].strip()
        yield Comment(_anchor(anchors, at, alone, block), comment_at(block.text, at))


def _anchors(root: Node | None, block: Block) -> Iterator[tuple[int, Path]]:
    """Offset and path of the entry and its fields, or of the top-level fields of a frame."""
    if not isinstance(root, Mapping):
        return
    for key, value in root.pairs:
        if block.key is None:
            yield start_of(key), (key.value,)
            continue
        yield start_of(key), block.key
        if isinstance(value, Mapping):
            yield from ((start_of(field), (*block.key, field.value)) for field, _ in value.pairs)


def _anchor(anchors: list[tuple[int, Path]], at: int, alone: bool, block: Block) -> Path:
    """A comment on a line of its own is about what follows it, another about what stands before it."""
    if alone:
        following = next((path for offset, path in anchors if offset >= at), None)
        if following is not None:
            return following
    before = [path for offset, path in anchors if offset < at]
    return before[-1] if before else (block.key or ("title",))
