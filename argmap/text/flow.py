"""Changing which items a flow collection has, with the comments and line breaks between them."""

from __future__ import annotations

from argmap.text.splice import Splice

Span = tuple[int, int]


def change_flow(text: str, start: int, end: int, spans: list[Span], pieces: list[tuple[int | None, str]]) -> Splice:
    """The splice that gives the flow collection ``text[start:end]``, whose items lie at ``spans``, other items.

    ``pieces`` are its new items in order: the place it had (None when new) and its text. A comment after an item
    on its line goes with it, and so do those above it.
    """
    opening, closing = text[start], text[end - 1]
    if not spans:
        return Splice(start, end, opening + ", ".join(piece for _, piece in pieces) + closing)
    leads, trails, ending = _between(text, start, end, spans)
    broken = "\n" in leads[-1]
    lead = leads[-1][: leads[-1].rindex("\n") + 1] + " " * _indent(leads[-1]) if broken else " "
    lead = lead if not broken or "#" not in lead else "\n" + " " * _indent(leads[-1])
    made = []
    for number, (place, piece) in enumerate(pieces):
        final = number == len(pieces) - 1
        before = (leads[place] if place is not None else lead) if number or broken else ""
        if number == 0 and place is not None and not broken:
            before = leads[place] if "#" in leads[place] else leads[0] if "#" not in leads[0] else ""
        if number and not before:
            before = " "
        trail = trails[place] if place is not None else ""
        made.append(before + piece + ("" if final else ",") + trail)
    if "#" in "".join(made).rpartition("\n")[2] and not ending.startswith(("\n", "\r")):
        ending = "\n" + ending
    return Splice(start, end, opening + "".join(made) + ending + closing)


def _between(text: str, start: int, end: int, spans: list[Span]) -> tuple[list[str], list[str], str]:
    """What stands before each item, what after it on its line (without the comma), and what after the last."""
    leads, trails = [], []
    at = start + 1
    for number, (begin, finish) in enumerate(spans):
        leads.append(text[at:begin])
        limit = spans[number + 1][0] if number + 1 < len(spans) else end - 1
        gap = text[finish:limit]
        line, newline, _ = gap.partition("\n")
        trail = line if newline and ("#" in line) else ""
        at = finish + (len(trail) if trail else _comma(gap))
        trails.append(trail.replace(",", "", 1).rstrip("\r") if _comma_first(trail) else trail.rstrip("\r"))
        if trail and not _comma_first(trail) and _comma(gap[len(trail) :]):
            at += _comma(gap[len(trail) :])
    return leads, trails, text[at : end - 1]


def _comma_first(trail: str) -> bool:
    return trail.lstrip().startswith(",")


def _comma(gap: str) -> int:
    """The length of the gap up to and with its comma, which stands before any comment; 0 when there is none."""
    comma = gap.find(",")
    comment = gap.find("#")
    return comma + 1 if comma >= 0 and (comment < 0 or comma < comment) else 0


def _indent(lead: str) -> int:
    return len(lead.rpartition("\n")[2])
