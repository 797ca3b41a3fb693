"""Laying a graph out: DOT text in, Graphviz's ``json0`` out, by one of two engines.

The embedded engine is Graphviz as WebAssembly and needs nothing installed; the system engine is the ``dot`` on the
search path. Whatever goes wrong, the caller gets a sentence (:mod:`argmap.draw.layout.errors`) and never waits past
the deadline.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from argmap.draw.layout.errors import no_embedded_engine

if TYPE_CHECKING:
    from argmap.io.graphviz.embedded import EmbeddedEngine

EngineName = Literal["embedded", "system"]
ENGINES: tuple[EngineName, ...] = ("embedded", "system")

DEADLINE = 30.0
"""Seconds that a layout may take unless the caller says otherwise."""


def lay_out(
    dot: str,
    engine: EngineName = "embedded",
    deadline: float = DEADLINE,
    cancelled: threading.Event | None = None,
    meanwhile: Callable[[], Iterable[object]] = tuple,
) -> bytes:
    """The ``json0`` layout of ``dot``, lengths in points (1/72 inch), y upwards.

    ``deadline`` is in seconds; setting ``cancelled`` from another thread stops the layout at once. The embedded
    engine works beside ``meanwhile``, whose steps should be short, as nobody looks at the clock during one.
    Raises LayoutRefused.
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
