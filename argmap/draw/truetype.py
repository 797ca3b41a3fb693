"""TrueType fonts (OpenType 1.9, glyf outlines): what glyph a character has, how wide it is, and a copy of the font
with only the glyphs that are used."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cached_property

KEPT_TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
"""What a PDF reader needs to draw glyphs by number."""


class TrueType:
    """A font file. Raises ValueError for a file that is not a TrueType font with glyf outlines."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack(">H", data[4:6])[0] if data[:4] in {b"\0\1\0\0", b"true"} else 0
        rows = (struct.unpack(">4s3I", data[12 + 16 * at : 28 + 16 * at]) for at in range(count))
        self._tables = {tag.decode("latin-1"): data[start : start + size] for tag, _, start, size in rows}
        if not {"glyf", "loca", "cmap", "hmtx", "head", "hhea", "maxp"} <= self._tables.keys():
            raise ValueError("not a TrueType font with glyf outlines")

    def _number(self, table: str, at: int, form: str = "H") -> int:
        found: int = struct.unpack_from(f">{form}", self._tables[table], at)[0]
        return found

    @property
    def bounds(self) -> tuple[int, ...]:
        """Left, bottom, right and top of all glyphs, in 1/1000 em."""
        return tuple(self._scaled(self._number("head", at, "h")) for at in (36, 38, 40, 42))

    @property
    def ascent(self) -> int:
        """In 1/1000 em, above the baseline."""
        return self._scaled(self._number("hhea", 4, "h"))

    @property
    def descent(self) -> int:
        """In 1/1000 em, below the baseline, so negative."""
        return self._scaled(self._number("hhea", 6, "h"))

    def _scaled(self, units: int) -> int:
        return round(units * 1000 / self._number("head", 18))

    def glyph(self, char: str) -> int:
        """The number of a character's glyph; 0 when the font has none."""
        return self._glyphs.get(ord(char), 0)

    def advance(self, glyph: int) -> int:
        """How wide a glyph is, in 1/1000 em."""
        last = self._number("hhea", 34) - 1
        return self._scaled(self._number("hmtx", 4 * min(glyph, last)))

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        """Glyphs by code point, of the basic plane (cmap format 4)."""
        cmap = self._tables["cmap"]
        for at in range(struct.unpack_from(">H", cmap, 2)[0]):
            platform, _, start = struct.unpack_from(">HHI", cmap, 4 + 8 * at)
            if platform in {0, 3} and struct.unpack_from(">H", cmap, start)[0] == 4:
                return _format_4(cmap[start:])
        return {}

    @cached_property
    def _places(self) -> list[int]:
        """Where each glyph's outline begins in ``glyf``, and where the last ends."""
        count = self._number("maxp", 4) + 1
        if self._number("head", 50):
            return list(struct.unpack_from(f">{count}I", self._tables["loca"]))
        return [2 * half for half in struct.unpack_from(f">{count}H", self._tables["loca"])]

    def _outline(self, glyph: int) -> bytes:
        return self._tables["glyf"][self._places[glyph] : self._places[glyph + 1]]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font file in which only these glyphs, and those they are composed of, have outlines; numbers stay."""
        kept: set[int] = set()
        waiting = [0, *glyphs]
        while waiting:
            glyph = waiting.pop()
            if glyph not in kept:
                kept.add(glyph)
                waiting += _components(self._outline(glyph))
        outlines, places = bytearray(), [0]
        for glyph in range(len(self._places) - 1):
            if glyph in kept:
                outline = self._outline(glyph)
                outlines += outline + b"\0" * (-len(outline) % 4)
            places.append(len(outlines))
        tables = {tag: data for tag, data in self._tables.items() if tag in KEPT_TABLES}
        head = bytearray(tables["head"])
        struct.pack_into(">H", head, 50, 1)
        tables |= {"glyf": bytes(outlines), "loca": struct.pack(f">{len(places)}I", *places), "head": bytes(head)}
        return _file(tables)


def _format_4(table: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    offsets_at = 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    found = {}
    for at, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, offsets_at + 2 * at + offset + 2 * (code - start))[0]
            if glyph or not offset:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def _components(outline: bytes) -> list[int]:
    """The glyphs that a composite outline is made of."""
    if len(outline) < 12 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, more = [], 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append(glyph)
        at += 8 if flags & 1 else 6
        at += 2 if flags & 0x08 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        more = bool(flags & 0x20)
    return found


def _file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">4s4H", b"\0\1\0\0", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    rows, body, start = b"", b"", 12 + 16 * count
    for tag in sorted(tables):
        data = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        total = sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
        rows += struct.pack(">4s3I", tag.encode("latin-1"), total, start + len(body), len(tables[tag]))
        body += data
    return header + rows + body
