"""Fonts in a PDF: Helvetica, which every reader has, and fonts that the file carries, cut down to the glyphs used."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from argmap.draw.measure import Weight

if TYPE_CHECKING:
    from argmap.draw.pdf.shaping import Font, Glyph

AddObject = Callable[[str, bytes | None], int]
"""Adds an object, perhaps with a stream, to a PDF and gives its number."""


def helvetica(weight: Weight) -> str:
    """Helvetica as an object: named only, in the alphabet of Western Europe (WinAnsi)."""
    name = "Helvetica-Bold" if weight == "bold" else "Helvetica"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


class EmbeddedFont:
    """A font with outlines. Codes of four hexadecimal digits name each glyph together with what it stands for."""

    digits = 4

    def __init__(self, font: Font, name: str) -> None:
        self.font, self.name = font, name
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: Glyph) -> int | None:
        """The code of a glyph, given when it is first used."""
        return self._codes.setdefault((glyph.number, glyph.letter), len(self._codes) + 1)

    def advance(self, glyph: Glyph) -> float:
        """How far a glyph moves on by itself, in 1/1000 em."""
        return self.font.advance(glyph.number)

    def embedded(self, add: AddObject) -> int:
        """Adds the font with the glyphs used so far; the number of its object."""
        used = sorted({number for number, _ in self._codes})
        outlines, file, kind = _cut_down(self.font, used)
        stream = _stream(add, file, kind)
        low, high, up, down = _bounds(self.font)
        name = f"ARGMAP+{self.name}"
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{low} {down} {high} {up}] "
            f"/ItalicAngle 0 /Ascent {up} /Descent {down} /CapHeight 700 /StemV 80 /{outlines} {stream} 0 R >>",
            None,
        )
        widths = " ".join(f"{number} [{self.font.advance(number)}]" for number in used)
        true_type = outlines == "FontFile2"
        child = add(
            f"<< /Type /Font /Subtype /{'CIDFontType2 /CIDToGIDMap /Identity' if true_type else 'CIDFontType0'} "
            f"/BaseFont /{name} {_IDENTITY} /FontDescriptor {descriptor} 0 R /DW 600 /W [{widths}] >>",
            None,
        )
        glyphs = {code: str(number) for (number, _), code in self._codes.items()}
        letters = {code: _hexadecimal(letter) for (_, letter), code in self._codes.items()}
        encoding = _table(add, "cidchar", glyphs, self.digits, f"/Type /CMap /CMapName /Codes {_IDENTITY}")
        meanings = _table(add, "bfchar", letters, self.digits)
        return add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding {encoding} 0 R "
            f"/DescendantFonts [{child} 0 R] /ToUnicode {meanings} 0 R >>",
            None,
        )


class Pictured:
    """A font of pictures, as emoji are. Glyphs are called in the order of their use, two hexadecimal digits each."""

    digits = 2
    MOST = 256

    def __init__(self, font: Font, name: str) -> None:
        self.font, self.name = font, name
        self._glyphs: dict[int, Glyph] = {}

    def code(self, glyph: Glyph) -> int | None:
        """By which number a glyph is called; None when the table is full."""
        if glyph.number not in self._glyphs and len(self._glyphs) == self.MOST:
            return None
        self._glyphs.setdefault(glyph.number, glyph)
        return list(self._glyphs).index(glyph.number)

    def advance(self, glyph: Glyph) -> float:
        """How far a glyph moves on by itself, in 1/1000 em."""
        return glyph.advance

    def embedded(self, add: AddObject) -> int:
        """Adds a font whose glyphs paint their pictures (ISO 32000-1, 9.6.5)."""
        glyphs = list(self._glyphs.values())
        drawn = [self._drawn(add, glyph) for glyph in glyphs]
        names = [f"/g{at}" for at in range(len(glyphs))]
        procedures = " ".join(f"{name} {number} 0 R" for name, (number, _) in zip(names, drawn, strict=True))
        images = " ".join(f"/I{image} {image} 0 R" for _, image in drawn if image)
        low, high, up, down = _bounds(self.font)
        widths = " ".join(f"{glyph.advance:g}" for glyph in glyphs)
        letters = {at: _hexadecimal(glyph.letter) for at, glyph in enumerate(glyphs)}
        meanings = _table(add, "bfchar", letters, self.digits)
        return add(
            f"<< /Type /Font /Subtype /Type3 /FontBBox [{low} {down} {high} {up}] /FontMatrix [0.001 0 0 0.001 0 0] "
            f"/CharProcs << {procedures} >> /Encoding << /Type /Encoding /Differences [0 {' '.join(names)}] >> "
            f"/FirstChar 0 /LastChar {len(glyphs) - 1} /Widths [{widths}] "
            f"/Resources << /XObject << {images} >> >> /ToUnicode {meanings} 0 R >>",
            None,
        )

    def _drawn(self, add: AddObject, glyph: Glyph) -> tuple[int, int]:
        """The numbers of what paints a glyph, and of its image; 0 where it has none."""
        picture = self.font.picture(glyph.number)
        image = _image(add, picture[0]) if picture else 0
        paint = ""
        if picture:
            left, bottom, wide, tall = picture[1]
            paint = f"q {wide:g} 0 0 {tall:g} {left:g} {bottom:g} cm /I{image} Do Q"
        return _stream(add, f"{glyph.advance:g} 0 d0 {paint}".encode("ascii")), image


def _cut_down(font: Font, used: Iterable[int]) -> tuple[str, bytes, str]:
    """The name of a PDF's entry for a font file, the file with only these glyphs, and more of the stream's header."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(used)
    wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(_tag(name) for name in _NOT_FOR_PDF)
    face = uharfbuzz.subset(font.face, wanted)
    if "CFF " in face.table_tags:
        return "FontFile3", bytes(face.reference_table("CFF ").data), "/Subtype /CIDFontType0C"
    file = bytes(face.blob.data)
    return "FontFile2", file, f"/Length1 {len(file)}"


_NOT_FOR_PDF = tuple("BASE DSIG GDEF GPOS GSUB OS/2 STAT VORG cmap kern name vhea vmtx".split())
"""Tables that say how to shape text, which is done by then."""


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _bounds(font: Font) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of a line of the font, in 1/1000 em."""
    extents = font.font.get_font_extents("ltr")
    em = 1000 / font.face.upem
    return -1000, 3000, round(extents.ascender * em), round(extents.descender * em)


def _image(add: AddObject, png: bytes) -> int:
    from argmap.draw.pdf.png_pixels import pixels

    picture = pixels(png)
    common = f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} /BitsPerComponent 8"
    mask = _stream(add, picture.opacity, f"{common} /ColorSpace /DeviceGray")
    return _stream(add, picture.colours, f"{common} /ColorSpace /DeviceRGB /SMask {mask} 0 R")


def _stream(add: AddObject, data: bytes, more: str = "") -> int:
    packed = zlib.compress(data, 9)
    return add(f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>", packed)


_IDENTITY = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"

NOTHING = "\u200b"
"""What a glyph stands for whose part in a cluster another has told; no entry at all would let readers guess."""


def _hexadecimal(letter: str) -> str:
    return f"<{(letter or NOTHING).encode('utf-16-be', 'replace').hex().upper()}>"


def _table(add: AddObject, kind: str, entries: dict[int, str], digits: int, more: str = "") -> int:
    """Adds a table from codes to glyphs (``cidchar``) or to characters (``bfchar``), by which text is found, selected
    and copied (ISO 32000-1, 9.7.5 and 9.10.3).
    """
    rows = [f"<{code:0{digits}X}> {value}" for code, value in sorted(entries.items())]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CMapName /Codes def /CMapType {1 if kind == 'cidchar' else 2} def",
        f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange",
        *(f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}" for block in blocks),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return _stream(add, "\n".join(lines).encode("ascii"), more)
