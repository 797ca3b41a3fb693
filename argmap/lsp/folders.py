"""The maps of a workspace that no editor window has open, read when something is looked for in all of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pygls.uris import from_fs_path

from argmap.io.files import load
from argmap.io.map_files import maps_in
from argmap.lsp.open_map import OpenMap
from argmap.lsp.positions import EditedText
from argmap.model.findings import MapError

_read: dict[str, tuple[int, OpenMap]] = {}
"""By path: when the file was changed, and the map that was in it then."""


def maps_in_folder(folders: Sequence[Path], is_open: Collection[str]) -> Iterator[tuple[str, OpenMap]]:
    """Each map in these folders and below, with its address; those of ``is_open`` and those that cannot be read are
    left out."""
    for folder in folders:
        with suppress(MapError, OSError):
            for file in maps_in([str(folder)]):
                uri = from_fs_path(os.path.realpath(file))
                if uri is not None and uri not in is_open and (found := _map_in(file)) is not None:
                    yield uri, found


def _map_in(file: str) -> OpenMap | None:
    changed = Path(file).stat().st_mtime_ns
    known = _read.get(file)
    if known is None or known[0] != changed:
        text = load(Path(file)).data.decode(errors="replace").removeprefix("\ufeff")
        known = _read[file] = changed, OpenMap(file, EditedText(text))
    return known[1]
