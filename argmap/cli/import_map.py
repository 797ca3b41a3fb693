"""``argmap import``: a map from the file of another tool."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.arguments import Arguments, spelt_as
from argmap.cli.output import print_data, print_error, print_text, reports_refusals
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.interchange.reading import Imported

EPILOG = """\
The format is found from the file's content. argmap prints what the file contains, what
changed its form and what was left out, with the line of each.

examples:
  argmap import kialo-export.txt
  argmap import debate.argdown -o maps/debate.yaml
  argmap import sheets/ --into maps/debate.yaml     brings back what was edited in spreadsheets
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Write a map made from a file of another tool, and print what became of each thing in it."""
    asked = _parser().read(argv)
    ledger = Path(asked.ledger) if asked.ledger is not None else None
    _refuse_to_overwrite(ledger, asked.file, asked.force)
    imported = _import_into(asked) if asked.into is not None else _import(asked)
    if ledger is not None:
        from argmap.interchange.ledger import as_values

        values = json.dumps(as_values(imported.ledger), ensure_ascii=False, indent=1)
        _write(ledger, f"{values}\n".encode(), asked.force)
    return ExitCode.FINE


def _import(asked: argparse.Namespace) -> Imported:
    """Write a new map."""
    from argmap.interchange.reading import import_file
    from argmap.io.map_files import foreign_file, refuse_other_ending
    from argmap.mapfile.canonical import write
    from argmap.mapfile.read.read import read
    from argmap.mapfile.syntax.cst import no_collection

    target = _target(asked.file, asked.output)
    _refuse_to_overwrite(target, asked.file, asked.force)
    if target is not None:
        refuse_other_ending(target)
    file = foreign_file(asked.file)
    with no_collection():
        imported = import_file(file, asked.format)
        data = write(imported.map).encode()
        if read(data, "map").map != imported.map:
            raise MapError("The map made from the file does not read back as it was, so nothing was written.")
    _write(target, data, asked.force)
    say = print_error if target is None else print_text
    if target is not None:
        say(f"Wrote {one_line(str(target))}: {counted(len(imported.map.claims), 'claim')}.\n")
    _account(imported, asked.file, say)
    return imported


def _import_into(asked: argparse.Namespace) -> Imported:
    """Change a map that is there; only the lines that differ."""
    from argmap.interchange.reading import import_file
    from argmap.io.files import load, save
    from argmap.io.map_files import foreign_file
    from argmap.mapfile.patch.patch import revise
    from argmap.mapfile.patch.verify import prove
    from argmap.mapfile.read.read import read
    from argmap.merge.diff import diff
    from argmap.report.changes.changes import describe
    from argmap.report.changes.text import text

    if asked.output is not None or asked.force:
        raise MapError("--into changes the map that it names. Leave -o and --force out.")
    into = Path(asked.into)
    if asked.file != "-" and into.exists() and Path(asked.file).exists() and into.samefile(asked.file):
        raise MapError(f"{into} is the file to import itself. Name another map after --into.")
    loaded = load(into)
    document = read(loaded.data, asked.into)
    imported = import_file(foreign_file(asked.file), asked.format, into=document.map)
    changed = prove(revise(document, imported.map))
    if changed.data != loaded.data:
        save(into, changed.data, loaded.digest)
    print_text(text(describe(document.map, changed.map, diff(document.map, changed.map)), asked.into))
    print_text("\n")
    _account(imported, asked.file, print_text)
    return imported


def _parser() -> Arguments:
    from argmap.interchange.formats import FORMATS

    parser = Arguments(prog="argmap import", description="Make a map from a file of another tool.", epilog=EPILOG)
    parser.add_argument("file", metavar="FILE", help="the file to import; '-' is standard input")
    parser.add_argument(
        "-o", "--output", metavar="MAP", help="the map to write; without it, FILE's name with .yaml, in this folder"
    )
    parser.add_argument("--into", metavar="MAP", help="change this map instead of writing a new one")
    names = [format.name for format in FORMATS]
    parser.add_argument(
        "--from",
        dest="format",
        type=spelt_as(names),
        choices=names,
        metavar="FORMAT",
        help=f"the file's format: {', '.join(names)}",
    )
    parser.add_argument("--ledger", metavar="FILE", help="write the whole account, as JSON, to FILE too")
    parser.add_argument("--force", action="store_true", help="write over files that exist")
    return parser


def _name(file: str) -> str:
    return "<stdin>" if file == "-" else file


def _target(file: str, output: str | None) -> Path | None:
    """The file to write; None for standard output."""
    if output == "-" or (output is None and file == "-"):
        return None
    return Path(output) if output is not None else Path(Path(file).stem + ".yaml")


def _refuse_to_overwrite(path: Path | None, file: str, force: bool) -> None:
    if path is None or not os.path.lexists(path):
        return
    if file != "-" and path.exists() and path.samefile(file):
        raise MapError(f"{path} is the file to import itself. Name another file to write to.")
    if not force:
        raise MapError(f"{path} already exists. Name another file with -o, or write over it with --force.")


def _write(target: Path | None, data: bytes, force: bool) -> None:
    from argmap.io.files import save, write_output

    if target is None:
        print_data(data)
    elif force:
        write_output(target, data)
    else:
        save(target, data, expected=None)


def _account(imported: Imported, file: str, say: Callable[[str], None]) -> None:
    from argmap.interchange.ledger import as_text

    say(f"{one_line(_name(file))} ({imported.format.title}): what it contains, and what became of it\n")
    say(as_text(imported.ledger))
