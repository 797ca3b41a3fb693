"""Texts: their words, their sentences, and merging prose sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Piece = tuple[Literal["same", "old", "new"], str]

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*|\s+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^.!?…\n]*[.!?…\n]+\s*|[^.!?…\n]+")

MOST_WORDS = 2_000
"""Beyond this many words a text counts as rewritten whole: matching takes quadratic time."""


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What stayed, went and came between two texts, in reading order, by word (or ideograph).

    The ``same`` and ``old`` pieces joined are ``old``, the ``same`` and ``new`` pieces joined are ``new``.
    """
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        return _pieces(((old, new, False),))
    runs: list[tuple[str, str, bool]] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        was, now = "".join(left[i:j]), "".join(right[k:m])
        # A lone space between two changes would cut a rewritten phrase into confetti.
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


def merged_prose(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """The merge of two texts whose sides changed sentences that do not touch; None when it takes a person."""
    if not base or not ours or not theirs:
        return None
    before = _SENTENCES.findall(_ended(base))
    changes = [
        (i, j, right[k:m])
        for right in (_SENTENCES.findall(_ended(ours)), _SENTENCES.findall(_ended(theirs)))
        for tag, i, j, k, m in SequenceMatcher(None, before, right, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    changes.sort(key=lambda change: change[:2])
    if any(one[1] >= two[0] for one, two in pairwise(changes)):
        return None
    for i, j, sentences in reversed(changes):
        before[i:j] = sentences
    return "".join(before).rstrip()


def _ended(text: str) -> str:
    """The text with a space at its end, as every sentence but the last has one."""
    return text.rstrip() + " "
