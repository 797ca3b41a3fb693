"""``argmap matrix``: the positions of stakeholders as a table."""

from __future__ import annotations

import argparse
from pathlib import Path

from argmap.cli.arguments import Arguments, spelt_as
from argmap.cli.export.outputs import Output, refuse_what_cannot_be_written, write
from argmap.cli.output import print_data, print_error, reports_refusals
from argmap.draw.theme import THEMES, ThemeName
from argmap.exit_codes import ExitCode
from argmap.io.map_files import load_map
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import rebuilt
from argmap.semantics.stakeholders import Matrix, matrix_of, recorded
from argmap.vocabulary import CAVEAT

EXAMPLES = """examples:
  argmap matrix map.yaml                                 a grid of letters for the terminal
  argmap matrix map.yaml -o positions.csv                every cell with its citation and date, for a spreadsheet
  argmap matrix map.yaml -o positions.svg                a picture
  argmap matrix map.yaml --format markdown --stakeholder artists --stakeholder labs
  argmap matrix map.yaml --all                           also claims and stakeholders without a position

A cell shows a recorded position. Nothing is inferred.
"""

FORMATS = ("text", "csv", "markdown", "svg")
ENDINGS = {".txt": "text", ".csv": "csv", ".md": "markdown", ".svg": "svg"}
BOM = b"\xef\xbb\xbf"
"""At the start of a CSV file, without which Excel takes UTF-8 for the code page of the machine."""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the position matrix of one map; 0 done, 2 could not run."""
    parser = _parser()
    options = parser.read(argv)
    path = None if options.output in {None, "-"} else Path(options.output)
    format = options.format or (_format_of(path) if path else "text")
    if options.theme and format != "svg":
        parser.error("--theme is for --format svg. Add it, or remove --theme")
    index = Index.build(load_map(options.file))
    made = _made(index, _chosen(index, options), format, options)
    if path is None:
        print_data(made)
    else:
        refuse_what_cannot_be_written([options.file], [Output(format, path)])
        write([(Output(format, path), (BOM if format == "csv" else b"") + made)])
    if format in {"csv", "svg"}:  # bare cells, which have no line for the caveat
        print_error(CAVEAT + "\n")
    return ExitCode.FINE


def _format_of(path: Path) -> str:
    """The format of a file's ending. Raises MapError for an unknown ending."""
    if format := ENDINGS.get(path.suffix.lower()):
        return format
    endings = ", ".join(ENDINGS)
    raise MapError(f"Unknown file extension in '{path}'. Use one of {endings}, or add --format.")


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap matrix",
        description="Show which stakeholders agree and disagree with which claims.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add("--ids", action="store_true", help="show ids after the texts; CSV always has them")
    add(
        "--format",
        type=spelt_as(FORMATS),
        choices=FORMATS,
        help="output format (default: text, or that of the output file)",
    )
    add("--theme", choices=THEMES, help="for svg; auto (default) follows the reader's light or dark setting")
    add("-o", "--output", metavar="FILE", help="output file (default: standard output)")
    add("--all", action="store_true", help="also claims and stakeholders without a position")
    add("--claim", action="append", default=[], metavar="ID", help="only this claim; may be repeated")
    add("--stakeholder", action="append", default=[], metavar="ID", help="only this stakeholder; may be repeated")
    add(
        "--tension",
        action="append",
        default=[],
        metavar="ID",
        help="only the claims of this tension; may be repeated",
    )
    return parser


def _chosen(index: Index, options: argparse.Namespace) -> Matrix:
    whole = matrix_of(index, options.claim, options.tension, options.stakeholder)
    return whole if options.all or options.claim or options.stakeholder else recorded(whole)


def _svg(index: Index, matrix: Matrix, theme: ThemeName) -> bytes:
    from argmap.draw.charts.matrix import picture
    from argmap.draw.writers import svg

    shown = index.map
    part = rebuilt(
        shown,
        tensions=(),
        stakeholders=tuple(index.stakeholders[who] for who in matrix.stakeholders),
        claims=tuple(index.claims[claim] for claim in matrix.claims),
    )
    return svg.write(picture(Index.build(part)), theme).encode()


def _made(index: Index, matrix: Matrix, format: str, options: argparse.Namespace) -> bytes:
    from argmap.report.matrix import matrix_csv, matrix_markdown, matrix_text

    if format == "svg":
        return _svg(index, matrix, options.theme or "auto")
    if format == "csv":
        return matrix_csv(index, matrix).encode()
    if format == "markdown":
        return matrix_markdown(index, matrix, options.ids).encode()
    return matrix_text(index, matrix, options.ids).encode()
