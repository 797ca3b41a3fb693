"""What ``argmap export`` writes where, and what it refuses to write over."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from argmap.cli.output import print_data, print_error
from argmap.escape import for_log, one_line
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError
from argmap.vocabulary import USUAL_FOLDER, counted

MOST_NAMED = 5
"""Files that are named in a sentence; more are counted."""


class Output(NamedTuple):
    """One file to write; ``path`` is None for standard output. ``pages`` is the number of pages that an overview
    links to, and ``of_several`` marks those pages. ``named`` is the part of its path that the user gave: the file,
    its folder, or nothing. ``doubt`` says why another machine, or more time, would give another picture.
    """

    format: str
    path: Path | None
    pages: int = 0
    of_several: bool = False
    named: Literal["file", "folder", ""] = ""
    doubt: str = ""


def outputs_of(file: str, options: argparse.Namespace) -> list[Output]:
    """What to write where: each ``-o`` in the format of its ending, else each ``--format`` into the folder that
    ``-o`` names, or exports/.

    Raises MapError when an ending has no format, or a format has no output.
    """
    from argmap.draw.formats import FORMATS, file_name, format_of

    formats = list(options.format)
    folders = [place for place in options.output or [f"{USUAL_FOLDER}/"] if is_folder(place)]
    stem, parts = "map" if file == "-" else Path(file).stem, _parts(options)
    outputs = [
        Output(format, Path(folder, file_name(stem, parts, format)), named="folder" if options.output else "")
        for folder in folders
        for format in formats or ["svg"]
    ]
    for place in options.output:
        if is_folder(place):
            continue
        format = _named_for(place, formats) or format_of(place)
        if format is None and formats:
            format = formats.pop(0)
        elif format is None and place == "-":
            format = "svg"
        if format is None:
            endings = ", ".join(item.suffix for item in FORMATS.values())
            raise MapError(f"Unknown file extension: '{place}'. Use one of {endings}, or --format.")
        outputs.append(Output(format, None if place == "-" else Path(place), named="file"))
    for format in formats:
        if format not in {output.format for output in outputs}:
            raise MapError(
                f"--format {format} has no output file: each -o already has a format. "
                f"Add another -o, or remove --format {format}."
            )
    return outputs


def _named_for(place: str, formats: Sequence[str]) -> str | None:
    """The one of the formats named that a file's ending leaves open: ``.csv`` may be that of ``.edges.csv``."""
    from argmap.draw.formats import FORMATS, format_of

    if format_of(place) in formats or not Path(place).suffix:
        return None
    return next((one for one in formats if FORMATS[one].suffix.endswith(Path(place).suffix.lower())), None)


def is_folder(place: str) -> bool:
    """Whether ``-o`` names a folder: by a slash at its end, or one that is there and has no ending of a format."""
    from argmap.draw.formats import format_of

    return place.endswith(("/", os.sep)) or (format_of(place) is None and place != "-" and _is(Path(place).is_dir))


def _parts(options: argparse.Namespace) -> tuple[str | None, ...]:
    """What is chosen of a map, for the names of files."""
    chosen = (options.tension, options.focus, options.stakeholder, options.tag)
    return (*chosen, options.changed_since and "changes", options.picture if options.picture != "map" else None)


def refuse_outputs_among_maps(files: Sequence[str]) -> None:
    """Raises MapError when one of several maps has the ending of an export: the ``-o`` before it is missing."""
    from argmap.draw.formats import format_of

    for file in files if len(files) > 1 else ():
        if format_of(file) not in {None, "json"}:  # a map may be JSON
            raise MapError(f"'{file}' has the extension of an export. To write to it, use -o {file}.")


def refuse_what_cannot_be_written(maps: Sequence[str], outputs: Sequence[Output]) -> None:
    """Raises MapError when a map would be written over, two exports would go to one place, or a place is a folder."""
    taken: set[str] = set()
    for output in outputs:
        if output.path is not None:
            _refuse_map_or_folder(maps, output.path)
            _refuse_links(output)
        place = os.path.realpath(output.path) if output.path is not None else "standard output"
        if place in taken:
            raise MapError(_twice(maps, output))
        taken.add(place)


def _twice(maps: Sequence[str], output: Output) -> str:
    if output.path is None:
        return "Two exports cannot both go to standard output. Use -o with a file for one of them."
    alike = [map for map in maps if Path(map).stem == output.path.stem]
    if len(set(alike)) > 1:
        return (
            f"{alike[0]} and {alike[1]} would both be written to {output.path}. "
            "Export them one by one, each to its own file (-o)."
        )
    what = f"the map {alike[0]}" if len(alike) > 1 else "a file or format"
    return f"{output.path} would be written twice, as {what} is named twice. Name it once."


def _refuse_map_or_folder(maps: Sequence[str], path: Path) -> None:
    for map in maps:
        if map != "-" and _is(path.samefile, map):
            raise MapError(f"{path} would overwrite the map {map}. Choose another file name.")
    if _is(path.is_dir):
        raise MapError(f"{path} is a folder. Choose a file name.")


def _refuse_links(output: Output) -> None:
    """Raises MapError when a path that the user did not name is a symbolic link.

    A repository can contain a link with the usual name of an export, and writing through it would overwrite any file.
    A file named with ``-o`` is written through links, as ``cp`` and the shell do.
    """
    from argmap.io.files import refuse_leading_out, refuse_link

    if output.path is None or output.named == "file":
        return
    refuse_link(output.path, "Name the file with -o to write there.")
    if not output.named:
        refuse_leading_out(Path(USUAL_FOLDER), "Name a folder with -o to write there.")


def _is(question: Callable[..., bool], *about: str) -> bool:
    """The answer about a file; False when the file cannot be inspected."""
    with contextlib.suppress(OSError):
        return question(*about)
    return False


def write(made: Sequence[tuple[Output, bytes]]) -> int:
    """Write all outputs or none, and report each. Raises MapError when one cannot be written."""
    from argmap.io.files import write_outputs

    for output, _ in made:
        _refuse_links(output)
    files = [(output.path, data) for output, data in made if output.path is not None]
    write_outputs(files)
    for output, _ in made:
        if output.path is not None and not output.of_several:
            print_error(f"Wrote {one_line(str(output.path))}{_and_pages(output.pages)}\n")
    for output, data in made:
        if output.path is None:
            print_data(_for_programs(data) if output.format in {"csv", "edges"} else data)
    return ExitCode.FINE


def _for_programs(sheet: bytes) -> bytes:
    """CSV for standard output: without the byte order mark, from which spreadsheets see that a file is UTF-8, and
    without lines that a build log would take for commands, as a cell may hold several lines."""
    return for_log(sheet.decode("utf-8-sig")).encode()


def _and_pages(number: int) -> str:
    return f" and {counted(number, 'linked page')}" if number else ""


def check(output: Output, data: bytes) -> int:
    """Report an output that differs from what would be written, or that this cannot be decided. Raises MapError when
    the file cannot be read.
    """
    from argmap.io.files import read_output

    assert output.path is not None
    found = read_output(output.path)
    if found == data:
        return ExitCode.FINE
    if output.doubt and (found is not None or output.of_several):
        print_error(f"{one_line(str(output.path))} could not be checked. {output.doubt}\n")
        return ExitCode.COULD_NOT_RUN
    state = "is missing" if found is None else "is out of date"
    print_error(f"{one_line(str(output.path))} {state}. Run 'argmap export' again and commit it.\n")
    return ExitCode.FOUND


def tell_stale(outputs: Sequence[Output], made: Sequence[tuple[Output, bytes]]) -> int:
    """Report pages of an earlier export in the output folders that this export does not write. They are not
    deleted."""
    written = {output.path for output, _ in made}
    code = ExitCode.FINE
    for output in outputs:
        if found := [path for path in _pages_like(output) if path not in written]:
            code = ExitCode.FOUND
            print_error(f"{_old(found)} of an earlier export, which you can delete: {_named(found)}\n")
    return code


def _pages_like(output: Output) -> Iterator[Path]:
    """The files that are pages of the same map in the same format, by their names and their metadata."""
    from argmap.draw.formats import FORMATS
    from argmap.draw.pages.files import is_page_of, overview_file

    assert output.path is not None
    start, suffix = f"{output.path.stem}-", FORMATS[output.format].suffix
    folder = output.path.parent
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(start) and path.suffix == suffix:
            with contextlib.suppress(OSError):  # a folder, or not ours to read
                if is_page_of(overview_file(output.path.stem, suffix), path.read_bytes()):
                    yield path


def _old(found: Sequence[Path]) -> str:
    return "Old page" if len(found) == 1 else "Old pages"


def _named(found: Sequence[Path]) -> str:
    from argmap.semantics.wording import listed

    return listed([one_line(str(path)) for path in found], MOST_NAMED)
