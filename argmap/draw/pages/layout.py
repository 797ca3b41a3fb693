"""The pages of a map, laid out until their text is large enough on its paper, and the text of each.

A page has its own claims in full, and the beginnings of related ones. Each long text is in full on one page, so that
the size of all pages is linear in the size of the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from argmap.draw.brief.fitting import picture as brief_picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.pages import fitting, scenes
from argmap.draw.pages.files import overview_file
from argmap.draw.pages.pagination import PageShare, PageSpace, Topic, divide
from argmap.draw.pages.scenes import PagePart
from argmap.draw.paper import LEAST_TEXT, PaperName
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, tension_box_id
from argmap.draw.scene.scene import LONGEST_LINK, PageLink
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Source, Stakeholder, Tension, rebuilt
from argmap.views import selection
from argmap.views.selection import Step, claims_with_all_links, steps_on

MOST_POSITIONS = 12
"""Positions on a claim, at most, on a page that does not have the claim in full."""


def words_of_page(index: Index, drawn: frozenset[str], home: frozenset[str]) -> Map:
    """The map as a page contains it.

    It has the claims at ``home`` on the page in full, and the beginnings of their neighbours and of all others that
    are ``drawn`` there.
    """
    near = selection.around(index, home, "")
    shown = selection.cut(index, near._replace(claims=near.claims | drawn, tensions=frozenset(index.tensions)))
    claims = tuple(claim if claim.id in home else _briefly(claim) for claim in shown.claims)
    holders = {position.stakeholder for claim in claims for position in claim.positions}
    sides: dict[str, set[str | None]] = {}
    for claim in claims:
        sides.setdefault(claim.tension or "", set()).add(claim.side)
    return rebuilt(
        shown,
        title=told_again(shown.title),
        question=told_again(shown.question or "") or None,
        summary=None,
        claims=claims,
        tensions=tuple(_with_sides(item, sides[item.id]) for item in shown.tensions if item.id in sides),
        stakeholders=tuple(_named(item, holders) for item in shown.stakeholders if item.id in holders),
        sources=_cited(shown, claims),
    )


def _briefly(claim: Claim) -> Claim:
    positions = tuple(rebuilt(position, quote=None) for position in claim.positions[:MOST_POSITIONS])
    reasons = tuple(rebuilt(reason, note=None, sources=()) for reason in claim.reasons)
    text, short = told_again(claim.text), _again_in_words(claim.short)
    return rebuilt(claim, text=text, short=short, positions=positions, reasons=reasons, sources=(), note=None)


def _with_sides(tension: Tension, taken: Collection[str | None]) -> Tension:
    sides = tuple(
        rebuilt(side, title=told_again(side.title), short=_again_in_words(side.short))
        for side in tension.sides
        if side.id in taken
    )
    return rebuilt(
        tension, title=_again_in_words(tension.title), question=_again_in_words(tension.question), sides=sides
    )


def _named(holder: Stakeholder, known: Collection[str]) -> Stakeholder:
    return rebuilt(
        holder,
        name=_again_in_words(holder.name),
        short=_again_in_words(holder.short),
        kind=_again_in_words(holder.kind),
        interests=_again_in_words(holder.interests),
        part_of=holder.part_of if holder.part_of in known else None,
    )


def _cited(map: Map, claims: Collection[Claim]) -> tuple[Source, ...]:
    names = {position.source for claim in claims for position in claim.positions}
    for claim in claims:
        names.update(citation.source for citation in claim.sources)
        names.update(citation.source for reason in claim.reasons for citation in reason.sources)
    return tuple(
        rebuilt(
            source,
            title=_again_in_words(source.title),
            short=_again_in_words(source.short),
            author=_again_in_words(source.author),
            publisher=_again_in_words(source.publisher),
            url=source.url if len(source.url or "") <= LONGEST_LINK else None,
        )
        for source in map.sources
        if source.id in names
    )


def _again_in_words(text: str | None) -> str | None:
    return told_again(text) if text else text


MOST_ON_A_PAGE = 60
"""Drawings with more boxes than this are divided without trying a layout."""

MANY = 500
"""Pages of maps with more claims than this get the first layout that can be read, not the best of several."""

ALL_WORDS = 4_000_000
"""Maximum total length of the claims' texts on all pages, in characters, up to which every page has all of them."""

MOST_IN_BRIEF: dict[PaperName, int] = {"a4-landscape": 12, "16:9": 8}
"""Lines of the table of contents on an overview that is a brief, if fewer levels of pages can be listed."""

IN_BRIEF = 24
"""The same on other paper."""

TIGHTER = 0.8
"""A page whose text is too small is divided again, for this share of its space."""


class PageEngine(Protocol):
    """What lays out the drawing of a page. Both methods raise a MapError where it cannot."""

    def largest(self, drawing: Drawing, size: PaperName) -> PlacedDrawing:
        """Of the layouts tried for that paper, the one with the largest text."""

    def readable(self, drawing: Drawing, size: PaperName, least: float, enough: float) -> PlacedDrawing | None:
        """The same, or the first whose text has ``enough`` points; None where the text of all is below ``least``."""


@dataclass(frozen=True)
class LaidOutPage:
    """A page: the name of its file, its drawing, and its picture before it is fitted to paper.

    ``most`` is the size of text on the pages of its series, in points, which it has unless it must be smaller.
    """

    file: str
    drawing: Drawing
    bare: Picture
    size: PaperName
    most: float = math.inf

    @property
    def picture(self) -> Picture:
        """The picture fitted to its paper."""
        return self.bare if self.bare.page else fitting.on_paper(self.bare, self.size, self.most)


def lay_out_pages(
    engine: PageEngine,
    index: Index,
    size: PaperName,
    stem: str,
    suffix: str,
    options: SceneOptions | None = None,
    report: Callable[[str], None] = lambda step: None,
    *,
    drawn_overview: bool = False,
) -> Iterator[LaidOutPage]:
    """The pages of a map, the overview first; their files are named ``<stem>-page-<name><suffix>``.

    A map that can be read on one page has no other. All pages have text of one size, but for those that are too full
    and cannot be divided. The overview is a brief; with ``drawn_overview`` it is a drawing of main claims and
    tensions. ``report`` is called before each step with what it is. Raises what ``engine`` raises.
    """
    builder = SceneBuilder(index)
    found: list[tuple[PagePart, PlacedDrawing | None]] = []
    book = _Paginator(engine, builder, size, options or SceneOptions())
    if (single := book.whole()) is not None:
        report("Laying out page 1 of 1")
        yield LaidOutPage(overview_file(stem, suffix), single.drawing, single.picture(), size)
        return
    for part, arranged in book.parts():
        found.append((part, arranged))
        share = len(book.shown) / max(1, len(index.claims))
        report(f"Dividing the map into pages: {len(found)} found, {share:.0%} of the claims on them")
    parts = [part for part, _ in found]
    report(f"Laying out page 1 of {len(parts) + 1}")
    most_listed = MOST_IN_BRIEF.get(size, IN_BRIEF)
    for overview in scenes.overviews(index, parts):
        made = scenes.pages(builder, overview, parts, stem, suffix, options)
        first = next(made)
        drawing = Drawing(first.scene)
        if book.readable(drawing) is not None if drawn_overview else len(first.scene.contents) <= most_listed:
            break
    brief = None if drawn_overview else brief_picture(index, BriefOptions(size), overview=first.scene)
    bare = brief or engine.largest(drawing, size).picture()
    yield LaidOutPage(first.file, drawing, bare, size)
    laid = []
    for number, (page, (_, arranged)) in enumerate(zip(made, found, strict=True), 2):
        report(f"Laying out page {number} of {len(parts) + 1}")
        drawing = Drawing(page.scene)
        laid.append((page.file, (arranged and _again(arranged, drawing)) or engine.largest(drawing, size)))
    texts = [fitting.text_size_of(placed.size, size) for _, placed in laid]
    most = min((text for text in texts if text >= LEAST_TEXT[size]), default=math.inf)
    for file, placed in laid:
        yield LaidOutPage(file, placed.drawing, placed.picture(), size, most)


def home_pages(laid: Sequence[LaidOutPage]) -> Mapping[str, PageLink]:
    """The first page that shows each claim, by its id; the overview only if no other page does."""
    overview, *others = laid
    found: dict[str, PageLink] = {}
    for page in (*others, overview):
        scene = page.drawing.scene
        for box in scene.boxes:
            found.setdefault(box.id, PageLink(scene.number, page.file))
    return found


def page_indexes(index: Index, laid: Sequence[LaidOutPage], home_pages: Mapping[str, PageLink]) -> Iterator[Index]:
    """The part of the map whose text each page contains, for the search on the page.

    It is all of the map, or, except for the overview, the neighbourhood of the page if the map is very large.
    """
    yield index
    everywhere = len(laid) * sum(len(claim.text) for claim in index.claims.values()) <= ALL_WORDS
    for page in laid[1:]:
        drawn = frozenset(box.id for box in page.drawing.scene.boxes)
        home = frozenset(name for name in drawn if home_pages[name].file == page.file)
        yield index if everywhere else Index.build(words_of_page(index, drawn, home))


class _Paginator:
    """Divides a map into parts that are laid out with readable text."""

    def __init__(self, engine: PageEngine, builder: SceneBuilder, size: PaperName, options: SceneOptions) -> None:
        self._engine = engine
        self._builder = builder
        self._index = builder.index
        self._size = size
        self._options = options
        self._least = LEAST_TEXT[size]
        self._enough = self._least if len(self._index.claims) > MANY else math.inf
        self._expanded: set[str] = set()
        self.shown: set[str] = set()

    def parts(self) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """The parts in reading order, each with its layout; None where it is too small but indivisible."""
        for topic in scenes.topics(self._index):
            yield from self._parts_of(topic)
        for topic in scenes.remaining_topics(self._index, self._expanded, self.shown):
            yield from self._parts_of(topic)

    def whole(self) -> PlacedDrawing | None:
        """The layout of the whole map, if it can be read on one page."""
        scene = self._builder.scene(None, self._options)
        return self.readable(Drawing(scene._replace(in_series=True)))

    def readable(self, drawing: Drawing) -> PlacedDrawing | None:
        """A layout with readable text, if there is one."""
        if len(drawing.scene.boxes) > MOST_ON_A_PAGE:
            return None
        return self._engine.readable(drawing, self._size, self._least, self._enough)

    def _parts_of(self, topic: Topic) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        whole = scenes.part_of_topic(self._index, topic)
        arranged = self._arranged(whole)
        if arranged:
            self._expanded.update(claims_with_all_links(self._index, whole.selection.claims))
        for part, laid in [(whole, arranged)] if arranged else self._divided(topic):
            self.shown |= part.selection.claims
            yield part, laid

    def _divided(self, topic: Topic) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """The parts of a topic that is too large for one page."""

        def steps_to_expand(name: str) -> Sequence[Step]:
            return () if name in self._expanded else steps_on(self._index, name)

        for share in divide(topic, steps_to_expand, self._heights, self._space):
            self._expanded |= share.expanded | {share.topic.name}
            yield from self._read(share, self._space)

    def _read(self, share: PageShare, space: PageSpace) -> Iterator[tuple[PagePart, PlacedDrawing | None]]:
        """The parts of a share, divided again until their text can be read."""
        part = scenes.part_of_share(self._index, share)
        arranged = self._arranged(part)
        if arranged or (len(share.topic.steps) < 2 and not share.expanded):
            yield part, arranged
            return
        tighter = space.tighter(TIGHTER)
        while len(found := divide(share.topic, self._steps_in(share), self._heights, tighter)) < 2:
            tighter = tighter.tighter(TIGHTER)
        for smaller in found:
            placed = smaller._replace(
                depth=share.depth + smaller.depth,
                continued=smaller.continued or (share.continued and smaller.topic.name == share.topic.name),
            )
            yield from self._read(placed, tighter)

    def _steps_in(self, share: PageShare) -> Callable[[str], Sequence[Step]]:
        return lambda name: steps_on(self._index, name) if name in share.expanded else ()

    def _arranged(self, part: PagePart) -> PlacedDrawing | None:
        """A readable layout of a part, if there is one, with space for a link to the page that continues it."""
        if len(part.selection.claims) > MOST_ON_A_PAGE:
            return None
        somewhere = {tension_box_id(part.name): PageLink(0, "")}
        options = self._options._replace(pages=somewhere, series=True, again=self.shown)
        return self.readable(Drawing(self._builder.scene(part.selection, options)))

    @cached_property
    def _heights(self) -> Mapping[str, float]:
        """The height of the box of each claim."""
        drawing = fitting.variants(Drawing(self._builder.scene(options=self._options)))[0]
        return {name: box.height for name, box in drawing.box_layouts.items()}

    @cached_property
    def _space(self) -> PageSpace:
        return fitting.space(self._size)


def _again(arranged: PlacedDrawing, drawing: Drawing) -> PlacedDrawing | None:
    """``drawing`` with the layout of an earlier one, if the sizes of their boxes are equal; else None."""
    before = arranged.drawing
    drawing = replace(drawing, box_widths=before.box_widths, direction=before.direction, gaps=before.gaps)
    return replace(arranged, drawing=drawing) if drawing.graph.sizes == before.graph.sizes else None
