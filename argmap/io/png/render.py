"""From SVG to PNG by resvg (a renderer in Rust), which the extra ``argmap[png]`` installs.

It runs in its own process, because it blocks all threads of its process while it renders, and cannot be stopped.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from argmap.escape import one_line
from argmap.io.lacking import EMOJI, REPLACED, without_emoji_said, without_letters_said
from argmap.model.findings import MapError

RENDERER = Path(__file__).with_name("process.py")
OWN_FONTS = [str(file) for file in sorted((Path(__file__).parents[1] / "fonts").glob("*.ttf"))]

IN_OTHER_FONTS = re.compile(r"[^\n -~\u00a0-\u0530\u0590-\u05ee\u1e00-\u20be\u2212]")
"""Characters that the font which comes with argmap may lack; the fonts of this machine are loaded for them."""


def rasterised(
    svg: str,
    zoom: float,
    cancelled: threading.Event | None = None,
    say: Callable[[str], None] = lambda sentence: None,
) -> bytes:
    """The PNG of an SVG at ``zoom`` pixels per unit.

    Latin, Greek, Cyrillic and Hebrew are set in the font that comes with argmap, so that such a picture is the same
    bytes on every machine; other letters are set in the fonts of this machine. Where the renderer does not draw all
    emoji, after which it draws no other script in the same text either, they are replaced, and so are letters that no
    font has. ``say`` is called with a sentence that names them.

    Setting ``cancelled`` from another thread stops it. Raises MapError if it is stopped, if the renderer is not
    installed, and if it fails.
    """
    if importlib.util.find_spec("resvg_py") is None:
        raise MapError(
            "PNG needs the package resvg-py. Install it with 'pip install argmap[png]', or export svg or pdf."
        )
    png, lacking = _rendered(svg, zoom, cancelled)
    if lacking and (emoji := EMOJI.findall(svg)):
        say(without_emoji_said("PNG", emoji))
        svg = EMOJI.sub(REPLACED, svg)
        png, lacking = _rendered(svg, zoom, cancelled)
    if lacking:
        say(without_letters_said("PNG", sorted(lacking)))
        png, _ = _rendered(svg.translate(dict.fromkeys(map(ord, lacking), REPLACED)), zoom, cancelled)
    return png


LACKING = re.compile(r"No fonts with a .{1,8}?/U\+([0-9A-F]{2,6}) character")
"""What the renderer says of a character that no font has."""


def _rendered(svg: str, zoom: float, cancelled: threading.Event | None) -> tuple[bytes, list[str]]:
    """The PNG, and the characters that no font has."""
    from argmap.io import processes  # here because it imports subprocess, which takes 5 ms

    letters = "system" if IN_OTHER_FONTS.search(svg) else "own"
    try:
        answer = processes.run(
            [sys.executable, "-P", str(RENDERER), repr(zoom), letters, *OWN_FONTS],
            svg.encode(),
            None,
            cancelled or threading.Event(),
        )
    except processes.Stopped:
        raise MapError("The drawing of the PNG was stopped before it was finished.") from None
    except (OSError, processes.Endless) as failure:
        raise _failed(str(failure)) from failure
    said = answer.problems.decode(errors="replace")
    if answer.code != 0 or not answer.output:
        raise _failed(said[-10_000:].strip().rpartition("\n")[2])
    return answer.output, list(dict.fromkeys(chr(int(code, 16)) for code in LACKING.findall(said)))


def _failed(why: str) -> MapError:
    said = f" (it said: {one_line(why)[:200]})" if why else ""
    return MapError(f"The renderer of PNG failed on this picture{said}. Export svg or pdf instead.")
