"""``argmap whatif``: what changes on a map when claims or sources fall, or claims are granted."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode
from argmap.io.map_files import open_map
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.semantics.labels import Forces

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
    from argmap.report.status.model import Report
    from argmap.semantics.labels import label
    from argmap.semantics.whatif import whatif

    options = _parser().read(argv)
    index = Index.build(open_map(options.file).map)
    result = whatif(label(index), _forces(index, options.grant, options.withdraw))
    print_data(FORMATS[options.format](Report(index.map.title, (whatif_section(result),))))
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


def _forces(index: Index, granted: list[str], withdrawn: list[str]) -> Forces:
    """The forces named on the command line. Raises Refusal when there are none, or when they cannot be."""
    if not granted and not withdrawn:
        raise Refusal("Nothing is granted or withdrawn. Give --withdraw or --grant with the id of a claim.")
    for claim in granted:
        must_be("claim", claim, index.claims, index)
    for item in withdrawn:
        must_be("claim or source", item, {**index.claims, **index.sources}, index)
    both = sorted(set(granted) & set(withdrawn))
    if both:
        raise Refusal(f"'{both[0]}' is both granted and withdrawn. Give one of the two.")
    claims = frozenset(item for item in withdrawn if item in index.claims)
    return Forces(frozenset(granted), claims, frozenset(withdrawn) - claims)
