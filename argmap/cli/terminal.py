"""Whether a stream takes colour."""

from __future__ import annotations

import os
from typing import TextIO


def takes_colour(stream: TextIO) -> bool:
    """A terminal that can show colour, unless ``NO_COLOR`` (no-color.org) says otherwise."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
