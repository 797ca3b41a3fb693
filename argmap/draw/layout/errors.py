"""Why there is no layout, in sentences that say what to do."""

from __future__ import annotations

from typing import Literal

from argmap.model.findings import MapError

Cause = Literal["deadline", "cancelled", "memory", "crash", "missing", "unusable"]
"""``missing``: the system engine, which was asked for by name; ``unusable``: the embedded engine."""


class LayoutError(MapError):
    """No layout could be made. ``cause`` says in one word why, the message what to do about it."""

    def __init__(self, cause: Cause, message: str) -> None:
        self.cause: Cause = cause
        super().__init__(message)


def too_slow(seconds: float) -> LayoutError:
    """A layout passed its deadline, which was in ``seconds``."""
    return LayoutError(
        "deadline",
        f"The layout took longer than {_time(seconds)} and was stopped. "
        "Export part of the map (--tension, --focus) or allow more time (--deadline).",
    )


def not_begun(seconds: float) -> LayoutError:
    """A layout would pass its deadline of ``seconds`` by far."""
    return LayoutError(
        "deadline",
        f"This map is too large to lay out in {_time(seconds)}. "
        "Export part of it (--tension, --focus) or allow much more time (--deadline).",
    )


def _time(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:.3g} seconds"


def no_answer(why: str) -> LayoutError:
    """An engine's answer is no layout; ``why`` ends the sentence, as in "without the place of every node"."""
    return LayoutError(
        "crash", f"The layout engine gave an answer {why}. Try another (--engine embedded, --engine system)."
    )


def no_embedded_engine(why: str) -> LayoutError:
    """The embedded engine cannot start; ``why`` is half a sentence without paths or versions."""
    return LayoutError(
        "unusable",
        f"The embedded layout engine cannot start: {why}. Use --engine system with Graphviz installed, "
        "or install argmap again.",
    )


def cancelled_by_caller() -> LayoutError:
    """The caller stopped the layout."""
    return LayoutError("cancelled", "The layout was stopped before it was finished.")
