"""The formats of an export: by name, whether a format needs a layout, and how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.drawing import Drawing
from argmap.draw.theme import ThemeName
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.vocabulary import NO_MARKS, QuotationMarks, Status, quotations_in_words, shown_of

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture
    from argmap.draw.scene.scene import PageLink
    from argmap.evidence.quotations import Evidence


def no_evidence(map: Map) -> None:
    """The evidence where copies of sources cannot be looked for: none."""


@dataclass(frozen=True)
class WriterInput:
    """What a format is written from: the part of the map that is shown, its drawing, and its pictures if laid out.

    ``files`` are the files of a series of pages by which links lead to the pictures; ``home_pages`` is the page of
    each claim. ``typeset`` makes a PDF of its description, and ``rasterise`` a PNG of SVG at a number of pixels per
    unit. ``say`` is called with sentences that the user should read. ``pages`` asks for a file of pages of its own
    form; ``is_part`` marks a part of a map, which has none. The picture may be a brief (``is_brief``) and not the
    drawing. ``live`` is the version of a page of ``argmap serve``. ``find_evidence`` checks the quotations of a map
    against the copies of its sources, and gives None where they name none.
    """

    index: Index
    drawing: Drawing
    pictures: Sequence[Picture] = field(default=())
    files: Sequence[str] = ()
    home_pages: Mapping[str, PageLink] = field(default_factory=dict)
    theme: ThemeName = "auto"
    live: int | None = None
    _: KW_ONLY
    typeset: Callable[[str], bytes]
    rasterise: Callable[[str, float], bytes]
    say: Callable[[str], None] = field(default=lambda sentence: None)
    pages: bool = False
    is_part: bool = False
    is_brief: bool = False
    find_evidence: Callable[[Map], Evidence | None] = no_evidence

    @cached_property
    def evidence(self) -> Evidence | None:
        """The quotations of the map with the copies of its sources; None where they name none."""
        return self.find_evidence(self.index.map)

    @property
    def picture(self) -> Picture:
        """The first picture."""
        return self.pictures[0]

    @property
    def quotations(self) -> str:
        """How many quotations were found in the copies of their sources; empty where no source names a copy."""
        return quotations_in_words(self.evidence.totals) if self.evidence else ""

    @property
    def marks(self) -> QuotationMarks:
        """What became of each quotation; empty where no source names a copy."""
        return self.evidence.outcomes if self.evidence else NO_MARKS

    def with_files(self, files: Sequence[str]) -> WriterInput:
        """The same for the pages of a series in one file."""
        return replace(self, files=files)

    def with_home_pages(self, pages: Mapping[str, PageLink]) -> WriterInput:
        """The same for one page of a series."""
        return replace(self, home_pages=pages)


class ExportFormat(NamedTuple):
    """A kind of file.

    ``write`` makes its bytes; ``drawn`` says whether it needs pictures, and so a layout. ``has_pages`` says whether a
    map may be divided into pages in it, which is possible in all drawn formats; ``is_brief`` whether what it has of a
    map is the brief. ``prepare`` does the work that does not depend on the layout of a drawing, in short steps.
    """

    suffix: str
    about: str
    drawn: bool
    write: Callable[[WriterInput], bytes]
    prepare: Callable[[Drawing, ThemeName], Iterable[object]] = lambda drawing, theme: ()
    has_pages: bool = False
    is_brief: bool = False

    @property
    def has_brief(self) -> bool:
        """Whether the brief of a map may be had in it."""
        return self.drawn or self.is_brief

    @property
    def divides(self) -> bool:
        """Whether a map may be divided into pages in it."""
        return self.drawn or self.has_pages


def _paint_ahead(drawing: Drawing, theme: ThemeName) -> Iterator[object]:
    return drawing.sketch.groups()


def _write_ahead(drawing: Drawing, theme: ThemeName) -> Iterator[None]:
    from argmap.draw.writers import svg

    for group in drawing.sketch.groups():
        svg.cache_markup(group, drawing.markup_cache, theme)
        yield


def _svg(given: WriterInput) -> bytes:
    from argmap.draw.writers import svg

    return svg.write(given.picture, given.theme, given.drawing.markup_cache).encode()


def _html(given: WriterInput) -> bytes:
    from argmap.draw.html import page as html

    page = html.write(
        given.index,
        given.drawing,
        given.picture,
        given.theme,
        given.home_pages,
        given.live,
        given.evidence,
        is_brief=given.is_brief,
    )
    return page.encode()


def _png(given: WriterInput) -> bytes:
    from argmap.draw.writers import png

    markup_cache, back = given.drawing.markup_cache, given.drawing.scene.back
    data = png.write(given.picture, given.rasterise, given.say, given.theme, markup_cache)
    if not back:
        return data
    from argmap.draw.pages.files import with_overview

    return with_overview(back[-1].file, data)


def _pdf(given: WriterInput) -> bytes:
    from argmap.draw.pdf.document import description

    return given.typeset(description(given.pictures, given.theme, given.files))


def _dot(given: WriterInput) -> bytes:
    source: str = given.drawing.digraph().source
    return source.encode()


def _mermaid(given: WriterInput) -> bytes:
    from argmap.draw.writers import mermaid

    try:
        return mermaid.write(given.drawing.scene).encode()
    except mermaid.TooLarge as too_large:
        scene = mermaid.nearest(given.index, _statuses(given) or None)
        said = str(too_large).replace(" Export part", f" Exported: {scene.caption}. To choose, export part")
        given.say(said)
        return mermaid.write(scene).encode()


def _markdown(given: WriterInput) -> bytes:
    from argmap.draw.writers import markdown

    return markdown.write(given.index, _statuses(given), given.quotations).encode()


def _statuses(given: WriterInput) -> dict[str, Status]:
    """The statuses of the claims that are shown; none where they are not asked for."""
    boxes = given.drawing.scene.boxes
    return {box.id: box.status for box in boxes if box.status is not None and box.id in given.index.claims}


def _text(given: WriterInput) -> bytes:
    from argmap.draw.writers.text import listing

    return listing(given.index, quotes=True, quotations=given.quotations).encode()


def _docx(given: WriterInput) -> bytes:
    from argmap.draw.office.document import write_docx

    return write_docx(given.index, given.marks)


def _pptx(given: WriterInput) -> bytes:
    from argmap.draw.office.slides import write_pptx

    def tell(shown: int) -> None:
        total = len(given.index.claims)
        if shown < total:
            given.say(f"{shown_of(shown, total)}.{'' if given.is_part else ' Use --pages for all.'}")

    return write_pptx(given.index, given.marks, pages=given.pages, tell=tell)


def _json(given: WriterInput) -> bytes:
    from argmap.draw.writers import json

    return json.write(given.index.map).encode()


def _annotations(given: WriterInput) -> bytes:
    from argmap.draw.writers import json
    from argmap.evidence.quotations import Evidence

    return json.write_annotations(given.index, given.evidence or Evidence(given.index.map)).encode()


def _argdown(given: WriterInput) -> bytes:
    from argmap.interchange.argdown.writer import write_argdown

    return write_argdown(given.index.map).encode()


def _csv(given: WriterInput) -> bytes:
    from argmap.interchange.sheets.writer import write_csv

    return write_csv(given.index.map)


def _xlsx(given: WriterInput) -> bytes:
    from argmap.interchange.sheets.writer import write_xlsx

    return write_xlsx(given.index.map)


def _aif(given: WriterInput) -> bytes:
    from argmap.interchange.aif.writer import write_aif

    return write_aif(given.index.map).encode()


def _opml(given: WriterInput) -> bytes:
    from argmap.interchange.outline.opml import write_opml

    return write_opml(given.index).encode()


def _graphml(given: WriterInput) -> bytes:
    from argmap.interchange.graph_formats import write_graphml

    return write_graphml(given.index.map).encode()


def _edges(given: WriterInput) -> bytes:
    from argmap.interchange.graph_formats import write_edges

    return write_edges(given.index.map)


FORMATS: Mapping[str, ExportFormat] = {
    "svg": ExportFormat(".svg", "a picture for browsers, documents and print", True, _svg, _write_ahead),
    "html": ExportFormat(".html", "an interactive web page in one file", True, _html, _write_ahead),
    "pdf": ExportFormat(".pdf", "a tagged document to print (needs argmap[print])", True, _pdf, _paint_ahead),
    "png": ExportFormat(".png", "a picture in pixels, for slides (needs argmap[png])", True, _png, _write_ahead),
    "docx": ExportFormat(
        ".docx", "a numbered brief of all claims, with footnotes (needs argmap[office])", False, _docx, is_brief=True
    ),
    "pptx": ExportFormat(
        ".pptx",
        "the brief in slides of native shapes, to be edited (needs argmap[office])",
        False,
        _pptx,
        has_pages=True,
        is_brief=True,
    ),
    "dot": ExportFormat(".dot", "Graphviz's language, for other tools", False, _dot),
    "mermaid": ExportFormat(".mmd", "Mermaid's language, for Markdown", False, _mermaid),
    "md": ExportFormat(".md", "a document in Markdown: the brief, tensions, positions, sources", False, _markdown),
    "txt": ExportFormat(".txt", "a plain outline with quotes and sources", False, _text),
    "argdown": ExportFormat(".argdown", "Argdown, for its own tools and to import again", False, _argdown),
    "csv": ExportFormat(".csv", "claims for spreadsheets; into a folder, all there is", False, _csv),
    "xlsx": ExportFormat(".xlsx", "all there is for spreadsheets (needs argmap[xlsx])", False, _xlsx),
    "aif": ExportFormat(".aif.json", "AIF, for AIFdb, OVA and research tools", False, _aif),
    "opml": ExportFormat(".opml", "an outline for outliners and mind maps", False, _opml),
    "graphml": ExportFormat(".graphml", "a graph for yEd, Gephi and visone", False, _graphml),
    "edges": ExportFormat(".edges.csv", "a list of edges as CSV, for Kumu, Gephi and R", False, _edges),
    "annotations": ExportFormat(
        ".annotations.json", "quotations as W3C Web Annotations, for tools that mark texts", False, _annotations
    ),
    "json": ExportFormat(".json", "the map for programs", False, _json),
}
"""By the name that ``--format`` takes."""


def format_of(name: str) -> str | None:
    """The format of a file by the ending of its name."""
    lowered = name.lower()
    endings = [(len(item.suffix), key) for key, item in FORMATS.items() if lowered.endswith(item.suffix)]
    return max(endings)[1] if endings else None  # ".edges.csv" is longer than ".csv"


def file_name(stem: str, parts: Iterable[str | None], format: str) -> str:
    """The usual name of the file of an export: of the map's file, the parts and charts chosen, and the format."""
    chosen = "".join(f"-{part}" for part in parts if part and "/" not in part)
    return f"{stem}{chosen}{FORMATS[format].suffix}"
