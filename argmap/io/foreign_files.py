"""Files of other tools, as they are imported: a file, standard input, or a folder of CSV files."""

from __future__ import annotations

from pathlib import Path

from argmap.interchange.file import File, Folder
from argmap.io.files import load, standard_input
from argmap.io.map_files import STANDARD_INPUT, STANDARD_INPUT_NAME
from argmap.model.findings import MapError


def foreign_file(name: str) -> File:
    """What is to be imported. Raises MapError when it cannot be read, or is a folder without CSV files."""
    if name == STANDARD_INPUT:
        return File(STANDARD_INPUT_NAME, standard_input())
    path = Path(name)
    if not path.is_dir():
        return File(name, load(path).data)
    parts = tuple(File(str(part), load(part).data) for part in sorted(path.glob("*.csv")))
    if not parts:
        raise MapError(f"{name} is a folder without CSV files. Name a file to import.")
    return Folder(name, parts)
