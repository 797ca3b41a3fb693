"""The pages of a map laid out: divided until the text of each can be read on its paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.pages import fitting, scenes
from argmap.draw.pages.page_text import words_of_page
from argmap.draw.pages.pagination import PageShare, PageSpace, Topic, shares
from argmap.draw.pages.scenes import PagePart
from argmap.draw.paper import LEAST_TEXT, PaperName
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, issue_id
from argmap.draw.scene.scene import PageLink
from argmap.model.index import Index
from argmap.views.steps import Step, steps_on, told_in_full

MOST_ON_A_PAGE = 60
"""Drawings with more boxes than this are divided without a try: no paper holds them."""

MANY = 500
"""The pages of maps with more claims take the first layout that can be read, not the best of several."""

ALL_WORDS = 4_000_000
"""Characters of claims that all pages of a map may have together. Where each would have all words of the map and that
would be more, each has those of its own claims alone: they would be gigabytes.
"""

TIGHTER = 0.8
"""A page that came out too small is divided again, for pages with this share of the room."""


class PageEngine(Protocol):
    """What lays out the drawing of a page. Both methods raise a Refusal where it cannot."""

    def largest(self, drawing: Drawing, size: PaperName) -> PlacedDrawing:
        """Of the layouts tried for that paper, the one with the largest text."""

    def readable(self, drawing: Drawing, size: PaperName, least: float, enough: float) -> PlacedDrawing | None:
        """The same, or the first whose text has ``enough`` points; None where the text of all is below ``least``."""


@dataclass(frozen=True)
class LaidOutPage:
    """A page laid out: the name of its file, its drawing, and the picture without the paper that it is for."""

    file: str
    drawing: Drawing
    bare: Picture
    size: PaperName

    @property
    def picture(self) -> Picture:
        """The picture on its paper."""
        return fitting.on_paper(self.bare, self.size)


def lay_out_pages(
    engine: PageEngine,
    index: Index,
    size: PaperName,
    stem: str,
    suffix: str,
    options: SceneOptions | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> Iterator[LaidOutPage]:
    """The pages of a map on a paper, the overview first; their files are named ``<stem>-page-<name><suffix>``.

    ``tell`` hears of each step. Raises LayoutError.
    """
    builder = SceneBuilder(index)
    found: list[tuple[PagePart, PlacedDrawing | None]] = []
    book = _Paginator(engine, builder, size, options or SceneOptions())
    for part, arranged in book.parts():
        found.append((part, arranged))
        share = len(book.shown) / max(1, len(index.claims))
        tell(f"Dividing the map into pages: {len(found)} found, {share:.0%} of the claims on them ...")
    parts = [part for part, _ in found]
    tell(f"Laying out page 1 of {len(parts) + 1} ...")
    for overview in scenes.overviews(index, parts):
        made = scenes.pages(builder, overview, parts, stem, suffix, options)
        first = next(made)
        drawing = Drawing(first.scene)
        if book.readable(drawing) is not None:
            break
    yield LaidOutPage(first.file, drawing, engine.largest(drawing, size).picture(), size)
    for number, (page, (_, arranged)) in enumerate(zip(made, found, strict=True), 2):
        tell(f"Laying out page {number} of {len(parts) + 1} ...")
        drawing = Drawing(page.scene)
        again = (arranged and _again(arranged, drawing)) or engine.largest(drawing, size)
        yield LaidOutPage(page.file, drawing, again.picture(), size)


def homes(laid: Sequence[LaidOutPage]) -> Mapping[str, PageLink]:
    """For each claim the first page that draws it, other than the overview if another does."""
    overview, *others = laid
    found: dict[str, PageLink] = {}
    for page in (*others, overview):
        scene = page.drawing.scene
        for box in scene.boxes:
            found.setdefault(box.id, PageLink(scene.number, page.file))
    return found


def told_on(index: Index, laid: Sequence[LaidOutPage], homes: Mapping[str, PageLink]) -> Iterator[Index]:
    """For each page the part of a map that it has the words of: all, so that a search finds it, but of a large map
    only the overview has, and the others what they draw and what stands next to that.
    """
    yield index
    everywhere = len(laid) * sum(len(claim.text) for claim in index.claims.values()) <= ALL_WORDS
    for page in laid[1:]:
        drawn = frozenset(box.id for box in page.drawing.scene.boxes)
        home = frozenset(name for name in drawn if homes[name].file == page.file)
        yield index if everywhere else Index.build(words_of_page(index, drawn, home))


class _Paginator:
    """The parts of a map and where everything stands on the page of each."""

    def __init__(self, engine: PageEngine, builder: SceneBuilder, size: PaperName, options: SceneOptions) -> None:
        self._engine = engine
        self._builder = builder
        self._index = builder.index
        self._size = size
        self._options = options
        self._least = LEAST_TEXT[size]
        self._enough = self._least if len(self._index.claims) > MANY else math.inf
        self._told: set[str] = set()
        self.shown: set[str] = set()

    def parts(self) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """Each part, in the order in which they are to be read; None where its text is too small all the same."""
        for top in scenes.tops(self._index):
            yield from self._parts_of(top)
        for top in scenes.left_over(self._index, self._told, self.shown):
            yield from self._parts_of(top)

    def readable(self, drawing: Drawing) -> PlacedDrawing | None:
        """A layout whose text can be read, if there is one."""
        if len(drawing.scene.boxes) > MOST_ON_A_PAGE:
            return None
        return self._engine.readable(drawing, self._size, self._least, self._enough)

    def _parts_of(self, top: Topic) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        whole = scenes.whole(self._index, top)
        arranged = self._arranged(whole)
        if arranged:
            self._told.update(told_in_full(self._index, whole.selection.claims))
        for part, laid in [(whole, arranged)] if arranged else self._divided(top):
            self.shown |= part.selection.claims
            yield part, laid

    def _divided(self, top: Topic) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """The pages of a part that is too large for one."""

        def untold(name: str) -> Sequence[Step]:
            return () if name in self._told else steps_on(self._index, name)

        for share in shares(top, untold, self._heights, self._room):
            self._told |= share.told | {share.top.name}
            yield from self._read(share, self._room)

    def _read(self, share: PageShare, room: PageSpace) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """A share, divided again while it cannot be read."""
        part = scenes.part(self._index, share)
        arranged = self._arranged(part)
        if arranged or (len(share.top.steps) < 2 and not share.told):
            yield part, arranged
            return
        tighter = room.tighter(TIGHTER)
        while len(found := shares(share.top, self._those(share), self._heights, tighter)) < 2:
            tighter = tighter.tighter(TIGHTER)
        for smaller in found:
            placed = smaller._replace(
                depth=share.depth + smaller.depth,
                continued=smaller.continued or (share.continued and smaller.top.name == share.top.name),
            )
            yield from self._read(placed, tighter)

    def _those(self, share: PageShare) -> Callable[[str], Sequence[Step]]:
        return lambda name: steps_on(self._index, name) if name in share.told else ()

    def _arranged(self, part: PagePart) -> PlacedDrawing | None:
        """A part where it can be read, if it can; with room for the words that say where it goes on."""
        if len(part.selection.claims) > MOST_ON_A_PAGE:
            return None
        somewhere = {issue_id(part.name): PageLink(0, "")}
        options = self._options._replace(pages=somewhere, series=True, again=self.shown)
        return self.readable(Drawing(self._builder.scene(part.selection, options)))

    @cached_property
    def _heights(self) -> Mapping[str, float]:
        """How tall each claim is, whatever page it is on."""
        drawing = fitting.variants(Drawing(self._builder.scene(options=self._options)))[0]
        return {name: box.height for name, box in drawing.box_layouts.items()}

    @cached_property
    def _room(self) -> PageSpace:
        return fitting.room(self._size)


def _again(arranged: PlacedDrawing, drawing: Drawing) -> PlacedDrawing | None:
    """A drawing arranged as before, if nothing but words has changed; else None."""
    before = arranged.drawing
    drawing = replace(drawing, box_widths=before.box_widths, direction=before.direction, gaps=before.gaps)
    return replace(arranged, drawing=drawing) if drawing.graph.sizes == before.graph.sizes else None
