"""A YAML text as a tree of nodes, built from libyaml's event stream with every scalar as text.

PyYAML's composer is not used: it resolves aliases and loses their marks, and it recurses in C, so that deep nesting
crashes it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias, final

from argmap.mapfile.syntax.events import (
    LIBYAML,
    AliasEvent,
    CParser,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from argmap.mapfile.syntax.problems import Report
from argmap.model.findings import MapError

MAX_DEPTH = 32

NAMELESS = "nameless"
"""The style of a scalar that replaces a field name of another kind."""

Scalar: TypeAlias = ScalarEvent
"""A scalar is libyaml's own event: ``value``, ``style`` and marks, at no further cost."""


@final
class Mapping:
    """``name: value`` pairs in file order.

    ``start`` and ``end`` are offsets; the end of a block mapping is that of the next token, so it is meaningful only
    when ``flow``.
    """

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.pairs: list[tuple[Scalar, Node]] = []
        self.start = start
        self.end = start
        self.flow = flow


@final
class Sequence:
    """Items in file order, with offsets as in :class:`Mapping`."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = start
        self.flow = flow


Node: TypeAlias = "Scalar | Mapping | Sequence"


def start_of(node: Node) -> int:
    """The offset of the node's first character."""
    return node.start_mark.index if type(node) is ScalarEvent else node.start


def last_offset(node: Node) -> int:
    """The offset just after the last character of the node's content, without blank lines after it."""
    while True:
        if type(node) is ScalarEvent:
            # A block scalar ends where the next line begins.
            return node.end_mark.index - (node.style in ("|", ">"))
        if node.flow:
            return node.end
        if type(node) is Mapping:
            key, value = node.pairs[-1]
            if type(value) is ScalarEvent and value.end_mark.index == value.start_mark.index:
                return key.end_mark.index
            node = value
        else:
            node = node.items[-1]


def end_of(key: Scalar | None, node: Node) -> int:
    """The offset after the last character of a pair or an item."""
    end = last_offset(node)
    if not isinstance(node, (Mapping, Sequence)) and key is not None and node.start_mark.index == node.end_mark.index:
        return int(key.end_mark.index)
    return end


def span_of(node: Node) -> tuple[int, int]:
    """Where a node begins and ends."""
    return start_of(node), end_of(None, node)


def says_something(node: Node) -> bool:
    """Whether it is more than an empty scalar."""
    return type(node) is not ScalarEvent or bool(node.value)


@contextmanager
def no_collection() -> Iterator[None]:
    """Switch the garbage collector off meanwhile: trees, maps and findings have no reference cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compose(text: str, report: Report, cuts: frozenset[int] = frozenset()) -> Node | None:
    """The root node of ``text``, or None when it is empty.

    YAML that the format refuses is reported and skipped where that is possible; after a syntax error the tree is what
    came before it. A plain scalar that ends at an offset in ``cuts`` is reported as cut.
    """
    if not LIBYAML:
        raise MapError(
            "PyYAML was installed without libyaml, which argmap needs to read maps; "
            "reinstall it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml."
        )
    return _Composer(text, report, cuts).run()


class _Composer:
    def __init__(self, text: str, report: Report, cuts: frozenset[int]) -> None:
        self.text = text
        self.report = report
        self.cuts = cuts
        self.root: Node | None = None

    def run(self) -> Node | None:
        try:
            self._fill()
        except YAMLError as error:
            from argmap.mapfile.syntax.syntax_errors import explain  # not loaded for a text that can be read

            explain(error, self.text, self.report)
        return self.root

    def _fill(self) -> None:  # noqa: C901, PLR0912 (one loop: a call per event would double the time)
        next_event = CParser(self.text).get_event
        cuts = self.cuts
        stack: list[tuple[Mapping | Sequence | None, Scalar | None]] = []
        top: Mapping | Sequence | None = None
        key: Scalar | None = None
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                node: Node = event
                if event.anchor is not None or event.tag is not None:
                    self._properties(event)
                if cuts and event.style == "" and event.end_mark.index in cuts:
                    self._cut(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert top is not None
                top.end = event.end_mark.index
                top, key = stack.pop()
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                node = (Mapping if kind is MappingStartEvent else Sequence)(event.start_mark.index, event.flow_style)
                if event.anchor is not None or event.tag is not None:
                    self._properties(event)
            elif kind is AliasEvent:
                self._alias(event)
                node = ScalarEvent(
                    None, None, (True, False), "*" + event.anchor, event.start_mark, event.end_mark, ""
                )
            elif kind is StreamEndEvent:
                return
            else:
                if kind is DocumentStartEvent and self._another_document(event):
                    return
                continue

            if type(top) is Mapping:
                if key is None:
                    key = self._name(node)
                    if type(node) is not ScalarEvent:
                        stack.append((top, key))
                        top, key = node, None
                    continue
                top.pairs.append((key, node))
                key = None
            elif top is None:
                self.root = node
            else:
                top.items.append(node)
            if type(node) is not ScalarEvent:
                stack.append((top, key))
                top, key = node, None
                if len(stack) > MAX_DEPTH:
                    self.report.add("AM005", start_of(node), f"Nested more than {MAX_DEPTH} levels deep.")
                    return

    def _name(self, node: Node) -> Scalar:
        """The node as the name of a field; other nodes than scalars are reported, and replaced by a nameless one."""
        if type(node) is ScalarEvent:
            return node
        self.report.add("AM010", start_of(node), "Expected a field name here.")
        here = CParser("").get_event().start_mark
        return ScalarEvent(None, None, (True, False), "", here, here, NAMELESS)

    def _another_document(self, event: Event) -> bool:
        if event.tags:
            self.report.add("AM008", event.start_mark.index, "A '%TAG' line declares tags.")
        if self.root is None:
            return False
        self.report.add("AM009", event.start_mark.index, "A second YAML document begins here.")
        return True

    def _properties(self, event: Event) -> None:
        at = event.start_mark.index
        if event.anchor is not None:
            self.report.add("AM006", at, f"'&{event.anchor}' is an anchor.")
        if event.tag is not None:
            self.report.add("AM008", at, f"'{_tag_as_typed(event.tag)}' is a tag.")

    def _alias(self, event: Event) -> None:
        self.report.add("AM006", event.start_mark.index, f"'*{event.anchor}' is an alias.")

    def _cut(self, event: Scalar) -> None:
        at = event.end_mark.index
        if " " not in event.value and self.text[at : at + 80].lstrip(" \t")[1:2] == " ":
            return
        line_end = self.text.find("\n", at)
        lost = self.text[at : line_end if line_end >= 0 else None].strip()
        self.report.add("AM031", at, f"The text ends here: '{lost}' is a comment.")


def _tag_as_typed(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
