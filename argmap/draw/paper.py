"""The sizes of paper, slides and columns of text that a picture can be fitted to. Lengths are points."""

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

IN_WORDS: dict[PaperName, str] = {
    "a4": "A4",
    "a4-landscape": "A4 landscape",
    "a3": "A3",
    "letter": "letter paper",
    "16:9": "16:9",
}
"""What a sentence calls them."""

FIXED: frozenset[PaperName] = frozenset({"16:9", "a4-landscape"})
"""Those that may not be turned."""

LARGER_PAPER: dict[PaperName, str] = {"a4": "paper (--fit a4)", "a3": "a larger page (--fit a3)"}
"""Paper on which text is larger, or may be smaller, than on others, and what it is called where it is advised."""

SLIDES: frozenset[PaperName] = frozenset({"16:9"})
"""Those that are read from further away: no text may be smaller than that of claims."""

ABOVE_ON_SLIDE = 0.42
"""The share of the free room of a slide that is above its diagram. Less than half looks like the middle."""

LEAST_TEXT: dict[PaperName, float] = {"a4": 7.0, "a4-landscape": 7.0, "a3": 7.0, "letter": 7.0, "16:9": 12.0}
"""The size of text that can be read on paper, and on a slide, which is read from further away: from it on a whole map
is shown on one page, and below it there is a warning."""

PAGE_TEXT: dict[PaperName, float] = {"a4": 9.0, "a4-landscape": 9.0, "a3": 9.0, "letter": 9.0, "16:9": 12.0}
"""The size of claims' text on all pages of a series."""

COLUMN, LEAST_IN_COLUMN = 900.0, 9.0
"""The width of the column of a README, and the size of claims' text that can be read there, in pixels."""
