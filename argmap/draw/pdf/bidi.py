"""The order in which a line of mixed directions is set, by the Unicode Bidirectional Algorithm (UAX #9).

Explicit controls are no part of it: text of a map is shown with those made visible. Rules are named as in UAX #9.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "⟨": "⟩", "〈": "〉", "《": "》", "「": "」", "『": "』", "【": "】"}  # fmt: skip  # noqa: E501

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})


def visual_runs(text: str, from_right: bool) -> list[tuple[str, bool]]:
    """The runs of a line from left to right, each in the order of reading, and whether it is read from the right.

    ``from_right``: the direction of the paragraph that the line belongs to.
    """
    levels = _levels(text, int(from_right))
    pairs = groupby(zip(levels, text, strict=True), lambda pair: pair[0])
    runs = [(level, "".join(char for _, char in group)) for level, group in pairs]
    for least in range(max(levels, default=0), 0, -1):
        runs = list(_turned(runs, least))
    return [(run, level % 2 == 1) for level, run in runs]


def _turned(runs: list[tuple[int, str]], least: int) -> Iterator[tuple[int, str]]:
    """L2: every sequence of runs at this level or higher, the other way round."""
    for high, group in groupby(runs, lambda run: run[0] >= least):
        same = list(group)
        yield from reversed(same) if high else same


def _levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    if base == 0 and not {"R", "AL", "AN"} & set(kinds):
        return [0] * len(kinds)
    around = "R" if base else "L"
    _resolve_weak(kinds, around)
    _resolve_brackets(text, kinds, around)
    _resolve_neutral(kinds, around)
    levels = [_level(kind, base) for kind in kinds]
    for at in range(len(text) - 1, -1, -1):  # L1
        if not text[at].isspace():
            break
        levels[at] = base
    return levels


def _level(kind: str, base: int) -> int:
    """I1 and I2."""
    if base == 0:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 1 if kind == "R" else 2


def _resolve_weak(kinds: list[str], around: str) -> None:
    """W1 to W7, in place."""
    for at, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else around
    _number_after(kinds, around, "AL", "AN")  # W2
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        if kinds[at - 1] == kinds[at + 1] and (kinds[at], kinds[at - 1]) in _SEPARATED:
            kinds[at] = kinds[at - 1]
    _resolve_terminators(kinds)  # W5, W6
    _number_after(kinds, around, "L", "L")  # W7


_SEPARATED = frozenset({("CS", "EN"), ("CS", "AN"), ("ES", "EN")})
"""Separators with the numbers that they may stand inside."""


def _number_after(kinds: list[str], around: str, strong: str, becomes: str) -> None:
    """European numbers whose last strong character before them is of kind ``strong`` become another, in place."""
    last = around
    for at, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            last = kind
        elif kind == "EN" and last == strong:
            kinds[at] = becomes


def _resolve_terminators(kinds: list[str]) -> None:
    """W5 and W6, in place: signs such as % beside European numbers go with them, other weak ones are neutral."""
    at = 0
    for kind, group in groupby(list(kinds)):
        length = len(list(group))
        if kind == "ET":
            beside = {kinds[at - 1] if at else "", kinds[at + length] if at + length < len(kinds) else ""}
            kinds[at : at + length] = ["EN" if "EN" in beside else "ON"] * length
        elif kind in {"ES", "CS"}:
            kinds[at : at + length] = ["ON"] * length
        at += length


def _resolve_brackets(text: str, kinds: list[str], around: str) -> None:
    """N0, in place: a pair of brackets has one direction, which marks on them share."""
    for start, end in _bracketed(text, kinds):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        before = next((found for kind in reversed(kinds[:start]) if (found := _direction(kind))), around)
        for at in (start, end) if inside else ():
            kinds[at] = around if around in inside else before
            for mark in range(at + 1, len(text)):
                if unicodedata.bidirectional(text[mark]) != "NSM":
                    break
                kinds[mark] = kinds[at]


def _bracketed(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """The pairs of brackets (BD16), by where they open."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in _PAIRS:
            waiting.append((_PAIRS[char], at))
        elif any(closing == char for closing, _ in waiting):
            while waiting[-1][0] != char:
                waiting.pop()
            pairs.append((waiting.pop()[1], at))
    return sorted(pairs)


def _direction(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _resolve_neutral(kinds: list[str], around: str) -> None:
    """N1 and N2, in place."""
    at = 0
    for neutral, group in groupby(list(kinds), lambda kind: kind in _NEUTRAL):
        length = len(list(group))
        if neutral:
            before = _direction(kinds[at - 1]) if at else around
            after = _direction(kinds[at + length]) if at + length < len(kinds) else around
            kinds[at : at + length] = [before if before == after else around] * length
        at += length
