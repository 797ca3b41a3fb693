"""The pages of a map laid out: divided until the text of each can be read on its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.draw import pages
from argmap.draw.drawing import Drawing
from argmap.draw.pages import Part
from argmap.draw.paper_sizes import PaperName
from argmap.draw.picture import Picture
from argmap.draw.scene import PageLink
from argmap.draw.staging import Options, Staging
from argmap.model.index import Index
from argmap.world.layout_pictures import Engine

MOST_ON_A_PAGE = 60
"""Drawings with more boxes than this are divided without a try: no paper holds them."""


@dataclass(frozen=True)
class Laid:
    """A page laid out: the name of its file, its drawing and its picture."""

    file: str
    drawing: Drawing
    picture: Picture


def laid_out(
    engine: Engine,
    index: Index,
    size: PaperName,
    stem: str,
    suffix: str,
    options: Options | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Iterator[Laid]:
    """The pages of a map on a paper, the overview first; their files are named ``<stem>-<name><suffix>``.

    ``tell`` hears of each step. Raises LayoutRefused.
    """
    staging = Staging(index)
    parts: list[Part] = []
    for part, waiting in _readable(engine, staging, size):
        parts.append(part)
        tell(f"Dividing the map into pages: {len(parts)} found, {waiting} parts to look at ...")
    for overview in (choice := pages.overviews(index)):
        found = pages.pages(staging, overview, parts, stem, suffix, options)
        first = next(found)
        if overview is choice[-1] or _can_be_read(engine, Drawing(first.scene), size):
            break
    for number, page in enumerate((first, *found), 1):
        tell(f"Laying out page {number} of {len(parts) + 1} ...")
        drawing = Drawing(page.scene)
        yield Laid(page.file, drawing, engine.fitted(drawing, size))


def homes(laid: Sequence[Laid]) -> Mapping[str, PageLink]:
    """For each claim the first page that draws it, other than the overview if another does."""
    overview, *others = laid
    found: dict[str, PageLink] = {}
    for page in (*others, overview):
        scene = page.drawing.scene
        for box in scene.boxes:
            found.setdefault(box.id, PageLink(scene.number, page.file))
    return found


def _readable(engine: Engine, staging: Staging, size: PaperName) -> Iterator[tuple[Part, int]]:
    """The parts of a map, divided until each can be read or cannot be divided, and how many wait after each."""
    waiting = list(reversed(pages.parts(staging.index)))
    begun: dict[str, Part] = {}
    while waiting:
        part = waiting.pop()
        drawing = Drawing(staging.scene(part.selection))
        if _can_be_read(engine, drawing, size) or not (halves := pages.divided(staging.index, part, drawing.graph)):
            yield part, len(waiting)
        else:
            rest, moved = halves
            if moved.name not in begun or not moved.repeats(begun[moved.name]):
                begun.setdefault(moved.name, moved)
                waiting.append(moved)
            waiting.append(rest)


def _can_be_read(engine: Engine, drawing: Drawing, size: PaperName) -> bool:
    return len(drawing.scene.boxes) <= MOST_ON_A_PAGE and engine.can_be_read(drawing, size)
