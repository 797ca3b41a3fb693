"""From a picture to PNG, by resvg (a renderer of SVG in Rust), which the extra ``argmap[png]`` brings."""

from __future__ import annotations

from argmap.draw import svg
from argmap.draw.picture import Picture
from argmap.draw.theme import ThemeName
from argmap.model.findings import Refusal

ZOOM = 2.0
"""Pixels a point: sharp on dense screens and in slides."""

LARGEST = 16_000
"""Pixels across at most; larger pictures are drawn with fewer pixels a point."""


def write(picture: Picture, theme: ThemeName = "light") -> bytes:
    """The PNG of a picture. Letters come from this machine's fonts. Raises Refusal without the renderer."""
    try:
        import resvg_py
    except ImportError as missing:
        raise Refusal(
            "PNG needs the package resvg-py. Install it with 'pip install argmap[png]', or export svg or pdf."
        ) from missing
    zoom = min(ZOOM, LARGEST / max(picture.width, picture.height))
    # The picture's unit is the point; resvg's is the pixel.
    text = svg.write(picture, "light" if theme == "auto" else theme).replace('pt"', '"', 2)
    return bytes(resvg_py.svg_to_bytes(svg_string=text, zoom=zoom, sans_serif_family="DejaVu Sans"))
