"""``argmap matrix``: which stakeholder holds which claim."""

from __future__ import annotations

import argparse
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.export.outputs import Output, refuse_what_cannot_be_written, write
from argmap.cli.output import print_data, print_error
from argmap.draw.theme import THEMES, ThemeName
from argmap.exit_codes import ExitCode
from argmap.io.map_files import open_map
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.semantics.position_matrix import Matrix, matrix_of, recorded
from argmap.vocabulary import CAVEAT

EXAMPLES = """examples:
  argmap matrix map.yaml                                 a grid of letters for the terminal
  argmap matrix map.yaml -o positions.csv                every cell with its citation and date, for a spreadsheet
  argmap matrix map.yaml -o positions.svg                a picture
  argmap matrix map.yaml --format markdown --stakeholder artists --stakeholder labs
  argmap matrix map.yaml --all                           claims and stakeholders without any position too

A cell is what the map records; it is never inferred.
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
        parser.error("--theme is for --format svg. Add that, or leave it out")
    index = Index.build(open_map(options.file).map)
    made = _made(index, _chosen(index, options), format, options.theme or "auto")
    if path is None:
        print_data(made)
    else:
        refuse_what_cannot_be_written([options.file], [Output(format, path)])
        write([(Output(format, path), (BOM if format == "csv" else b"") + made)])
    if format in {"csv", "svg"}:  # bare cells, which have no line for the caveat
        print_error(CAVEAT + "\n")
    return ExitCode.FINE


def _format_of(path: Path) -> str:
    """The format of a file's ending. Raises Refusal for an unknown ending."""
    if format := ENDINGS.get(path.suffix.lower()):
        return format
    endings = ", ".join(ENDINGS)
    raise Refusal(f"The ending of '{path}' is no format. Use one of {endings}, or say which with --format.")


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap matrix",
        description="Show which stakeholder agrees and disagrees with which claim, as the map records it.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add("--format", choices=FORMATS, help="default: text, or what -o ends in")
    add("--theme", choices=THEMES, help="of svg; auto (default) follows the reader's light or dark setting")
    add("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    add("--all", action="store_true", help="claims and stakeholders without any recorded position too")
    add("--claim", action="append", default=[], metavar="ID", help="this claim alone; may be repeated")
    add("--stakeholder", action="append", default=[], metavar="ID", help="this stakeholder alone; may be repeated")
    add("--tension", action="append", default=[], metavar="ID", help="the claims of this tension; may be repeated")
    return parser


def _chosen(index: Index, options: argparse.Namespace) -> Matrix:
    whole = matrix_of(index, options.claim, options.tension, options.stakeholder)
    return whole if options.all or options.claim or options.stakeholder else recorded(whole)


def _svg(index: Index, matrix: Matrix, theme: ThemeName) -> bytes:
    from argmap.draw.charts.matrix import picture
    from argmap.draw.writers import svg

    shown = index.map
    part = Map(
        title=shown.title,
        question=shown.question,
        stakeholders=tuple(index.stakeholders[who] for who in matrix.stakeholders),
        claims=tuple(index.claims[claim] for claim in matrix.claims),
        sources=shown.sources,
    )
    return svg.write(picture(Index.build(part)), theme).encode()


def _made(index: Index, matrix: Matrix, format: str, theme: ThemeName) -> bytes:
    from argmap.report.matrix import matrix_csv, matrix_markdown, matrix_text

    if format == "svg":
        return _svg(index, matrix, theme)
    return {"text": matrix_text, "markdown": matrix_markdown, "csv": matrix_csv}[format](index, matrix).encode()
