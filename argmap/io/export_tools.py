"""What :mod:`argmap.draw.export` needs of this machine: a layout engine, a typesetter, and a renderer of PNG."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.draw.export import ExportTools
from argmap.draw.layout.strategy import DEADLINE
from argmap.io.evidence import evidence_of
from argmap.model.types import Map

if TYPE_CHECKING:
    from argmap.draw.layout.strategy import LayoutEngine
    from argmap.evidence.quotations import Evidence
    from argmap.io.graphviz.engines import EngineName


def export_tools(
    say: Callable[[str], None],
    progress: Callable[[str], AbstractContextManager[Callable[[str], None]]] = lambda step: nullcontext(_ignore),
    *,
    engine: EngineName = "embedded",
    deadline: float = DEADLINE,
    cancelled: threading.Event | None = None,
    map_file: str | Path | None = None,
    copies: str | None = None,
) -> ExportTools:
    """The tools of this machine. ``deadline`` is in seconds; setting ``cancelled`` stops a layout or rendering.

    Copies of sources are looked for beside ``map_file``, in the folder ``copies`` and that of the settings; without
    ``map_file`` they are not looked for.
    """
    from argmap.io.graphviz import engines

    def engine_with(meanwhile: Callable[[], Iterable[object]]) -> LayoutEngine:
        return engines.engine(engine, cancelled, meanwhile)

    def typeset(description: str) -> bytes:
        from argmap.io.typst import typeset  # its tables of fonts are for PDF alone

        return typeset.typeset(description, say)

    def rasterise(svg: str, zoom: float) -> bytes:
        from argmap.io.png import render

        return render.rasterised(svg, zoom, cancelled, say)

    def evidence(map: Map) -> Evidence | None:
        return evidence_of(map, map_file, copies) if map_file is not None else None

    return ExportTools(engine_with, typeset, rasterise, say, progress, deadline, evidence)


def _ignore(step: str) -> None:
    pass
