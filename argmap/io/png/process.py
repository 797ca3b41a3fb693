"""What :mod:`argmap.io.png.render` runs: SVG on standard input, PNG on standard output.

Arguments are the zoom, ``own`` or ``system`` for the fonts that letters may come from, and the files of our own.
"""

from __future__ import annotations

import os
import sys

import resvg_py


def main() -> None:
    """Render. What the renderer says of missing characters it prints to standard output, which is for the picture."""
    text = sys.stdin.buffer.read().decode()
    zoom, letters, *own = sys.argv[1:]
    output = os.dup(1)
    os.dup2(2, 1)
    png = resvg_py.svg_to_bytes(
        svg_string=text,
        zoom=float(zoom),
        font_files=own,
        skip_system_fonts=letters == "own",
        sans_serif_family="DejaVu Sans",
        log_information=letters == "system",
    )
    os.dup2(output, 1)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
