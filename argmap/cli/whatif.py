"""``argmap whatif``: what changes on a map when claims or sources fall, or claims are granted."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode
from argmap.io.map_files import open_map
from argmap.model.index import Index

EXAMPLES = """examples:
  argmap whatif map.yaml --withdraw article          what stands without this source?
  argmap whatif map.yaml --withdraw jobs-will-come   what hangs on this claim?
  argmap whatif map.yaml --grant exit-terms --withdraw article --format json

What follows is what the map says, as it is drawn. The file is not changed.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the labels that a what-if changes; 0 done, 2 could not run."""
    from argmap.report.status.claims import whatif_section
    from argmap.report.status.formats import FORMATS
    from argmap.report.status.model import StatusReport
    from argmap.semantics.labels import label
    from argmap.semantics.whatif import forces_named, whatif

    options = _parser().read(argv)
    index = Index.build(open_map(options.file).map)
    result = whatif(label(index), forces_named(index, options.grant, options.withdraw))
    print_data(FORMATS[options.format](StatusReport(index.map.title, (whatif_section(result),))))
    return ExitCode.FINE


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap whatif",
        description="Say which claims would stand or fall if some were granted, or some claims or sources withdrawn.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add(
        "--withdraw", action="append", default=[], metavar="ID", help="a claim or source to withdraw; may be repeated"
    )
    add("--grant", action="append", default=[], metavar="ID", help="a claim to grant; may be repeated")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how to print it (default: text)")
    return parser
