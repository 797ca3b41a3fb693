"""``argmap doctor``: what works on this machine, and what to do about the rest."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals
from argmap.exit_codes import ExitCode

EPILOG = """\
Copy all that it prints into a bug report: it names no map, and your home folder is shown as '~'.

exit codes: 0 all that argmap needs works; 1 something does not
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print each check, and whether all is well."""
    parser = Arguments(
        prog="argmap doctor",
        description="Show what works on this machine (Python, terminal, Graphviz, fonts, git, folders, extras), "
        "and what to do about the rest.",
        epilog=EPILOG,
    )
    parser.read(argv)
    from argmap.io.machine import checks, private
    from argmap.report.machine import as_text, summary

    found = list(checks())
    print_text(f"{as_text(found, private())}\n{summary(found)}\n")
    return ExitCode.FOUND if any(check.state == "problem" for check in found) else ExitCode.FINE
