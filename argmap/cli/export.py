"""``argmap export``: draw a map."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.maps import open_map, reports_refusals
from argmap.cli.progress import progress
from argmap.model.findings import Refusal
from argmap.world.layout import DEADLINE, ENGINES, lay_out

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.lenses import Selection
    from argmap.draw.picture import Picture
    from argmap.model.index import Index

EXAMPLES = """examples:
  argmap export maps/uk_openai.yaml                      writes exports/uk_openai.svg
  argmap export map.yaml -o picture.svg -o picture.dot   writes both, formats by their endings
  argmap export map.yaml --tension foreign-reliance      draws one tension
  argmap export map.yaml -o - | less                     writes the SVG to standard output
  argmap export --check maps/*.yaml                      exit code 1 when an export is out of date
"""

FINE, OUT_OF_DATE = 0, 1


@dataclass(frozen=True)
class Output:
    """One thing to write: ``path`` is None for standard output."""

    format: str
    path: Path | None


@reports_refusals
def main(argv: list[str]) -> int:
    """Export each map named in ``argv``; 0 done, 1 something is out of date (``--check``), 2 could not run."""
    options = _parser().parse_args(argv)
    if options.output and len(options.files) > 1:
        raise Refusal("-o names where one map goes. Give one map with -o, or several without it.")
    return max([_export(file, options) for file in options.files])


def _parser() -> argparse.ArgumentParser:
    from argmap.draw.formats import FORMATS

    parser = argparse.ArgumentParser(
        prog="argmap export",
        description="Draw a map. Graphviz comes with argmap; nothing else need be installed.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a map, or - for standard input")
    add("-o", "--output", action="append", default=[], metavar="PATH",
        help="where to write, the ending giving the format; - is standard output; may be repeated")  # fmt: skip
    add("--format", action="append", default=[], choices=list(FORMATS),
        help="what to write (default: svg, or what -o ends in); may be repeated")  # fmt: skip
    add("--engine", choices=ENGINES, default="embedded", help="Graphviz inside argmap, or this machine's 'dot'")
    add("--deadline", type=_seconds, default=DEADLINE, metavar="SECONDS",
        help=f"how long the layout may take (default: {DEADLINE:g})")  # fmt: skip
    add("--tension", metavar="ID", help="draw one tension: its sides and all that bears on them")
    add("--check", action="store_true", help="write nothing; exit code 1 when a file is not what would be written")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise ValueError(text)
    return seconds


def _export(file: str, options: argparse.Namespace) -> int:
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import FORMATS
    from argmap.draw.staging import stage
    from argmap.model.index import Index

    outputs = _outputs(file, options)
    index = Index.build(open_map(file).map)
    drawing = Drawing(stage(index, _lens(index, options)))
    picture = _picture(drawing, options) if any(FORMATS[output.format].drawn for output in outputs) else None
    code = FINE
    for output in outputs:
        data = FORMATS[output.format].write(drawing, picture, "auto")
        code = max(code, _check(output, data) if options.check else _write(output, data))
    return code


def _lens(index: Index, options: argparse.Namespace) -> Selection | None:
    from argmap.draw import lenses

    return lenses.tension(index, options.tension) if options.tension else None


def _picture(drawing: Drawing, options: argparse.Namespace) -> Picture:
    with progress(f"Laying out {len(drawing.scene.boxes)} boxes ..."):
        return drawing.picture(lay_out(drawing.dot, options.engine, options.deadline))


def _outputs(file: str, options: argparse.Namespace) -> list[Output]:
    """What to write where: each ``-o`` in the format of its ending, each ``--format`` beside the first or in
    exports/.
    """
    from argmap.draw.formats import FORMATS, format_of

    formats = list(options.format)
    outputs = []
    for place in options.output:
        format = format_of(place) or (formats.pop(0) if formats else "svg")
        outputs.append(Output(format, None if place == "-" else Path(place)))
    if not options.output:
        name = "map" if file == "-" else Path(file).stem
        if options.tension:
            name = f"{name}-{options.tension}"
        outputs = [Output(format, Path("exports", name + FORMATS[format].suffix)) for format in formats or ["svg"]]
    return outputs


def _write(output: Output, data: bytes) -> int:
    from argmap.world.files import write_output

    if output.path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_output(output.path, data)
        sys.stderr.write(f"Wrote {output.path}\n")
    return FINE


def _check(output: Output, data: bytes) -> int:
    if output.path is None:
        raise Refusal("--check compares with a file, and -o - is none. Name the file.")
    if output.path.is_file() and output.path.read_bytes() == data:
        return FINE
    state = "is out of date" if output.path.exists() else "is missing"
    sys.stderr.write(f"{output.path} {state}. Run 'argmap export' again and commit it.\n")
    return OUT_OF_DATE
