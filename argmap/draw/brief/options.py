"""The options of a brief."""

from __future__ import annotations

from typing import NamedTuple

from argmap.draw.measure import ANY_FONT, FontMetrics
from argmap.draw.paper import SLIDES, PaperName

SMALL, SMALL_ON_PAPER, SMALL_ON_SLIDE = 8.0, 8.8, 9.4
"""The sizes of the texts beside those of rows: on a screen, where they can be enlarged; on paper and with notes,
which are read too; on a slide, which is read from further away, almost that of rows."""

WINDOW = 900
"""Width of a brief in a page of HTML, in CSS pixels."""


class BriefOptions(NamedTuple):
    """The options of a brief.

    It is fitted to ``paper``, A4 unless another is named, or is ``width`` CSS pixels wide and as tall as its text
    needs. ``depth`` is the number of levels below main claims, whatever the size of the text is then; None for as
    many as can be read, and :data:`ALL` for all. ``quotes`` adds notes on who said what. Its text is measured in
    ``font``, which is known where the file carries it.
    """

    paper: PaperName | None = None
    width: int | None = None
    depth: int | None = None
    quotes: bool = False
    font: FontMetrics = ANY_FONT

    @property
    def small(self) -> float:
        """The size of labels, badges and notes beside rows with text of 10 points."""
        if self.paper in SLIDES:
            return SMALL_ON_SLIDE
        return SMALL if self.width is not None and not self.quotes else SMALL_ON_PAPER

    def for_window(self) -> BriefOptions:
        """The same for a page of HTML, which has no paper unless one is asked for."""
        return self._replace(width=WINDOW) if self.paper is None and self.width is None else self


ALL = 1000
"""A depth that shows all levels."""
