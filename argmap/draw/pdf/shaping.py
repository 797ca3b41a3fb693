"""Shaping: which glyphs of which fonts a line of text is set with, and where each goes (HarfBuzz).

Letters that join, marks that move and signs that merge come out as their script wants. A cluster of characters is
set in the first font that has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz

from argmap.draw.measure import clusters
from argmap.draw.pdf.bidi import visual_runs

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Characters that tell the letters beside them how to look, and need no glyph of their own."""


class Glyph(NamedTuple):
    """One glyph: its number, how far it moves on, and where it is set from there; lengths in 1/1000 em.

    ``text`` is the cluster of characters that it stands for, which began at ``start`` of its run. ``letter`` is its
    own part of that: all of it for the widest glyph of a cluster, nothing for the others; a run from the right gives
    it in the order of sight, as readers of PDF expect. ``alone``: its letter is all that need be told.
    """

    number: int
    advance: float
    across: float
    up: float
    start: int
    text: str
    letter: str
    alone: bool


class Font:
    """A font file. ``index`` is its place in a collection. Raises ValueError for a file that holds no font."""

    def __init__(self, data: bytes, index: int = 0) -> None:
        self.face = uharfbuzz.Face(data, index)
        if not self.face.glyph_count:
            raise ValueError("not a font")
        self.font = uharfbuzz.Font(self.face)
        self._em: float = 1000 / self.face.upem

    def covers(self, cluster: str) -> bool:
        """Whether the font has a glyph for every character that needs one."""
        return all(char in JOINERS or self.font.get_nominal_glyph(ord(char)) for char in cluster)

    def advance(self, number: int) -> int:
        """How wide a glyph is, in 1/1000 em."""
        units: int = self.font.get_glyph_h_advance(number)
        return round(units * self._em)

    @cached_property
    def has_pictures(self) -> bool:
        """Whether its glyphs are pictures of pixels, in colour."""
        return bool(self.face.has_color_png)

    def picture(self, number: int) -> tuple[bytes, tuple[float, float, float, float]] | None:
        """A glyph's picture as a PNG file, and its left, bottom, width and height in 1/1000 em."""
        blob = self.font.get_glyph_color_png(number) if self.has_pictures else None
        extents = self.font.get_glyph_extents(number)
        if not blob or not len(blob) or extents is None:
            return None
        left, top, wide, down = extents.x_bearing, extents.y_bearing, extents.width, extents.height
        return blob.data, (left * self._em, (top + down) * self._em, wide * self._em, -down * self._em)

    def _found(self, text: str, from_right: bool) -> list[Any]:
        """HarfBuzz's own records of the glyphs of a run, and of where they go."""
        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints([ord(char) for char in text])
        buffer.direction = "rtl" if from_right else "ltr"
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))

    def shaped(self, text: str, from_right: bool) -> Iterator[Glyph]:
        """The glyphs of a run of one direction, from left to right."""
        glyphs = self._found(text, from_right)
        widest: dict[int, int] = {}
        for at, (info, place) in enumerate(glyphs):
            best = widest.setdefault(info.cluster, at)
            if place.x_advance > glyphs[best][1].x_advance:
                widest[info.cluster] = at
        ends = dict(pairwise([*sorted(widest), len(text)]))
        counts = Counter(info.cluster for info, _ in glyphs)
        for at, (info, place) in enumerate(glyphs):
            stands_for = text[info.cluster : ends[info.cluster]]
            letter = stands_for if widest[info.cluster] == at else ""
            yield Glyph(
                info.codepoint,
                place.x_advance * self._em,
                place.x_offset * self._em,
                place.y_offset * self._em,
                info.cluster,
                stands_for,
                letter[::-1] if from_right else letter,
                from_right or counts[info.cluster] == 1,
            )


def shaped(text: str, fonts: Sequence[Font], from_right: bool) -> Iterator[tuple[Font, Glyph]]:
    """The glyphs of a line from left to right, each with its font.

    Raises LookupError, with the cluster as its argument, for what no font has.
    """
    for run, turned in visual_runs(text, from_right):
        parts = list(_in_one_font(run, fonts))
        for part, font in reversed(parts) if turned else parts:
            for glyph in font.shaped(part, turned):
                yield font, glyph


def _in_one_font(run: str, fonts: Sequence[Font]) -> Iterator[tuple[str, Font]]:
    """A run in the stretches that one font sets."""
    stretch, current = "", None
    for cluster in clusters(run):
        font = _font_of(cluster, fonts)
        if font is not current and stretch and current:
            yield stretch, current
            stretch = ""
        stretch, current = stretch + cluster, font
    if current:
        yield stretch, current


def _font_of(cluster: str, fonts: Sequence[Font]) -> Font:
    coloured = is_emoji(cluster)
    for font in sorted(fonts, key=lambda font: font.has_pictures != coloured):
        if font.covers(cluster):
            return font
    raise LookupError(cluster)


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is a picture rather than a letter (UTS #51, by block and variation selector)."""
    return "\ufe0e" not in cluster and ("\ufe0f" in cluster or ord(cluster[0]) >= 0x1F000)
