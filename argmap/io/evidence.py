"""The quotations of a map file with the copies that are at hand.

The code that reads and compares copies is loaded only for a map that names one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from argmap.io.map_files import STANDARD_INPUT
from argmap.model.types import Map

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence
    from argmap.io.project import Projects


def evidence_of(
    map: Map, file: str | Path, copies: str | Path | None = None, projects: Projects | None = None
) -> Evidence | None:
    """The quotations of ``map``, checked against the copies that its sources name; None when they name none.

    A copy is looked for beside the map's file, then in the folder ``copies``, then in the one that the project's
    settings name. Raises MapError when settings are wrong.
    """
    if not any(source.copy for source in map.sources):
        return None
    from argmap.evidence.quotations import Evidence
    from argmap.io.copies.files import copies_of

    return Evidence(map, copies_of(map.sources, folders_for(file, copies, projects)))


def folders_for(file: str | Path, copies: str | Path | None = None, projects: Projects | None = None) -> list[Path]:
    """Where the copies of a map file are looked for, in this order."""
    from argmap.io.project import Projects

    beside = Path() if str(file) == STANDARD_INPUT else Path(file).parent
    settled = (projects or Projects(None)).copies_folder(str(file))
    return [beside, *(Path(folder) for folder in (copies, settled) if folder is not None)]
