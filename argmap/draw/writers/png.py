"""From a picture to PNG, through SVG and a renderer that is passed in."""

from __future__ import annotations

from collections.abc import Callable

from argmap.draw.display_list import Picture
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.theme import FONTS, OWN_FONT, ThemeName
from argmap.draw.writers import svg
from argmap.model.findings import MapError

ZOOM = 2.0
"""Pixels per point, for screens of high density and for slides."""

LARGEST = 16_000
"""Maximum width and height in pixels; larger pictures have fewer pixels per point."""

MOST_PIXELS = 100_000_000
"""Maximum number of pixels; rendering takes four bytes of memory for each."""

LEAST_TEXT = 7.0
"""The height of claims' text in pixels below which it cannot be read."""

NO_TEXT = 2.0
"""The height in pixels below which text is not even recognisable. Rendering would take minutes and gigabytes."""


def write(
    picture: Picture,
    rasterise: Callable[[str, float], bytes],
    say: Callable[[str], None] = lambda sentence: None,
    theme: ThemeName = "light",
    cache: svg.MarkupCache | None = None,
) -> bytes:
    """The PNG of a picture.

    ``rasterise`` renders SVG at a number of pixels per unit. ``cache`` holds parts of the SVG that are already
    written. ``say`` is called with a sentence if the text is too small to be read. Raises MapError if it is smaller
    still.
    """
    across = max(picture.width, picture.height)
    zoom = min(ZOOM, LARGEST / across, (MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    text = TEXT_SIZE * zoom
    if text < LEAST_TEXT:
        verb = "would be" if text < NO_TEXT else "is"
        sentence = (
            f"The text of the PNG {verb} {text:.1f} pixels high: too small to read. "
            "Export part of the map (--tension, --focus), or use svg, html or pdf."
        )
        if text < NO_TEXT:
            raise MapError(sentence)
        say(sentence)
    # The picture's unit is the point; the renderer's is the pixel.
    text = svg.write(picture, "light" if theme == "auto" else theme, cache, f"{OWN_FONT}, {FONTS}")
    return rasterise(text.replace('pt"', '"', 2), zoom)
