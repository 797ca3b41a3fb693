"""YAML of other tools as plain values: every scalar is text, and nothing is run, guessed or multiplied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from argmap.interchange.file import DEEPEST, MOST_THINGS, Unreadable, too_deep, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
_NULLS = {"", "~", "null", "Null", "NULL"}


class Node(NamedTuple):
    """A node with the line that it begins in, from 1: text or None, a list of nodes, or pairs of nodes."""

    content: str | list[Node] | tuple[tuple[Node, Node], ...] | None
    line: int

    def plain(self) -> Value:
        """The value without its places. Of a name given twice the last value counts."""
        if isinstance(self.content, list):
            return [item.plain() for item in self.content]
        if isinstance(self.content, tuple):
            return {str(key.plain() or ""): value.plain() for key, value in self.content}
        return self.content


def told(value: Value) -> str:
    """A value in words on the way to one line: its items, and its names with their values, with commas between."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {told(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(told, value))
    return value or ""


def read_yaml(text: str, first_line: int = 1, first_column: int = 1) -> Node:
    """The root node of one YAML document, which begins at this line and column of its file.

    Raises Unreadable for what is no YAML, for anchors and aliases, and for nesting that is too deep.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(yaml.parse(text, Loader=loader), first_line).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        column += first_column if line == 0 else 1
        why = error.problem or error.context or "it breaks off"
        raise Unreadable(f"This is not YAML: {why}.", line + first_line, column) from error
    except yaml.YAMLError as error:  # a character that YAML does not allow
        raise Unreadable("This is not YAML: it has a character that YAML does not allow.", first_line) from error


class _Composer:
    def __init__(self, events: Iterator[Any], first_line: int) -> None:
        self._events = events
        self._first = first_line
        self._count = 0

    def root(self) -> Node:
        found = Node(None, self._first)
        for event in self._events:
            kind = type(event).__name__
            if kind in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"}:
                found = self._node(event, 0)
            elif kind == "DocumentEndEvent":
                break
        return found

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event).__name__
        line = event.start_mark.line + self._first
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise Unreadable("Anchors and aliases (& and *) are not imported. Write the text out.", line)
        self._count += 1
        if self._count > 4 * MOST_THINGS:
            raise too_many("values")
        if depth > DEEPEST:
            raise too_deep(line)
        if kind == "ScalarEvent":
            is_null = not event.style and event.value in _NULLS  # not in quotes
            return Node(None if is_null else event.value, line)
        items = list(self._items(depth))
        if kind == "SequenceStartEvent":
            return Node(items, line)
        return Node(tuple(zip(items[::2], items[1::2], strict=True)), line)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if type(event).__name__ in {"SequenceEndEvent", "MappingEndEvent"}:
                return
            yield self._node(event, depth + 1)
