"""How a PDF sets text: in Helvetica, which every reader has, or in a TrueType font that the file carries."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Iterable
from typing import Protocol

from argmap.draw.measure import Weight, helvetica_width
from argmap.draw.truetype import TrueType
from argmap.model.findings import Refusal

FontFiles = Iterable[tuple[bytes, bytes]]
"""Fonts found on this machine, regular and bold, the best first."""

AddObject = Callable[[str, bytes | None], int]
"""Adds an object, perhaps with a stream, to a PDF and gives its number."""

STAND_INS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2009": " ", "\u202f": "\u00a0", "\u2192": ">"}
)
"""Characters outside Helvetica's alphabet that have a plain neighbour inside it."""


class Typeface(Protocol):
    """One weight of a font in a PDF."""

    def encoded(self, text: str) -> str:
        """``text`` as a PDF string."""

    def width(self, text: str, size: float) -> float:
        """How wide ``text`` is at a size, both in points."""

    def embedded(self, add: AddObject) -> int:
        """Add the font to a PDF, after all text is encoded; returns the number of its object."""


class Helvetica:
    """The standard font, with the alphabet of Western Europe (WinAnsi)."""

    def __init__(self, weight: Weight) -> None:
        self._weight: Weight = weight

    def encoded(self, text: str) -> str:
        """In WinAnsi, as hexadecimal."""
        return "<" + text.translate(STAND_INS).encode("cp1252").hex().upper() + ">"

    def width(self, text: str, size: float) -> float:
        """By Adobe's metrics."""
        return helvetica_width(text, size, self._weight)

    def embedded(self, add: AddObject) -> int:
        """Named only: the reader has it."""
        name = "Helvetica-Bold" if self._weight == "bold" else "Helvetica"
        return add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>", None)


class Embedded:
    """A TrueType font carried in the file, cut down to the glyphs used."""

    def __init__(self, font: TrueType, weight: Weight) -> None:
        self._font = font
        self._name = f"ARGMAP+Text{'Bold' if weight == 'bold' else ''}"
        self._used: dict[int, str] = {}

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph for a character."""
        return self._font.glyph(char) != 0

    def encoded(self, text: str) -> str:
        """By the numbers of glyphs, which are kept for the subset."""
        plain = text.translate(STAND_INS)
        glyphs = [self._font.glyph(char) for char in plain]
        self._used |= zip(glyphs, plain, strict=True)
        return "<" + "".join(f"{glyph:04X}" for glyph in glyphs) + ">"

    def width(self, text: str, size: float) -> float:
        """By the font's own advance widths."""
        return sum(self._font.advance(self._font.glyph(char)) for char in text) * size / 1000

    def embedded(self, add: AddObject) -> int:
        """The glyphs used so far, their widths, and the characters that they stand for."""
        used = sorted(self._used)
        file = self._font.subset(used)
        packed = zlib.compress(file, 9)
        stream = add(f"<< /Length {len(packed)} /Length1 {len(file)} /Filter /FlateDecode >>", packed)
        bounds = " ".join(map(str, self._font.bounds))
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{self._name} /Flags 4 /FontBBox [{bounds}] /ItalicAngle 0 "
            f"/Ascent {self._font.ascent} /Descent {self._font.descent} /CapHeight 700 /StemV 80 "
            f"/FontFile2 {stream} 0 R >>",
            None,
        )
        widths = " ".join(f"{glyph} [{self._font.advance(glyph)}]" for glyph in used)
        child = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{self._name} /CIDToGIDMap /Identity "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} 0 R /DW 600 /W [{widths}] >>",
            None,
        )
        meaning = self._meaning(used)
        unicode = add(f"<< /Length {len(meaning)} >>", meaning)
        return add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{self._name} /Encoding /Identity-H "
            f"/DescendantFonts [{child} 0 R] /ToUnicode {unicode} 0 R >>",
            None,
        )

    def _meaning(self, used: list[int]) -> bytes:
        """The table from glyphs back to characters, by which text is selected and searched (ISO 32000-1, 9.10.3)."""
        rows = [f"<{glyph:04X}> <{self._used[glyph].encode('utf-16-be').hex().upper()}>" for glyph in used]
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Meaning def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
        return "\n".join(lines).encode("ascii")


def typefaces(texts: Iterable[str], fonts: FontFiles) -> dict[Weight, Typeface]:
    """The fonts that can set all ``texts``: Helvetica if it can, else the first of ``fonts`` that can.

    Raises Refusal, naming a character, when none can.
    """
    letters = sorted({char for text in texts for char in text.translate(STAND_INS)})
    foreign = [char for char in letters if not _is_western(char)]
    if not foreign:
        return {"regular": Helvetica("regular"), "bold": Helvetica("bold")}
    joined = [char for char in foreign if _needs_shaping(char)]
    missing = joined[0] if joined else foreign[0]
    for files in () if joined else fonts:
        regular, bold = (Embedded(TrueType(data), weight) for data, weight in zip(files, _WEIGHTS, strict=True))
        lacking = [char for char in letters if not (regular.covers(char) and bold.covers(char))]
        if not lacking:
            return {"regular": regular, "bold": bold}
        missing = lacking[0]
    raise Refusal(
        f"No font for PDF here has the character '{missing}' (U+{ord(missing):04X}), or it must be joined to its "
        "neighbours, which PDF export does not do. Export svg or html, which hold every script, and print that."
    )


_WEIGHTS: tuple[Weight, Weight] = ("regular", "bold")


def _is_western(char: str) -> bool:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _needs_shaping(char: str) -> bool:
    """Whether a letter is read from the right, or changes with its neighbours (as in Indic scripts)."""
    return (
        unicodedata.bidirectional(char) in {"R", "AL"}
        or 0x0900 <= ord(char) <= 0x109F
        or 0x1780 <= ord(char) <= 0x17FF
        or unicodedata.combining(char) != 0
    )
