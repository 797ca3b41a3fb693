"""From SVG to PNG by resvg (a renderer in Rust), which the extra ``argmap[png]`` brings.

It runs in a process of its own: while it renders it lets no other thread of its process run, for seconds, and cannot
be stopped.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from pathlib import Path

from argmap.escape import one_line
from argmap.model.findings import Refusal

RENDERER = Path(__file__).with_name("process.py")


def rasterised(svg: str, zoom: float, cancelled: threading.Event | None = None) -> bytes:
    """The PNG of an SVG, at ``zoom`` pixels a unit. Letters come from this machine's fonts.

    Setting ``cancelled`` from another thread stops it at once. Raises Refusal then, without the renderer, and when
    that fails.
    """
    from argmap.io import processes  # loads subprocess, which takes what draws no PNG 5 ms

    if importlib.util.find_spec("resvg_py") is None:
        raise Refusal(
            "PNG needs the package resvg-py. Install it with 'pip install argmap[png]', or export svg or pdf."
        )
    try:
        answer = processes.run(
            [sys.executable, "-P", str(RENDERER), repr(zoom)], svg.encode(), None, cancelled or threading.Event()
        )
    except processes.Stopped:
        raise Refusal("The drawing of the PNG was stopped before it was finished.") from None
    except (OSError, processes.Endless) as failure:
        raise _failed(str(failure)) from failure
    if answer.code != 0 or not answer.output:
        raise _failed(answer.problems[-10_000:].decode(errors="replace").strip().rpartition("\n")[2])
    return answer.output


def _failed(why: str) -> Refusal:
    said = f" (it said: {one_line(why)[:200]})" if why else ""
    return Refusal(f"The renderer of PNG failed on this picture{said}. Export svg or pdf instead.")
