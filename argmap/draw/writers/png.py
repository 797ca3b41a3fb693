"""From a picture to PNG, by way of SVG."""

from __future__ import annotations

from collections.abc import Callable

from argmap.draw.display_list import Picture
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.theme import ThemeName
from argmap.draw.writers import svg
from argmap.model.findings import Refusal

ZOOM = 2.0
"""Pixels a point: sharp on dense screens and in slides."""

LARGEST = 16_000
"""Pixels across at most; larger pictures are drawn with fewer pixels a point."""

MOST_PIXELS = 100_000_000
"""Pixels in all at most: each takes four bytes of memory while it is drawn."""

LEAST_TEXT = 7.0
"""Pixels that a claim's text is high at least, to be read."""

NO_TEXT = 2.0
"""Pixels below which not even the shape of words is left. To draw it all the same takes minutes and gigabytes."""


def write(
    picture: Picture,
    rasterise: Callable[[str, float], bytes],
    say: Callable[[str], None] = lambda sentence: None,
    theme: ThemeName = "light",
    ahead: svg.Ahead = svg.NOTHING,
) -> bytes:
    """The PNG of a picture, which ``rasterise`` makes of its SVG at so many pixels a unit.

    ``ahead`` are parts of that SVG which are written already. ``say`` is told when the picture is so large that its
    text cannot be read. Raises Refusal when it is larger still.
    """
    across = max(picture.width, picture.height)
    zoom = min(ZOOM, LARGEST / across, (MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    text = TEXT_SIZE * zoom
    if text < LEAST_TEXT:
        sentence = (
            f"The text of the PNG {'would be' if text < NO_TEXT else 'is'} {text:.1f} pixels high, which cannot be "
            "read. Draw a part (--tension, --focus), or export svg, html or pdf."
        )
        if text < NO_TEXT:
            raise Refusal(sentence)
        say(sentence)
    # The picture's unit is the point; the renderer's is the pixel.
    text = svg.write(picture, "light" if theme == "auto" else theme, ahead)
    return rasterise(text.replace('pt"', '"', 2), zoom)
