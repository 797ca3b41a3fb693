"""From SVG to PNG by resvg (a renderer in Rust), which the extra ``argmap[png]`` installs.

It runs in its own process, because it blocks all threads of its process while it renders, and cannot be stopped.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import threading
from pathlib import Path

from argmap.escape import one_line
from argmap.model.findings import MapError

RENDERER = Path(__file__).with_name("process.py")
OWN_FONTS = [str(file) for file in sorted((Path(__file__).parents[1] / "fonts").glob("*.ttf"))]

IN_OTHER_FONTS = re.compile(r"[^\n -~\u00a0-\u0530\u0590-\u05ee\u1e00-\u20be\u2212]")
"""Characters that the font which comes with argmap may lack; the fonts of this machine are loaded for them."""


def rasterised(svg: str, zoom: float, cancelled: threading.Event | None = None) -> bytes:
    """The PNG of an SVG at ``zoom`` pixels per unit.

    Latin, Greek, Cyrillic and Hebrew are set in the font that comes with argmap, so that such a picture is the same
    bytes on every machine; other letters are set in the fonts of this machine.

    Setting ``cancelled`` from another thread stops it. Raises MapError if it is stopped, if the renderer is not
    installed, and if it fails.
    """
    from argmap.io import processes  # here because it imports subprocess, which takes 5 ms

    if importlib.util.find_spec("resvg_py") is None:
        raise MapError(
            "PNG needs the package resvg-py. Install it with 'pip install argmap[png]', or export svg or pdf."
        )
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
    if answer.code != 0 or not answer.output:
        raise _failed(answer.problems[-10_000:].decode(errors="replace").strip().rpartition("\n")[2])
    return answer.output


def _failed(why: str) -> MapError:
    said = f" (it said: {one_line(why)[:200]})" if why else ""
    return MapError(f"The renderer of PNG failed on this picture{said}. Export svg or pdf instead.")
