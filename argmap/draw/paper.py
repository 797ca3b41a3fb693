"""The sizes of paper and slides that a picture can be fitted to. Lengths are points."""

from __future__ import annotations

from typing import Literal

PaperName = Literal["a4", "a4-landscape", "a3", "letter", "16:9"]

PAPERS: dict[PaperName, tuple[float, float]] = {
    "a4": (595.28, 841.89),
    "a4-landscape": (841.89, 595.28),
    "a3": (841.89, 1190.55),
    "letter": (612.0, 792.0),
    "16:9": (960.0, 540.0),
}
"""Width and height."""

FIXED: frozenset[PaperName] = frozenset({"16:9", "a4-landscape"})
"""Those that may not be turned."""

LEAST_TEXT: dict[PaperName, float] = {"a4": 7.0, "a4-landscape": 7.0, "a3": 7.0, "letter": 7.0, "16:9": 12.0}
"""The size of claims' text from which a whole map is shown on one page."""

PAGE_TEXT: dict[PaperName, float] = {"a4": 9.0, "a4-landscape": 9.0, "a3": 9.0, "letter": 9.0, "16:9": 12.0}
"""The size of claims' text on all pages of a series."""

READABLE_TEXT: dict[PaperName, float] = {"a4": 7.0, "a3": 7.0, "16:9": 12.0}
"""The size of text on a single page below which there is a warning. A slide is read from further away."""
