"""The comments of map files that came, went or changed between two versions.

A comment is compared within its entry: one that only stands elsewhere in the entry is unchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from argmap.mapfile.document import Block, Document, Key
from argmap.mapfile.syntax.cst import compose
from argmap.mapfile.syntax.positions import line_end
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import comment_starts
from argmap.merge.changes import Changes

CONFLICT = "# CONFLICT: "
"""Begins the comments in which a merge wrote down what it left unresolved; they are told apart from others."""


class CommentChange(NamedTuple):
    """A comment that came (``old`` is None), went (``new`` is None) or changed, with its sign ``#``.

    ``entry`` is the section and id of the entry that has it, in the new ids; None for the file itself.
    """

    entry: Key | None
    old: str | None
    new: str | None


def comment_changes(old: Document, new: Document, changes: Changes) -> tuple[CommentChange, ...]:
    """The differences of the comments of two documents, whose maps differ by ``changes``: in the order of the new
    file, those of removed entries last. None where one is no file at all: it has come or gone with its comments.
    """
    if not old.blocks or not new.blocks or ("#" not in old.text and "#" not in new.text):
        return ()
    before = _blocks(old, changes)
    after = _blocks(new, Changes())
    found: list[CommentChange] = []
    for key in {**after, **before}:
        one, other = before.get(key, []), after.get(key, [])
        if [block.text for block in one] != [block.text for block in other]:
            found += _compared(key, _comments(one), _comments(other))
    return tuple(found)


def _blocks(document: Document, changes: Changes) -> dict[Key | None, list[Block]]:
    """The blocks of each entry, in the new ids; those between sections under None."""
    found: dict[Key | None, list[Block]] = {}
    for block in document.blocks:
        key = block.key
        if key is not None:
            key = (key[0], changes.new_ids.get(key, key[1]))
        found.setdefault(key, []).append(block)
    return found


def _comments(blocks: list[Block]) -> list[str]:
    """The comments in blocks, in their order, without the notes of a merge that is unresolved."""
    return [comment for block in blocks if "#" in block.text for comment in _in_text(block.text)]


def _in_text(text: str) -> Iterator[str]:
    root = compose(text, silent(text))
    starts = comment_starts(text, root) if root is not None else _alone(text)
    noting = False
    for start in starts:
        comment = text[start : line_end(text, start)].strip()
        noting = comment.startswith(CONFLICT) or (noting and comment.startswith("#   "))
        if not noting:
            yield comment


def _alone(text: str) -> Iterator[int]:
    """Where the comments begin in a text that has nothing else."""
    at = 0
    for line in text.split("\n"):
        if "#" in line:
            yield at + line.index("#")
        at += len(line) + 1


def _compared(entry: Key | None, old: list[str], new: list[str]) -> Iterator[CommentChange]:
    kept = Counter(old) & Counter(new)
    gone, come = _without(old, kept), _without(new, kept)
    if len(gone) == len(come):
        yield from (CommentChange(entry, was, now) for was, now in zip(gone, come, strict=True))
        return
    yield from (CommentChange(entry, was, None) for was in gone)
    yield from (CommentChange(entry, None, now) for now in come)


def _without(comments: list[str], kept: Counter[str]) -> list[str]:
    left = Counter(kept)
    rest = []
    for comment in comments:
        if left[comment]:
            left[comment] -= 1
        else:
            rest.append(comment)
    return rest
