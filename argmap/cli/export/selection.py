"""Which part of a map ``argmap export`` shows."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from argmap.api.pictures import part_of
from argmap.model.findings import MapError
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.views.selection import Selection


def lens(index: Index, file: str, options: argparse.Namespace) -> Selection | None:
    """The part that the options ask for; None is the whole map. Raises MapError for what the map does not have."""
    if options.changed_since:
        return _changed(index, file, options.changed_since)
    return part_of(
        index,
        tension=options.tension,
        focus=options.focus,
        depth=options.depth,
        stakeholder=options.stakeholder,
        tag=options.tag,
    )


def _changed(index: Index, file: str, revision: str) -> Selection:
    from argmap.io.git.versions import map_at
    from argmap.merge.diff import diff
    from argmap.views.selection import around

    changes = diff(map_at(file, revision), index.map)
    changed = changes.added() | changes.altered()
    if not changed:
        raise MapError(f"No claim of {file} was added or changed since '{revision}', so there is nothing to draw.")
    return around(index, changed, f"Changed since {revision}")
