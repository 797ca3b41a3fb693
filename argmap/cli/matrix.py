"""``argmap matrix``: which stakeholder holds which claim."""

from __future__ import annotations

import argparse

from argmap.cli.arguments import Arguments
from argmap.cli.lookup import must_be
from argmap.cli.maps import open_map, reports_refusals
from argmap.cli.output import print_data, print_error, print_text
from argmap.draw.theme import THEMES, ThemeName
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.standing.matrix import Matrix, recorded
from argmap.standing.matrix import matrix as matrix_of

EXAMPLES = """examples:
  argmap matrix map.yaml                                 a grid of letters for the terminal
  argmap matrix map.yaml --format csv > positions.csv    every cell with its citation and date
  argmap matrix map.yaml --format svg > positions.svg    a picture
  argmap matrix map.yaml --format markdown --stakeholder artists --stakeholder labs
  argmap matrix map.yaml --all                           claims and stakeholders without any position too

A cell is what the map records; it is never inferred.
"""

FORMATS = ("text", "csv", "markdown", "svg")


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the position matrix of one map; 0 done, 2 could not run."""
    parser = _parser()
    options = parser.read(argv)
    if options.theme and options.format != "svg":
        parser.error("--theme is for --format svg. Add that, or leave it out")
    index = Index.build(open_map(options.file).map)
    _print(index, _chosen(index, options), options.format, options.theme or "auto")
    return 0


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap matrix",
        description="Show which stakeholder agrees and disagrees with which claim, as the map records it.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add("--format", choices=FORMATS, default="text", help="how to print it (default: text)")
    add("--theme", choices=THEMES, help="of svg; auto (default) follows the reader's light or dark setting")
    add("--all", action="store_true", help="claims and stakeholders without any recorded position too")
    add("--claim", action="append", default=[], metavar="ID", help="this claim alone; may be repeated")
    add("--stakeholder", action="append", default=[], metavar="ID", help="this stakeholder alone; may be repeated")
    add("--tension", action="append", default=[], metavar="ID", help="the claims of this tension; may be repeated")
    return parser


def _chosen(index: Index, options: argparse.Namespace) -> Matrix:
    claims = [must_be("claim", claim, index.claims, index) for claim in options.claim]
    for tension in options.tension:
        must_be("tension", tension, index.tensions, index)
        claims += [claim.id for claim in index.claims_in.get(tension, ())]
    stakeholders = [must_be("stakeholder", who, index.stakeholders, index) for who in options.stakeholder]
    narrowed = bool(options.claim or options.tension)
    whole = matrix_of(index, claims if narrowed else None, stakeholders or None)
    return whole if options.all or options.claim or options.stakeholder else recorded(whole)


def _svg(index: Index, matrix: Matrix, theme: ThemeName) -> bytes:
    from argmap.draw import svg
    from argmap.draw.matrix import picture

    shown = index.map
    part = Map(
        title=shown.title,
        question=shown.question,
        stakeholders=tuple(index.stakeholders[who] for who in matrix.stakeholders),
        claims=tuple(index.claims[claim] for claim in matrix.claims),
        sources=shown.sources,
    )
    return svg.write(picture(Index.build(part)), theme).encode()


def _print(index: Index, matrix: Matrix, format: str, theme: ThemeName) -> None:
    from argmap.report.matrix import matrix_csv, matrix_markdown, matrix_text
    from argmap.standing.wording import CAVEAT

    if format == "text":
        print_text(matrix_text(index, matrix))
    elif format == "markdown":
        print_data(matrix_markdown(index, matrix))
    else:
        # A table or picture of bare cells has no line for the caveat, so it goes beside it.
        data = matrix_csv(index, matrix).encode() if format == "csv" else _svg(index, matrix, theme)
        print_data(data)
        print_error(CAVEAT + "\n")
