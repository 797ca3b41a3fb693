"""Texts: word-level diff, and three-way merge sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from argmap.sentences import split

Piece = tuple[Literal["same", "old", "new"], str]

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*|\s+|.", re.DOTALL)

MOST_WORDS = 2_000
"""A text of more words counts as rewritten, because matching takes quadratic time."""


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The words that two texts share and those of one alone, in reading order; an ideograph is a word.

    The ``same`` and ``old`` pieces together are ``old``, the ``same`` and ``new`` pieces together are ``new``.
    """
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        return _pieces(((old, new, False),))
    runs: list[tuple[str, str, bool]] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        was, now = "".join(left[i:j]), "".join(right[k:m])
        # A space alone between two changes is part of them: a rewritten phrase reads better in one piece.
        same = tag == "equal" and not (was.isspace() and runs and j < len(left) and m < len(right))
        if runs and not same and not runs[-1][2]:
            runs[-1] = (runs[-1][0] + was, runs[-1][1] + now, False)
        else:
            runs.append((was, now, same))
    return _pieces(runs)


def _pieces(runs: Sequence[tuple[str, str, bool]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for was, now, same in runs:
        if same:
            found.append(("same", was))
            continue
        if was:
            found.append(("old", was))
        if now:
            found.append(("new", now))
    return tuple(found)


def set_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with a space between removed words and the words added in their place."""
    before: Piece = ("same", "")
    for piece in pieces:
        if before[0] == "old" and piece[0] == "new" and not before[1][-1:].isspace() and not piece[1][:1].isspace():
            yield "same", " "
        yield piece
        before = piece


def in_context(pieces: Iterable[Piece], around: int = 40) -> Iterator[Piece]:
    """The pieces, with long unchanged ones cut after words to the words near a change."""
    shown = list(pieces)
    for place, (kind, words) in enumerate(shown):
        if kind != "same" or len(words) <= 3 * around:
            yield kind, words
            continue
        begin = "" if place == 0 else words[:around].rpartition(" ")[0]
        end = "" if place == len(shown) - 1 else words[-around:].partition(" ")[2]
        yield kind, f"{begin} … {end}"


def merged_prose(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """The merge of two versions of a text; None where both changed a sentence, or sentences next to each other."""
    if not base or not ours or not theirs:
        return None
    before = _sentences(base)
    changes = [
        (i, j, right[k:m])
        for right in (_sentences(ours), _sentences(theirs))
        for tag, i, j, k, m in SequenceMatcher(None, before, right, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    changes.sort(key=lambda change: change[:2])
    if any(one[1] >= two[0] for one, two in pairwise(changes)):
        return None
    for i, j, sentences in reversed(changes):
        before[i:j] = sentences
    return "".join(before).rstrip()


def _sentences(text: str) -> list[str]:
    """The sentences of a text, each with the space after it; the last one too. A line break ends one in any case."""
    lines = (text.rstrip() + " ").splitlines(keepends=True)
    return [sentence for line in lines for sentence in split(line)]
