"""``argmap merge-driver``: git's entry to merging, with the arguments that git gives (gitattributes(5), "merge").

Exit codes: 0 merged; 10 merged with conflicts, which are comments in the file; 2 not merged, the file is untouched.
On any code but the first two the command in git's configuration falls back to git's own merge.
"""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_error, reports_refusals
from argmap.escape import one_line
from argmap.exit_codes import ExitCode

if TYPE_CHECKING:
    from argmap.merge.documents import MergedDocument


@reports_refusals
def main(argv: list[str]) -> int:
    """Merge the three temporary files that git names, into the second."""
    asked = _parser().read(argv)
    try:
        return _merge(asked)
    except (RecursionError, MemoryError) as failure:
        print_error(f"argmap: {one_line(asked.path)} is too large to merge ({type(failure).__name__}).\n")
        return ExitCode.COULD_NOT_RUN


def _merge(asked: argparse.Namespace) -> int:
    from argmap.io.files import load, write_output
    from argmap.mapfile.read.read import read
    from argmap.merge.documents import merge_documents

    base, ours, theirs = (load(Path(file)).data for file in (asked.base, asked.ours, asked.theirs))
    # Git gives an empty ancestor when both sides added the file.
    ancestor = read(base, asked.path) if base.strip() else None
    merged = merge_documents(ancestor, read(ours, asked.path), read(theirs, asked.path))
    write_output(Path(asked.ours), merged.data)
    if merged.conflicts or merged.notices:
        # If this is unknown, git must not run its own merge on the merged text.
        with contextlib.suppress(OSError):
            _tell(merged, asked)
    return ExitCode.CONFLICTS_WRITTEN if merged.conflicts else ExitCode.FINE


def _tell(merged: MergedDocument, asked: argparse.Namespace) -> None:
    """Say on standard error which conflicts are left to decide and which rewordings to look at."""
    from argmap.io.git.sides import sides_labelled
    from argmap.report.conflicts.headings import who_is_who
    from argmap.report.conflicts.text import conflict_lines, notice_lines, to_decide

    sides = sides_labelled(Path(asked.path), asked.label_X, asked.label_Y)
    for line in notice_lines(merged.notices, merged.map, sides):
        print_error(f"argmap: {one_line(asked.path)}: {line}\n")
    if merged.conflicts:
        print_error(f"argmap: {to_decide(asked.path, len(merged.conflicts))}\n")
        if said := who_is_who(sides):
            print_error(f"  {said}\n")
        for line in conflict_lines(merged.conflicts, merged.map, names=sides):
            print_error(f"  {line}\n")


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap merge-driver",
        description="Merge for git: set up by 'argmap git install', run by git with its own arguments.",
    )
    parser.add_argument("base", metavar="%O", help="the ancestor's version; empty when there is none")
    parser.add_argument("ours", metavar="%A", help="the current version, where the result goes")
    parser.add_argument("theirs", metavar="%B", help="the other version")
    parser.add_argument("marker_size", metavar="%L", nargs="?", default="7", help="not used: conflicts are comments")
    parser.add_argument("path", metavar="%P", nargs="?", default="the map", help="what the file is called")
    for name in ("%X", "%S", "%Y"):
        parser.add_argument(f"label_{name[1]}", metavar=name, nargs="?", help="what that version is called")
    return parser
