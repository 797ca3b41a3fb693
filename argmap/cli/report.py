"""``argmap report``: what a map says about its own claims."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from argmap.cli.arguments import Arguments
from argmap.cli.command import open_map, reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.report.status import claims as of_claims
from argmap.report.status import stakeholders as of_stakeholders
from argmap.report.status.claim import claim_section
from argmap.report.status.formats import FORMATS
from argmap.report.status.model import Report, Section
from argmap.report.status.summary import summary_section
from argmap.semantics.contentions import contentions
from argmap.semantics.cruxes import Crux, cruxes
from argmap.semantics.labels import Labels, label
from argmap.semantics.viewpoint import view

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
    """Print the reports asked for on one map; 0 done, 2 could not run."""
    options = _parser().read(argv)
    labels = label(Index.build(open_map(options.file).map))
    _refuse_unknown(labels, options)
    report = Report(labels.index.map.title, tuple(_sections(labels, options)))
    print_data(FORMATS[options.format](report))
    return ExitCode.FINE


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


def _refuse_unknown(labels: Labels, options: argparse.Namespace) -> None:
    index = labels.index
    for claim in (*options.claim, *options.cruxes):
        must_be("claim", claim, index.claims, index)
    for stakeholder in options.stakeholder:
        must_be("stakeholder", stakeholder, index.stakeholders, index)
    for tension in options.tension:
        must_be("tension", tension, index.tensions, index)


def _sections(labels: Labels, options: argparse.Namespace) -> Iterator[Section]:
    turning = _turning(labels, options)
    if options.all:
        yield summary_section(labels, {claim: turning[claim] for claim in contentions(labels)})
    yield from _first_sections(labels, options)
    yield from _on_claims(labels, options)
    yield from _on_turning_points(labels, options, turning)
    yield from _on_stakeholders(labels, options)
    if options.standing or options.all:
        yield of_claims.standing_section(labels)


def _turning(labels: Labels, options: argparse.Namespace) -> dict[str, tuple[Crux, ...]]:
    """The cruxes of the claims asked about, and with --all of every contention."""
    asked = dict.fromkeys([*options.cruxes, *(contentions(labels) if options.all else ())])
    return {claim: cruxes(labels, claim) for claim in asked}


def _first_sections(labels: Labels, options: argparse.Namespace) -> Iterator[Section]:
    """The three reports that are shown by default."""
    chosen = (
        "objections gaps positions standing claim cruxes agreement stakeholder disputes tension blocs grid".split()
    )
    default = options.all or not any(getattr(options, name) for name in chosen)
    if options.objections or default:
        yield of_claims.unanswered_section(labels)
    if options.gaps or default:
        yield of_claims.gaps_section(labels)
    if options.positions or default:
        yield of_stakeholders.positions_section(labels.index)


def _on_claims(labels: Labels, options: argparse.Namespace) -> Iterator[Section]:
    for claim in () if options.stakeholder else options.claim:
        yield claim_section(labels, claim)


def _on_turning_points(
    labels: Labels, options: argparse.Namespace, turning: Mapping[str, tuple[Crux, ...]]
) -> Iterator[Section]:
    for claim, found in turning.items():
        yield of_claims.cruxes_section(labels, claim, found)
    if options.disputes or options.all:
        yield of_claims.disputes_section(labels)


def _on_stakeholders(labels: Labels, options: argparse.Namespace) -> Iterator[Section]:
    index = labels.index
    if options.agreement or options.all:
        yield of_stakeholders.agreement_section(index)
    for who in options.stakeholder:
        spoken = [claim.id for claim, _ in index.positions_of.get(who, ())]
        claims = options.claim or dict.fromkeys([*contentions(labels), *spoken])
        yield of_stakeholders.view_section(index, who, [view(labels, who, claim) for claim in claims])
    for tension in options.tension or (index.tensions if options.all else ()):
        yield of_stakeholders.balance_section(labels, tension)
    if options.blocs or options.all:
        yield of_stakeholders.blocs_section(index)
    if options.grid:
        yield of_stakeholders.grid_section(index)
