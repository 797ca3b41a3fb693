"""What to change in a document's text so that it reads as another map, block by block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from argmap.model.findings import Refusal
from argmap.model.types import Map
from argmap.text.build import Part
from argmap.text.document import Block, Document
from argmap.text.habits import observed, with_habits
from argmap.text.keeping import settled
from argmap.text.layout import Style
from argmap.text.nodes import Mapping, compose
from argmap.text.patching import Patcher
from argmap.text.renames import Renames, renamed
from argmap.text.report import silent
from argmap.text.reread import reread_entries
from argmap.text.shape import MAP, PROSE, SECTIONS
from argmap.text.spell import Fields, spell, spell_map
from argmap.text.splice import Splice, apply


@dataclass(frozen=True)
class Change:
    """Splices (offsets into the whole text) that all lie in the blocks from ``first`` up to ``last``, and the blocks
    that stand there afterwards; None when the whole text is to be read again."""

    first: int
    last: int
    splices: tuple[Splice, ...]
    blocks: tuple[Block, ...] | None


def patch(document: Document, target: Map) -> tuple[Splice, ...]:
    """The splices that make the text of ``document`` read as ``target``; none when it does.

    Raises Refusal when the file cannot be made to say so.
    """
    return tuple(splice for change in changes(document, target) for splice in change.splices)


def changes(document: Document, target: Map) -> list[Change]:
    """The changes that make ``document`` read as ``target``, in the order of the file."""
    differing = [name for name in SECTIONS if getattr(document.map, name) != getattr(target, name)]
    prose = [name for name in PROSE if getattr(document.map, name) != getattr(target, name)]
    if not differing and not prose:
        return []
    cut = {block.opens for block in document.blocks}
    structural = [name for name in differing if name not in cut or not getattr(target, name)]
    gained_or_lost = [name for name in prose if None in (getattr(document.map, name), getattr(target, name))]
    if structural or gained_or_lost:
        return [_whole(document, target, {*differing, *prose})]
    found = [_frame(document, target, name) for name in prose]
    sections = {name: runs(getattr(document.map, name), getattr(target, name)) for name in differing}
    renames = renamed(_touched(document.map, target, name, sections[name]) for name in differing)
    for name, changed in sections.items():
        found += _section(document, name, changed, getattr(target, name), renames)
    return sorted(_merged(found), key=lambda change: change.first)


def _merged(found: list[Change]) -> list[Change]:
    """Changes of one frame as one."""
    by_block: dict[int, Change] = {}
    for change in found:
        known = by_block.get(change.first)
        by_block[change.first] = change if known is None else _both(known, change)
    return list(by_block.values())


def _both(one: Change, two: Change) -> Change:
    assert one.blocks is not None
    splices = (*one.splices, *two.splices)
    return replace(one, splices=splices)


# The whole text


def _whole(document: Document, target: Map, names: set[str]) -> Change:
    root = compose(document.text, silent(document.text))
    assert isinstance(root, Mapping)
    renames = renamed((getattr(document.map, name), getattr(target, name)) for name in names if name in SECTIONS)
    patcher = Patcher(document.text, document.style, renames)
    old, new = _differing(document.map, names), _differing(target, names)
    patcher.fields(root, MAP, old, new)
    return Change(0, len(document.blocks), tuple(settled(document.text, patcher.splices)), None)


def _differing(map: Map, names: set[str]) -> Fields:
    kept = {name: getattr(map, name) if name in names or name in {"title", "claims"} else () for name in SECTIONS}
    spelled = spell_map(Map(title=map.title, question=map.question, summary=map.summary, **kept))
    return {name: spelled[name] for name in spelled if name in names}


# Frames


def _frame(document: Document, target: Map, name: str) -> Change:
    for number, block in enumerate(document.blocks):
        if block.part is None:
            root = compose(block.text, silent(block.text))
            if isinstance(root, Mapping) and any(key.value == name for key, _ in root.pairs):
                patcher = Patcher(block.text, document.style, {})
                patcher.fields(root, MAP, {name: getattr(document.map, name)}, {name: getattr(target, name)})
                start = document.starts[number]
                moved = tuple(splice.moved(start) for splice in patcher.splices)
                return Change(number, number + 1, moved, (block,))
    raise Refusal(f"The file has no '{name}' to change.")


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


class Run(NamedTuple):
    """``old[start:end]`` becomes ``new[begin:finish]``."""

    start: int
    end: int
    begin: int
    finish: int


def runs(old: tuple[Part, ...], new: tuple[Part, ...]) -> list[Run]:
    """Where two tuples of parts differ, each run with an unchanged neighbour on either side where there is one.
    One run holds all between the first and the last difference when parts have moved."""
    head = _shared(zip(old, new, strict=False))
    tail = min(_shared(zip(reversed(old), reversed(new), strict=False)), len(old) - head, len(new) - head)
    same = [(at, at) for at in (head - 1,) if head]
    same += _same_between(old[head : len(old) - tail], new[head : len(new) - tail], head)
    same += [(len(old) - tail, len(new) - tail)] if tail else []
    found: list[Run] = []
    before = (head - 1, head - 1)
    for now in [*same[1 if head else 0 :], (len(old), len(new))]:
        if now != (before[0] + 1, before[1] + 1):
            run = Run(max(before[0], 0), min(now[0] + 1, len(old)), max(before[1], 0), min(now[1] + 1, len(new)))
            if found and found[-1].end > run.start:
                run = Run(found[-1].start, run.end, found.pop().begin, run.finish)
            found.append(run)
        before = now
        if tail and now == (len(old) - tail, len(new) - tail):
            break
    return found


def _shared(pairs: Iterable[tuple[Part, Part]]) -> int:
    """How many of the pairs are equal before the first that are not."""
    count = 0
    for one, two in pairs:
        if one is not two and one != two:
            break
        count += 1
    return count


def _same_between(old: tuple[Part, ...], new: tuple[Part, ...], offset: int) -> list[tuple[int, int]]:
    """The places (before, after) of the parts that are equal; none when parts have moved."""
    places = {part.id: place for place, part in enumerate(old)}
    matched = [places.get(part.id) for part in new]
    known = [place for place in matched if place is not None]
    if any(one > two for one, two in pairwise(known)):
        return []
    return [
        (offset + place, offset + after)
        for after, place in enumerate(matched)
        if place is not None and old[place] == new[after]
    ]


def _run(document: Document, section: str, first: int, last: int, new: tuple[Part, ...], renames: Renames) -> Change:
    blocks = document.blocks[first:last]
    text = "".join(block.text for block in blocks)
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    patcher = Patcher(text, with_habits(document.style, observed(text, root)), renames)
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
