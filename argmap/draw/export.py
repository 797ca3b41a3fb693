"""The files of an export: which there are, and how each is made.

The command, the editor and the Python interface make an :class:`ExportPlan` of their options, provide
:class:`ExportTools`, and write the files of :func:`export`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.drawing import Drawing
from argmap.draw.formats import FORMATS, WriterInput, no_evidence
from argmap.draw.layout.strategy import DEADLINE, LayoutEngine
from argmap.draw.measure import ANY_FONT, HELVETICA
from argmap.draw.paper import (
    COLUMN,
    IN_WORDS,
    LARGER_PAPER,
    LEAST_IN_COLUMN,
    LEAST_TEXT,
    SLIDES,
    PaperName,
)
from argmap.draw.renderer import Renderer
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.scene.forest import with_stubs
from argmap.draw.theme import ThemeName
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.selection import Selection, cut
from argmap.vocabulary import NO_MARKS, QuotationMarks

if TYPE_CHECKING:
    from argmap.draw.brief.options import BriefOptions
    from argmap.draw.display_list import Picture
    from argmap.draw.pages.layout import LaidOutPage
    from argmap.draw.scene.continuation import ClaimLabels
    from argmap.evidence.quotations import Evidence

CUT_SHORT = "Time ran out while its layout was being improved. Allow more time (--deadline)."

WITH_STUBS = frozenset({"svg", "pdf", "png"})
"""The formats in which large diagrams have stubs. A page of HTML has none, as it can be followed from one end of a
line to the other."""

WITH_OWN_FONT = frozenset({"pdf", "png"})
"""The formats whose texts are set in a font that comes with argmap."""

IN_WORDS_ALONE = frozenset({"md", "txt"})
"""The formats that are a map in words, and so have all that its brief says."""

MOST_NAMED = 5
"""Files that are named in a sentence; more are counted."""


class ExportPlan(NamedTuple):
    """The options of an export, for all formats.

    ``selection`` is the part of the map, ``None`` for all of it. ``chart`` is the name of a chart to draw instead of
    the diagram, with ``tension`` for one tension; ``brief`` draws the brief instead, on a page of its own. Pictures
    are fitted to ``paper``; ``pages`` divides the diagram into a series of pages. ``quotes`` adds notes on who said
    what, and ``status`` the status of each claim. ``live`` is the version of a page of HTML that ``argmap serve``
    serves. With ``hints`` it is said, too, where text would be small in a README.
    """

    selection: Selection | None = None
    chart: str | None = None
    brief: BriefOptions | None = None
    tension: str | None = None
    paper: PaperName | None = None
    pages: bool = False
    theme: ThemeName = "auto"
    quotes: bool = False
    status: bool = False
    live: int | None = None
    hints: bool = False


class ExportTarget(NamedTuple):
    """One thing to make: a format, and a name for it in progress messages.

    ``stem`` is the start of the names of pages. With ``all_sheets``, CSV is all sheets instead of that of claims.
    """

    format: str
    label: str = ""
    stem: str = "map"
    all_sheets: bool = False


class ExportedFile(NamedTuple):
    """The content of a file that is made for a target.

    ``name`` is empty if the target is this one file; otherwise it is the name of this file among several. An overview
    counts the other ``pages`` of its series, each of which is ``of_series``. ``doubt`` is a sentence that says why
    the content could differ on another machine, or with more time; usually it is empty.
    """

    target: ExportTarget
    data: bytes
    name: str = ""
    pages: int = 0
    of_series: bool = False
    doubt: str = ""


class ExportTools(NamedTuple):
    """What an export needs of the machine and the user interface.

    ``engine`` makes a layout engine which, while it runs, iterates over what its argument returns. ``typeset``
    makes a PDF of its description, and ``rasterise`` a PNG of SVG at a number of pixels per unit. ``say`` is called
    with sentences that the user should read. ``progress`` shows what is being done as long as its context lasts, and
    gives a function that shows the next step. ``evidence`` checks the quotations of a map against copies of its
    sources, and gives None where they name none.
    """

    engine: Callable[[Callable[[], Iterable[object]]], LayoutEngine]
    typeset: Callable[[str], bytes]
    rasterise: Callable[[str, float], bytes]
    say: Callable[[str], None]
    progress: Callable[[str], AbstractContextManager[Callable[[str], None]]]
    deadline: float = DEADLINE
    evidence: Callable[[Map], Evidence | None] = no_evidence


def export(
    index: Index, plan: ExportPlan, targets: Sequence[ExportTarget], tools: ExportTools
) -> Iterator[ExportedFile]:
    """The files of an export, in the order of their targets. Each layout is computed once.

    Raises MapError for what cannot be exported, also when the layout is cancelled or its engine is missing.
    """
    work = _Export(index, plan, tools)
    if plan.pages:
        for target in targets:
            yield from work.series(target)
    elif plan.brief is not None:
        yield from work.brief(targets, plan.brief)
    elif plan.chart is not None:
        for target in targets:
            yield work.chart(target, plan.chart)
    else:
        yield from work.diagram(targets)


class _Export:
    """One call of :func:`export`."""

    def __init__(self, index: Index, plan: ExportPlan, tools: ExportTools) -> None:
        self._index = index
        self._plan = plan
        self._tools = tools
        self._shown = Index.build(cut(index, plan.selection)) if plan.selection else index
        self._cut_short: list[str] = []

    def diagram(self, targets: Sequence[ExportTarget]) -> Iterator[ExportedFile]:
        """The diagram, or the map in words, in each format."""
        given = self._diagrams(targets)
        for target in targets:
            if target.all_sheets and target.format == "csv":
                from argmap.interchange.sheets.writer import write_csv_files

                for name, data in write_csv_files(given[target].index.map).items():
                    yield ExportedFile(target, data, name)
            else:
                doubt = self._doubt(given[target].pictures) if FORMATS[target.format].drawn else ""
                yield ExportedFile(target, self._written(target, given[target]), doubt=doubt)

    def _diagrams(self, targets: Sequence[ExportTarget]) -> dict[ExportTarget, WriterInput]:
        """The diagram for each target: on a large map with stubs, and on paper perhaps in pieces, except in formats
        that can be searched and followed."""
        scene = build_scene(self._index, self._plan.selection, self._scene_options())
        stubbed = with_stubs(scene, self._numbers)
        groups: dict[bool, list[ExportTarget]] = {}
        for target in targets:
            is_looked_at = target.format in WITH_STUBS
            groups.setdefault(is_looked_at and (stubbed is not scene or bool(self._plan.paper)), []).append(target)
        given: dict[ExportTarget, WriterInput] = {}
        for is_looked_at, group in groups.items():
            drawing = Drawing(stubbed if is_looked_at else scene)
            drawn = [target for target in group if FORMATS[target.format].drawn]
            pictures: list[Picture] = []
            if drawn:
                drawing, *pictures = self._laid_out(drawing, drawn)
            given |= dict.fromkeys(group, self._writer_input(self._shown, drawing, pictures))
        return given

    def _numbers(self) -> Mapping[str, str]:
        from argmap.views.brief import brief

        return brief(self._index).numbers

    def _labels(self) -> ClaimLabels:
        from argmap.draw.scene.continuation import claim_labels
        from argmap.views.brief import shown_numbers

        return claim_labels(self._index, shown_numbers(self._numbers()))

    def chart(self, target: ExportTarget, name: str) -> ExportedFile:
        """A chart as a picture or in words."""
        from argmap.draw.charts.registry import ChartSubject, chart_in_words, draw, is_better_in_signs

        subject = ChartSubject(
            self._index, self._shown, self._plan.tension, self._marks() if self._plan.quotes else None
        )
        if not FORMATS[target.format].drawn:
            return ExportedFile(target, chart_in_words(name, subject, target.format))
        from argmap.draw.pages.fitting import on_paper, paper_scale, usual_size

        picture = draw(name, subject)
        if self._plan.paper:
            if is_better_in_signs(name, paper_scale(picture, self._plan.paper)):
                picture = draw(name, subject._replace(in_signs=True))
            bare, picture = picture, on_paper(picture, self._plan.paper)
            self._say_if_hard_to_read(picture, self._plan.paper, usual_size(picture), bare)
        drawing = Drawing(build_scene(self._index, self._plan.selection))
        return ExportedFile(target, self._written(target, self._writer_input(self._shown, drawing, (picture,))))

    def brief(self, targets: Sequence[ExportTarget], options: BriefOptions) -> Iterator[ExportedFile]:
        """The brief in each format."""
        from argmap.draw.brief.fitting import picture

        words = next((target.format for target in targets if not FORMATS[target.format].has_brief), None)
        if words is not None:
            text = " For its text, remove --picture." if words in IN_WORDS_ALONE else ""
            raise MapError(f"--picture brief has no {words} form. Use svg, html, pdf, png, docx or pptx.{text}")
        caption = self._plan.selection.caption if self._plan.selection else ""
        drawing = Drawing(build_scene(self._index, self._plan.selection))
        marks = self._marks()
        made: dict[BriefOptions, Picture] = {}
        for target in targets:
            if not FORMATS[target.format].drawn:
                yield ExportedFile(target, self._written(target, self._writer_input(self._shown, drawing, ())))
                continue
            wanted = options.for_window() if target.format == "html" else options
            if target.format in WITH_OWN_FONT:
                wanted = wanted._replace(font=HELVETICA)
            if wanted not in made:
                made[wanted] = picture(self._shown, wanted, caption, marks=marks)
                if made[wanted].warning:
                    self._tools.say(made[wanted].warning)
            given = replace(self._writer_input(self._shown, drawing, (made[wanted],)), is_brief=True)
            yield ExportedFile(target, self._written(target, given))

    def series(self, target: ExportTarget) -> Iterator[ExportedFile]:
        """The diagram as a series of pages: in one file for PDF, in a file each for other formats."""
        from argmap.draw.pages.layout import home_pages, lay_out_pages, page_indexes

        if not FORMATS[target.format].drawn:
            given = self._writer_input(self._index, Drawing(build_scene(self._index, None)), ())
            yield ExportedFile(target, FORMATS[target.format].write(replace(given, pages=True)))
            return
        renderer = self._renderer(tuple)
        suffix, paper = FORMATS[target.format].suffix, self._plan.paper or "a4"
        with self._tools.progress("Dividing the map into pages") as report:
            options = self._scene_options()
            pages = list(
                lay_out_pages(
                    renderer,
                    self._index,
                    paper,
                    target.stem,
                    suffix,
                    options,
                    report,
                    for_window=target.format == "html",
                    font=HELVETICA if target.format in WITH_OWN_FONT else ANY_FONT,
                )
            )
        self._say_faults(pages, in_one_file=target.format == "pdf")
        doubt = self._doubt([page.bare for page in pages])
        if target.format == "pdf":
            given = self._writer_input(self._index, pages[0].drawing, [page.picture for page in pages])
            given = given.with_files([page.file for page in pages])
            yield ExportedFile(target, self._written(target, given), doubt=doubt)
            return
        homes = home_pages(pages)
        for page, index in zip(pages, page_indexes(self._index, pages, homes), strict=True):
            # A page of HTML is for a window, which has no paper.
            picture = page.bare if target.format == "html" else page.picture
            given = self._writer_input(index, page.drawing, (picture,)).with_home_pages(homes)
            data = self._written(target._replace(label=page.file), given)
            others = len(pages) - 1 if page is pages[0] else 0
            yield ExportedFile(target, data, page.file, others, page is not pages[0], doubt)

    def _scene_options(self) -> SceneOptions:
        if not self._plan.status:
            return SceneOptions(quotes=self._plan.quotes, marks=self._marks())
        from argmap.semantics.labels import label
        from argmap.semantics.status import status
        from argmap.vocabulary import CAVEAT

        labels = label(self._index)
        statuses = {claim_id: status(labels, claim_id) for claim_id in self._index.claims}
        return SceneOptions(statuses=statuses, caveat=CAVEAT, quotes=self._plan.quotes, marks=self._marks())

    def _marks(self) -> QuotationMarks:
        """What became of the quotations, where quotes are shown and sources name copies."""
        found = self._tools.evidence(self._index.map) if self._plan.quotes else None
        return found.outcomes if found else NO_MARKS

    def _laid_out(self, drawing: Drawing, targets: Sequence[ExportTarget]) -> tuple[Drawing, Picture]:
        """A drawing, as it is fitted to paper if asked for, and its picture, parts of which are written while the
        layout engine runs."""

        def prepare() -> Iterator[object]:
            for target in targets:
                yield from FORMATS[target.format].prepare(drawing, self._plan.theme)

        paper = self._plan.paper
        with self._tools.progress(f"Laying out {len(drawing.scene.boxes)} boxes"):
            # The widths of boxes that are fitted to paper or a column are only known after the layout.
            part = self._plan.selection is not None
            renderer = self._renderer(tuple if paper or part else prepare)
            if paper:
                find_labels = self._labels if targets[0].format in WITH_STUBS else None
                drawing, picture = renderer.fitted(drawing, paper, find_labels)
            else:
                picture = renderer.in_column(drawing) if part else renderer.picture(drawing)
        if picture.warning:
            self._tools.say(picture.warning)
        if paper:
            self._say_if_hard_to_read(picture, paper)
        elif self._plan.hints and any(target.format == "svg" for target in targets):
            self._say_if_small_in_a_column(picture)
        return drawing, picture

    def _say_if_small_in_a_column(self, picture: Picture) -> None:
        """Say that text cannot be read where the picture is as wide as the column of a README, and what can."""
        size = math.floor(10 * TEXT_SIZE * COLUMN / picture.width) / 10  # never rounded up to the least
        if size < LEAST_IN_COLUMN:
            selection = self._plan.selection
            is_deep = selection is not None and (selection.tension or selection.in_focus)
            way = "a smaller --depth" if is_deep else f"--picture brief --width {COLUMN:.0f}"
            self._tools.say(f"In a README the text would be {size:.1f} px: use {way} there.")

    def _renderer(self, meanwhile: Callable[[], Iterable[object]]) -> Renderer:
        cut_short = partial(self._cut_short.append, CUT_SHORT)
        return Renderer(self._tools.engine(meanwhile), self._tools.deadline, cut_short)

    def _doubt(self, pictures: Iterable[Picture]) -> str:
        return next(filter(None, [*(picture.warning for picture in pictures), *self._cut_short]), "")

    def _writer_input(self, index: Index, drawing: Drawing, pictures: Sequence[Picture]) -> WriterInput:
        tools = self._tools
        return WriterInput(
            index,
            drawing,
            pictures,
            theme=self._plan.theme,
            live=self._plan.live,
            is_part=self._plan.selection is not None,
            find_evidence=tools.evidence,
            typeset=tools.typeset,
            rasterise=tools.rasterise,
            say=tools.say,
        )

    def _written(self, target: ExportTarget, given: WriterInput) -> bytes:
        format = FORMATS[target.format]
        if not format.drawn:
            return format.write(given)
        with self._tools.progress(f"Painting {target.label or target.format}"):
            return format.write(given)

    def _say_if_hard_to_read(
        self, picture: Picture, paper: PaperName, drawn: float = TEXT_SIZE, bare: Picture | None = None
    ) -> None:
        """Say that text, or the smallest of it, is too small on paper, and what helps. It is ``drawn`` points high
        before it is fitted; a chart is ``bare`` then."""
        from argmap.draw.pages.fitting import least_size, text_size

        points, least = text_size(picture, paper) * drawn / TEXT_SIZE, LEAST_TEXT[paper]
        what, smallest = "text" if points < least else "smallest text", least_size(picture, paper)
        points = points if points < least else smallest
        if points < least:
            size = math.floor(points * 10) / 10  # never rounded up to the least
            ways = [*self._what_enlarges(bare or picture, smallest, paper)]
            self._tools.say(
                f"The {what} is {size:.1f} pt on {IN_WORDS[paper]}, which is hard to read below {least:g} pt: "
                f"use {' or '.join(filter(None, [', '.join(ways[:-1]), ways[-1]]))}."
            )

    def _what_enlarges(self, picture: Picture, smallest: float, paper: PaperName) -> Iterator[str]:
        """What makes all text of a picture large enough, the ``smallest`` of it in points."""
        from argmap.draw.pages.fitting import least_size, times_larger

        if self._plan.chart is None:
            yield "--pages" if self._plan.selection is None else "--picture brief"
        for larger, words in LARGER_PAPER.items():
            if picture.page is None:
                there = least_size(picture, larger)
            else:  # on a slide the labels of a map are as large as its text, and on paper they are not
                there = 0.0 if paper in SLIDES else smallest * times_larger(picture.page, larger)
            if there >= LEAST_TEXT[larger]:
                yield words
                return
        if self._plan.chart is not None:
            yield "no --fit"

    def _say_faults(self, pages: Sequence[LaidOutPage], *, in_one_file: bool) -> None:
        """Say which pages have warnings or small text, in one sentence for all pages with the same fault."""
        from argmap.draw.pages.fitting import text_size
        from argmap.semantics.wording import listed

        for warning, number in Counter(page.bare.warning for page in pages if page.bare.warning).items():
            self._tools.say(f"{number} of {len(pages)} pages: {warning}")
        paper = pages[0].size
        small = [
            f"page {number}" if in_one_file else page.file
            for number, page in enumerate(pages, 1)
            if text_size(page.picture, paper) < LEAST_TEXT[paper]
        ]
        if small:
            self._tools.say(
                f"The text of {listed(small, MOST_NAMED)} is smaller than {LEAST_TEXT[paper]:g} pt on "
                f"{IN_WORDS[paper]}. Shorten the claims or use a larger --fit size."
            )
