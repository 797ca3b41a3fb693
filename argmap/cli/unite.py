"""``argmap unite``: make one claim of two that say the same."""

from __future__ import annotations

from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals
from argmap.escape import one_line
from argmap.excerpt import excerpts_apart
from argmap.exit_codes import ExitCode
from argmap.io.files import load, save
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.merge.unite import unite, unite_in

EPILOG = """\
examples:
  argmap unite map.yaml exit-terms exit-term-limits            keep 'exit-terms', and give it all of the other
  argmap unite map.yaml exit-terms exit-term-limits --dry-run  only say what would go over

Links, positions, citations, tags, notes and comments go over, and every reference follows. The wording of GONE
goes into the note. Nothing is written when one claim cannot have what both have, such as two stances of one
stakeholder. 'argmap check' suggests pairs (AM301, AM302).
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Unite two claims of a file and save it."""
    asked = _parser().read(argv)
    loaded = load(Path(asked.file))
    document = read(loaded.data, asked.file)
    united = unite(document.map, asked.kept, asked.gone)
    after = prove(unite_in(document, asked.kept, asked.gone))
    if not asked.dry_run:
        save(Path(asked.file), after.data, loaded.digest)
    said = "Would unite" if asked.dry_run else "United"
    gone, kept = excerpts_apart(one_line(united.gone.text), one_line(united.kept.text))
    lines = (
        f"{said} “{gone}” ({one_line(asked.gone)})",
        f"into “{kept}” ({one_line(asked.kept)}).",
        f"{'Would move' if asked.dry_run else 'Moved'}: {united}.",
    )
    print_text("".join(f"{line}\n" for line in lines))
    return ExitCode.FINE


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap unite",
        description="Make one claim of two that say the same; nothing of either is lost.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the map file")
    parser.add_argument("kept", metavar="KEPT", help="id of the claim that stays")
    parser.add_argument("gone", metavar="GONE", help="id of the claim that becomes part of it")
    parser.add_argument("-n", "--dry-run", action="store_true", help="write nothing")
    return parser
