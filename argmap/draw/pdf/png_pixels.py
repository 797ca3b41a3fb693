"""Reading the pixels of a PNG file (ISO/IEC 15948) as fonts hold them: up to 8 bits a sample, not interlaced."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples a pixel by colour type: grey, colour, palette, grey with alpha, colour with alpha."""


class Pixels(NamedTuple):
    """A picture, row by row from the top: three bytes of colour a pixel, and one of opacity."""

    width: int
    height: int
    colours: bytes
    opacity: bytes


def pixels(data: bytes) -> Pixels:
    """The pixels of a PNG file. Raises ValueError for one of another kind."""
    chunks = _chunks(data)
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks["IHDR"])
    if depth > 8 or interlaced or kind not in _SAMPLES:
        raise ValueError("not a PNG file with up to 8 bits a sample")
    size = _SAMPLES[kind]
    row = (width * size * depth + 7) // 8
    samples = _unfiltered(zlib.decompress(chunks["IDAT"]), row, height, size)
    if depth < 8:
        samples = _unpacked(samples, row, width, depth)
        if kind == 0:
            samples = bytes([sample * 255 // (2**depth - 1) for sample in samples])
    if kind == 3:
        return _from_palette(width, height, samples, chunks["PLTE"], chunks.get("tRNS", b""))
    planes = [samples[at::size] for at in range(size)]
    red, green, blue = (planes[0],) * 3 if size < 3 else planes[:3]
    colours = bytearray(3 * width * height)
    colours[0::3], colours[1::3], colours[2::3] = red, green, blue
    return Pixels(width, height, bytes(colours), planes[-1] if size in {2, 4} else b"\xff" * (width * height))


def _chunks(data: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8].decode("latin-1")
        found[name] = found.get(name, b"") + data[at + 8 : at + 8 + length]
        at += 12 + length
    if not {"IHDR", "IDAT"} <= found.keys():
        raise ValueError("not a PNG file")
    return found


def _unfiltered(data: bytes, row: int, height: int, size: int) -> bytes:
    """Samples without the filters of their rows (9.2); ``row`` and ``size`` are the bytes of a row and of a pixel."""
    out, above = bytearray(), bytearray(row)
    for line in range(height):
        start = line * (row + 1)
        current = bytearray(data[start + 1 : start + 1 + row])
        _undo(data[start], current, above, size)
        out += current
        above = current
    return bytes(out)


def _undo(filtering: int, row: bytearray, above: bytearray, size: int) -> None:
    for at in range(len(row) if filtering else 0):
        left = row[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[filtering]
        row[at] = (row[at] + guess) & 0xFF


def _unpacked(data: bytes, row: int, width: int, depth: int) -> bytes:
    """A byte for each sample of ``depth`` bits, of which several stand in each of a row's ``row`` bytes (7.2)."""
    most, shifts = 2**depth - 1, range(8 - depth, -1, -depth)
    samples = bytes([byte >> shift & most for byte in data for shift in shifts])
    wide = row * len(shifts)
    return b"".join(samples[start : start + width] for start in range(0, len(samples), wide))


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def _from_palette(width: int, height: int, samples: bytes, palette: bytes, opacities: bytes) -> Pixels:
    colours = b"".join(palette[3 * sample : 3 * sample + 3] for sample in samples)
    table = bytes(opacities[sample] if sample < len(opacities) else 255 for sample in range(256))
    return Pixels(width, height, colours, samples.translate(table))
