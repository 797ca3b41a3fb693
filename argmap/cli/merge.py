"""``argmap merge``: two versions of a map with a common ancestor, made one."""

from __future__ import annotations

import sys
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_data, print_error, reports_refusals, takes_colour
from argmap.exit_codes import ExitCode
from argmap.io.files import is_empty_file, write_output
from argmap.io.map_files import open_map, refuse_other_ending
from argmap.merge.documents import merge_documents
from argmap.report.conflicts.text import conflict_lines, notice_lines, to_decide

EPILOG = """\
examples:
  argmap merge base.yaml ours.yaml theirs.yaml             the merged map on standard output
  argmap merge base.yaml ours.yaml theirs.yaml -o map.yaml

The merge goes by id and field, not by line. The layout is that of OURS; comments of both stay with what
they are about, and a comment that either side deleted is deleted. A conflict stays in
the file as comment lines that begin with '# CONFLICT' above what it is about, holding what is not in
the map; the file still opens. Run 'argmap resolve' to resolve them. 'argmap check' reports the rest.

exit codes: 0 merged; 1 merged with conflicts; 2 could not run
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Merge three files, write the result and say on standard error what is left to decide."""
    asked = _parser().read(argv)
    ours, theirs = open_map(asked.ours), open_map(asked.theirs)
    base = None if is_empty_file(Path(asked.base)) else open_map(asked.base)
    merged = merge_documents(base, ours, theirs)
    _write(asked.output, merged.data)
    for line in notice_lines(merged.notices, merged.map):
        print_error(f"{line}\n")
    if not merged.conflicts:
        return ExitCode.FINE
    name = asked.output or asked.ours
    print_error(f"{to_decide(name, len(merged.conflicts))}\n")
    for line in conflict_lines(merged.conflicts, merged.map, colour=takes_colour(sys.stderr)):
        print_error(f"  {line}\n")
    return ExitCode.FOUND


def _write(output: str | None, data: bytes) -> None:
    if output is None or output == "-":
        print_data(data)
    else:
        refuse_other_ending(Path(output))
        write_output(Path(output), data)


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap merge",
        description="Merge two versions of a map with a common ancestor, by id and field.",
        epilog=EPILOG,
    )
    parser.add_argument("base", metavar="BASE", help="the common ancestor; an empty file if there is none")
    parser.add_argument("ours", metavar="OURS", help="the version that the other is merged into")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write the merged map (default: standard output)"
    )
    return parser
