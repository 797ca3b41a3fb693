"""Common parts of both kinds of office files: the refusal without the library, and fonts whose widths are known on
every machine."""

from __future__ import annotations

import re
from collections.abc import Callable

from argmap.model.findings import MapError

FONT = "Arial"
"""Liberation Sans, which stands in for it elsewhere, has the same widths."""


def missing(what: str, package: str) -> MapError:
    """The refusal when a library is not installed."""
    return MapError(
        f"{what} are written by the package {package}, which is not here. "
        "Install it with: pip install 'argmap[office]'"
    )


def with_fonts(theme: bytes) -> bytes:
    """A part that holds a theme, with :data:`FONT` for Latin letters."""
    return re.sub(rb'(<a:latin typeface=")[^"+]*(")', rb"\g<1>" + FONT.encode() + rb"\g<2>", theme)


_PARTS = ("word/theme/theme1.xml", "ppt/theme/theme1.xml", "ppt/theme/theme2.xml", "ppt/theme/theme3.xml")
THEMES: dict[str, Callable[[bytes], bytes]] = dict.fromkeys(_PARTS, with_fonts)
"""What is changed in parts that a library writes, by their names."""
