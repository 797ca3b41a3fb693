"""The sizes of paper and slides that a picture can be fitted to. Lengths are points."""

from __future__ import annotations

from typing import Literal

PaperName = Literal["a4", "a3", "16:9"]

PAPERS: dict[PaperName, tuple[float, float]] = {
    "a4": (595.28, 841.89),
    "a3": (841.89, 1190.55),
    "16:9": (960.0, 540.0),
}
"""Width and height. Paper may be turned, a slide may not."""

LEAST_TEXT: dict[PaperName, float] = {"a4": 7.0, "a3": 7.0, "16:9": 9.0}
"""The size of claims' text below which a page is divided."""

READABLE_TEXT: dict[PaperName, float] = {"a4": 7.0, "a3": 7.0, "16:9": 12.0}
"""The size of text on a single page below which there is a warning. A slide is read from further away."""
