"""``argmap whatif``: what changes on a map when claims are accepted, or claims and sources rejected."""

from __future__ import annotations

from argmap.cli.arguments import Arguments, RenamedOption
from argmap.cli.output import print_data, reports_refusals, text_width
from argmap.exit_codes import ExitCode
from argmap.io.map_files import load_map
from argmap.model.index import Index

EXAMPLES = """examples:
  argmap whatif map.yaml --reject article            what changes without this source?
  argmap whatif map.yaml --reject jobs-will-come     what depends on this claim?
  argmap whatif map.yaml --accept exit-terms --reject article --format json

The file is not changed. 'argmap show --ids FILE' lists the ids of claims.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the claims whose status a what-if changes; 0 done, 2 could not run."""
    from argmap.report.status.claims import whatif_section
    from argmap.report.status.formats import WIDTH, written
    from argmap.report.status.model import StatusReport
    from argmap.semantics.labels import label
    from argmap.semantics.whatif import forces_named, whatif

    options = _parser().read(argv)
    index = Index.build(load_map(options.file))
    result = whatif(label(index), forces_named(index, options.accept, options.reject))
    report = StatusReport(index.map.title, (whatif_section(result),))
    print_data(written(report, options.format, options.ids, text_width(WIDTH)))
    return ExitCode.FINE


def _parser() -> Arguments:
    from argmap.report.status.formats import FORMATS

    parser = Arguments(
        prog="argmap whatif",
        description="Show which claims change status if you accept or reject claims, or reject sources.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add("--reject", action="append", default=[], metavar="ID", help="a claim or source to reject; may be repeated")
    add("--accept", action="append", default=[], metavar="ID", help="a claim to accept; may be repeated")
    parser.add_format(FORMATS)
    add("--ids", action="store_true", help="show ids after the texts; JSON always has them")
    add("--withdraw", action=RenamedOption, now="--reject")
    add("--grant", action=RenamedOption, now="--accept")
    return parser
