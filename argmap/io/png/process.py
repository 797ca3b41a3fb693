"""What :mod:`argmap.io.png.render` runs: SVG on standard input, PNG on standard output, the zoom as the argument."""

from __future__ import annotations

import sys

import resvg_py


def main() -> None:
    """Render."""
    text, zoom = sys.stdin.buffer.read().decode(), float(sys.argv[1])
    sys.stdout.buffer.write(resvg_py.svg_to_bytes(svg_string=text, zoom=zoom, sans_serif_family="DejaVu Sans"))


if __name__ == "__main__":
    main()
