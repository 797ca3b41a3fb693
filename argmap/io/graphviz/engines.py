"""The two layout engines, by name: DOT text in, Graphviz's ``json0`` out.

The embedded engine is Graphviz as WebAssembly and needs nothing installed; the system engine is the ``dot`` on the
search path. Whatever goes wrong, the caller gets a LayoutError with a sentence, and never waits past the deadline.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from argmap.draw.layout.errors import no_embedded_engine

if TYPE_CHECKING:
    from argmap.draw.layout.strategy import LayoutEngine
    from argmap.io.graphviz.embedded import EmbeddedEngine

EngineName = Literal["embedded", "system"]
ENGINES: tuple[EngineName, ...] = ("embedded", "system")


def engine(
    name: EngineName = "embedded",
    cancelled: threading.Event | None = None,
    meanwhile: Callable[[], Iterable[object]] = tuple,
) -> LayoutEngine:
    """An engine for :class:`argmap.draw.renderer.Renderer`; see :func:`lay_out`."""

    def lay_out_with_it(dot: str, seconds: float) -> bytes:
        return lay_out(dot, name, seconds, cancelled, meanwhile)

    return lay_out_with_it


def lay_out(
    dot: str,
    engine: EngineName = "embedded",
    deadline: float = math.inf,
    cancelled: threading.Event | None = None,
    meanwhile: Callable[[], Iterable[object]] = tuple,
) -> bytes:
    """The ``json0`` layout of ``dot``, with lengths in points (1/72 inch) and y upwards.

    ``deadline`` is in seconds; setting ``cancelled`` from another thread stops the layout at once. ``meanwhile`` is
    done beside the layout, by the embedded engine only; its steps should be short, as the clock is looked at between
    them. Raises LayoutError.
    """
    stop = cancelled or threading.Event()
    if engine == "system":
        from argmap.io.graphviz.system import lay_out_by_system

        return lay_out_by_system(dot, deadline, stop)
    return _embedded_engine().lay_out(dot, deadline, stop, meanwhile)


def _embedded_engine() -> EmbeddedEngine:
    try:
        import wasmtime  # noqa: F401 - for what it raises, before our modules import it
    except (ImportError, OSError, RuntimeError) as problem:  # no package, no library in it, no such processor
        raise no_embedded_engine("the package wasmtime does not load here") from problem
    from argmap.io.graphviz.embedded import shared_engine

    return shared_engine()
