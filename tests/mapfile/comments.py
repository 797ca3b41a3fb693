"""Finding the comments of a YAML text by taking its scalars away, and which of them a change may take away."""

from __future__ import annotations

import re
from collections import Counter

from argmap.mapfile.encode import Fields, Value, item_name, spell_map
from argmap.mapfile.syntax.cst import Mapping, Node, Sequence, compose, end_of, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Item, Trivia
from argmap.model.ids import tidy_address
from argmap.model.types import Map


def comments_in(text: str) -> list[str]:
    """The comments of ``text``, sorted."""
    spans: list[tuple[int, int]] = []
    root = compose(text, silent(text))
    if root is not None:
        _scalars(text, root, spans)
    bare = list(text)
    for start, end in spans:
        for at in range(start, end):
            if bare[at] != "\n":
                bare[at] = "x"
    found = [line[line.index("#") :].rstrip() for line in "".join(bare).split("\n") if "#" in line]
    return sorted(found)


def _scalars(text: str, node: Node, spans: list[tuple[int, int]]) -> None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            spans.append((key.start_mark.index, key.end_mark.index))
            _scalars(text, value, spans)
    elif isinstance(node, Sequence):
        for item in node.items:
            _scalars(text, item, spans)
    else:
        start = node.start_mark.index
        if node.style in ("|", ">"):
            start = text.index("\n", start)
        spans.append((start, node.end_mark.index))


def may_go(text: str, old: Map, new: Map) -> set[str]:
    """The comments of ``text`` that belong to what ``old`` has and ``new`` has not: in its lines, directly above
    at its indent, or directly below and deeper. All others are to stay, whatever the change."""
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    lines: set[int] = set()
    _gone(text, root, spell_map(old), spell_map(new), lines)
    rows = text.split("\n")
    return {comment for comment in comments_in(text) for line in lines if rows[line].rstrip().endswith(comment)}


def _gone(text: str, node: Node, old: Value, new: Value, lines: set[int]) -> None:
    if isinstance(node, Mapping):
        names = [key.value for key, _ in node.pairs]
        before, after = _named(old, names), _named(new, names)
        for key, value in node.pairs:
            name = key.value
            turned = _turned(before, after, name)
            if turned and isinstance(value, Sequence):
                _gone_items(text, value, before[name], [*after.get(name, []), *turned], lines)
            elif name in before and name not in after:
                lines |= _lines_of(text, key.start_mark.index, end_of(key, value), node.flow)
            elif name in before:
                _gone(text, value, before[name], after[name], lines)
    elif isinstance(node, Sequence) and isinstance(old, list) and isinstance(new, list):
        _gone_items(text, node, old, new, lines)


def _gone_items(text: str, node: Sequence, old: list[Value], new: list[Value], lines: set[int]) -> None:
    items = [item for item in node.items if not (isinstance(item, ScalarEvent) and not item.value)]
    before, after = [item_name(each) for each in old], [item_name(each) for each in new]
    for number, (item, name) in enumerate(zip(items, before, strict=True)):
        if after.count(name) < before.count(name):
            lines |= _lines_of(text, _dash(text, start_of(item)), end_of(None, item), node.flow)
        elif new.count(old[number]) < old.count(old[number]):
            for successor in _successors(old[number], new, old):
                _gone(text, item, old[number], successor, lines)


def _turned(before: Fields, after: Fields, name: str) -> list[Value]:
    """What the other of the lists of supports and objections has after a change that stood in this one before."""
    other = {"supports": "objects_to", "objects_to": "supports"}.get(name)
    had = [item_name(each) for each in before.get(name, [])]
    return [each for each in after.get(other, []) if item_name(each) in had] if other else []


def _successors(value: Value, new: list[Value], old: list[Value]) -> list[Value]:
    """What an item of a list may have become: the new items of its name that were not there before."""
    return [each for each in new if item_name(each) == item_name(value) and new.count(each) > old.count(each)]


def _dash(text: str, start: int) -> int:
    """Where the line of an item's dash has its first sign, when the item begins on a later line."""
    line = text.rfind("\n", 0, start) + 1
    while text[line:start].strip(" ") == "" and line > 0 and not text[line:].lstrip(" ").startswith("-"):
        line = text.rfind("\n", 0, line - 1) + 1
        start = line + len(text[line:]) - len(text[line:].lstrip(" "))
        if text[start : start + 1] not in "#\r\n":
            break
    return start


def _named(value: Value, names: list[str]) -> dict[str, Value]:
    """The fields of a record, also of one in its short form."""
    if isinstance(value, dict):
        return value
    return {name: value for name in names if name in {"claim", "reason", "source", "stance", "text"}}


def _lines_of(text: str, start: int, end: int, flow: bool) -> set[int]:
    rows = text.split("\n")
    first, last = text.count("\n", 0, start), text.count("\n", 0, max(start, end - 1))
    found = set(range(first, last + 1))
    column = len(rows[first]) - len(rows[first].lstrip(" "))
    above, below = first - 1, last + 1
    while above >= 0 and rows[above].lstrip(" ").startswith("#") and (flow or rows[above].index("#") == column):
        found.add(above)
        above -= 1
    while below < len(rows) and rows[below].lstrip(" ").startswith("#") and rows[below].index("#") > column:
        found.add(below)
        below += 1
    return found


SHORT = {"claim", "reason", "source"}

Owner = tuple[tuple[str, ...], str]
"""The way to a thing by names alone, and where its comment stands."""


def owners(text: str, attached: bool = False) -> dict[str, list[Owner]]:
    """The things that the comments of ``text`` belong to, by the comment; ``attached`` leaves out those set apart.

    Two comments that a merge has put at the end of one line are two.
    """

    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    found: dict[str, list[Owner]] = {}
    for comment in Trivia(text, root).comments:
        if comment.attached or not attached:
            for one in re.split("  (?=#)", comment.text):
                found.setdefault(one, []).append((named(comment.item), comment.where))
    return found


def on_nothing(text: str) -> set[str]:
    """The comments of ``text`` that belong to fields and items that say nothing."""
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    return {
        one
        for comment in Trivia(text, root).comments
        if comment.item.parent is not None and _is_empty(comment.item)
        for one in re.split("  (?=#)", comment.text)
    }


def _is_empty(item: Item) -> bool:
    children = [item.child(place) for place in range(item.children)]
    return all(map(_is_empty, children)) if children else not getattr(item.node, "value", "")


def named(item: Item) -> tuple[str, ...]:
    """The way to ``item`` by names, an item of a list by what it says first. What a claim supports or objects to is a
    reason of it; a record and the field that is its short form are one."""
    if item.parent is None:
        return ()
    around = named(item.parent)
    if item.key is None:
        is_reason = len(around) == 3 and around[-1] in {"supports", "objects_to", "undercuts"}
        return (*(around[:-1] if is_reason else around), *(("reasons",) if is_reason else ()), said(item.node))
    name = str(item.key.value)
    is_stance = len(around) == 4 and (around[2], name) in {("positions", "stance"), ("sides", "text")}
    if is_stance or (item.parent.parent is not None and item.parent.key is None and name in SHORT):
        return around
    return (*around, name)


def said(node: Node) -> str:
    if isinstance(node, Mapping):
        first = [value for key, value in node.pairs if key.value in {"claim", "reason", "source"}]
        return said(first[0]) if first else ""
    return tidy_address(node.value) if not isinstance(node, Sequence) else ""


def ways(text: str) -> Counter[tuple[str, ...]]:
    """The ways to all things of ``text``, and how many things each leads to."""
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    found: Counter[tuple[str, ...]] = Counter()
    waiting = [Item(None, root, None, 0)]
    while waiting:
        item = waiting.pop()
        waiting += [item.child(place) for place in range(item.children)]
        shortened = item.parent is not None and named(item) == named(item.parent)
        found[named(item)] += not shortened
    return found
