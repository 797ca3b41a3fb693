"""Where things and ids are written in a map file: each definition and each reference, as a span of the text.

The terms are those of code indexes (SCIP, "symbol" and "occurrence"); a *thing* is what a reference can name
(:mod:`argmap.model.references`), and here a tag too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from argmap.mapfile.document import Block, Document
from argmap.mapfile.fields import SECTIONS
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, compose, end_of, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.positions import Lines, trimmed
from argmap.mapfile.syntax.problems import Report, silent
from argmap.model.findings import Path, Place
from argmap.model.ids import ARROW, tidy_address
from argmap.model.references import SECTION_NAMED_BY, Thing
from argmap.model.types import KINDS


def place_of(document: Document, path: Path) -> Place | None:
    """The place of the thing that ``path`` names, or of the nearest thing around it; None in a file without any.

    An entry of a mapping is at its name; an item of a list at its first character.
    """
    number = document.numbers.get((path[0], path[1])) if len(path) > 1 else None
    if number is not None:
        offset = _offset_in(document.blocks[number].text, path[1:])
        return document.lines.place(document.starts[number] + (offset or 0))
    for number, block in enumerate(document.blocks):
        if block.part is None and (offset := _offset_in(block.text, path)) is not None:
            return document.lines.place(document.starts[number] + offset)
    return document.lines.place(0) if document.blocks else None


def _offset_in(text: str, path: Path) -> int | None:
    node = _composed(text)
    found: int | None = None
    for number, name in enumerate(path):
        step = _step(node, name, path[number - 1] if number else "")
        if step is None:
            break
        found, node = step
    return found


@lru_cache(maxsize=256)
def _composed(text: str) -> Node | None:
    """The tree of a block, which many findings are placed in one after the other."""
    return compose(text, Report(Lines("", text)))


def _step(node: Node | None, name: str, field: str) -> tuple[int, Node] | None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.value == name:
                return key.start_mark.index, value
    if isinstance(node, Sequence):
        wanted, _, count = name.partition("#")
        numbered = [item for item in node.items if names(item) == (wanted if count.isdigit() else name)]
        place = int(count) - 1 if count.isdigit() else 0
        if place < len(numbered):
            return start_of(numbered[place]), numbered[place]
    return None


def names(item: Node) -> str | None:
    """The name of an item of a list: its text, or in the long form the claim, reason or source that it names."""
    if isinstance(item, Mapping):
        for key, value in item.pairs:
            if key.value in {"claim", "reason", "source"} and not isinstance(value, (Mapping, Sequence)):
                return tidy_address(value.value)
        return None
    if isinstance(item, Sequence):
        return None
    scalar: Scalar = item
    return tidy_address(scalar.value)


_AROUND = " \t\r\n\"'"
"""Characters that may surround an id in an address."""


class Occurrence(NamedTuple):
    """A thing named at the characters from ``start`` up to ``end``, quotation marks included.

    ``path`` is that of the field, entry or item in which it is named.
    """

    start: int
    end: int
    thing: Thing
    path: Path
    defines: bool = False


class Written(NamedTuple):
    """Something of a map that has a name or a place in a list, and where it is: the name or item from ``start`` up to
    ``name_end``, all of it up to ``end``."""

    path: Path
    start: int
    name_end: int
    end: int


class Layout(NamedTuple):
    """What is written in a block, in the order of the text; spans are offsets into its text."""

    written: tuple[Written, ...]
    occurrences: tuple[Occurrence, ...]

    def span(self, path: Path) -> tuple[int, int] | None:
        """The span at which the thing at ``path`` is named, or the nearest thing around it; None when the block has
        none of them."""
        found: Written | None = None
        for one in self.written:
            if path[: len(one.path)] == one.path and (found is None or len(one.path) > len(found.path)):
                found = one
        return (found.start, found.name_end) if found is not None else None

    def at(self, offset: int) -> Occurrence | None:
        """The shortest occurrence that contains ``offset`` or ends there.

        The address of a link that an undercut names also defines the undercut; there it is what it names.
        """
        here = [one for one in self.occurrences if one.start <= offset <= one.end]
        return min(here, key=lambda one: (one.end - one.start, -one.start, one.defines), default=None)


def layout(block: Block) -> Layout:
    """What is written in a block of a sound file."""
    root = compose(block.text, silent(block.text))
    walk = _Walk(block.text)
    if isinstance(root, Mapping):
        if block.section:
            walk.section(root, block.section)
        else:
            walk.top(root)
    return Layout(tuple(walk.written), tuple(sorted(walk.occurrences)))


class _Walk:
    """Collects what is written while it goes through a tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.written: list[Written] = []
        self.occurrences: list[Occurrence] = []

    # Collecting

    def field(self, key: Scalar, value: Node, path: Path) -> None:
        self.written.append(Written(path, key.start_mark.index, key.end_mark.index, end_of(key, value)))

    def item(self, node: Node, path: Path) -> None:
        end = end_of(None, node)
        line = self.text.find("\n", start_of(node), end)
        self.written.append(Written(path, start_of(node), line if line >= 0 else end, end))

    def names(self, node: Node, thing: Thing, path: Path, defines: bool = False) -> None:
        if type(node) is ScalarEvent and node.value:
            start, end = node.start_mark.index, trimmed(self.text, end_of(None, node))
            self.occurrences.append(Occurrence(start, end, thing, path, defines))

    def address(self, node: Node, address: str, path: Path) -> None:
        """Each step of an address names a claim; the whole address names a reason."""
        if type(node) is not ScalarEvent:
            return
        self.names(node, ("reasons", address), path)
        at = node.start_mark.index
        for step in self.text[at : end_of(None, node)].split("->"):
            name = step.strip(_AROUND)
            start = at + len(step) - len(step.lstrip(_AROUND))
            self.occurrences.append(Occurrence(start, start + len(name), ("claims", name), path))
            at += len(step) + len("->")

    # Walking

    def top(self, root: Mapping) -> None:
        for key, value in root.pairs:
            self.field(key, value, (key.value,))
            if key.value in SECTIONS and isinstance(value, Mapping):
                self.section(value, key.value)

    def section(self, entries: Mapping, section: str) -> None:
        for key, value in entries.pairs:
            path = (section, key.value)
            self.field(key, value, path)
            self.names(key, path, path, defines=True)
            if isinstance(value, Mapping):
                self.entry(value, path)

    def entry(self, fields: Mapping, path: Path) -> None:
        given = {key.value: value for key, value in fields.pairs}
        for key, value in fields.pairs:
            name, here = key.value, (*path, key.value)
            self.field(key, value, here)
            if name in SECTION_NAMED_BY:
                self.names(value, (SECTION_NAMED_BY[name], _text(value)), here)
            elif name == "side":
                self.names(value, ("tensions", _text(given.get("tension")), "sides", _text(value)), here)
            elif name == "sides" and isinstance(value, Mapping):
                self.sides(value, path)
            elif name in KINDS:
                self.reasons(value, path, name)
            elif name == "positions" and isinstance(value, Mapping):
                self.positions(value, here)
            elif name == "sources":
                self.citations(value, here)
            elif name == "tags":
                self.list_of(value, "tags", here)

    def sides(self, sides: Mapping, path: Path) -> None:
        for key, value in sides.pairs:
            here = (*path, "sides", key.value)
            self.field(key, value, here)
            self.names(key, here, here, defines=True)

    def reasons(self, items: Node, path: Path, kind: str) -> None:
        for item, key in _keyed_items(items):
            here = (*path, kind, key)
            self.item(item, here)
            given = _fields_of(item)
            target = given.get("reason" if kind == "undercuts" else "claim", item)
            aim = key.partition("#")[0]
            if ARROW in aim:
                self.address(target, aim, here)
            else:
                self.names(target, ("claims", aim), here)
            self.names(target, ("reasons", f"{path[1]}{ARROW}{aim}"), here, defines=True)
            if isinstance(item, Mapping):
                for name, value in item.pairs:
                    self.field(name, value, (*here, name.value))
            if (linked := given.get("with")) is not None:
                self.list_of(linked, "claims", (*here, "with"))
            if (cited := given.get("sources")) is not None:
                self.citations(cited, (*here, "sources"))

    def positions(self, positions: Mapping, path: Path) -> None:
        for key, value in positions.pairs:
            here = (*path, key.value)
            self.field(key, value, here)
            self.names(key, ("stakeholders", key.value), here)
            for name, given in value.pairs if isinstance(value, Mapping) else ():
                self.field(name, given, (*here, name.value))
                if name.value == "source":
                    self.names(given, ("sources", _text(given)), (*here, "source"))

    def citations(self, items: Node, path: Path) -> None:
        for item, key in _keyed_items(items):
            here = (*path, key)
            self.item(item, here)
            given = _fields_of(item)
            self.names(given.get("source", item), ("sources", key.partition("#")[0]), here)
            for name, value in item.pairs if isinstance(item, Mapping) else ():
                self.field(name, value, (*here, name.value))

    def list_of(self, items: Node, section: str, path: Path) -> None:
        for item in items.items if isinstance(items, Sequence) else ():
            here = (*path, _text(item))
            self.item(item, here)
            self.names(item, (section, _text(item)), here)


def _keyed_items(items: Node) -> Iterator[tuple[Node, str]]:
    """The items of a list that are not empty, each with its key: the name in it, numbered from the second of that
    name on."""
    seen: dict[str, int] = {}
    for item in items.items if isinstance(items, Sequence) else ():
        name = names(item)
        if name:
            seen[name] = seen.get(name, 0) + 1
            yield item, name if seen[name] == 1 else f"{name}#{seen[name]}"


def _fields_of(item: Node) -> dict[str, Node]:
    return {key.value: value for key, value in item.pairs} if isinstance(item, Mapping) else {}


def _text(node: Node | None) -> str:
    return node.value if type(node) is ScalarEvent else ""
