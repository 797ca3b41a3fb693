"""Changing which items a flow collection has, with the comments and line breaks between them."""

from __future__ import annotations

from collections.abc import Sequence as SequenceOf

from argmap.mapfile.edits import Splice
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar
from argmap.mapfile.syntax.positions import line_start

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
    """What stands before each item, what after it on its line (without the comma), what after the last, and whether
    a comma follows that."""
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
    """The offset of the comma in what stands between two items, which is not one in a comment; -1 without one."""
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
    """Whether it stands in double quotes."""
    return node.style == '"'


def are_quoted(nodes: SequenceOf[Node]) -> bool:
    """Whether there are some and all are in double quotes, as in JSON."""
    names = [node.pairs[0][0] if isinstance(node, Mapping) and node.pairs else node for node in nodes]
    return bool(names) and all(isinstance(name, Scalar) and is_quoted(name) for name in names)
