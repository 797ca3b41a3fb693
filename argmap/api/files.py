"""Maps in files and texts: reading, saving an edit as a patch of the file, and writing a new text."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.api.map import Map, Origin, plain
from argmap.io import files
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model import types
from argmap.model.findings import MapError

TEXT = "<text>"
"""What places call a map that was read from a text."""


def load(path: str | os.PathLike[str]) -> Map:
    """The map in a file.

    Raises MapError when the file cannot be read, or is not a map: its ``findings`` then say where and why.
    """
    loaded = files.load(Path(path))
    document = read(loaded.data, os.fspath(path))
    return Map.of(document.map, Origin(document, loaded.path, loaded.digest))


def loads(text: str | bytes) -> Map:
    """The map in a text, or in the UTF-8 bytes of one. Raises MapError as :func:`load` does."""
    document = read(text.encode() if isinstance(text, str) else text, TEXT)
    return Map.of(document.map, Origin(document))


def dumps(map: types.Map) -> str:
    """The map as a new text in the canonical layout. Comments of the file that it came from are not in it.

    Raises MapError when a text of the map holds characters that no map file may.
    """
    return written_anew(map).text


def written_anew(map: types.Map) -> Document:
    """The map as a new document. Raises MapError when its text does not read back as the same map."""
    document = read(write(map).encode(), TEXT)
    if document.map != map:
        raise MapError("The text of this map does not read back as the same map, so it was not written.")
    return document


def document_of(map: types.Map) -> Document:
    """The text that the map came from, patched to say what the map says now; a new one if it came from none."""
    document = map.origin.document if isinstance(map, Map) else None
    return written_anew(map) if document is None else revise(document, plain(map))


def save(map: Map, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False) -> None:
    """Save the map in the file that it was loaded from, or in another.

    Only the lines that an edit touched change; comments and layout stay. The file is always the old one or the new
    one, whatever happens meanwhile. Raises MapError, with the file as it was, when somebody else has changed it since
    it was loaded or last saved, when another ``path`` exists already (unless ``overwrite``), and when the map was
    loaded from no file and none is named. A map from no file belongs to the first file that it is saved in.
    """
    document, origin = prove(document_of(map)), map.origin
    if origin.path is not None and (path is None or _is_same(Path(path), origin.path)):
        _save_in_place(origin, origin.path, document)
    elif path is None:
        raise MapError("This map was loaded from no file. Name one: argmap.save(map, 'map.yaml').")
    else:
        saved = files.save(Path(path), document.data, files.current_digest(Path(path)) if overwrite else None)
        if origin.path is None:
            origin.document, origin.path, origin.digest = document, saved.path, saved.digest


def _save_in_place(origin: Origin, path: Path, document: Document) -> None:
    if not files.digest_of(document.data) == origin.digest == files.current_digest(path):
        origin.digest = files.save(path, document.data, origin.digest).digest
    origin.document = document


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
