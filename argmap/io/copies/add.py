"""Putting the copy of a new source into its place: beside the map, or in a folder of unpublished copies."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from argmap.evidence.copy_text import LARGEST_COPY, CopyUnreadable, NoPdfReader
from argmap.evidence.readers.read import kind_of, read_copy
from argmap.io.copies.pdf import pdf_pages
from argmap.io.files import load, write_output
from argmap.model.findings import MapError

FOLDER = "sources"
"""Where copies are put, beside the map."""

_NOT_IN_NAMES = re.compile(r"[^\w.() -]")


class PlacedCopy(NamedTuple):
    """A copy: its name in the map, its digest, its title, where its bytes belong, and what is wrong with reading it.

    ``target`` is None where the file is in its place already.
    """

    name: str
    digest: str
    title: str
    target: Path | None
    data: bytes
    problem: str = ""

    def write(self) -> None:
        """Put the file into its place. Raises MapError when it cannot be written."""
        if self.target is not None:
            write_output(self.target, self.data)


def placed_copy(file: Path, map_file: Path, copies: str | None) -> PlacedCopy:
    """The copy that ``file`` is to be. A file below the folder of the map stays where it is.

    Raises MapError when the file cannot be read as a copy, and when another file has its place.
    """
    kind_of(file.name)
    loaded = load(file)
    if len(loaded.data) > LARGEST_COPY:
        raise MapError(f"{file} is larger than {LARGEST_COPY // 2**20} MiB. Save it without pictures.")
    title, problem = file.stem, ""
    try:
        copy = read_copy(file.name, loaded.data, pdf_pages)
        title = copy.headings[0].text if copy.headings else title
    except NoPdfReader as missing:
        problem = str(missing)
    except CopyUnreadable as refused:
        raise MapError(f"{file}: {refused}") from refused
    beside = Path(os.path.realpath(map_file.parent))
    real = Path(os.path.realpath(file))
    if copies is None and real.is_relative_to(beside):
        return PlacedCopy(real.relative_to(beside).as_posix(), loaded.digest, title, None, loaded.data, problem)
    name = _NOT_IN_NAMES.sub("-", file.name).lstrip(".- ")
    name = name if copies is not None else f"{FOLDER}/{name}"
    target = (Path(copies) if copies is not None else beside) / name
    if target.exists():
        if load(target).digest != loaded.digest:
            raise MapError(f"{target} is another file. Rename {file}, or delete the other.")
        return PlacedCopy(name, loaded.digest, title, None, loaded.data, problem)
    return PlacedCopy(name, loaded.digest, title, target, loaded.data, problem)
