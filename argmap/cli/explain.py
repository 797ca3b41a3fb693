"""``argmap explain``: what a finding's code means."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data, print_text
from argmap.exit_codes import ExitCode
from argmap.model.findings import Refusal
from argmap.model.nearest import nearest
from argmap.report.findings.pages import as_markdown, as_text, names, page_of, table

EPILOG = """\
examples:
  argmap explain                        every code with one sentence
  argmap explain AM205                  one rule, with a bad and a good example
  argmap explain unanswered-objection   the same, by its name
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the pages of the codes given, or the table of all codes."""
    asked = _parser().read(argv)
    if asked.markdown:
        print_data(as_markdown())
    elif not asked.codes:
        print_text(table())
    else:
        print_text("\n".join(_page(code) for code in asked.codes))
    return ExitCode.FINE


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap explain",
        description="Explain the codes of findings: what each means, why it matters, a bad and a good example.",
        epilog=EPILOG,
    )
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a code such as AM205, or a rule's name; none: all")
    parser.add_argument("--markdown", action="store_true", help="print all pages as Markdown")
    return parser


def _page(code: str) -> str:
    page = page_of(code)
    if page is None:
        near = nearest(code, [*names(), *names().values()])
        guess = f" Did you mean '{near}'?" if near else " 'argmap explain' lists all."
        raise Refusal(f"There is no rule '{code}'.{guess}")
    return as_text(page)
