"""Pictures and files of a map: a part of it, a kind of picture, a format, made with the engine and fonts of here."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.nearest import nearest
from argmap.model.types import Map

if TYPE_CHECKING:
    import threading

    from argmap.draw.charts.registry import ChartSubject
    from argmap.draw.display_list import Picture
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import Material
    from argmap.draw.paper import PaperName
    from argmap.draw.scene.builder import SceneOptions
    from argmap.draw.theme import ThemeName
    from argmap.io.graphviz.engines import EngineName
    from argmap.report.status.model import Section
    from argmap.views.selection import Selection

PictureName = Literal["map", "matrix", "network", "balance", "grid"]
PICTURES: tuple[PictureName, ...] = get_args(PictureName)

WORDS: Mapping[str, str] = {"txt": "text", "md": "markdown", "json": "json"}
"""The formats that say a chart in words, by the names that reports give them."""

STEPS_AROUND = 2
"""Steps around a focus unless a depth is given."""


def render(
    map: Map,
    format: str = "svg",
    *,
    tension: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    stakeholder: str | None = None,
    tag: str | None = None,
    picture: PictureName = "map",
    theme: ThemeName = "auto",
    quotes: bool = False,
    status: bool = False,
    fit: PaperName | None = None,
    engine: EngineName = "embedded",
    deadline: float | None = None,
) -> bytes:
    """The bytes of a file of the map, as ``argmap export`` writes it.

    ``format`` is one of the formats of ``argmap export``: svg, html, pdf, png, dot, mermaid, md, txt and others. One
    of ``tension``, ``focus`` (with ``depth``, the steps around that claim), ``stakeholder`` and ``tag`` chooses a
    part. ``picture`` is the map or a chart; ``theme`` is auto, which follows the reader's light or dark setting,
    light, dark or print; ``quotes`` adds who said what as notes, ``status`` marks each claim's status, ``fit`` fills
    a page such as ``"a4"``. A layout takes at most ``deadline`` seconds (30); then a simpler one is drawn, with a
    warning.

    Raises MapError for a name that the map or argmap does not have, and for what cannot be drawn.
    """
    from argmap.draw.charts.registry import ChartSubject
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import FORMATS
    from argmap.draw.scene.builder import build_scene

    _refuse_unknown_names(format, picture, theme, fit, engine)
    index = Index.build(map)
    selection = part_of(index, tension=tension, focus=focus, depth=depth, stakeholder=stakeholder, tag=tag)
    part = shown(index, selection)
    subject = ChartSubject(index, part, tension)
    if picture != "map" and not FORMATS[format].drawn:
        return chart_in_words(picture, subject, format)
    drawing = Drawing(build_scene(index, selection, carried(index, quotes=quotes, status=status)))
    pictures: tuple[Picture, ...] = ()
    if FORMATS[format].drawn:
        pictures = (_laid_out(drawing, fit, engine, deadline) if picture == "map" else chart(picture, subject, fit),)
    for one in pictures:
        _warn(one.warning)
    return FORMATS[format].write(materials(theme, _warn)(part, drawing, pictures))


def part_of(
    index: Index,
    *,
    tension: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    stakeholder: str | None = None,
    tag: str | None = None,
) -> Selection | None:
    """The part of a map that is asked for; None is the whole.

    Raises MapError for what the map does not have, for more parts than one, and for a depth around nothing.
    """
    from argmap.views import selection

    asked: dict[str, Callable[[str], Selection]] = {
        "tension": lambda name: selection.tension(index, name),
        "focus": lambda name: selection.focus(index, name, STEPS_AROUND if depth is None else depth),
        "stakeholder": lambda name: selection.stakeholder(index, name),
        "tag": lambda name: selection.tagged(index, name),
    }
    given = {"tension": tension, "focus": focus, "stakeholder": stakeholder, "tag": tag}
    chosen = [asked[part](name) for part, name in given.items() if name is not None]
    if len(chosen) > 1:
        raise MapError(f"One part of a map is drawn at a time: give one of {', '.join(given)}.")
    if depth is not None and focus is None:
        raise MapError("depth is the steps around a claim: give focus as well.")
    return chosen[0] if chosen else None


def shown(index: Index, selection: Selection | None) -> Index:
    """The part of a map that is selected, with an index of its own."""
    from argmap.views.selection import cut

    return Index.build(cut(index, selection)) if selection else index


def carried(index: Index, *, quotes: bool, status: bool) -> SceneOptions:
    """What the drawing of a map carries beyond the argument: numbered quotes, and the status of each claim."""
    from argmap.draw.scene.builder import SceneOptions

    if not status:
        return SceneOptions(quotes=quotes)
    from argmap.semantics.labels import label
    from argmap.vocabulary import CAVEAT

    labels = label(index)
    standings = {claim_id: labels.of(claim_id) for claim_id in index.claims}
    return SceneOptions(standings=standings, caveat=CAVEAT, quotes=quotes)


def chart(name: str, subject: ChartSubject, fit: PaperName | None) -> Picture:
    """A chart of a map, on a page if one is named. Raises MapError when the map has nothing to draw in it."""
    from argmap.draw.charts.registry import draw
    from argmap.draw.pages.fitting import on_paper

    picture = draw(name, subject)
    return on_paper(picture, fit) if fit else picture


def materials(
    theme: ThemeName, say: Callable[[str], None], cancelled: threading.Event | None = None
) -> Callable[..., Material]:
    """What makes the material of one export of what is shown, its drawing and its pictures: it finds the fonts of
    this machine and makes pixels. ``say`` is told what the reader of the file should know.
    """
    from argmap.draw.formats import Material
    from argmap.io.fonts import text_fonts
    from argmap.io.png.render import rasterised

    def rasterise(svg: str, zoom: float) -> bytes:
        return rasterised(svg, zoom, cancelled)

    return partial(Material, theme=theme, fonts=text_fonts, rasterise=rasterise, say=say)


def chart_in_words(name: str, subject: ChartSubject, format: str) -> bytes:
    """What a chart shows, in words. Raises MapError for a format that does not hold words."""
    if format not in WORDS:
        raise MapError(f"--picture {name} has no {format} form. Use svg, html, pdf, png, md, txt or json.")
    if name == "matrix" and format != "json":
        return _matrix_in_words(subject.shown, format).encode()
    from argmap.report.status.formats import FORMATS
    from argmap.report.status.model import Report

    return FORMATS[WORDS[format]](Report(subject.whole.map.title, tuple(_sections(name, subject)))).encode()


def _matrix_in_words(index: Index, format: str) -> str:
    from argmap.report.matrix import matrix_markdown, matrix_text
    from argmap.semantics.position_matrix import matrix, recorded

    return (matrix_text if format == "txt" else matrix_markdown)(index, recorded(matrix(index)))


def _sections(name: str, subject: ChartSubject) -> Sequence[Section]:
    from argmap.report.status import stakeholders as words
    from argmap.semantics.labels import label

    if name == "balance":
        labels = label(subject.whole)
        return [words.balance_section(labels, tension) for tension in subject.tensions]
    section = {"matrix": words.positions_section, "network": words.agreement_section, "grid": words.grid_section}
    return (section[name](subject.whole if name == "grid" else subject.shown),)


def _laid_out(drawing: Drawing, fit: PaperName | None, engine: EngineName, deadline: float | None) -> Picture:
    from argmap.draw.layout.strategy import DEADLINE
    from argmap.draw.renderer import Renderer
    from argmap.io.graphviz import engines

    renderer = Renderer(engines.engine(engine), DEADLINE if deadline is None else deadline)
    return renderer.fitted(drawing, fit) if fit else renderer.picture(drawing)


def _warn(sentence: str) -> None:
    if sentence:
        warnings.warn(sentence, stacklevel=3)


def _refuse_unknown_names(format: str, picture: str, theme: str, fit: str | None, engine: str) -> None:
    from argmap.draw.formats import FORMATS
    from argmap.draw.paper import PAPERS
    from argmap.draw.theme import THEMES
    from argmap.io.graphviz.engines import ENGINES

    _must_be_one("format", format, FORMATS)
    _must_be_one("picture", picture, PICTURES)
    _must_be_one("theme", theme, THEMES)
    _must_be_one("engine", engine, ENGINES)
    _must_be_one("page", fit or "a4", PAPERS)


def _must_be_one(what: str, wanted: str, known: Iterable[str]) -> None:
    names = tuple(known)
    if wanted not in names:
        near = nearest(wanted, names)
        hint = f"Did you mean '{near}'?" if near else f"There are {', '.join(names)}."
        raise MapError(f"There is no {what} '{wanted}'. {hint}")
