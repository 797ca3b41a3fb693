"""Maps in files, and files of other tools: reading one by its name on a command line, and finding maps in folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.io.files import load, standard_input
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read, read_map
from argmap.model.findings import MapError
from argmap.model.types import Map

if TYPE_CHECKING:
    from argmap.interchange.file import File

STANDARD_INPUT = "-"
"""The name on a command line for what is given on standard input."""

STANDARD_INPUT_NAME = "<stdin>"
"""The name of standard input in findings."""

_MAP_LINE = re.compile(rb"^argmap:", re.MULTILINE)


def open_map(file: str) -> Document:
    """The map in a file, or on standard input.

    Raises ReadingRefused when it is not a map, MapError when it cannot be read.
    """
    return read(*_data_of(file))


def load_map(file: str) -> Map:
    """The map of :func:`open_map` alone, for what changes no file. Raises the same."""
    return read_map(*_data_of(file))


def _data_of(file: str) -> tuple[bytes, str]:
    """What is in a file or on standard input, and its name in findings."""
    if file == STANDARD_INPUT:
        return standard_input(), STANDARD_INPUT_NAME
    return load(Path(file)).data, file


def maps_in(files: Iterable[str], empty: bool = False) -> Iterator[str]:
    """The files given, and for a folder the maps in it and below: its YAML files that say they are maps; each once.

    Hidden files and folders are left out. Raises MapError for a folder without a map, unless it may be ``empty``.
    """
    seen: set[str] = set()
    for file in _given(files, empty):
        path = file if file == STANDARD_INPUT else os.path.abspath(file)  # noqa: PTH100 - links are other names
        if path not in seen:
            seen.add(path)
            yield file


def _given(files: Iterable[str], empty: bool) -> Iterator[str]:
    for file in files:
        if file == STANDARD_INPUT or not Path(file).is_dir():
            yield file
            continue
        maps = [str(path) for path in sorted(Path(file).rglob("*.y*ml")) if not _is_hidden(path) and is_map(path)]
        if not maps and not empty:
            raise MapError(f"No map in the folder {file}: no YAML file with a line 'argmap: 1'.")
        yield from maps


def is_map(file: Path) -> bool:
    """Whether a file says that it is an argument map, with a line that begins with ``argmap:``."""
    try:
        return file.is_file() and is_map_text(load(file).data)
    except MapError:
        return False


def refuse_to_overwrite(path: Path) -> None:
    """Raise MapError when ``path``, to which something other than a map is to be written, is a map."""
    if is_map(path):
        raise MapError(f"This would overwrite the map {path}. Choose another file name.")


def refuse_other_ending(path: Path) -> None:
    """Raise MapError when ``path``, to which a map is to be written, has the ending of another format."""
    if path.suffix.lower() in {"", ".yaml", ".yml"}:
        return
    from argmap.draw.formats import format_of as exported
    from argmap.interchange.formats import FORMATS

    if exported(path.name) or any(path.suffix.lower() in format.endings for format in FORMATS):
        raise MapError(
            f"A map is written as YAML, and {path} has the ending of another format. "
            f"Name it {path.with_suffix('.yaml')}; 'argmap export' writes other formats."
        )


def with_ending(path: Path, ending: str = ".yaml") -> Path:
    """A name that was typed for a map: with the ending of maps if it has none and nothing has that name."""
    return path if path.suffix or os.path.lexists(path) else path.with_name(f"{path.name}{ending}")


def is_map_text(data: bytes) -> bool:
    """Whether the bytes of a file say that it is an argument map, with a line that begins with ``argmap:``."""
    return bool(_MAP_LINE.search(data.removeprefix(b"\xef\xbb\xbf")))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") and part not in {".", ".."} for part in path.parts)


def foreign_file(name: str) -> File:
    """The file to import. Raises MapError when it cannot be read, or is a folder without CSV files."""
    from argmap.interchange.file import File, Folder

    if name == STANDARD_INPUT:
        return File(STANDARD_INPUT_NAME, standard_input())
    path = Path(name)
    if not path.is_dir():
        return File(name, load(path).data)
    parts = tuple(File(str(part), load(part).data) for part in sorted(path.glob("*.csv")))
    if not parts:
        raise MapError(f"{name} is a folder without CSV files. Name a file to import.")
    return Folder(name, parts)
