"""``argmap report``: what a map says about its own claims."""

from __future__ import annotations

import argparse

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode
from argmap.io.map_files import open_map
from argmap.model.index import Index
from argmap.report.status.assemble import TOPICS, ReportRequest, report_on
from argmap.report.status.formats import FORMATS
from argmap.semantics.labels import label

EXAMPLES = """examples:
  argmap report map.yaml                            unanswered objections, evidence gaps, positions
  argmap report map.yaml --all --format markdown    everything, for a page or a pull request
  argmap report map.yaml --claim sign --cruxes sign why a claim has its standing, and what it turns on
  argmap report map.yaml --stakeholder artists      how the map looks from the artists' side
  argmap report map.yaml --tension copyright        what the map holds for each side of a tension

A report says what follows from the map as it is drawn, not what is so in the world.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the report on one map; 0 done, 2 could not run."""
    options = _parser().read(argv)
    labels = label(Index.build(open_map(options.file).map))
    print_data(FORMATS[options.format](report_on(labels, _wanted(options))))
    return ExitCode.FINE


def _wanted(options: argparse.Namespace) -> ReportRequest:
    topics = tuple(topic for topic in TOPICS if getattr(options, topic))
    asked = (options.claim, options.cruxes, options.stakeholder, options.tension)
    return ReportRequest(topics, *map(tuple, asked))


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap report",
        description="Say what a map says about its own claims: its unanswered objections, evidence gaps and recorded "
        "positions, unless other reports are asked for.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how to print it (default: text)")
    add("--all", action="store_true", help="every report that needs no choice of yours, the grid left out")
    add("--objections", action="store_true", help="objections that nothing on the map answers")
    add("--gaps", action="store_true", help="claims without support, on one source, in a circle, on their own")
    add("--positions", action="store_true", help="who holds what, with citation and date")
    add("--standing", action="store_true", help="the standing of every claim, with the reason")
    add("--claim", action="append", default=[], metavar="ID",
        help="the standing of one claim; with --stakeholder, the contention; may be repeated")  # fmt: skip
    add("--cruxes", action="append", default=[], metavar="ID", help="what the label of a claim turns on")
    add("--agreement", action="store_true", help="how far each pair of stakeholders agrees")
    add("--stakeholder", action="append", default=[], metavar="ID", help="the map from a stakeholder's side")
    add("--disputes", action="store_true", help="the knots that everything contested hangs on")
    add("--tension", action="append", default=[], metavar="ID", help="what the map holds for each side of a tension")
    add("--blocs", action="store_true", help="groups that agree throughout, and the common ground between them")
    add("--grid", action="store_true", help="stakeholders by power and interest")
    return parser
