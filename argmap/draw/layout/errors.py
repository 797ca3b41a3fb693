"""Why there is no layout, in sentences that say what to do."""

from __future__ import annotations

from typing import Literal

from argmap.model.findings import Refusal

Cause = Literal["deadline", "cancelled", "memory", "crash", "missing", "unusable"]
"""``missing``: the system engine, which was asked for by name; ``unusable``: the embedded engine."""


class LayoutRefused(Refusal):
    """A layout that could not be made; ``cause`` says in one word why, the message says what to do."""

    def __init__(self, cause: Cause, message: str) -> None:
        self.cause: Cause = cause
        super().__init__(message)


def too_slow(seconds: float) -> LayoutRefused:
    """The refusal for a layout that passed its deadline of so many seconds."""
    return LayoutRefused(
        "deadline",
        f"Laying this map out took longer than {_time(seconds)} and was stopped. "
        "Draw a part of it (--tension, --focus) or allow more time (--deadline).",
    )


def not_begun(seconds: float) -> LayoutRefused:
    """The refusal for a layout that would pass a deadline of so many seconds by far."""
    return LayoutRefused(
        "deadline",
        f"Laying this map out would take far longer than {_time(seconds)}, so it was not begun. "
        "Draw a part of it (--tension, --focus) or allow much more time (--deadline).",
    )


def _time(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:.3g} seconds"


def no_answer(why: str) -> LayoutRefused:
    """The refusal for an engine that answered with something else than a layout, such as one "without places"."""
    return LayoutRefused(
        "crash", f"The layout engine gave an answer {why}. Try another (--engine embedded, --engine system)."
    )


def no_embedded_engine(why: str) -> LayoutRefused:
    """The refusal when the embedded engine cannot start; ``why`` is part of a sentence, without paths or versions."""
    return LayoutRefused(
        "unusable",
        f"The embedded layout engine cannot start: {why}. Use --engine system with Graphviz installed, "
        "or install argmap again.",
    )


def cancelled_by_caller() -> LayoutRefused:
    """The refusal for a layout that the caller stopped."""
    return LayoutRefused("cancelled", "The layout was stopped before it was finished.")
