"""``argmap rename``: give a claim, stakeholder, source or tension another id, wherever it is named."""

from __future__ import annotations

from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals
from argmap.edit.rename import rename
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import load, save
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError

EPILOG = """\
example:
  argmap rename map.yaml talent talent-is-scarce

Every reference follows, addresses of reasons included. Only the lines that name the id change.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Rename one id in a file and save it."""
    asked = _parser().read(argv)
    loaded = load(Path(asked.file))
    document = read(loaded.data, asked.file)
    if asked.old == asked.new:
        raise MapError(f"The old and new ids are the same: '{asked.new}'.")
    renamed = prove(revise(document, rename(document.map, asked.old, asked.new)))
    if renamed.data != loaded.data:
        save(Path(asked.file), renamed.data, loaded.digest)
    changed = sum(one != two for one, two in zip(document.text.split("\n"), renamed.text.split("\n"), strict=False))
    lines = "1 line" if changed == 1 else f"{changed} lines"
    print_text(f"Renamed '{one_line(asked.old)}' to '{one_line(asked.new)}': {lines} changed.\n")
    return ExitCode.FINE


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap rename",
        description="Rename the id of a claim, stakeholder, source or tension everywhere.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the map file")
    parser.add_argument("old", metavar="OLD", help="current id")
    parser.add_argument("new", metavar="NEW", help="new id")
    return parser
