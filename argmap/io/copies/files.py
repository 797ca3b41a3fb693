"""The copies that a map names: beside the map, or in a folder of copies that are not published.

A copy's path never leads out of the folder that it is looked for in, neither by its name nor by symbolic links: a map
can come from anybody. The copy of a new source is put into the same places.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from argmap.evidence.copy_text import LARGEST_COPY, CopyText, CopyUnreadable, NoPdfReader
from argmap.evidence.quotations import Absent, Copies, Copy
from argmap.evidence.readers.read import kind_of, read_copy
from argmap.io.copies.pdf import pdf_pages
from argmap.io.files import digest_of, load, write_output
from argmap.mapfile.fields import SOURCE
from argmap.model.findings import MapError
from argmap.model.types import Source

_KNOWN: dict[tuple[str, int, int, bool], Copy | Absent] = {}
"""Copies that were read, by file, time of change, size, and whether their digest was wanted."""

MOST_KNOWN = 100


def copies_of(sources: Iterable[Source], folders: Iterable[Path]) -> Copies:
    """The copies that sources name, by the ids of the sources, each from the first folder that has it.

    A copy that no folder has, or that cannot be read here, is :class:`Absent`.
    """
    places = list(folders)
    return {source.id: _copy_of(source, places) for source in sources if source.copy}


def _copy_of(source: Source, folders: list[Path]) -> Copy | Absent:
    assert source.copy is not None
    for path in paths_of(source.copy, folders):
        try:
            return _read(path, source.copy_sha256 is not None)
        except FileNotFoundError:
            continue
        except OSError as error:
            return Copy(None, f"It cannot be read: {error.strerror}.")
    return Absent("The copy is not at hand.")


def paths_of(copy: str, folders: Iterable[Path]) -> Iterator[Path]:
    """Where a copy may be: its path in each folder, with all links followed, as long as it stays in that folder."""
    for folder in folders:
        inside = os.path.realpath(folder)
        path = Path(os.path.realpath(Path(inside) / copy))
        if path.is_relative_to(inside) and path != Path(inside):
            yield path


def _read(path: Path, with_digest: bool) -> Copy | Absent:
    # A FIFO with no writer would block in open() for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return Copy(None, "It is a folder or a device, not a file.")
        known = (str(path), found.st_mtime_ns, found.st_size, with_digest)
        if known in _KNOWN:
            return _KNOWN[known]
        if found.st_size > LARGEST_COPY:
            return Copy(None, f"It is larger than {LARGEST_COPY // 2**20} MiB. Save it without pictures.")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            copy = _made(path.name, file.read(LARGEST_COPY), with_digest)
    finally:
        os.close(descriptor)
    if len(_KNOWN) >= MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[known] = copy
    return copy


def _made(name: str, data: bytes, with_digest: bool) -> Copy | Absent:
    digest = digest_of(data) if with_digest else None
    try:
        return Copy(_text_of(name, data), digest=digest)
    except NoPdfReader as missing:
        return Absent(str(missing))
    except CopyUnreadable as refused:
        return Copy(None, str(refused), digest)


def _text_of(name: str, data: bytes) -> CopyText:
    """The text of a copy. Raises CopyUnreadable where it is empty, as with scanned pages."""
    copy = read_copy(name, data, pdf_pages)
    if not copy.text.strip():
        raise CopyUnreadable("It has no text. If it is a scan, let a program recognise its text (OCR) first.")
    return copy


FOLDER = "sources"
"""Where copies are put, beside the map."""

_COPY = next(field.pattern for field in SOURCE.fields if field.name == "copy") or ""
_NOT_IN_NAMES = re.compile(r"[^\w.() -]")


class PlacedCopy(NamedTuple):
    """A copy: its name in the map, its digest, its title, the path of its file, and the reason why it cannot be read,
    if any.

    ``target`` is None where the file is already there.
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
    """The copy that ``file`` becomes. A file below the folder of the map stays where it is.

    Raises MapError when the file cannot be read as a copy, and when another file has its name.
    """
    data, title, problem = _readable(file)
    digest = digest_of(data)
    beside = Path(os.path.realpath(map_file.parent))
    real = Path(os.path.realpath(file))
    if copies is None and real.is_relative_to(beside):
        name = real.relative_to(beside).as_posix()
        if not re.match(_COPY, name):
            raise MapError(f"A map cannot name '{name}'. Rename it, without colons, backslashes and line breaks.")
        return PlacedCopy(name, digest, title, None, data, problem)
    name = _NOT_IN_NAMES.sub("-", file.name).lstrip(".- ")
    name = name if copies is not None else f"{FOLDER}/{name}"
    folder = Path(copies) if copies is not None else beside
    target = folder / name
    if not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(folder)):
        raise MapError(f"{target} leads out of {folder} by a link. Put a folder or file in its place.")
    if target.exists():
        if load(target).digest != digest:
            raise MapError(f"{target} is another file. Rename {file}, or delete the other.")
        return PlacedCopy(name, digest, title, None, data, problem)
    return PlacedCopy(name, digest, title, target, data, problem)


def _readable(file: Path) -> tuple[bytes, str, str]:
    """The bytes of a file that can be read as a copy, a title for it, and what is missing here to read it."""
    if file.exists() and not file.is_file():
        raise MapError(f"{file} is not a file. Name a .txt, .md, .html, .docx or .pdf file.")
    title, problem = file.stem, ""
    try:
        kind_of(file.name)
        data = load(file).data
        if len(data) > LARGEST_COPY:
            raise CopyUnreadable(f"It is larger than {LARGEST_COPY // 2**20} MiB. Save it without pictures.")
        copy = _text_of(file.name, data)
        title = copy.headings[0].text if copy.headings else title
    except NoPdfReader as missing:
        problem = str(missing)
    except CopyUnreadable as refused:
        raise MapError(f"{file}: {refused}") from refused
    return data, title, problem
