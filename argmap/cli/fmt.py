"""``argmap fmt``: lay map files out in the canonical way."""

from __future__ import annotations

import difflib
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_data, print_error, print_refusal, print_text, problem_lines, reports_refusals
from argmap.escape import for_terminal, one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import load, save, standard_input
from argmap.mapfile.canonical import format
from argmap.mapfile.document import BOM
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError, ReadingRefused

EPILOG = """\
examples:
  argmap fmt map.yaml             format the file in place
  argmap fmt --check maps/*.yaml  list files that would change
  argmap fmt --diff map.yaml      show what would change
  argmap fmt - < map.yaml         from standard input to standard output

Sections and fields go into one order, indents and quotation marks into one manner, and prose gets one
sentence a line. Every comment stays, no text changes, and claims keep their order.

exit codes: 0 done, or nothing to do; 1 --check or --diff found something to do; 2 could not run
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Format the files named; the exit code is the highest of theirs."""
    asked = _parser().read(argv, mixed=True)
    return max(_one(name, asked.check, asked.diff) for name in asked.files)


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap fmt",
        description="Format map files.",
        epilog=EPILOG,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a map file; - for standard input")
    parser.add_argument("--check", action="store_true", help="list files that would change; write nothing")
    parser.add_argument("--diff", action="store_true", help="show what would change; write nothing")
    return parser


def _one(name: str, check: bool, diff: bool) -> int:
    try:
        return _formatted(name, check, diff)
    except ReadingRefused as refused:
        print_error(problem_lines(refused.findings))
    except MapError as refused:
        print_refusal(refused)
    return ExitCode.COULD_NOT_RUN


def _formatted(name: str, check: bool, diff: bool) -> int:
    loaded = None if name == "-" else load(Path(name))
    before = standard_input() if loaded is None else loaded.data
    document = read(before, "<stdin>" if loaded is None else name)
    text = format(document)
    after = (BOM if document.bom else b"") + text.encode()
    if diff:
        print_text(_diff(name, document.text, text))
    if check or diff:
        return _told(name, before != after, quiet=diff)
    if loaded is None:
        print_data(after)
    elif before != after:
        save(Path(name), after, loaded.digest)
        print_text(f"Formatted {one_line(name)}.\n")
    return ExitCode.FINE


def _told(name: str, differs: bool, quiet: bool) -> int:
    if differs and not quiet:
        print_text(f"{one_line(name)} would be reformatted.\n")
    return ExitCode.FOUND if differs else ExitCode.FINE


def _diff(name: str, before: str, after: str) -> str:
    safe = one_line(name)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), safe, f"{safe} (formatted)", lineterm="")
    return "".join(for_terminal(line) + "\n" for line in lines)
