"""The pages of a map, laid out until their text is large enough on its paper, and the text of each.

A page has its own claims in full, and the beginnings of related ones. Each long text is in full on one page, so that
the size of all pages is linear in the size of the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from argmap.draw.brief.fitting import picture as brief_picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.display_list import Picture, Point
from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.measure import ANY_FONT, FontMetrics
from argmap.draw.pages import fitting, scenes
from argmap.draw.pages.files import overview_file
from argmap.draw.pages.pagination import PageShare, PageSpace, Topic, divide
from argmap.draw.pages.scenes import PagePart
from argmap.draw.pages.titles import BRANCHES, TREES, PageTitles
from argmap.draw.paint.page_frame import page_frame
from argmap.draw.paper import LEAST_TEXT, PAGE_TEXT, PAPERS, SLIDES, PaperName
from argmap.draw.scene.boxes import BoxWidths
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, tension_box_id
from argmap.draw.scene.scene import LONGEST_LINK, PageLink
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Source, Stakeholder, Tension, rebuilt
from argmap.views import selection
from argmap.views.selection import ArgumentWalk, Step, claims_with_all_links, steps_on

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

MOST_IN_BRIEF: dict[PaperName, int] = {"a4-landscape": 12, "16:9": 10}
"""Lines of the table of contents on an overview that is a brief, if fewer levels of pages can be listed."""

IN_BRIEF = 24
"""The same on other paper."""

LARGER_TEXT: dict[PaperName, tuple[float, ...]] = {"16:9": (16.0, 15.0, 14.0, 13.0)}
"""The sizes of claims' text that are tried on a page with room left, the largest first. A slide is looked at alone
and from far away, so that it is rather filled than in the size of the others."""

TIGHTER = 0.85
"""A page that is too full is divided again, for this share of its space."""


class PageEngine(Protocol):
    """What lays out the drawing of a page. All methods raise a MapError where it cannot."""

    def largest(self, drawing: Drawing, size: PaperName) -> PlacedDrawing:
        """Of the layouts tried for that paper, the one with the largest text."""

    def readable(self, drawing: Drawing, size: PaperName, least: float, enough: float) -> PlacedDrawing | None:
        """The same, or the first whose text has ``enough`` points; None where the text of all is below ``least``."""

    def on_page(
        self, drawing: Drawing, page: Point, *, spread: bool, in_wide_boxes: bool = False
    ) -> PlacedDrawing | None:
        """The drawing where it fits on a page of this size, with boxes ``spread`` over it; else None."""


@dataclass(frozen=True)
class LaidOutPage:
    """A page: the name of its file, its drawing, and its picture, which may not be fitted to paper yet."""

    file: str
    drawing: Drawing
    bare: Picture
    size: PaperName

    @property
    def picture(self) -> Picture:
        """The picture fitted to its paper."""
        return self.bare if self.bare.page else fitting.on_paper(self.bare, self.size)


def lay_out_pages(
    engine: PageEngine,
    index: Index,
    size: PaperName,
    stem: str,
    suffix: str,
    options: SceneOptions | None = None,
    report: Callable[[str], None] = lambda step: None,
    *,
    for_window: bool = False,
    font: FontMetrics = ANY_FONT,
) -> Iterator[LaidOutPage]:
    """The pages of a map, the overview first; their files are named ``<stem>-page-<name><suffix>``.

    A map that can be read on one page has no other. All pages have text of one size, but for those that are too full
    and cannot be divided. The overview is a brief, measured in ``font``. ``for_window``, it is a drawing of main
    claims and tensions, and no page is fitted to paper. ``report`` is called before each step with what it is. Raises
    what ``engine`` raises.
    """
    builder = SceneBuilder(index)
    shown = (options or SceneOptions())._replace(on_slide=size in SLIDES and not for_window)
    book = _Paginator(engine, builder, size, shown, breaks=not for_window)
    if (single := book.whole()) is not None:
        report("Laying out page 1 of 1")
        yield LaidOutPage(overview_file(stem, suffix), single.drawing, single.picture(), size)
        return
    found = book.parts(report)
    parts = book.titles.titled([part for part, _ in found])
    report(f"Laying out page 1 of {len(parts) + 1}")
    most_listed = MOST_IN_BRIEF.get(size, IN_BRIEF)
    for overview in scenes.overviews(index, parts):
        made = scenes.pages(builder, overview, parts, stem, suffix, book.titles.further, book.options)
        first = next(made)
        drawing = Drawing(first.scene)
        if book.readable(drawing) is not None if for_window else len(first.scene.contents) <= most_listed:
            break
    brief = None if for_window else brief_picture(index, BriefOptions(size, font=font), overview=first.scene)
    bare = brief or engine.largest(drawing, size).picture()
    yield LaidOutPage(first.file, drawing, bare, size)
    for number, (page, (_, arranged)) in enumerate(zip(made, found, strict=True), 2):
        report(f"Laying out page {number} of {len(parts) + 1}")
        drawing = Drawing(page.scene)
        placed, sheet = book.placed(drawing, arranged)
        bare = placed.picture() if for_window else placed.picture(sheet)._replace(page=PAPERS[size])
        yield LaidOutPage(page.file, placed.drawing, bare, size)


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


_Arranged = tuple[PagePart, PlacedDrawing | None]
"""A part with its layout on a page; None where it is too full but indivisible."""


class _Paginator:
    """Divides a map into parts, each of which fits on a page with text of the usual size."""

    def __init__(
        self, engine: PageEngine, builder: SceneBuilder, size: PaperName, options: SceneOptions, *, breaks: bool
    ) -> None:
        self._engine = engine
        self._breaks = breaks
        self._builder = builder
        self._index = builder.index
        self._size = size
        self._sheet = fitting.page_size(size)
        self._least = LEAST_TEXT[size]
        self._is_large = len(self._index.claims) > MANY
        self._expanded: set[str] = set()
        self._arguments = ArgumentWalk(self._index)
        self._plain = options
        self.titles = PageTitles(self._index)
        self.options = options._replace(numbers=self.titles.numbers)
        """The options of the scenes of pages."""
        self.shown: set[str] = set()
        self._found: list[_Arranged] = []
        self._last: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._told: dict[str, int] = {}

    def parts(self, report: Callable[[str], None]) -> list[_Arranged]:
        """The parts in reading order, each with its layout; None where it is too full but indivisible."""
        told: list[Topic] = []
        for topic in scenes.topics(self._index):
            if topic.kind == "tension" and self._is_told(topic):
                told.append(topic)
            else:
                self._add(self._parts_of(topic, report))
        self._add(self._tensions(told, report))
        for topic in scenes.remaining_topics(self._index, self._expanded, self.shown):
            self._add(self._parts_of(topic, report))
        return self._found

    def _add(self, parts: Iterable[_Arranged]) -> None:
        """Add parts; what fits on the last page of its sort goes there, or on the page of its tension."""
        for part, placed in parts:
            sort = self.titles.sort(part) if placed is not None else ""
            page = self._with_earlier(part, sort) if sort else None
            if page is None:
                page = self._last[sort] = len(self._found)
                self._found.append((part, placed))
            for claim in part.selection.claims:
                self._first.setdefault(claim, page)
            for claim in part.selection.claims - part.compact - self.titles.referred(part):
                self._told.setdefault(claim, page)

    def _with_earlier(self, part: PagePart, sort: str) -> int | None:
        """The page of an earlier part on which there is room for this one, which then is there too."""
        last = len(self._found) - 1
        first = [self._first.get(topic.name, 0) for topic in part.topics]
        of_tension = [page for page in first if self._found and self._found[page][0].selection.tension is not None]
        ways = dict.fromkeys((*of_tension, self._last.get(sort, -1), *([last] if sort == BRANCHES else [])))
        for page in ways:
            # A claim has its reasons on no page before the one that leads there; whole arguments stay in their order.
            is_late = sort == TREES and page < last and page not in of_tension
            if page < max(first) or page < 0 or is_late:
                continue
            before = {claim for claim, first_page in self._told.items() if first_page < page}
            for both in scenes.joined(self._index, self._found[page][0], part, breaks=self._breaks):
                if (together := self._arranged(both, before)) is not None:
                    self._found[page] = both, together
                    return page
        return None

    def _divided_into(self, number: int, report: Callable[[str], None]) -> None:
        share = len(self.shown) / max(1, len(self._index.claims))
        report(f"Dividing the map into pages: {number} found, {share:.0%} of the claims on them")

    def _is_told(self, topic: Topic) -> bool:
        """Whether pages so far have all claims that state the sides of a tension, with their reasons."""
        heads = [name for step in topic.steps for name in step]
        return bool(heads) and all(
            name in self._expanded or (name in self.shown and not self._index.reasons_for.get(name)) for name in heads
        )

    def _tensions(self, topics: Iterable[Topic], report: Callable[[str], None]) -> Iterator[_Arranged]:
        """Tensions whose claims have their reasons on other pages, as many on a page as fit."""
        page: list[str] = []
        made: PlacedDrawing | None = None
        for topic in topics:
            together = self._arranged(scenes.part_of_tensions(self._index, [*page, topic.name])) if page else None
            if together is not None:
                page.append(topic.name)
                made = together
                continue
            if page:
                yield scenes.part_of_tensions(self._index, page), made
            page = [topic.name]
            made = self._arranged(scenes.part_of_tensions(self._index, page))
            if made is None:
                page = []
                yield from self._divided(topic, report)
        if page:
            yield scenes.part_of_tensions(self._index, page), made

    def whole(self) -> PlacedDrawing | None:
        """The layout of the whole map, if it can be read on one page: on paper with all words, not claims alone."""
        scene = self._builder.scene(None, self._plain)
        placed = self.readable(Drawing(scene._replace(in_series=True)))
        if placed is None or not self._breaks:
            return placed
        return placed if fitting.least_size(placed.picture(), self._size) >= self._least else None

    def readable(self, drawing: Drawing) -> PlacedDrawing | None:
        """A layout with readable text, if there is one."""
        if len(drawing.scene.boxes) > MOST_ON_A_PAGE:
            return None
        enough = self._least if self._is_large else math.inf
        return self._engine.readable(drawing, self._size, self._least, enough)

    def placed(self, drawing: Drawing, arranged: PlacedDrawing | None) -> tuple[PlacedDrawing, Point]:
        """The final layout of a page, and the size of the page in its points: larger where it is too full."""
        for text in LARGER_TEXT.get(self._size, ()) if arranged is not None and not self._is_large else ():
            enlarged = replace(drawing, box_widths=BoxWidths(text=text))
            if (found := self._engine.on_page(enlarged, self._sheet, spread=True)) is not None:
                return found, self._sheet
        if arranged is not None and (again := self._again(arranged, drawing)) is not None:
            return again, self._sheet
        text = PAGE_TEXT[self._size]
        while True:
            sheet = fitting.page_size(self._size, text)
            for wide in (False, True):
                found = self._engine.on_page(drawing, sheet, spread=not self._is_large, in_wide_boxes=wide)
                if found is not None:
                    return found, sheet
            text *= SMALLER

    def _again(self, arranged: PlacedDrawing, drawing: Drawing) -> PlacedDrawing | None:
        """``drawing`` with the layout of an earlier one, if their boxes are equally large and there is still room for
        it, as what surrounds it may be more; else None.
        """
        before = arranged.drawing
        drawing = replace(before, scene=drawing.scene)
        if drawing.graph.sizes != before.graph.sizes:
            return None
        again = replace(arranged, drawing=drawing)
        frame = page_frame(drawing.scene, self._sheet)
        return again if fitting.fits(again, (frame.wide, frame.tall)) else None

    def _parts_of(self, topic: Topic, report: Callable[[str], None]) -> Iterator[_Arranged]:
        whole = scenes.part_of_topic(self._index, self._arguments, topic, MOST_ON_A_PAGE)
        arranged = self._arranged(whole) if whole is not None else None
        if whole is not None and arranged is not None:
            self._expanded.update(claims_with_all_links(self._index, whole.selection.claims))
            self.shown |= whole.selection.claims
            self._divided_into(len(self._found) + 1, report)
            yield whole, arranged
            return
        yield from self._divided(topic, report)

    def _divided(self, topic: Topic, report: Callable[[str], None]) -> Iterator[_Arranged]:
        """The parts of a topic that is too large for one page; all about one claim are in a row."""
        by_claim: dict[str, list[_Arranged]] = {}
        for number, (part, laid) in enumerate(self._in_shares(topic), len(self._found) + 1):
            self.shown |= part.selection.claims
            self._divided_into(number, report)
            by_claim.setdefault(part.name, []).append((part, laid))
        for parts in by_claim.values():
            yield from parts

    def _in_shares(self, topic: Topic) -> Iterator[_Arranged]:

        def steps_to_expand(name: str) -> Sequence[Step]:
            return () if name in self._expanded else steps_on(self._index, name)

        first: dict[str, PagePart] = {}
        for share in divide(topic, steps_to_expand, self._heights, self._space):
            self._expanded |= share.expanded | {share.topic.name}
            for part, laid in self._read(self._undrawn(share, first) if share.depth else share, self._space):
                for claim in part.selection.claims:
                    first.setdefault(claim, part)
                yield part, laid

    def _undrawn(self, share: PageShare, first: Mapping[str, PagePart]) -> PageShare:
        """A share without the steps that the first page with its claim already shows, if any are left."""
        name, steps = share.topic.name, share.topic.steps
        found = self._first.get(name)
        before = self._found[found][0] if found is not None else first.get(name)
        there = before.selection.claims if before is not None else frozenset()
        left = tuple(step for step in steps if not there.issuperset(step))
        return share._replace(topic=share.topic._replace(steps=left)) if left else share

    def _read(self, share: PageShare, space: PageSpace) -> Iterator[_Arranged]:
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
            yield from self._read(smaller._replace(depth=share.depth + smaller.depth), tighter)

    def _steps_in(self, share: PageShare) -> Callable[[str], Sequence[Step]]:
        return lambda name: steps_on(self._index, name) if name in share.expanded else ()

    def _arranged(self, part: PagePart, before: Container[str] | None = None) -> PlacedDrawing | None:
        """A layout of a part on a page, if it fits, with space for a link to the page that continues it. The claims
        ``before`` are in full on earlier pages; if none are given, all that the pages so far have in full.
        """
        if len(part.selection.claims) > MOST_ON_A_PAGE:
            return None
        somewhere = {tension_box_id(part.name): PageLink(0, "")}
        titled = self.titles.longest(part)
        again = self._told if before is None else before
        options = self.options._replace(
            pages=somewhere, series=True, again=again, compact=titled.compact, referred=titled.referred
        )
        scene = scenes.scene_of(self._builder, titled, options)
        scene = scene._replace(number=10, of=10, next=PageLink(10, ""), back=(PageLink(10, ""), PageLink(1, "")))
        return self._engine.on_page(Drawing(scene), self._sheet, spread=not self._is_large)

    @cached_property
    def _heights(self) -> Mapping[str, float]:
        """The height of the box of each claim."""
        scene = self._builder.scene(options=self.options)
        layouts = Drawing(scene, fitting.box_widths(fitting.MEASURED)).box_layouts
        return {name: box.height for name, box in layouts.items()}

    @cached_property
    def _space(self) -> PageSpace:
        return fitting.space(self._size)


SMALLER = 0.95
"""By how much the text of a page that is too full, and cannot be divided, is made smaller at a time."""
