"""Pictures and files of a map: a part of it, a kind of picture, a format, made with the engine and fonts of here."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map

if TYPE_CHECKING:
    from graphviz import Digraph

    from argmap.draw.paper import PaperName
    from argmap.draw.theme import ThemeName
    from argmap.io.graphviz.engines import EngineName

PictureName = Literal["map", "brief", "matrix", "network", "coverage", "grid"]
PICTURES: tuple[PictureName, ...] = get_args(PictureName)


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
    width: int | None = None,
    engine: EngineName = "embedded",
    deadline: float | None = None,
) -> bytes:
    """The bytes of a file of the map, as ``argmap export`` writes it.

    ``format`` is one of the formats of ``argmap export``: svg, html, pdf, png, dot, mermaid, md, txt and others. One
    of ``tension``, ``focus`` (both with ``depth``, the links away), ``stakeholder`` and ``tag`` chooses a
    part. ``picture`` is the map, its brief on one page (with ``depth``, its levels, and ``width``, its pixels) or a
    chart; ``theme`` is auto, which follows the reader's light or dark setting,
    light, dark or print; ``quotes`` adds who said what as notes, ``status`` marks each claim's status, ``fit`` fills
    a page such as ``"a4"``. A layout takes at most ``deadline`` seconds (30); then a simpler one is drawn, with a
    warning.

    Raises MapError for a name that the map or argmap does not have, and for what cannot be drawn.
    """
    from argmap.draw.brief.options import BriefOptions
    from argmap.draw.export import ExportPlan, ExportTarget, export
    from argmap.draw.layout.strategy import DEADLINE
    from argmap.io.export_tools import export_tools
    from argmap.views.selection import selected

    _refuse_unknown_names(format, picture, theme, fit, engine)
    index = Index.build(map)
    is_brief = picture == "brief"
    if width is not None and not is_brief:
        raise MapError("width is that of a brief: give picture='brief' as well.")
    steps = None if is_brief else depth
    plan = ExportPlan(
        selection=selected(index, tension=tension, focus=focus, depth=steps, stakeholder=stakeholder, tag=tag),
        chart=picture if picture not in ("map", "brief") else None,
        brief=BriefOptions(fit, width, depth, quotes) if is_brief else None,
        tension=tension,
        paper=fit,
        theme=theme,
        quotes=quotes,
        status=status,
    )
    said: list[str] = []
    tools = export_tools(
        said.append,
        engine=engine,
        deadline=DEADLINE if deadline is None else deadline,
        map_file=getattr(getattr(map, "origin", None), "path", None),
    )
    (made,) = export(index, plan, (ExportTarget(format),), tools)
    for sentence in said:
        warnings.warn(sentence, stacklevel=2)
    return made.data


def digraph(
    map: Map,
    *,
    tension: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    stakeholder: str | None = None,
    tag: str | None = None,
) -> Digraph:
    """The map, or one part of it, as a graph of the package graphviz: to restyle, and to draw with its ``render``.

    That needs Graphviz on this machine. Raises MapError as :func:`argmap.views.selection.selected` does.
    """
    from argmap.draw.drawing import Drawing
    from argmap.draw.scene.builder import build_scene
    from argmap.views.selection import selected

    index = Index.build(map)
    part = selected(index, tension=tension, focus=focus, depth=depth, stakeholder=stakeholder, tag=tag)
    return Drawing(build_scene(index, part)).digraph()


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
        from argmap.model.lookup import nearest  # most names are right

        near = nearest(wanted, names)
        hint = f"Did you mean '{near}'?" if near else f"There are {', '.join(names)}."
        raise MapError(f"Unknown {what} '{wanted}'. {hint}")
