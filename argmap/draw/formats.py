"""The formats of an export: by name, whether it needs a layout, and how its bytes are made. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.draw.drawing import Drawing
from argmap.draw.picture import Picture
from argmap.draw.theme import ThemeName

Write = Callable[[Drawing, Picture | None, ThemeName], bytes]


@dataclass(frozen=True)
class Format:
    """A kind of file. ``write`` makes its bytes; ``drawn`` says that it needs the picture, so a layout."""

    suffix: str
    about: str
    drawn: bool
    write: Write


def _svg(drawing: Drawing, picture: Picture | None, theme: ThemeName) -> bytes:
    from argmap.draw import svg

    return svg.write(_laid_out(picture), theme).encode()


def _dot(drawing: Drawing, picture: Picture | None, theme: ThemeName) -> bytes:
    return drawing.readable_dot().encode()


def _laid_out(picture: Picture | None) -> Picture:
    if picture is None:
        raise AssertionError("a drawn format was asked for without its picture")
    return picture


FORMATS: Mapping[str, Format] = {
    "svg": Format(".svg", "a picture for browsers, documents and print", True, _svg),
    "dot": Format(".dot", "Graphviz's language, for other tools", False, _dot),
}
"""By the name that ``--format`` takes."""


def format_of(name: str) -> str | None:
    """The format that a file name's ending asks for."""
    lowered = name.lower()
    return next((key for key, item in FORMATS.items() if lowered.endswith(item.suffix)), None)
