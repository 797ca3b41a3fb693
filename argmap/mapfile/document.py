"""A map together with the text that it was read from."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argmap.mapfile.syntax.positions import Lines
from argmap.model.findings import Finding
from argmap.model.types import Claim, Map, Source, Stakeholder, Tension

if TYPE_CHECKING:
    from argmap.mapfile.style import Style

BOM = b"\xef\xbb\xbf"

Part: TypeAlias = "Tension | Stakeholder | Claim | Source"
"""An entry of a section."""

Key = tuple[str, str]
"""A section and the id of an entry in it."""


class Block(NamedTuple):
    """A run of whole lines of a file.

    It is one entry of a section, with the comments directly above it and all lines up to the next entry; or a *frame*
    between sections (``part`` is None): top-level fields and the line that opens a section. A block is valid YAML, so
    it can be read again alone. ``warnings`` are at offsets into its text.
    """

    text: str
    section: str = ""
    part: Part | None = None
    opens: str = ""
    """For a frame: the section whose entries follow it."""
    warnings: tuple[tuple[int, Finding], ...] = ()

    @property
    def key(self) -> Key | None:
        """The section and id of the entry, or None for a frame."""
        return (self.section, self.part.id) if self.part is not None else None


@dataclass(frozen=True)
class Document:
    """A map and its text, in blocks. Two snapshots of a document share the blocks of unchanged parts."""

    file: str
    map: Map
    blocks: tuple[Block, ...]
    bom: bool = False
    seen_style: Style | None = None

    @cached_property
    def style(self) -> Style:
        """The layout habits of the file, as a sample of its entries shows them."""
        if self.seen_style is not None:
            return self.seen_style
        from argmap.mapfile.style import style_of  # asked for by edits

        entries = [block.text for block in self.blocks[:400] if block.part is not None]
        return style_of((entries[:12] + entries[12::40])[:24] or [self.text])

    @cached_property
    def text(self) -> str:
        """The whole text, line ends as in the file, without a byte order mark."""
        return "".join([block.text for block in self.blocks])

    def rest(self) -> None:
        """Drop what can be computed again: of a snapshot to which undo may never return, only the blocks are kept."""
        for name in ("text", "lines", "starts", "numbers"):
            self.__dict__.pop(name, None)

    @property
    def data(self) -> bytes:
        """The bytes to save."""
        return (BOM if self.bom else b"") + self.text.encode()

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.file, self.text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each block starts, and the length of the text."""
        return tuple(accumulate((len(block.text) for block in self.blocks), initial=0))

    @cached_property
    def numbers(self) -> MappingOf[Key, int]:
        """The number of the block of each entry that has one of its own."""
        return {key: number for number, block in enumerate(self.blocks) if (key := block.key) is not None}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings and suggestions of reading the file, with places."""
        return tuple(
            finding.at(self.lines.place(start + offset))
            for start, block in zip(self.starts, self.blocks, strict=False)
            for offset, finding in block.warnings
        )
