"""Making the text of a document read as another map: compare, plan edits block by block, print them, prove them.

1. Compare: :mod:`compare` finds the entries that differ and the ids that changed.
2. Plan: :mod:`records` walks the syntax tree with the values before and after, and skips equal ones.
3. Print: :mod:`lists`, :mod:`values` and :mod:`new_text` write the edits in the layout of the file.
4. Prove: :mod:`verify` reads the changed text again and compares.

Where sections or top-level fields are added or removed, only a skeleton of the file is patched and read again: its
frames, the entries that change with their neighbours, and the last entry of each section, from which the layout of
the next is seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from itertools import accumulate

from argmap.mapfile.document import Block, Document, Part
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.encode import Fields, spell, spell_map
from argmap.mapfile.fields import MAP, PROSE, SECTIONS
from argmap.mapfile.patch.compare import Renames, Run, renamed, runs
from argmap.mapfile.patch.draft import settled
from argmap.mapfile.patch.records import Patcher
from argmap.mapfile.patch.verify import Change, reread_document, reread_entries, reread_frame
from argmap.mapfile.style import Style, observed, with_habits
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.problems import silent
from argmap.model.types import Map, rebuilt

Runs = MappingOf[str, list[Run]]
"""Where the sections that change differ."""


def restructured(document: Document, target: Map, sections: Runs, prose: list[str], renames: Renames) -> Change:
    """The change of a whole document to one of the map ``target``; ``sections`` and ``prose`` are what differs.

    Raises MapError when no such change of the file is found.
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
    """The blocks of a document that a change of its structure involves, and their parts before and after."""

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
    """The blocks of the skeleton as read again, and between them those that are outside the skeleton."""
    for block in found.blocks:
        if block.part is None:
            yield block
            for part in getattr(target, block.opens) if block.opens else ():
                key = (block.opens, part.id)
                number = found.numbers.get(key)
                yield found.blocks[number] if number is not None else document.blocks[document.numbers[key]]


def revise(document: Document, target: Map) -> Document:
    """``document`` changed to hold ``target``; only lines with a change are touched.

    Raises MapError when no text for exactly ``target`` is found; a document with another map is never returned.
    Untouched blocks are not read again: :func:`argmap.mapfile.patch.verify.prove` reads all.
    """
    made = changes(document, target)
    if not made:
        return document
    blocks: list[Block] = []
    at = 0
    for change in made:
        blocks += document.blocks[at : change.first]
        blocks += change.blocks
        at = change.last
    blocks += document.blocks[at:]
    return Document(document.file, target, tuple(blocks), document.bom, document.style)


def patch(document: Document, target: Map) -> tuple[Splice, ...]:
    """The splices that make the text of ``document`` read as ``target``; none when it does.

    Raises MapError when the file cannot be made to say so.
    """
    return tuple(splice for change in changes(document, target) for splice in change.splices)


def changes(document: Document, target: Map) -> list[Change]:
    """The changes that make ``document`` read as ``target``, in the order of the file.

    Raises MapError when the file cannot be made to say so.
    """
    old = document.map
    differing = [name for name in SECTIONS if _differs(old, target, name)]
    sections = {name: runs(getattr(old, name), getattr(target, name)) for name in differing}
    prose = [name for name in PROSE if _differs(old, target, name)]
    if not sections and not prose:
        return []
    renames = renamed(_touched(old, target, name, changed) for name, changed in sections.items())
    if _changes_structure(document, target, [*sections, *prose]):
        return [restructured(document, target, sections, prose, renames)]
    found = _frames(document, target, prose)
    for name, changed in sections.items():
        found += _section(document, name, changed, getattr(target, name), renames)
    return sorted(found, key=lambda change: change.first)


def _differs(old: Map, new: Map, name: str) -> bool:
    before, after = getattr(old, name), getattr(new, name)
    return before is not after and bool(before != after)


def _changes_structure(document: Document, target: Map, names: list[str]) -> bool:
    """Whether a section or a top-level field is added or removed, or a section changes that has no blocks of
    its own."""
    cut = {block.opens for block in document.blocks}
    return any(
        (name not in cut or not getattr(target, name))
        if name in SECTIONS
        else None in (getattr(document.map, name), getattr(target, name))
        for name in names
    )


# Frames


def _frames(document: Document, target: Map, prose: list[str]) -> list[Change]:
    """The changes to top-level texts, each to the frame that holds it."""
    found = []
    for number, block in enumerate(document.blocks) if prose else ():
        if block.part is not None:
            continue
        root = compose(block.text, silent(block.text))
        here = [key.value for key, _ in root.pairs if key.value in prose] if isinstance(root, Mapping) else []
        if here:
            assert isinstance(root, Mapping)
            patcher = Patcher(block.text, root, document.style, {})
            old, new = ({name: getattr(map, name) for name in here} for map in (document.map, target))
            patcher.fields(root, MAP, old, new)
            splices = settled(block.text, patcher.splices)
            moved = tuple(splice.moved(document.starts[number]) for splice in splices)
            blocks = (reread_frame(block, apply(block.text, splices), target),)
            found.append(Change(number, number + 1, moved, blocks))
    return found


# Sections


def _section(
    document: Document, section: str, changed: list[Run], new: tuple[Part, ...], renames: Renames
) -> list[Change]:
    """The changes to the entries of a section, each to a run of blocks around what differs."""
    first = next(number for number, block in enumerate(document.blocks) if block.opens == section) + 1
    return [
        _run(document, section, first + run.start, first + run.end, new[run.begin : run.finish], renames)
        for run in changed
    ]


def _touched(old: Map, new: Map, section: str, changed: list[Run]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of a section that its runs hold, before and after."""
    before, after = getattr(old, section), getattr(new, section)
    return (
        tuple(part for run in changed for part in before[run.start : run.end]),
        tuple(part for run in changed for part in after[run.begin : run.finish]),
    )


def _run(document: Document, section: str, first: int, last: int, new: tuple[Part, ...], renames: Renames) -> Change:
    blocks = document.blocks[first:last]
    text = "".join(block.text for block in blocks)
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    patcher = Patcher(text, root, with_habits(document.style, observed(text, root)), renames)
    old = {block.part.id: spell(block.part) for block in blocks if block.part is not None}
    wanted = {part.id: spell(part) for part in new}
    patcher.entries(root, MAP.by_name[section], dict(old), dict(wanted), -1)
    splices = settled(text, patcher.splices)
    if last < len(document.blocks) and splices:
        splices = _closed(text, splices, document.style)
    changed = apply(text, splices)
    start = document.starts[first]
    moved = tuple(splice.moved(start) for splice in splices)
    return Change(first, last, moved, reread_entries(changed, section, new))


def _closed(text: str, splices: list[Splice], style: Style) -> list[Splice]:
    return splices if apply(text, splices).endswith("\n") else [*splices, Splice(len(text), len(text), style.eol)]
