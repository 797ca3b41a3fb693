"""Changing which sections and top-level fields a file has.

Only a skeleton of the file is patched and read again: its frames, the entries that change with their neighbours, and
the last entry of each section, by which what follows is laid out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from itertools import accumulate

from argmap.mapfile.document import Block, Document, Part
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.encode import Fields, spell_map
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.patch.block_ends import settled
from argmap.mapfile.patch.records import Patcher
from argmap.mapfile.patch.renames import Renames
from argmap.mapfile.patch.sequence_diff import Run
from argmap.mapfile.patch.verify import Change, reread_document
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.report import silent
from argmap.model.types import Map, rebuilt

Runs = MappingOf[str, list[Run]]
"""Where the sections that change differ."""


def restructured(document: Document, target: Map, sections: Runs, prose: list[str], renames: Renames) -> Change:
    """The change of a whole document to one that holds ``target``; ``sections`` and ``prose`` are what differs.

    Raises MapError when the file cannot be made to say so.
    """
    skeleton = Skeleton(document, target, sections)
    root = compose(skeleton.text, silent(skeleton.text))
    assert isinstance(root, Mapping)
    patcher = Patcher(skeleton.text, root, document.style, renames)
    names = {*sections, *prose}
    patcher.fields(root, MAP, _spelled(skeleton.old, names), _spelled(skeleton.new, names))
    splices = settled(skeleton.text, patcher.splices)
    found = reread_document(apply(skeleton.text, splices), skeleton.new, document.file)
    moved = tuple(map(skeleton.in_document, splices))
    return Change(0, len(document.blocks), moved, tuple(_fleshed_out(found, document, target)))


class Skeleton:
    """The blocks of a document that matter to a change of its structure, and what they say before and after."""

    def __init__(self, document: Document, target: Map, sections: Runs) -> None:
        self._document = document
        cut = {block.opens: number + 1 for number, block in enumerate(document.blocks) if block.opens}
        old: dict[str, tuple[Part, ...]] = {}
        new: dict[str, tuple[Part, ...]] = {}
        kept = {number for number, block in enumerate(document.blocks) if block.part is None}
        for name in SECTIONS:
            before, after = getattr(document.map, name), getattr(target, name)
            runs = sections.get(name, [])
            if name in cut and after:
                runs = runs if runs and runs[-1].end == len(before) else [*runs, _last(before, after)]
                kept |= {cut[name] + place for run in runs for place in range(run.start, run.end)}
                old[name] = tuple(part for run in runs for part in before[run.start : run.end])
                new[name] = tuple(part for run in runs for part in after[run.begin : run.finish])
            else:
                kept |= {cut[name] + place for place in range(len(before))} if name in cut else set()
                old[name], new[name] = before, after
        self._kept = sorted(kept)
        texts = [document.blocks[number].text for number in self._kept]
        self._starts = list(accumulate(map(len, texts), initial=0))
        self.text = "".join(texts)
        self.old = rebuilt(document.map, **old)
        self.new = rebuilt(target, **new)

    def in_document(self, splice: Splice) -> Splice:
        """A splice of the skeleton's text as one of the document's."""
        end = self._offset(splice.end, max(bisect_left(self._starts, splice.end) - 1, 0))
        if splice.start == splice.end:
            return Splice(end, end, splice.text)
        return Splice(self._offset(splice.start, bisect_right(self._starts, splice.start) - 1), end, splice.text)

    def _offset(self, offset: int, place: int) -> int:
        return self._document.starts[self._kept[place]] + offset - self._starts[place]


def _last(before: tuple[Part, ...], after: tuple[Part, ...]) -> Run:
    """The run of the last part alone, which is the same before and after."""
    return Run(len(before) - 1, len(before), len(after) - 1, len(after))


def _spelled(map: Map, names: set[str]) -> Fields:
    return {name: value for name, value in spell_map(map).items() if name in names}


def _fleshed_out(found: Document, document: Document, target: Map) -> Iterator[Block]:
    """The blocks of the skeleton as read again, and between them those that it left out."""
    for block in found.blocks:
        if block.part is None:
            yield block
            for part in getattr(target, block.opens) if block.opens else ():
                key = (block.opens, part.id)
                number = found.numbers.get(key)
                yield found.blocks[number] if number is not None else document.blocks[document.numbers[key]]
