"""Making the text of a document read as another map: compare, plan edits block by block, print them, prove them.

1. Compare: :mod:`sequence_diff` finds the entries that differ, :mod:`renames` the ids that changed.
2. Plan: :mod:`records` walks the syntax tree with the values before and after; what agrees is not looked at.
3. Print: :mod:`lists`, :mod:`values` and :mod:`scalars` write the edits in the layout of the file, :mod:`flips` takes
   along the reasons that turn from support to objection. :mod:`sections` does so where sections come and go.
4. Prove: :mod:`verify` reads again what was touched and compares.
"""

from __future__ import annotations

from argmap.mapfile.document import Block, Document, Part
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.encode import spell
from argmap.mapfile.fields import MAP, PROSE, SECTIONS
from argmap.mapfile.patch.block_ends import settled
from argmap.mapfile.patch.records import Patcher
from argmap.mapfile.patch.renames import Renames, renamed
from argmap.mapfile.patch.sections import restructured
from argmap.mapfile.patch.sequence_diff import Run, runs
from argmap.mapfile.patch.verify import Change, reread_entries, reread_frame
from argmap.mapfile.style import Style, observed, with_habits
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.report import silent
from argmap.model.types import Map


def revise(document: Document, target: Map) -> Document:
    """``document`` changed to hold ``target``, only the lines that carry the change touched.

    Raises MapError when the text cannot be made to say exactly ``target``; no document is ever returned that does
    not. What was not touched is not read again: :func:`argmap.mapfile.patch.verify.prove` reads all.
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
    """Whether a section or a top-level field comes or goes, or one changes that has no blocks of its own."""
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
    return Change(first, last, moved, reread_entries(changed, section, new, root))


def _closed(text: str, splices: list[Splice], style: Style) -> list[Splice]:
    return splices if apply(text, splices).endswith("\n") else [*splices, Splice(len(text), len(text), style.eol)]
