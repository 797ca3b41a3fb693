"""A map that is open in an editor: its text now, and the last state of it that could be read as a map.

While somebody types, the text is invalid half of the time. Questions about the map are answered from the last sound
document, and places in it are converted to places in the text: before the edits since then they are the same, after
them they are shifted, and between there are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lsprotocol.types import Range, TextDocumentContentChangeEvent

from argmap.check.rules import OF_ONE_ENTRY, check_entries
from argmap.check.settings import NO_SETTINGS, Settings
from argmap.lsp.positions import EditedText
from argmap.mapfile.document import Block, Document, Key
from argmap.mapfile.edits import Splice
from argmap.mapfile.occurrences import Layout, Occurrence, layout
from argmap.mapfile.read.incremental import reread_around
from argmap.mapfile.read.read import read
from argmap.model.findings import Finding, Path, ReadingRefused
from argmap.model.index import Index
from argmap.model.paths import SECTIONS
from argmap.model.types import Map
from argmap.semantics.labels import Labels, label
from argmap.vocabulary import QuotationMarks

_SAYS_IT_IS_A_MAP = re.compile(r"""^(?:argmap|"argmap"|'argmap')[ \t]*:""", re.MULTILINE)

READ_AT_ONCE = 250_000
"""Characters of a text that may be read whole at each key, where reading entries alone is not enough: 20 ms."""


class CheckResult(NamedTuple):
    """The findings of all rules in a document, and the outcomes of its quotations, by source and words."""

    document: Document
    findings: Sequence[Finding]
    quotations: QuotationMarks = MappingProxyType({})


class Region(NamedTuple):
    """What edits have touched: the characters from ``start`` up to ``end`` of the text before all of them, which are
    those from ``start`` up to ``end_now`` of the text after."""

    start: int
    end: int
    end_now: int

    def after(self, edit: Splice) -> Region:
        """The region with one more edit, of the text after."""
        grown = max(self.end_now, edit.end)
        by = len(edit.text) - (edit.end - edit.start)
        return Region(min(self.start, edit.start), self.end + grown - self.end_now, grown + by)


class OpenMap:
    """One open file. ``file`` is its name in messages."""

    def __init__(self, file: str, text: EditedText) -> None:
        self.file = file
        self.text = text
        self.settings: Settings = NO_SETTINGS
        self.document: Document | None = None
        """The last sound one."""
        self.refused: tuple[Finding, ...] = ()
        """What is wrong with the text; nothing when ``document`` is that of the text."""
        self.checked: CheckResult | None = None
        self.is_to_be_read: bool
        """Whether the text, in which something is wrong or has moved, has not been read whole."""
        self._since: Region | None = None
        """All edits since the last sound document, as one."""
        self._index: Index | None = None
        self._labels: Labels | None = None
        self._layouts: dict[int, tuple[Block, Layout]] = {}
        self.read_whole()

    # The text

    @property
    def is_map(self) -> bool:
        """Whether the file says that it is a map; any other YAML is left alone."""
        return self.document is not None or _SAYS_IT_IS_A_MAP.search(self.text.text) is not None

    @property
    def is_sound(self) -> bool:
        """Whether the text as it is can be read as a map."""
        return self.document is not None and self._since is None

    def change(self, changes: Sequence[TextDocumentContentChangeEvent]) -> None:
        """Make changes that the editor made, and read what they touch."""
        for change in changes:
            edit = self.text.apply(change)
            since = self._since or Region(edit.start, edit.start, edit.start)
            self._since = since.after(edit)
        if self.document is not None and self._since is not None:
            start, end, end_now = self._since
            found = reread_around(self.document, Splice(start, end, self.text.text[start:end_now]))
            if isinstance(found, Document):
                return self._is_now(found)
            self.is_to_be_read = True
            if found is not None:
                self.refused = found.findings
        if self.document is None or len(self.text.text) <= READ_AT_ONCE:
            self.read_whole()
        return None

    def read_whole(self) -> None:
        """Read all of the text."""
        self.take(self.outcome_of(self.text.text))

    def outcome_of(self, text: str) -> Document | ReadingRefused | None:
        """The result of reading a text; None for a text that does not say that it is a map. May run in any thread."""
        if self.document is None and _SAYS_IT_IS_A_MAP.search(text) is None:
            return None
        try:
            return read(text.encode(), self.file)
        except ReadingRefused as refused:
            return refused

    def take(self, outcome: Document | ReadingRefused | None) -> None:
        """Accept the result of reading the whole text."""
        self.is_to_be_read = False
        if isinstance(outcome, Document):
            self._is_now(outcome)
        else:
            self.refused = outcome.findings if outcome is not None else ()

    def _is_now(self, document: Document) -> None:
        old = self.document
        self.document, self.refused, self._since = document, (), None
        self.is_to_be_read = False
        if old is None or old.map is not document.map:
            self._labels = None
            self._index = self._index.after(document.map) if self._index is not None else None
        if len(self._layouts) > 2 * len(document.blocks) + 100:
            self._layouts.clear()

    # The map

    @property
    def map(self) -> Map:
        """The last sound map; an empty one before there is any."""
        return self.document.map if self.document is not None else Map(title="")

    @property
    def index(self) -> Index:
        """The index of :attr:`map`."""
        if self._index is None or self._index.map is not self.map:
            self._index = Index.build(self.map)
        return self._index

    @property
    def labels(self) -> Labels:
        """The statuses of the claims of :attr:`map`."""
        if self._labels is None or self._labels.index is not self.index:
            self._labels = label(self.index)
        return self._labels

    # Places

    def now(self, offset: int) -> int | None:
        """An offset in the document as one in the text; None for what edits have touched since."""
        since = self._since
        if since is None or offset <= since.start:
            return offset
        return offset + since.end_now - since.end if offset >= since.end else None

    def then(self, offset: int) -> int | None:
        """An offset in the text as one in the document; None where edits have touched it since."""
        since = self._since
        if since is None or offset <= since.start:
            return offset
        return offset - since.end_now + since.end if offset >= since.end_now else None

    def range(self, start: int, end: int) -> Range | None:
        """The range in the text of a span of the document; None where edits have touched it since."""
        begin, finish = self.now(start), self.now(end)
        return self.text.range(begin, finish) if begin is not None and finish is not None else None

    def layout_of(self, block: Block) -> Layout:
        """The things written in a block of the document."""
        known = self._layouts.get(id(block))
        if known is None or known[0] is not block:
            known = self._layouts[id(block)] = block, layout(block)
        return known[1]

    def block_at(self, offset: int) -> tuple[Block, int] | None:
        """The block of the document that an offset is in, and its start."""
        document = self.document
        if document is None or not document.blocks:
            return None
        number = min(bisect_right(document.starts, offset), len(document.blocks)) - 1
        return document.blocks[number], document.starts[number]

    def occurrence_at(self, offset: int) -> Occurrence | None:
        """The occurrence at an offset in the text, with its span in the document."""
        there = self.then(offset)
        found = self.block_at(there) if there is not None else None
        if there is None or found is None:
            return None
        block, start = found
        here = self.layout_of(block).at(there - start)
        return here._replace(start=here.start + start, end=here.end + start) if here is not None else None

    def occurrences(self, name: str) -> Iterator[Occurrence]:
        """What the document names in blocks that hold ``name``, with spans in the document."""
        if self.document is None:
            return
        for block, start in zip(self.document.blocks, self.document.starts, strict=False):
            if name in block.text:
                for one in self.layout_of(block).occurrences:
                    yield one._replace(start=one.start + start, end=one.end + start)

    def span_of(self, path: Path) -> tuple[int, int] | None:
        """Where the thing at a path is named in the document, or the nearest thing around it."""
        document = self.document
        if document is None:
            return None
        number = document.numbers.get((path[0], path[1])) if len(path) > 1 else None
        numbers = (
            [number] if number is not None else [at for at, block in enumerate(document.blocks) if block.part is None]
        )
        for at in numbers:
            span = self.layout_of(document.blocks[at]).span(path)
            if span is not None:
                return span[0] + document.starts[at], span[1] + document.starts[at]
        return None

    # Findings

    def quickly(self) -> list[Finding]:
        """The findings of the document: of all rules where it was unchanged since the last check, and of the rules
        for one entry in entries that have changed since."""
        document = self.document
        if document is None:
            return []
        checked = self.checked
        if checked is not None and checked.document is document:
            return list(checked.findings)
        touched = self._touched()
        kept = [
            one
            for one in (checked.findings if checked is not None else ())
            if one.path[:2] not in touched or (one.code not in OF_ONE_ENTRY and touched[one.path[:2]])
        ]
        parts = {
            section: tuple(
                block.part for block in touched.values() if block and block.section == section and block.part
            )
            for section in SECTIONS
        }
        part = Map(title=document.map.title, **parts)  # type: ignore[arg-type]
        return [*kept, *check_entries(self.index, part, self.settings)]

    def _touched(self) -> dict[Path | Key, Block | None]:
        """The entries that have changed since the last check, with their blocks; None for those that are gone."""
        document, checked = self.document, self.checked
        assert document is not None
        before = checked.document.blocks if checked is not None else ()
        known, present = set(map(id, before)), set(map(id, document.blocks))
        touched: dict[Path | Key, Block | None] = {
            block.key: None for block in before if id(block) not in present and block.key is not None
        }
        for block in document.blocks:
            if id(block) not in known and block.key is not None:
                touched[block.key] = block
        return touched
