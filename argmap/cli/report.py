"""``argmap report``: analyse a map."""

from __future__ import annotations

import argparse

from argmap.cli.arguments import Arguments, RenamedOption, existing_folder
from argmap.cli.output import print_data, reports_refusals, text_width
from argmap.exit_codes import ExitCode
from argmap.io.evidence import evidence_of
from argmap.io.map_files import load_map
from argmap.model.index import Index
from argmap.report.status.formats import FORMATS, WIDTH, written
from argmap.report.status.sections import TOPICS, ReportRequest, report_on
from argmap.semantics.labels import label

EXAMPLES = """examples:
  argmap report map.yaml                            what matters most, on three screens
  argmap report map.yaml --all --format markdown    everything, for a page or a pull request
  argmap report map.yaml --objections --ids         all unanswered objections, with ids to use in commands
  argmap report map.yaml --claim sign --cruxes sign why a claim has its status, and what would change it
  argmap report map.yaml --stakeholder artists      the map as the artists see it
  argmap report map.yaml --tension copyright        how much the map records for each side of a tension

Status is about the map. It does not say whether a claim is so.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the report on one map; 0 done, 2 could not run."""
    options = _parser().read(argv)
    labels = label(Index.build(load_map(options.file)))
    wanted = _wanted(options)
    evidence = evidence_of(labels.index.map, options.file, options.copies) if wanted.shows_quotations else None
    report = report_on(labels, wanted, evidence)
    print_data(written(report, options.format, options.ids, text_width(WIDTH)))
    return ExitCode.FINE


def _wanted(options: argparse.Namespace) -> ReportRequest:
    topics = tuple(topic for topic in TOPICS if getattr(options, topic))
    asked = (options.claim, options.cruxes, options.stakeholder, options.tension)
    return ReportRequest(topics, *map(tuple, asked))


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap report",
        description="Analyse a map: a summary, unanswered objections, evidence gaps and positions, "
        "or the parts you ask for.",
        epilog=EXAMPLES,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map, or - for standard input")
    parser.add_format(FORMATS)
    add(
        "--copies",
        type=existing_folder,
        metavar="FOLDER",
        help="folder with copies of sources that are not beside the map",
    )
    add("--ids", action="store_true", help="show ids after the texts; JSON always has them")
    add("--all", action="store_true", help="every part that needs no id, except the grid")
    add("--objections", action="store_true", help="all unanswered objections, those to main claims first")
    add("--gaps", action="store_true", help="all evidence gaps: no support, one source, circular support, no links")
    add("--positions", action="store_true", help="all positions, with quote, source and date")
    add("--status", action="store_true", help="the status of every claim, with the reason")
    add("--claim", action="append", default=[], metavar="ID",
        help="the status of one claim; with --stakeholder, the claim it is about; may be repeated")  # fmt: skip
    add(
        "--cruxes",
        action="append",
        default=[],
        metavar="ID",
        help="claims that would change the status of this claim",
    )
    add("--agreement", action="store_true", help="how far each pair of stakeholders agrees")
    add("--stakeholder", action="append", default=[], metavar="ID", help="the map as a stakeholder sees it")
    add("--disputes", action="store_true", help="open disputes, and claims that are opposed")
    add(
        "--tension",
        action="append",
        default=[],
        metavar="ID",
        help="how much the map records for each side of a tension",
    )
    add("--blocs", action="store_true", help="groups of stakeholders that agree, and their common ground")
    add("--grid", action="store_true", help="stakeholders by power and interest")
    add("--standing", action=RenamedOption, now="--status")
    return parser
