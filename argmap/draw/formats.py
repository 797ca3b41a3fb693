"""The formats of an export: by name, whether it needs a layout, and how its bytes are made. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.drawing import Drawing
from argmap.draw.theme import ThemeName
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture
    from argmap.draw.pdf.text import FontFile
    from argmap.draw.scene.scene import PageLink


@dataclass(frozen=True)
class Material:
    """What a format is made from: ``index`` of the part shown, the drawing of it, and its pictures once laid out.

    ``files`` names, for each picture, the file by which links in the others lead to it; ``homes``, for each claim,
    the page that draws it. ``fonts`` finds the fonts of
    this machine, and ``rasterise`` makes a PNG of an SVG at so many pixels a unit. ``say`` tells the person who
    exports what they should know of the result.
    """

    index: Index
    drawing: Drawing
    pictures: Sequence[Picture] = field(default=())
    files: Sequence[str] = ()
    home_pages: Mapping[str, PageLink] = field(default_factory=dict)
    theme: ThemeName = "auto"
    _: KW_ONLY
    fonts: Callable[[], Iterable[FontFile]]
    rasterise: Callable[[str, float], bytes]
    say: Callable[[str], None] = field(default=lambda sentence: None)

    @property
    def picture(self) -> Picture:
        """The first picture."""
        return self.pictures[0]


class ExportFormat(NamedTuple):
    """A kind of file. ``write`` makes its bytes; ``drawn`` says that it needs pictures, so a layout.

    ``prepare`` does, in short steps, what can be done before it is known where the boxes of a drawing stand.
    """

    suffix: str
    about: str
    drawn: bool
    write: Callable[[Material], bytes]
    prepare: Callable[[Drawing, ThemeName], Iterable[object]] = lambda drawing, theme: ()


def _paint_ahead(drawing: Drawing, theme: ThemeName) -> Iterator[object]:
    return drawing.sketch.groups()


def _write_ahead(drawing: Drawing, theme: ThemeName) -> Iterator[None]:
    from argmap.draw.writers import svg

    for group in drawing.sketch.groups():
        svg.cache_markup(group, drawing.markup_cache, theme)
        yield


def _svg(material: Material) -> bytes:
    from argmap.draw.writers import svg

    return svg.write(material.picture, material.theme, material.drawing.markup_cache).encode()


def _html(material: Material) -> bytes:
    from argmap.draw.html import page as html

    page = html.write(material.index, material.drawing, material.picture, material.theme, material.home_pages)
    return page.encode()


def _png(material: Material) -> bytes:
    from argmap.draw.writers import png

    markup_cache, back = material.drawing.markup_cache, material.drawing.scene.back
    data = png.write(material.picture, material.rasterise, material.say, material.theme, markup_cache)
    if not back:
        return data
    from argmap.draw.pages.files import with_overview

    return with_overview(back[-1].file, data)


def _pdf(material: Material) -> bytes:
    from argmap.draw.pdf import writer

    return writer.write(material.pictures, material.theme, material.fonts(), material.files)


def _dot(material: Material) -> bytes:
    return material.drawing.readable_dot().encode()


def _mermaid(material: Material) -> bytes:
    from argmap.draw.writers import mermaid

    try:
        return mermaid.write(material.drawing.scene).encode()
    except mermaid.TooLarge as too_large:
        scene = mermaid.nearest(material.index)
        said = str(too_large).replace(" Draw a part", f" {scene.caption} are drawn. To choose, draw a part")
        material.say(said)
        return mermaid.write(scene).encode()


def _markdown(material: Material) -> bytes:
    from argmap.draw.writers import markdown

    return markdown.write(material.index).encode()


def _text(material: Material) -> bytes:
    from argmap.draw.writers.text import listing

    return listing(material.index, quotes=True).encode()


def _json(material: Material) -> bytes:
    from argmap.draw.writers import json

    return json.write(material.index.map).encode()


def _argdown(material: Material) -> bytes:
    from argmap.interchange.argdown.writer import write_argdown

    return write_argdown(material.index.map).encode()


def _csv(material: Material) -> bytes:
    from argmap.interchange.sheets.writers import write_csv

    return write_csv(material.index.map)


def _xlsx(material: Material) -> bytes:
    from argmap.interchange.sheets.writers import write_xlsx

    return write_xlsx(material.index.map)


def _aif(material: Material) -> bytes:
    from argmap.interchange.aif.writer import write_aif

    return write_aif(material.index.map).encode()


def _graphml(material: Material) -> bytes:
    from argmap.interchange.graph_formats import write_graphml

    return write_graphml(material.index.map).encode()


def _edges(material: Material) -> bytes:
    from argmap.interchange.graph_formats import write_edges

    return write_edges(material.index.map)


FORMATS: Mapping[str, ExportFormat] = {
    "svg": ExportFormat(".svg", "a picture for browsers, documents and print", True, _svg, _write_ahead),
    "html": ExportFormat(
        ".html", "one page to pan, search, filter and read, on its own in a browser", True, _html, _write_ahead
    ),
    "pdf": ExportFormat(".pdf", "a picture with text that can be selected", True, _pdf, _paint_ahead),
    "png": ExportFormat(".png", "a picture in pixels, for slides (needs argmap[png])", True, _png, _write_ahead),
    "dot": ExportFormat(".dot", "Graphviz's language, for other tools", False, _dot),
    "mermaid": ExportFormat(".mmd", "Mermaid's language, for Markdown", False, _mermaid),
    "md": ExportFormat(".md", "a report in Markdown: outline, positions, findings, sources", False, _markdown),
    "txt": ExportFormat(".txt", "a plain outline with quotes and sources", False, _text),
    "argdown": ExportFormat(".argdown", "Argdown, for its own tools and to import again", False, _argdown),
    "csv": ExportFormat(".csv", "claims for spreadsheets; into a folder, all there is", False, _csv),
    "xlsx": ExportFormat(".xlsx", "all there is for spreadsheets (needs argmap[xlsx])", False, _xlsx),
    "aif": ExportFormat(".aif.json", "AIF, for AIFdb, OVA and research tools", False, _aif),
    "graphml": ExportFormat(".graphml", "a graph for yEd, Gephi and visone", False, _graphml),
    "edges": ExportFormat(".edges.csv", "a list of edges as CSV, for Kumu, Gephi and R", False, _edges),
    "json": ExportFormat(".json", "the map for programs", False, _json),
}
"""By the name that ``--format`` takes."""


def format_of(name: str) -> str | None:
    """The format that a file name's ending asks for."""
    lowered = name.lower()
    endings = [(len(item.suffix), key) for key, item in FORMATS.items() if lowered.endswith(item.suffix)]
    return max(endings)[1] if endings else None  # ".edges.csv" is more than ".csv"
