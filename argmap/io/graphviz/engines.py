"""The two layout engines, by name: DOT text in, Graphviz's ``json0`` out.

The embedded engine is Graphviz as WebAssembly and needs nothing installed; the system engine is the ``dot`` on the
search path. Whatever goes wrong, the caller gets a LayoutError with a sentence, and never waits past the deadline.

The ``graphviz`` package names the command of the system engine, and does not run it: its ``pipe`` (0.21) waits for
``subprocess.run`` without a timeout, has no way to stop it from another thread, and reads an answer of any length
into memory.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from argmap.draw.layout.strategy import LayoutError, cancelled_by_caller, no_embedded_engine, too_slow
from argmap.escape import one_line

if TYPE_CHECKING:
    from argmap.draw.layout.strategy import LayoutEngine
    from argmap.io.graphviz.embedded import EmbeddedEngine


def lay_out_by_system(dot: str, deadline: float, cancelled: threading.Event) -> bytes:
    """The ``json0`` of ``dot`` by the ``dot`` command; raises LayoutError."""
    from graphviz import DOT_BINARY

    from argmap.io import processes

    try:
        answer = processes.run([str(DOT_BINARY), "-Kdot", "-Tjson0"], dot.encode(), deadline, cancelled)
    except processes.Overdue:
        raise too_slow(deadline) from None
    except processes.Stopped:
        raise cancelled_by_caller() from None
    except processes.Endless:
        raise _failed("its answer had no end") from None
    except (FileNotFoundError, PermissionError) as failure:
        raise LayoutError(
            "missing",
            "The 'dot' command is missing. Install Graphviz (https://graphviz.org/download/) "
            "or use --engine embedded.",
        ) from failure
    except OSError as failure:
        raise _failed(failure.strerror or "it did not start") from failure
    if answer.code != 0 or not answer.output:
        raise _failed(_first_line(answer.problems))
    return answer.output


def _failed(why: str) -> LayoutError:
    return LayoutError("crash", f"Graphviz failed on this map: {why}. Try --engine embedded.")


def _first_line(problems: bytes) -> str:
    lines = problems[:10_000].decode(errors="replace").strip().splitlines()
    return one_line(lines[0])[:200].rstrip(".") if lines else "it gave no reason"


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
        return lay_out_by_system(dot, deadline, stop)
    return _embedded_engine().lay_out(dot, deadline, stop, meanwhile)


def _embedded_engine() -> EmbeddedEngine:
    try:
        import wasmtime  # noqa: F401 - for what it raises, before our modules import it
    except (ImportError, OSError, RuntimeError) as problem:  # no package, no library in it, no such processor
        raise no_embedded_engine("the package wasmtime does not load here") from problem
    from argmap.io.graphviz.embedded import shared_engine

    return shared_engine()
