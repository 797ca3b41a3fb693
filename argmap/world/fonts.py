"""Fonts of this machine, for files that must carry their letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PAIRS = (
    ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
    ("/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
    ("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
    ("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"),
    ("/System/Library/Fonts/Supplemental/Arial.ttf", "/System/Library/Fonts/Supplemental/Arial Bold.ttf"),
    ("C:/Windows/Fonts/arial.ttf", "C:/Windows/Fonts/arialbd.ttf"),
)
"""Regular and bold, where Linux distributions, macOS and Windows keep sans-serif fonts with many alphabets."""


def text_fonts() -> Iterator[tuple[bytes, bytes]]:
    """Regular and bold of each font that is here, the best first."""
    for regular, bold in (map(Path, pair) for pair in PAIRS):
        if regular.is_file() and bold.is_file():
            yield regular.read_bytes(), bold.read_bytes()
