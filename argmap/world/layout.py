"""Laying a graph out: DOT text in, Graphviz's ``json0`` out, by one of two engines.

The embedded engine is Graphviz as WebAssembly and needs nothing installed; the system engine is the ``dot`` on the
search path. Whatever goes wrong, the caller gets a sentence (:class:`LayoutRefused`) and never waits past the
deadline.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

from argmap.model.findings import Refusal

EngineName = Literal["embedded", "system"]
ENGINES: tuple[EngineName, ...] = ("embedded", "system")

DEADLINE = 30.0
"""Seconds that a layout may take unless the caller says otherwise."""

Cause = Literal["deadline", "cancelled", "memory", "crash", "missing"]


class LayoutRefused(Refusal):
    """A layout that could not be made; ``cause`` says in one word why, the message says what to do."""

    def __init__(self, cause: Cause, message: str) -> None:
        self.cause: Cause = cause
        super().__init__(message)


def too_slow(seconds: float) -> LayoutRefused:
    """The refusal for a layout that passed its deadline of so many seconds."""
    return LayoutRefused(
        "deadline",
        f"Laying this map out took longer than {seconds:.3g} seconds and was stopped. "
        "Draw a part of it (--tension, --focus) or allow more time (--deadline).",
    )


def not_begun(seconds: float) -> LayoutRefused:
    """The refusal for a layout that would pass a deadline of so many seconds by far."""
    return LayoutRefused(
        "deadline",
        f"Laying this map out would take far longer than {seconds:.3g} seconds, so it was not begun. "
        "Draw a part of it (--tension, --focus) or allow much more time (--deadline).",
    )


def no_answer(why: str) -> LayoutRefused:
    """The refusal for an engine that answered with something else than a layout, such as one "without places"."""
    return LayoutRefused(
        "crash", f"The layout engine gave an answer {why}. Try another (--engine embedded, --engine system)."
    )


def cancelled_by_caller() -> LayoutRefused:
    """The refusal for a layout that the caller stopped."""
    return LayoutRefused("cancelled", "The layout was stopped before it was finished.")


def lay_out(
    dot: str,
    engine: EngineName = "embedded",
    deadline: float = DEADLINE,
    cancelled: threading.Event | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> bytes:
    """The ``json0`` layout of ``dot``, lengths in points (1/72 inch), y upwards.

    ``deadline`` is in seconds; setting ``cancelled`` from another thread stops the layout at once. The embedded
    engine works beside ``meanwhile``, which should be short, as nobody looks at the clock during it.
    Raises LayoutRefused.
    """
    stop = cancelled or threading.Event()
    if engine == "system":
        from argmap.world.layout_system import lay_out_by_system

        return lay_out_by_system(dot, deadline, stop)
    from argmap.world.layout_embedded import shared_engine

    return shared_engine().lay_out(dot, deadline, stop, meanwhile)
