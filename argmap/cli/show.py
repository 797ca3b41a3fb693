"""``argmap show``: a map as a plain-text outline."""

from __future__ import annotations

import shutil
import sys

from argmap.cli.arguments import Arguments, whole_number
from argmap.cli.output import print_text, reports_refusals
from argmap.exit_codes import ExitCode
from argmap.io.map_files import load_map

EXAMPLES = """examples:
  argmap show maps/uk_openai.yaml             the whole map
  argmap show --depth 2 maps/uk_openai.yaml   no deeper than two links
  argmap show --quotes map.yaml               with quotes of stakeholders, and the sources
  argmap show --ids map.yaml | less           with ids to use in commands
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the outline of each map; 0 printed, 2 could not run."""
    parser = Arguments(
        prog="argmap show",
        description="Print a map as a plain-text outline, one line for each claim. It suits a screen reader.",
        epilog=EXAMPLES,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a map, or - for standard input")
    parser.add_argument("--depth", type=whole_number, metavar="N", help="how many links deep (default: all)")
    parser.add_argument("--ids", action="store_true", help="show ids after the texts")
    parser.add_argument("--quotes", action="store_true", help="show quotes, citations, dates and sources")
    options = parser.read(argv)

    from argmap.draw.writers.text import listing
    from argmap.model.index import Index

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for place, file in enumerate(options.files):
        text = listing(Index.build(load_map(file)), options.depth, options.ids, width, options.quotes)
        print_text(("\n" if place else "") + text)
    return ExitCode.FINE
