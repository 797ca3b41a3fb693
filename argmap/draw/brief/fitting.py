"""How much of a brief is shown, and how large, on the page that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.brief.columns import Setting
from argmap.draw.brief.content import BriefContent, Detail, content
from argmap.draw.brief.flow import LINE, TEXT
from argmap.draw.brief.options import ALL, BriefOptions
from argmap.draw.brief.page import least_height, page
from argmap.draw.display_list import Picture, Rect
from argmap.draw.paper import IN_WORDS, PAPERS, SLIDES, PaperName
from argmap.draw.scene.scene import Scene
from argmap.model.index import Index
from argmap.views.brief import Brief, brief
from argmap.vocabulary import NO_MARKS, QuotationMarks, shown_of

READABLE: dict[PaperName, float] = {"a4": 8.0, "a4-landscape": 8.0, "a3": 8.0, "letter": 8.0, "16:9": 12.0}
"""The size of text, in points, above which the depth of a brief is kept."""

COMFORTABLE: dict[PaperName, float] = {"16:9": 13.0}
"""The size of text, in points, to which claims get short labels where the whole text would be smaller."""

LARGEST: dict[PaperName, float] = {"a4": 16.5, "a4-landscape": 22.0, "a3": 23.3, "letter": 16.9, "16:9": 26.6}
SMALLEST = 1.0
MOST_AIR, AIR_STEPS = 6.0, 6
"""How many times the least space there may be between rows, and how often the space is halved to find how much."""
STEP = 0.1
"""Points between sizes of text that are tried."""

MOST_ROWS = 120
"""Maximum number of rows on a picture without a page, unless a depth is asked for."""

GROUPS = (40, 30, 24, 20, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1)
"""Numbers of rows of a group that are tried where not all fit."""

PIXEL = 0.75
"""Points in a CSS pixel."""


def picture(
    index: Index,
    options: BriefOptions,
    caption: str = "",
    overview: Scene | None = None,
    marks: QuotationMarks = NO_MARKS,
) -> Picture:
    """The brief of a map; its warning says where text is smaller than can be read, and how many claims are shown
    where no depth was asked for and some are left out.

    As the ``overview`` of a series of pages it has their table of contents. ``marks`` are said beside its quotes.
    """
    return _Fitting(index, options, caption, overview, marks).picture()


class _Fitting:
    def __init__(
        self, index: Index, options: BriefOptions, caption: str, overview: Scene | None, marks: QuotationMarks
    ) -> None:
        self._marks = marks
        self._index, self._options, self._caption, self._overview = index, options, caption, overview
        self._paper: PaperName = options.paper or "a4"
        self._brief: Brief = brief(index)
        self._made: tuple[BriefContent, float, Picture] | None = None
        self._least = READABLE[self._paper] * (TEXT / options.small if self._paper in SLIDES else 1.0)
        """The size of the text of rows that is kept: on a slide the rest can be read, too."""
        self._setting = Setting(options.font, small=options.small)

    def picture(self) -> Picture:
        """The picture."""
        shown = self._chosen()
        if self._options.width is not None:
            made = self._page(shown, self._options.width * PIXEL)
        else:
            is_kept = self._options.depth is None and self._fits(shown, self._least)
            made = self._with_warning(
                self._largest(shown, self._least if is_kept else SMALLEST, LARGEST[self._paper])
            )
        if shown.shown == shown.total or self._options.depth is not None or self._overview is not None:
            return made
        left_out = f"{shown_of(shown.shown, shown.total)}. Use --depth all for all."
        return made._replace(warning=f"{made.warning} {left_out}".strip())

    def _chosen(self) -> BriefContent:
        """What is shown: of a page as much as can be read, if no depth is asked for."""
        if self._options.width is not None:
            return self._content(self._widest())
        if self._options.depth is not None:
            levels = min(self._options.depth, ALL)
            return self._content(self._fitting(levels) or [*self._shortened(levels)][-1])
        contents = map(self._content, self._details())
        return next((shown for shown in contents if self._fits(shown, self._least)), None) or self._content(Detail(0))

    # Detail

    def _levels(self) -> int:
        return max((row.number.count(".") + 1 for row in self._brief.rows()), default=0)

    def _details(self) -> Iterator[Detail]:
        """What may be shown on the page, the most first."""
        for levels in range(self._levels(), 0, -1):
            detail = self._fitting(levels)
            if detail is not None:
                yield detail
        for most in GROUPS:
            if not self._is_hopeless(Detail(1, most)):
                yield Detail(1, most, 0)
        yield Detail(0)

    def _shortened(self, levels: int) -> Iterator[Detail]:
        """Some levels with ever more short labels, those of the deepest first."""
        yield Detail(levels)
        if any(claim.short for claim in self._index.claims.values()):
            for short_from in range(min(levels, self._levels()) - 1, -1, -1):
                yield Detail(levels, short_from=short_from)

    def _fitting(self, levels: int) -> Detail | None:
        """Some levels with as few short labels as are comfortable to read, or can be read; None if none can."""
        if self._is_hopeless(Detail(levels)):
            return None
        details = [*self._shortened(levels)]
        shown = {detail: self._content(detail) for detail in details}
        sizes = dict.fromkeys((COMFORTABLE.get(self._paper, 0.0), self._least))
        return next((one for size in sizes if size for one in details if self._fits(shown[one], size)), None)

    def _widest(self) -> Detail:
        """What a picture without a page shows."""
        if self._options.depth is not None:
            return Detail(min(self._options.depth, ALL))
        levels = range(self._levels(), 0, -1)
        details = [*map(Detail, levels), *(Detail(1, most, 0) for most in GROUPS)]
        return next((detail for detail in details if self._rows(detail) <= MOST_ROWS), Detail(0))

    def _rows(self, detail: Detail) -> int:
        """The number of rows of a detail."""
        groups = [group for section in self._brief.sections for group in section.groups]
        if detail.most is not None:
            return sum(min(len(group.rows), detail.most) for group in groups)
        return sum(row.number.count(".") < detail.levels for row in self._brief.rows())

    def _content(self, detail: Detail) -> BriefContent:
        return content(
            self._index,
            self._brief,
            detail,
            self._options.font,
            small=self._options.small,
            quotes=self._options.quotes,
            marks=self._marks,
        )

    # Size

    def _is_hopeless(self, detail: Detail) -> bool:
        """Whether not even a line for each row would fit."""
        wide, tall = PAPERS[self._paper]
        line = LINE * READABLE[self._paper] / TEXT
        columns = max(1, wide / (225 * READABLE[self._paper] / TEXT))
        return self._rows(detail) > columns * tall / line

    def _page(self, shown: BriefContent, width: float) -> Picture:
        if self._made is None or self._made[0] is not shown or self._made[1] != width:
            self._made = (
                shown,
                width,
                self._set(shown, width, self._setting),
            )
        return self._made[2]

    def _set(self, shown: BriefContent, width: float, setting: Setting, tall: float = 0.0) -> Picture:
        return page(self._index.map, shown, width, setting, self._caption, self._overview, tall)

    def _aired(self, shown: BriefContent, width: float, tall: float) -> Picture:
        """The picture with as much space between its rows as there is."""
        low, high = 1.0, MOST_AIR
        for _ in range(AIR_STEPS):
            middle = (low + high) / 2
            made = self._set(shown, width, self._setting._replace(air=middle))
            low, high = (middle, high) if made.height <= tall else (low, middle)
        return self._set(shown, width, self._setting._replace(air=low), tall)

    def _fits(self, shown: BriefContent, points: float) -> bool:
        wide, tall = PAPERS[self._paper]
        scale = points / TEXT
        width, room = wide / scale, tall / scale
        return least_height(shown, width) <= room and self._page(shown, width).height <= room

    def _largest(self, shown: BriefContent, least: float, most: float) -> Picture:
        """The picture with the largest text that fits; with ``least`` where none does."""
        low, high = round(least / STEP), round(most / STEP)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(shown, middle * STEP) else (low, middle - 1)
        wide, tall = PAPERS[self._paper]
        scale = low * STEP / TEXT
        made = self._page(shown, wide / scale)
        if not self._fits(shown, low * STEP):  # SMALLEST was too large
            scale *= tall / scale / made.height
        else:
            made = self._aired(shown, wide / scale, tall / scale)
        height = max(tall / scale, made.height)
        ground = Rect(0, 0, made.width, height, 0, "paper")
        page_size = (wide, tall) if height <= tall / scale else (wide * tall / scale / height, tall)
        return made._replace(height=height, items=(ground, *made.items[1:]), page=page_size)

    def _with_warning(self, made: Picture) -> Picture:
        assert made.page is not None
        points, paper = TEXT * made.page[0] / made.width, self._paper
        if points >= READABLE[paper]:
            return made
        hint = "Use a smaller --depth or a larger --fit size."
        if not self._options.depth:
            hint = "Export part of the map (--tension, --focus) or use a larger --fit size."
        said = f"The text would be {points:.1f} pt on {IN_WORDS[paper]}, smaller than {READABLE[paper]:g} pt."
        return made._replace(warning=f"{said} {hint}")
