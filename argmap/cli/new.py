"""``argmap new``: begin a map."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals
from argmap.edit.text import set_question, set_title
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import digest_of, is_empty_file, save
from argmap.io.map_files import refuse_other_ending
from argmap.io.project import schema_beside
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.starter import starter
from argmap.model.findings import MapError

EPILOG = """\
examples:
  argmap new maps/ferry.yaml
  argmap new ferry.yaml --title "The island ferry" --question "Should the ferry be free?"
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Write the beginning of a map to a file that does not exist yet, or is empty."""
    asked = _parser().read(argv)
    path = Path(asked.file)
    refuse_other_ending(path)
    is_empty = is_empty_file(path)
    if os.path.lexists(path) and not is_empty:
        raise MapError(f"{asked.file} already exists. Choose another name.")
    if not path.parent.is_dir():
        raise MapError(f"Missing folder {path.parent}. Create it, or choose another.")
    schema = schema_beside(path)
    has_schema = (path.parent / schema).is_file()
    save(path, _begun(schema, asked.title, asked.question).data, expected=digest_of(b"") if is_empty else None)
    opens = one_line(f"argmap edit {shlex.quote(asked.file)}")
    print_text(f"Created {one_line(asked.file)} from a template. Open it with: {opens}\n")
    if not has_schema:
        beside = one_line(shlex.quote(str(path.parent / schema)))
        print_text(f"Text editors can check it as you type, after: argmap schema > {beside}\n")
    return ExitCode.FINE


def _begun(schema: str, title: str | None, question: str | None) -> Document:
    document = starter(schema)
    map = document.map if title is None else set_title(document.map, title)
    map = map if question is None else set_question(map, question)
    return prove(revise(document, map))


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap new",
        description="Create a map file from a commented template.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the file to write; it must not exist, or be empty")
    parser.add_argument("--title", help="the title of the map")
    parser.add_argument("--question", help="the question that the map is about")
    return parser
