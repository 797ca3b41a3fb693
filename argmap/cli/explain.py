"""``argmap explain``: the meaning of the code of a finding."""

from __future__ import annotations

from argmap.check.settings import LIST_RULES, RENAMED_RULES
from argmap.cli.arguments import Arguments
from argmap.cli.output import print_data, print_text, reports_refusals
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError
from argmap.model.lookup import nearest
from argmap.report.findings.pages import as_markdown, as_text, names, page_of, table

EPILOG = """\
examples:
  argmap explain                        every rule in one sentence
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
        description="Explain the rules of argmap check: what each finds and why, with a bad and a good example.",
        epilog=EPILOG,
    )
    parser.add_argument("codes", nargs="*", metavar="CODE", help="rule code or name (default: list all)")
    parser.add_argument("--markdown", action="store_true", help="print all rules as Markdown")
    return parser


def _page(code: str) -> str:
    page = page_of(code)
    if page is None:
        if code in RENAMED_RULES:
            raise MapError(f"The rule '{code}' is now '{RENAMED_RULES[code]}'.")
        near = nearest(code, [*names(), *names().values()])
        guess = f" Did you mean '{near}'?" if near else LIST_RULES
        raise MapError(f"Unknown rule '{code}'.{guess}")
    return as_text(page)
